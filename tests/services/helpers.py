"""What the tests of the services share: refusals as a request has them, and reading records."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Account, AuditEvent, Nomination, Notice, Round
from app.rules.actors import ANONYMOUS
from app.rules.impartiality import Answer
from app.rules.lifecycle import COURSE_MOVES, ROUND_MOVES, STAGE_MOVES
from app.rules.nomination_moves import NOMINATION_MOVES
from app.services import impartiality
from app.services.work import Work
from config import ROOT
from tests.factories import World


@contextmanager
def refused(work: Work, error: type[Exception]) -> Iterator[pytest.ExceptionInfo[Any]]:
    """Expect a refusal, and end it as a request does: rolled back, then what was to be kept."""
    work.session.commit()
    with pytest.raises(error) as caught:
        yield caught
    work.session.rollback()
    for act in work.kept:
        act(Work(work.session, work.actor, work.now))
    work.kept.clear()
    work.session.commit()


def anybody(world: World, now: datetime | None = None) -> Work:
    """Give the work of somebody who has not signed in."""
    return Work(world.session, ANONYMOUS, now or world.clock.now)


def events(session: Session, *kinds: str) -> list[tuple[str, str]]:
    """List the events on record, or those of some kinds: kind and subject."""
    query = select(AuditEvent.kind, AuditEvent.subject).order_by(AuditEvent.id)
    if kinds:
        query = query.where(AuditEvent.kind.in_(kinds))
    return [(kind, subject) for kind, subject in session.execute(query)]


def last_event(session: Session) -> AuditEvent:
    """Give the event that was recorded last."""
    return last_events(session, 1)[0]


def last_events(session: Session, count: int) -> list[AuditEvent]:
    """Give the events that were recorded last, in their order."""
    newest = select(AuditEvent).order_by(AuditEvent.id.desc()).limit(count)
    return list(reversed(session.scalars(newest).all()))


def told(session: Session, *kinds: str) -> list[tuple[str, str]]:
    """List who has been told what: the kind of the notice and the name of the account."""
    query = select(Notice.kind, Account.name).join(Account).order_by(Notice.id)
    if kinds:
        query = query.where(Notice.kind.in_(kinds))
    return [(kind, name) for kind, name in session.execute(query)]


def notice(session: Session, kind: str) -> Notice:
    """Give the one notice of a kind."""
    return session.scalars(select(Notice).where(Notice.kind == kind)).one()


def recorded_kinds() -> set[str]:
    """Give the kinds of event that the code puts on record."""
    found = {move.event for move in (*ROUND_MOVES, *COURSE_MOVES, *STAGE_MOVES, *NOMINATION_MOVES)}
    for path in (ROOT / "app" / "services").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"audit.record", "_record"}:
                parts = list(ast.walk(node.args[1]))
                found |= {str(one.value) for one in parts if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "recording.record":
                parts = list(ast.walk(node.args[2]))
                found |= {str(one.value) for one in parts if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "add":  # in a meeting
                parts = list(ast.walk(node.args[3]))
                found |= {str(one.value) for one in parts if isinstance(one, ast.Constant)}
    return found


def others_declare(world: World, award_round: Round, nomination: Nomination) -> None:
    """Let everybody who has not declared for a nomination declare that she has no conflict."""
    where = impartiality.board(world.session, award_round, world.clock.now.date())
    for one in where.holders:
        if (nomination.id, one.id) not in where.answered:
            world.declare(award_round, one.person_name, nomination, Answer.NO_CONFLICT)
