"""Signing in and out, and the language one reads in."""

from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import refresh
from werkzeug.wrappers import Response

from app.extensions import db
from app.services import accounts
from app.services.attempts import TooSoonError
from app.web import languages, sessions
from app.web.accounts import sources
from app.web.accounts.forms import SignInForm
from app.web.guards import public, signed_in
from app.web.transaction import actor, store, work
from app.words import accounts as words
from app.words.text import _

blueprint = Blueprint("accounts", __name__)


def safe_next(target: str | None) -> str:
    """Give where to go after signing in: only ever a path of our own."""
    wanted = target or ""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return url_for("overview.show")
    own = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
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
def check_password() -> str | tuple[str, int] | Response:
    """Sign in with an address and a password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422
    email, password = form.email.data or "", form.password.data or ""
    try:
        account = accounts.authenticate(work(), email, password, sources.of_request(email))
    except accounts.SignInRefusedError:
        store()  # the count, while its lock is held: two at once count as two
        form.password.errors = [_("E-postadressen og passordet hører ikke sammen. Prøv igjen.")]
        return _page(form), 422
    except TooSoonError as early:
        return _too_soon(form, early.seconds)
    sessions.begin(account)
    return sources.know_again(redirect(safe_next(form.next.data), 303), email)


def _too_soon(form: SignInForm, seconds: int) -> Response:
    form.password.errors = [words.too_soon(seconds)]
    response = make_response(_page(form), 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _page(form: SignInForm) -> str:
    people: list[Any] = list(accounts.demo_accounts(db.session))
    return render_template("accounts/sign_in.html", form=form, people=people)


@blueprint.post("/logg-ut")
@signed_in
def sign_out() -> Response:
    """End the session."""
    sessions.end()
    flash(_("Du er logget ut."))
    return redirect(url_for("prizes.front"), 303)


@blueprint.post("/sprak")
@public
def set_language() -> Response:
    """Change the language, for the account or else for this browser."""
    code = request.form.get("language", "")
    target = safe_next(request.form.get("next") or "/")
    response = redirect(languages.without(target), 303)
    if code not in languages.CODES:
        return response
    account_id = actor().account_id
    if account_id is not None:
        accounts.set_language(db.session, account_id, code)
    refresh()
    return languages.remember(response, code)  # type: ignore[arg-type]
