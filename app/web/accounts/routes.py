"""Signing in and out, and the language one reads in."""

from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import refresh
from flask_login import UserMixin, login_user, logout_user
from werkzeug.wrappers import Response

from app.extensions import db, limiter, login_manager
from app.models import Account
from app.rules.texts import one_line
from app.services import accounts
from app.web import languages
from app.web.accounts.forms import SignInForm
from app.web.guards import public, signed_in
from app.web.transaction import actor, work
from app.words.text import _

blueprint = Blueprint("accounts", __name__)


class SignedIn(UserMixin):  # type: ignore[misc]
    """The account of this session, as Flask-Login wants it."""

    def __init__(self, account: Account) -> None:
        self.account = account
        # Raising the number ends every session that carries the old one.
        self.id = f"{account.id}:{account.session_number}"


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load(identity: str) -> SignedIn | None:
    """Find the account of a session; None when it has been signed out or disabled."""
    account_id, _separator, number = identity.partition(":")
    account = db.session.get(Account, int(account_id)) if account_id.isdigit() else None
    if account is None or account.disabled_at or str(account.session_number) != number:
        return None
    return SignedIn(account)


def start_session(account: Account) -> None:
    """Begin a session, and put it on record. The old one is thrown away with its contents."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(account))
    accounts.note_sign_in(work(), account)


def safe_next(target: str | None) -> str:
    """Give where to go after signing in: only ever a path of our own."""
    wanted = target or ""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return url_for("overview.show")
    own = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    own = own and wanted == one_line(wanted)  # a header has one line
    if own and not parts.scheme and not parts.netloc:
        return wanted
    return url_for("overview.show")


@blueprint.get("/logg-inn")
@public
def sign_in() -> str | Response:
    """Show the form to sign in; in the demonstration, also to change to somebody else."""
    changes = current_app.config["HEDERSPRIS"].demo and "bytt" in request.args
    if actor().is_signed_in and not changes:
        return redirect(safe_next(request.args.get("next")))
    return _page(SignInForm(next=request.args.get("next", "")))


@blueprint.post("/logg-inn")
@public
@limiter.limit("10 per 5 minutes")
@limiter.limit("5 per 5 minutes", key_func=lambda: request.form.get("email", "").strip().lower())
def check_password() -> str | tuple[str, int] | Response:
    """Sign in with an address and a password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        account = accounts.authenticate(work(), form.email.data or "", form.password.data or "")
    except accounts.SignInRefusedError:
        form.password.errors = [_("E-postadressen og passordet hører ikke sammen. Prøv igjen.")]
        return _page(form), 422
    start_session(account)
    return redirect(safe_next(form.next.data), 303)


def _page(form: SignInForm) -> str:
    people: list[Any] = list(accounts.demo_accounts(db.session))
    return render_template("accounts/sign_in.html", form=form, people=people)


@blueprint.post("/logg-ut")
@signed_in
def sign_out() -> Response:
    """End the session."""
    logout_user()
    session.clear()
    flash(_("Du er logget ut."))
    return redirect(url_for("prizes.front"), 303)


@blueprint.post("/sprak")
@public
def set_language() -> Response:
    """Change the language, for the account or else for this browser."""
    code = request.form.get("language", "")
    target = safe_next(request.form.get("next") or "/")
    response = redirect(target, 303)
    if code not in languages.CODES:
        return response
    account_id = actor().account_id
    if account_id is not None:
        accounts.set_language(db.session, account_id, code)
    refresh()
    return languages.remember(response, code)  # type: ignore[arg-type]
