"""Which rows are locked before anything is decided: the round first, then the nomination.

SQLite locks nothing in particular, so it is asked of the statements themselves; what the locks
are good for is tried in ``tests/races``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from app.models import Nomination
from app.services import nominations, withdrawals
from tests.factories import World


@contextmanager
def watched(session: Session) -> Iterator[list[str]]:
    """Note each row that is locked, by its model, and each time that something is written."""
    seen: list[str] = []

    def note_lock(state: ORMExecuteState) -> None:
        statement: Any = state.statement
        if state.is_select and statement._for_update_arg is not None:
            seen.append(f"lock {statement.column_descriptions[0]['entity'].__name__}")

    def note_write(session: Session, *_: object) -> None:
        if session.new or session.deleted or any(map(session.is_modified, session.dirty)):
            seen.append("write")

    event.listen(session, "do_orm_execute", note_lock)
    event.listen(session, "before_flush", note_write)
    yield seen
    event.remove(session, "do_orm_execute", note_lock)
    event.remove(session, "before_flush", note_write)


def submit(world: World, nomination: Nomination) -> None:
    nominations.submit(world.work("nominator"), nomination)


def withdraw(world: World, nomination: Nomination) -> None:
    withdrawals.withdraw(world.work("nominator"), nomination, "Feil kandidat.")


@pytest.mark.parametrize("act", [submit, withdraw])
def test_a_nomination_is_moved_with_its_round_and_itself_locked(world: World, act: Any) -> None:
    nomination = world.draft(world.open())
    world.session.flush()
    with watched(world.session) as seen:
        act(world, nomination)
    assert seen[:3] == ["lock Round", "lock Nomination", "write"]


def test_a_draft_is_saved_with_itself_locked(world: World) -> None:
    nomination = world.draft(world.open())
    base = nominations.base_of(nomination, ["title"])
    with watched(world.session) as seen:
        nominations.save(world.work("nominator"), nomination, {"title": "En annen"}, base=base)
    assert seen[:2] == ["lock Nomination", "write"]
