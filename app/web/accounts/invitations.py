"""Taking an invitation: with the account that one has, or a new one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.documents.links import Purpose
from app.models import Account, Invitation
from app.services import accounts, invitations, joining
from app.services.invitations import HasAccountError, JurorError
from app.services.passwords import WeakPasswordError
from app.web import sessions
from app.web.accounts import links
from app.web.accounts.forms import NewAccountForm
from app.web.guards import public
from app.web.transaction import actor, work
from app.words import accounts as words
from app.words.text import _

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/invitasjon/<token>")
@public
def show(token: str) -> str:
    """Show what one is invited to. Looking at it uses up nothing."""
    found = _find(token)
    return _page(NewAccountForm(name=found.name), found)


@blueprint.post("/invitasjon/<token>")
@public
def take(token: str) -> str | tuple[str, int] | Response:
    """Take it: signed in with that account, else with a new one."""
    found, form = _find(token), NewAccountForm()
    try:
        if actor().is_signed_in:
            return _welcome(_take_with_own(found), found)
        if not form.validate_on_submit():
            return _page(form, found), 422
        take_anew = joining.take_anew if found.organisation else invitations.take_anew
        account = take_anew(
            work(), found, name=form.name.data or "", password=form.new_password.data or ""
        )
    except WeakPasswordError as weak:
        form.new_password.errors = [words.password_fault(weak.fault)]
        return _page(form, found), 422
    except HasAccountError:
        return _page(form, found), 422
    except JurorError:
        return _page(form, found, sits=True), 422
    sessions.begin(account)
    return _welcome(account, found)


def _take_with_own(found: Invitation) -> Account:
    account = work().session.get_one(Account, actor().account_id)
    take_with = joining.take_with if found.organisation else invitations.take_with
    return take_with(work(), found, account)


def _welcome(account: Account, found: Invitation) -> Response:
    flash(
        _(
            "Velkommen, %(name)s! Rollen din: %(office)s.",
            name=account.name,
            office=words.office(found),
        )
    )
    return redirect(url_for("overview.show"), 303)


def _find(token: str) -> Invitation:
    link = links.read(Purpose.INVITATION, token)
    return invitations.find(work().session, link.row_id, link.nonce, work().now)


def _page(form: NewAccountForm, found: Invitation, *, sits: bool = False) -> str:
    return render_template(
        "accounts/invitation.html",
        form=form,
        invitation=found,
        office=words.office(found),
        about=words.ABOUT[found.role],
        rule=words.password_rule(),
        has_account=accounts.has_account(work().session, found.email),
        sign_in_url=url_for("accounts.sign_in", next=request.path),
        sits=sits,
    )
