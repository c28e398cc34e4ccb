"""The audit trail: one chain a round and one for the house, and every tampering is named."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent
from app.rules.lifecycle import ROUND_MOVES, STAGE_MOVES, Move
from app.services import audit, digests, subjects
from app.services.audit import GENESIS, Finding, Tampering, chains
from app.services.work import Work
from app.words import audit as audit_words
from tests.factories import SYSTEM, World
from tests.services.helpers import last_event, recorded_kinds
from tests.tampering import CHAINS, EVENTS, forge, triggers_aside


@pytest.fixture
def chain(world: World) -> Iterator[AuditChain]:
    """Give a chain of five events in a round, open to tampering: its triggers are taken off."""
    award_round = world.plan()
    assert award_round.slug == "prisen-2026"
    found = world.session.scalars(
        select(AuditChain).where(AuditChain.round_id == award_round.id)
    ).one()
    assert found.length == 5
    with triggers_aside(world.session):
        yield found


def at(chain: AuditChain, position: int) -> Any:
    return (EVENTS.c.chain_id == chain.id) & (EVENTS.c.position == position)


def row(session: Session, chain: AuditChain, position: int) -> dict[str, Any]:
    found = session.execute(select(EVENTS).where(at(chain, position))).one()
    return {key: value for key, value in found._mapping.items() if key != "id"}


def change(session: Session, chain: AuditChain, place: int, /, **columns: Any) -> None:
    session.execute(update(EVENTS).where(at(chain, place)).values(**columns))


def findings(session: Session) -> list[Finding]:
    """Check the chains alone: what they vouch for is in test_record.py."""
    session.flush()
    session.expire_all()
    return list(chains.check(session))


def test_an_untouched_trail_has_nothing_to_tell(world: World) -> None:
    world.at("archived")
    assert audit.verify(world.session) == []


def test_each_round_has_its_chain_beside_that_of_the_house(world: World) -> None:
    first, second = world.plan(2026), world.plan(2027)
    found = world.session.scalars(select(AuditChain).order_by(AuditChain.id)).all()
    assert [(held.name, held.round_id) for held in found] == [
        ("installation", None),
        ("prisen-2026", first.id),
        ("prisen-2027", second.id),
    ]
    chains, events = audit.count_events(world.session)
    assert (chains, events) == (3, world.session.query(AuditEvent).count())


def test_an_event_carries_the_digest_of_the_one_before(world: World, chain: AuditChain) -> None:
    held = [row(world.session, chain, position) for position in range(1, 6)]
    assert [one["previous"] for one in held] == [GENESIS, *(one["digest"] for one in held[:4])]
    assert chain.head == held[4]["digest"]
    assert GENESIS == "0" * 64


def test_a_digest_can_be_computed_from_the_event_by_anybody(world: World) -> None:
    award_round = world.plan()
    event = last_event(world.session)
    assert event.digest == digests.of(
        {
            "chain": "prisen-2026",
            "position": 5,
            "happened_at": "2026-03-02T09:00:00.000000+00:00",
            "actor": world.people["secretariat"].id,
            "kind": "jury.assigned",
            "subject": f"round:{award_round.id}",
            "data": {"jury": world.jury.id},
            "previous": event.previous,
        }
    )


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "nothing.happened"},
        {"subject": "round:999"},
        {"data": {"weights": {"x": "0.9"}}},
        {"actor_id": 999},
        {"actor_id": None},
        {"digest": "f" * 64},
        {"previous": "f" * 64},
    ],
)
def test_a_change_is_named(world: World, chain: AuditChain, columns: dict[str, Any]) -> None:
    change(world.session, chain, 3, **columns)
    kind = columns.get("kind", "form.set")
    found = findings(world.session)
    assert found[0] == Finding("prisen-2026", 3, Tampering.CHANGED, kind)
    assert {finding.position for finding in found} == {3}


def test_a_change_of_the_time_is_named(world: World, chain: AuditChain) -> None:
    moved = world.clock.now + timedelta(microseconds=1)
    change(world.session, chain, 2, happened_at=moved)
    assert findings(world.session) == [Finding("prisen-2026", 2, Tampering.CHANGED, "criteria.set")]


@pytest.mark.parametrize("position", [1, 3, 5])
def test_an_event_exchanged_for_another_that_fits_is_named(
    world: World, chain: AuditChain, position: int
) -> None:
    forged = forge(chain, {**row(world.session, chain, position), "kind": "nothing.happened"})
    change(world.session, chain, position, **forged)
    assert findings(world.session) == [
        Finding("prisen-2026", position, Tampering.CHANGED, "nothing.happened")
    ]


@pytest.mark.parametrize("removed", [[1], [3], [5], [2, 3], [4, 5], [1, 5], [1, 2, 3, 4, 5]])
def test_what_was_removed_is_named(world: World, chain: AuditChain, removed: list[int]) -> None:
    for position in removed:
        world.session.execute(delete(EVENTS).where(at(chain, position)))
    assert findings(world.session) == [
        Finding("prisen-2026", position, Tampering.REMOVED, "") for position in removed
    ]


def test_an_event_put_at_the_end_is_named(world: World, chain: AuditChain) -> None:
    last = row(world.session, chain, 5)
    added = forge(chain, {**last, "position": 6, "previous": last["digest"], "kind": "a.lie"})
    world.session.execute(insert(EVENTS).values(**added))
    assert findings(world.session) == [Finding("prisen-2026", 6, Tampering.INSERTED, "a.lie")]


def test_an_event_put_in_between_is_named(world: World, chain: AuditChain) -> None:
    third = row(world.session, chain, 3)
    for position in (5, 4, 3):
        change(world.session, chain, position, position=position + 1)
    added = forge(chain, {**third, "kind": "a.lie"})
    world.session.execute(insert(EVENTS).values(**added))
    assert findings(world.session) == [
        Finding("prisen-2026", 4, Tampering.CHANGED, "form.set"),
        Finding("prisen-2026", 5, Tampering.CHANGED, "rulebook.set"),
        Finding("prisen-2026", 6, Tampering.INSERTED, "jury.assigned"),
    ]


def test_a_tail_that_was_cut_off_with_the_length_set_back_is_named(
    world: World, chain: AuditChain
) -> None:
    world.session.execute(delete(EVENTS).where(at(chain, 5)))
    world.session.execute(update(CHAINS).where(CHAINS.c.id == chain.id).values(length=4))
    assert findings(world.session) == [Finding("prisen-2026", 4, Tampering.CHANGED, "rulebook.set")]


def test_a_head_that_was_changed_is_named(world: World, chain: AuditChain) -> None:
    world.session.execute(update(CHAINS).where(CHAINS.c.id == chain.id).values(head="f" * 64))
    assert findings(world.session) == [
        Finding("prisen-2026", 5, Tampering.CHANGED, "jury.assigned")
    ]


def test_an_event_moved_to_another_chain_is_named_in_both(world: World, chain: AuditChain) -> None:
    other = world.session.scalars(select(AuditChain).where(AuditChain.name == "installation")).one()
    change(world.session, chain, 5, chain_id=other.id, position=other.length + 1)
    assert findings(world.session) == [
        Finding("installation", other.length + 1, Tampering.INSERTED, "jury.assigned"),
        Finding("prisen-2026", 5, Tampering.REMOVED, ""),
    ]


def test_tampering_with_one_chain_leaves_the_others_sound(world: World, chain: AuditChain) -> None:
    world.plan(2027)
    change(world.session, chain, 3, kind="nothing.happened")
    assert {finding.chain for finding in findings(world.session)} == {"prisen-2026"}


def test_a_finding_reads_as_a_sentence() -> None:
    changed = Finding("prisen-2026", 3, Tampering.CHANGED, "form.set")
    assert str(changed) == "prisen-2026: event 3 (form.set) was changed"
    removed = Finding("prisen-2026", 3, Tampering.REMOVED, "")
    assert str(removed) == "prisen-2026: event 3 was removed"


def kinds(page: audit.EventPage) -> list[str]:
    return [event.kind for event in page.events]


def test_a_page_of_the_trail_is_newest_first(world: World) -> None:
    award_round = world.plan()
    first = audit.page_of_events(world.session, award_round, 1, size=2)
    assert kinds(first) == ["jury.assigned", "rulebook.set"]
    assert (first.total, first.number, first.pages) == (5, 1, 3)
    last = audit.page_of_events(world.session, award_round, 3, size=2)
    assert kinds(last) == ["round.planned"]


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-4, 1), (4, 3), (999, 3)])
def test_a_page_that_does_not_exist_is_the_nearest(world: World, asked: int, given: int) -> None:
    page = audit.page_of_events(world.session, world.plan(), asked, size=2)
    assert page.number == given


def test_without_a_trail_there_is_one_empty_page(session: Session) -> None:
    page = audit.page_of_events(session, None, 1)
    assert (page.events, page.total, page.number, page.pages) == ([], 0, 1, 1)


def test_the_house_has_its_own_pages(world: World) -> None:
    world.plan()
    page = audit.page_of_events(world.session, None, 1)
    assert page.events[0].kind == "confidentiality.accepted"
    assert all(event.chain_id == page.events[0].chain_id for event in page.events)


def test_a_moment_in_another_zone_is_recorded_in_utc(world: World) -> None:
    oslo = world.clock.now.astimezone(ZoneInfo("Europe/Oslo"))
    audit.record(Work(world.session, SYSTEM, oslo), "thing.done", "thing:1")
    world.session.expire_all()
    assert last_event(world.session).happened_at == world.clock.now
    assert audit.verify(world.session) == []


def test_every_kind_of_event_has_words_and_no_other() -> None:
    kinds = recorded_kinds()
    assert len(kinds) > 30
    assert kinds - {"round.moved"} == audit_words.KINDS.keys()
    assert not kinds & audit_words.EARLIER.keys()


@pytest.mark.parametrize("move", [*ROUND_MOVES, *STAGE_MOVES], ids=lambda move: move.name)
def test_every_move_of_a_round_has_words(app: Flask, session: Session, move: Move) -> None:
    event = AuditEvent(kind=move.event, subject="round:1", data={"move": move.name})
    known = subjects.known(session, [event])
    with app.test_request_context(), force_locale("nb"):
        said = str(audit_words.happened(event, known))
        assert move.name not in said
        assert "ikke finnes" not in said.partition(": ")[2]
