"""Confirming a change of address, from the old address and from the new one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.documents.links import Purpose
from app.models import AddressChange
from app.services import address_changes
from app.services.address_changes import AddressTakenError, Side
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import NotFoundError
from app.web.accounts import links
from app.web.guards import public
from app.web.transaction import work
from app.words.text import _

blueprint = Blueprint("addresses", __name__)

_SIDES = {"fra": Side.OLD, "til": Side.NEW}


@blueprint.get("/adresse/<which>/<token>")
@public
def show(which: str, token: str) -> str:
    """Show what is to be confirmed. Looking at it uses up nothing."""
    return render_template("accounts/address.html", change=_find(which, token))


@blueprint.post("/adresse/<which>/<token>")
@public
def confirm(which: str, token: str) -> Response:
    """Confirm it."""
    found = _find(which, token)
    try:
        change = address_changes.confirm(work(), found.id, found.nonce, _SIDES[which])
    except AddressTakenError:
        raise SpentLinkError(Spent.UNKNOWN) from None
    if change.closed_at is not None:
        flash(_("E-postadressen er endret til %(address)s.", address=change.email))
    else:
        flash(_("Bekreftet. Nå mangler bare lenken som er sendt til den andre adressen din."))
    return redirect(url_for("own_account.show"), 303)


def _find(which: str, token: str) -> AddressChange:
    side = _SIDES.get(which)
    if side is None:
        raise NotFoundError(which)
    link = links.read(Purpose(side.value), token)
    return address_changes.find(work().session, link.row_id, link.nonce, work().now)
