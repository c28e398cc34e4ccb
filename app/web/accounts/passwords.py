"""A forgotten password: asking for a link, and choosing a new one with it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.documents.links import Purpose
from app.models import PasswordReset
from app.services import password_resets
from app.services.passwords import WeakPasswordError
from app.web import sessions
from app.web.accounts import links
from app.web.accounts.forms import AddressForm, NewPasswordForm
from app.web.guards import public
from app.web.transaction import work
from app.words import accounts as words
from app.words.text import _

blueprint = Blueprint("passwords", __name__)


@blueprint.get("/glemt-passord")
@public
def forgotten() -> str:
    """Show the form to ask for a link."""
    return render_template("accounts/forgotten.html", form=AddressForm(), sent_to="")


@blueprint.post("/glemt-passord")
@public
def ask() -> str | tuple[str, int]:
    """Send a link, if there is such an account: the answer is the same."""
    form = AddressForm()
    if not form.validate_on_submit():
        return render_template("accounts/forgotten.html", form=form, sent_to=""), 422
    address = (form.email.data or "").strip()
    password_resets.ask(work(), address)
    return render_template("accounts/forgotten.html", form=form, sent_to=address)


@blueprint.get("/nytt-passord/<token>")
@public
def choose(token: str) -> str:
    """Show the form to choose a new password. Looking at it uses up nothing."""
    return _page(NewPasswordForm(), _find(token))


@blueprint.post("/nytt-passord/<token>")
@public
def set_new(token: str) -> str | tuple[str, int] | Response:
    """Set the new password, and sign in with it."""
    form, found = NewPasswordForm(), _find(token)
    if not form.validate_on_submit():
        return _page(form, found), 422
    try:
        account = password_resets.use(work(), found.id, found.nonce, form.new_password.data or "")
    except WeakPasswordError as weak:
        form.new_password.errors = [words.password_fault(weak.fault)]
        return _page(form, found), 422
    sessions.begin(account)
    flash(_("Passordet er endret, og du er logget inn. Alle andre steder er du logget ut."))
    return redirect(url_for("overview.show"), 303)


def _find(token: str) -> PasswordReset:
    link = links.read(Purpose.NEW_PASSWORD, token)
    return password_resets.find(work().session, link.row_id, link.nonce, work().now)


def _page(form: NewPasswordForm, found: PasswordReset) -> str:
    return render_template(
        "accounts/new_password.html", form=form, account=found.account, rule=words.password_rule()
    )
