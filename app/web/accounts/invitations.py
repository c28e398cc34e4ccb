"""Answering an invitation: yes with the account that one has or a new one; to a seat also no."""

from types import ModuleType

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.documents.links import Purpose
from app.models import Account, Invitation
from app.services import accounts, invitations, joining, jury, sharing
from app.services.invitations import AlreadyHeldError, HasAccountError, JurorError
from app.services.jury import OfficeError, SeatTakenError
from app.services.passwords import WeakPasswordError
from app.services.sharing import KeptOutError
from app.web import languages, sessions
from app.web.accounts import links
from app.web.accounts.forms import DeclineForm, NewAccountForm
from app.web.guards import public
from app.web.prizes import at_hand
from app.web.transaction import actor, work
from app.words import accounts as words
from app.words.jury import confidentiality, juries
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
    """Take it: signed in with that account, else with a new one. A seat comes with its promise."""
    found, form = _find(token), NewAccountForm()
    is_own = actor().is_signed_in
    fault = _promise_fault(found)
    if fault or not (is_own or form.validate_on_submit()):
        return _page(form, found, promise_fault=fault), 422
    try:
        account = _take_with_own(found) if is_own else _take_anew(found, form)
    except WeakPasswordError as weak:
        form.new_password.errors = [words.password_fault(weak.fault)]
        return _page(form, found), 422
    except HasAccountError:
        return _page(form, found), 422
    except (KeptOutError, JurorError, OfficeError, AlreadyHeldError, SeatTakenError) as error:
        return _page(form, found, barred=_barred(error)), 422
    if not is_own:
        sessions.begin(account)
    return _welcome(account, found)


def _promise_fault(found: Invitation) -> str:
    if found.seat is None or request.form.get("accept"):
        return ""
    return _("Kryss av for at du lover dette. Uten det kan du ikke sitte i juryen.")


def _take_anew(found: Invitation, form: NewAccountForm) -> Account:
    name, password = form.name.data or "", form.new_password.data or ""
    if found.seat is None:
        made: Account = _taking(found).take_anew(work(), found, name=name, password=password)
        return made
    jury.accept_anew(work(), found, name=name, password=password, language=languages.selected())
    return accounts.by_email(work().session, found.email)


def _take_with_own(found: Invitation) -> Account:
    account = work().session.get_one(Account, actor().account_id)
    if found.seat is None:
        taken: Account = _taking(found).take_with(work(), found, account)
        return taken
    jury.accept_with(work(), found, account, languages.selected())
    return account


def _taking(found: Invitation) -> ModuleType:
    """Give the service that lets whoever is invited in: to an office, a body or a nomination."""
    if found.nomination_id is not None:
        return sharing
    return joining if found.organisation_id is not None else invitations


def _barred(error: Exception) -> str:
    """Say why she who has the link cannot take it."""
    match error:
        case JurorError():
            return _(
                "Du sitter i en jury som denne rollen kan møte. Den som sitter i juryen, kan ikke ha rollen samtidig. Si fra til den som inviterte deg."
            )
        case KeptOutError():
            return _(
                "Du har en rolle i denne prisrunden, i juryen, sekretariatet eller som administrator. Da kan du ikke være med i et forslag i den. Si fra til den som inviterte deg."
            )
        case OfficeError():
            return juries.keeps_out()
        case AlreadyHeldError():
            return _("Du sitter i denne juryen alt. Er du logget inn med feil konto, logger du ut.")
        case _:
            return _("Plassen har fått et annet medlem. Si fra til sekretariatet.")


@blueprint.post("/invitasjon/<token>/nei")
@public
def decline(token: str) -> str | tuple[str, int]:
    """Say no to a seat, with a word to the secretariat or without."""
    found, form = _find(token), DeclineForm()
    if not form.validate_on_submit():
        return _page(NewAccountForm(name=found.name), found, declining=form), 422
    jury.decline(work(), found, form.words.data or "")
    return render_template("accounts/declined.html", name=juries.title_of(found))


def _welcome(account: Account, found: Invitation) -> Response:
    flash(
        _(
            "Velkommen, %(name)s! Rollen din: %(office)s.",
            name=account.name,
            office=words.office(found),
        )
    )
    if found.nomination_id is not None:
        target = url_for("nominations.review", nomination_id=found.nomination_id)
        return redirect(target, 303)
    return redirect(url_for("overview.show"), 303)


def _find(token: str) -> Invitation:
    link = links.read(Purpose.INVITATION, token)
    found = invitations.find(work().session, link.row_id, link.nonce, work().now)
    if found.prize:
        at_hand.speak_of(found.prize)
    return found


def _page(
    form: NewAccountForm,
    found: Invitation,
    *,
    barred: str = "",
    promise_fault: str = "",
    declining: DeclineForm | None = None,
) -> str:
    token = (request.view_args or {})["token"]
    return render_template(
        "accounts/invitation.html",
        form=form,
        declining=declining or DeclineForm(formdata=None),
        invitation=found,
        office=words.office(found),
        about=words.ABOUT[found.role],
        source=words.source(found),
        seat=juries.offered(found),
        promises=confidentiality.promises() if found.seat else [],
        promise_fault=promise_fault,
        has_promised=bool(request.form.get("accept")),
        rule=words.password_rule(),
        has_account=accounts.has_account(work().session, found.email),
        sign_in_url=url_for("accounts.sign_in", next=url_for("invitations.show", token=token)),
        take_url=url_for("invitations.take", token=token),
        decline_url=url_for("invitations.decline", token=token),
        barred=barred,
    )
