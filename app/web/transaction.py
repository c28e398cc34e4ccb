"""One request, one transaction: it is committed here or not at all.

After an unsafe method with a status below 400 the session is committed; else it is rolled back. A
GET cannot write. What must outlive a refusal is run in a transaction of its own afterwards.
"""

from typing import Any

from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.extensions import db
from app.models.engine import writing
from app.rules.actors import ANONYMOUS, Actor
from app.rules.calendar import day_of
from app.services import accounts
from app.services.work import Work
from app.web import clock

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
LOST_RACE = (IntegrityError, OperationalError, StaleDataError)
"""What the database says when somebody else was first."""


class WriteInSafeRequestError(RuntimeError):
    """A request that only reads tried to write."""


def work() -> Work:
    """Give the work of this request: one session, one actor, one time."""
    if "work" not in g:
        g.work = Work(db.session, actor(), clock.now())
    made: Work = g.work
    return made


def actor() -> Actor:
    """Give who acts, with the roles that hold now."""
    if "actor" not in g:
        g.actor = (
            accounts.actor_for(db.session, current_user.account, day_of(clock.now()))
            if current_user.is_authenticated
            else ANONYMOUS
        )
    found: Actor = g.actor
    return found


def begin_each(app: Flask) -> None:
    """Attach the beginning: before all other hooks."""
    app.before_request(_begin)
    app.teardown_request(_reset)


def commit_each(app: Flask) -> None:
    """Attach the end: after all other hooks, because the last one is the first to see an answer.

    What the others add to answers, such as headers, they then add to a refused commit's too.
    """
    app.after_request(_end)


def _begin() -> None:
    g.writing = writing.set(request.method not in SAFE)
    db.session.info["read_only"] = request.method in SAFE


def _reset(_error: BaseException | None) -> None:
    token = g.pop("writing", None)
    if token is not None:
        writing.reset(token)


def _end(response: Response) -> Response:
    if request.method not in SAFE and response.status_code < 400:
        try:
            db.session.commit()
        except LOST_RACE as error:
            db.session.rollback()
            # The page for it is the one that the application has registered.
            response = current_app.make_response(current_app.handle_user_exception(error))
    else:
        db.session.rollback()
    _run_kept()
    return response


def see_one_moment() -> None:
    """Begin anew with a view of one moment, which nobody changes and which keeps nobody waiting.

    For what only reads, and for long. A session that was handed a connection has begun already.
    """
    db.session.rollback()
    writing.set(False)
    db.session.info["read_only"] = True
    bind = db.session.get_bind()
    if isinstance(bind, Engine) and bind.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def let_go() -> None:
    """Hold nothing of the database while something slow is done; what is read then is read afresh.

    What was changed so far is taken back: nothing is, where this is called.
    """
    db.session.rollback()


def store() -> None:
    """Store what was done so far although the answer is a refusal, before its locks are gone.

    For a count that must hold against whoever tries at the same time; the rest is kept by ``keep``.
    """
    db.session.commit()


def _run_kept() -> None:
    """Do what must outlive a refusal, in a transaction of its own."""
    made: Work | None = g.get("work")
    if made is None or not made.kept:
        return
    token = writing.set(True)
    db.session.info["read_only"] = False
    try:
        for act in made.kept:
            act(Work(db.session, made.actor, made.now))
        db.session.commit()
    except LOST_RACE:
        db.session.rollback()
    finally:
        made.kept.clear()
        writing.reset(token)


@event.listens_for(Session, "before_flush")
def _refuse_to_write(session: Session, _context: Any, _instances: Any) -> None:
    touched = session.new or session.deleted or any(session.is_modified(o) for o in session.dirty)
    if session.info.get("read_only") and touched:
        raise WriteInSafeRequestError(f"{request.method} {request.path}")
