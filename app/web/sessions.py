"""The session of this browser: begun by signing in, ended by signing out. Its row says if it lives."""

from flask import Flask, Response, after_this_request, g, session
from flask_login import UserMixin, current_user, login_user, logout_user

from app.extensions import db, login_manager
from app.models import Account
from app.services import accounts, sessions
from app.web import clock, forgery, languages
from app.web.transaction import work


class SignedIn(UserMixin):  # type: ignore[misc]
    """The account of this session, as Flask-Login wants it. Its id is the session's token."""

    def __init__(self, account: Account, token: str) -> None:
        self.account = account
        self.id = token


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load(token: str) -> SignedIn | None:
    """Find the account of a session; None when it has ended or never was."""
    found = sessions.find(db.session, token, clock.now())
    if found is None:
        return None
    if sessions.is_due(found, clock.now()):
        g.session_in_use = found.id
    return SignedIn(found.account, token)


def begin(account: Account) -> None:
    """Begin a session, and put it on record. The old one is ended, and its contents thrown away."""
    end()
    session.permanent = True
    login_user(SignedIn(account, sessions.start(db.session, account, clock.now())))
    session[forgery.FIELD] = forgery.token_of(account)
    accounts.note_sign_in(work(), account)
    language = account.language
    # When the session has ended, its pages still answer in her language.
    after_this_request(lambda response: languages.remember(response, language))


def end() -> None:
    """End the session: from now on its cookie, wherever it was copied to, is worth nothing."""
    if current_user.is_authenticated:
        sessions.end(db.session, current_user.id, clock.now())
        logout_user()
    session.clear()


def note_use_of_each(app: Flask) -> None:
    """Attach what notes that a session is used: before what ends the request, which stores it."""
    app.after_request(_note_use)


def _note_use(response: Response) -> Response:
    used: int | None = g.pop("session_in_use", None)
    if used is not None:
        work().keep(lambda kept: sessions.note_use(kept.session, used, kept.now))
    return response
