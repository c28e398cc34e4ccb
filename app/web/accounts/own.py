"""One's own account: name, password, address, roles, and where one is signed in."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.models import Account
from app.services import accounts, address_changes, offices, passwords, sessions
from app.services.address_changes import SameAddressError
from app.services.attempts import TooSoonError
from app.services.passwords import WeakPasswordError
from app.web import sessions as web_sessions
from app.web.accounts import sources
from app.web.accounts.forms import AddressForm, ChangePasswordForm, NameForm, PhoneForm
from app.web.guards import signed_in
from app.web.transaction import actor, store, work
from app.words import accounts as words
from app.words.text import _

blueprint = Blueprint("own_account", __name__, url_prefix="/konto")


@blueprint.get("")
@signed_in
def show() -> str:
    """Show the account."""
    return _page()


@blueprint.post("/navn")
@signed_in
def rename() -> str | tuple[str, int] | Response:
    """Change the name."""
    form = NameForm()
    if not form.validate_on_submit():
        return _page(name=form), 422
    accounts.rename(work(), _own(), form.name.data or "")
    flash(_("Navnet er endret."))
    return _back()


@blueprint.post("/telefon")
@signed_in
def set_phone() -> str | tuple[str, int] | Response:
    """Change the telephone number, or take it away."""
    form = PhoneForm()
    if not form.validate_on_submit():
        return _page(phone=form), 422
    accounts.set_phone(work(), _own(), form.phone.data or "")
    flash(_("Telefonnummeret er lagret.") if form.phone.data else _("Telefonnummeret er fjernet."))
    return _back()


@blueprint.post("/passord")
@signed_in
def change_password() -> str | tuple[str, int] | Response:
    """Change the password, by whoever knows the one that it has; that is counted as at signing in."""
    form, account = ChangePasswordForm(), _own()
    if not form.validate_on_submit():
        return _page(password=form), 422
    old, new = form.password.data or "", form.new_password.data or ""
    try:
        accounts.authenticate(work(), account.email, old, sources.of_request(account.email))
        passwords.change(work(), account, new)
    except accounts.SignInRefusedError:
        store()
        form.password.errors = [_("Dette er ikke passordet du har nå.")]
        return _page(password=form), 422
    except TooSoonError as early:
        form.password.errors = [words.too_soon(early.seconds)]
        return _page(password=form), 429
    except WeakPasswordError as weak:
        form.new_password.errors = [words.password_fault(weak.fault)]
        return _page(password=form), 422
    web_sessions.begin(account)
    flash(_("Passordet er endret. Alle andre steder er du logget ut."))
    return _back()


@blueprint.post("/adresse")
@signed_in
def change_address() -> str | tuple[str, int] | Response:
    """Ask for a new address: both are sent a link."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _page(address=form), 422
    try:
        address_changes.ask(work(), form.email.data or "")
    except SameAddressError:
        form.email.errors = [_("Dette er adressen du alt har.")]
        return _page(address=form), 422
    flash(
        _("Vi har sendt en lenke til hver av adressene. Adressen er byttet når du har brukt begge.")
    )
    return _back()


@blueprint.post("/logg-ut-overalt")
@signed_in
def sign_out_everywhere() -> Response:
    """End every session."""
    accounts.sign_out_everywhere(work(), _own())
    web_sessions.end()
    flash(_("Du er logget ut overalt."))
    return redirect(url_for("accounts.sign_in"), 303)


def _own() -> Account:
    return work().session.get_one(Account, actor().account_id)


def _back() -> Response:
    return redirect(url_for("own_account.show"), 303)


def _page(
    *,
    name: NameForm | None = None,
    phone: PhoneForm | None = None,
    password: ChangePasswordForm | None = None,
    address: AddressForm | None = None,
) -> str:
    account, session = _own(), work().session
    given = [form for form in (name, phone, password, address) if form is not None]
    return render_template(
        "accounts/own.html",
        account=account,
        name=name or NameForm(name=account.name),
        phone=phone or PhoneForm(phone=account.phone),
        password=password or ChangePasswordForm(),
        address=address or AddressForm(formdata=None),
        errors=[(field.id, field.errors[0]) for form in given for field in form if field.errors],
        rule=words.password_rule(),
        waiting=address_changes.is_waiting(session, account.id, work().now),
        offices=[
            (words.office(grant), grant.granted_at)
            for grant in offices.held_now(session, account.id)
        ],
        seats=len(actor().appointments),
        sessions=sessions.open_ones(session, account, work().now),
        own_session=sessions.digest_of(current_user.id),
    )
