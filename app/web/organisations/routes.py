"""Organisations as a secretariat sees them, and the page of one, which its people see too."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.rules.access import Permission
from app.services import foresight, organisations
from app.services.foresight import ForeseenOtherwiseError
from app.services.nominations import ReasonMissingError
from app.web import acts
from app.web.acts import ActPage
from app.web.guards import needs
from app.web.organisations import page
from app.web.organisations.forms import RefusalForm
from app.web.transaction import work
from app.words.acts import organisations as act_words
from app.words.text import _

blueprint = Blueprint("organisations", __name__, url_prefix="/organisasjoner")


@blueprint.get("")
@needs(Permission.MANAGE_ORGANISATIONS)
def listing() -> str:
    """List those that nominate, first those that wait."""
    found = page.lay_out_list(work(), request.args.get("status", ""))
    return render_template("organisations/listing.html", list=found, page=found.page)


@blueprint.get("/<int:organisation_id>")
@needs(Permission.VIEW_ORGANISATION)
def show(organisation_id: int) -> str:
    """Show one: who acts for it, and how others come in."""
    return render_template("organisations/show.html", page=page.lay_out(work(), organisation_id))


@blueprint.post("/<int:organisation_id>/bekreft")
@needs(Permission.MANAGE_ORGANISATIONS)
def confirm(organisation_id: int) -> Response:
    """Confirm that it is what it was registered as."""
    body = organisations.confirm(work(), organisation_id)
    flash(_("%(name)s er bekreftet, og får e-post om det.", name=body.name))
    return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)


@blueprint.get("/<int:organisation_id>/avvis")
@needs(Permission.MANAGE_ORGANISATIONS)
def refusal(organisation_id: int) -> str:
    """Say what refusing it leads to, and ask why."""
    return _refusal_page(organisation_id, RefusalForm())


@blueprint.post("/<int:organisation_id>/avvis")
@needs(Permission.MANAGE_ORGANISATIONS)
def refuse(organisation_id: int) -> Response:
    """Refuse it."""
    form = RefusalForm()
    if not form.validate_on_submit():
        return make_response(_refusal_page(organisation_id, form), 422)
    try:
        body = organisations.refuse(
            work(), organisation_id, form.reason.data or "", seen=acts.seen()
        )
    except ReasonMissingError:
        form.reason.errors = [_("Skriv hvorfor virksomheten avvises.")]
        return make_response(_refusal_page(organisation_id, form), 422)
    except ForeseenOtherwiseError:
        return make_response(_refusal_page(organisation_id, form, is_stale=True), 409)
    flash(_("%(name)s er avvist.", name=body.name))
    return redirect(url_for("organisations.listing"), 303)


def _refusal_page(organisation_id: int, form: RefusalForm, *, is_stale: bool = False) -> str:
    foreseen = organisations.foresee_refusal(work(), organisation_id)
    act = ActPage(
        act_words.before_refusal(foreseen),
        foresight.stamp(foreseen),
        action=url_for("organisations.refuse", organisation_id=organisation_id),
        back=url_for("organisations.show", organisation_id=organisation_id),
        over=foreseen.name,
        is_stale=is_stale,
    )
    return render_template("organisations/refusal.html", form=form, act=act)
