"""A world that is put back is the world that was made: to the letter, and no further than that."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import Prize
from app.rules.lifecycle import Phase
from app.services import audit
from tests import memory as memories
from tests.conftest import START, SettableClock
from tests.factories import PHASES, World
from tests.memory import Memory, dump


def begin(session: Session, clock: SettableClock, memory: Memory) -> World:
    """Begin a world as if in a test of its own."""
    session.rollback()
    clock.now = START
    return World(session, clock, memory)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which steps are put back instead of taken."""
    noted: list[str] = []
    put = memories.put

    def note(connection: object, step: memories.Step) -> None:
        noted.append(step.name)
        put(connection, step)  # type: ignore[arg-type]

    monkeypatch.setattr(memories, "put", note)
    return noted


@pytest.mark.parametrize("phase", PHASES)
def test_what_is_put_back_is_what_was_made(
    session: Session, clock: SettableClock, steps: list[str], phase: str
) -> None:
    memory = Memory()
    world = begin(session, clock, memory)
    award_round, made = world.at(phase)
    told = (award_round.slug, [one.id for one in made], clock.now, dump(session.connection()))
    assert steps == []
    world = begin(session, clock, memory)
    award_round, made = world.at(phase)
    assert steps == ["_begin", "at"]
    assert told == (
        award_round.slug,
        [one.id for one in made],
        clock.now,
        dump(session.connection()),
    )
    assert audit.verify(session) == []
    assert world.people["chair"].name == "chair"


def test_a_step_after_another_goes_on_from_it(
    session: Session, clock: SettableClock, steps: list[str]
) -> None:
    memory = Memory()
    for _ in range(2):
        world = begin(session, clock, memory)
        award_round = world.open()
        made = world.judge(award_round)
        world.score(award_round, made)
        assert award_round.phase(clock.now) is Phase.JUDGING
        assert [one.number for one in made] == [1, 2]
    assert steps == ["_begin", "open", "judge", "score"]


@pytest.mark.parametrize("act", ["nothing", "time", "argument", "row", "attribute", "rolled back"])
def test_what_was_done_otherwise_is_not_taken_for_the_same(
    session: Session, clock: SettableClock, steps: list[str], act: str
) -> None:
    memory = Memory()
    begin(session, clock, memory).at("open", 2026)
    world = begin(session, clock, memory)
    year = 2026
    if act == "time":
        world.pass_time(hours=1)
    elif act == "argument":
        year = 2027
    elif act == "row":
        session.execute(update(Prize).values(contact_email="en.annen@example.org"))
    elif act == "attribute":
        world.prize.contact_email = "en.annen@example.org"
    elif act == "rolled back":
        with session.begin_nested() as nested:
            session.execute(update(Prize).values(contact_email="en.annen@example.org"))
            nested.rollback()
    award_round, _ = world.at("open", year)
    assert steps == (["_begin", "at"] if act == "nothing" else ["_begin"])
    changed = act in {"row", "attribute"}
    assert award_round.prize.contact_email.startswith("en.annen@" if changed else "pris@")


def test_what_a_step_is_given_must_be_possible_to_keep(
    session: Session, clock: SettableClock
) -> None:
    world = begin(session, clock, Memory())
    with pytest.raises(AssertionError, match="cannot be kept"):
        world.open(2026, reach=object())


def test_a_memory_begins_on_an_empty_database(session: Session, clock: SettableClock) -> None:
    World(session, clock)
    with pytest.raises(AssertionError, match="something is there already"):
        World(session, clock, Memory())
