"""What is on record is never changed: the database itself refuses, whoever asks."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Executable, Table, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.models import Model
from app.rules.impartiality import Answer, Outcome
from app.services import (
    announcements,
    closings,
    decisions,
    disclosure,
    draft_messages,
    foresight,
    impartiality,
    late,
    notes,
    phases,
    reminders,
    screening,
    seat_exceptions,
    signing_keys,
)
from tests.factories import World, decision
from tests.meeting import to_minutes
from tests.memory import remembered

# Of each table, what somebody might want to change afterwards.
CHANGES: dict[str, dict[str, Any]] = {
    "audit_events": {"kind": "nothing.happened"},
    "audit_chains": {"name": "en-annen"},
    "score_revisions": {"grounds": "Andre ord"},
    "nomination_versions": {"title": "Annen tittel"},
    "nomination_moves": {"reason": "Annen grunn"},
    "round_moves": {"moved_by_id": None},
    "declarations": {"answer": "no_conflict"},
    "rulings": {"ground": "Annen grunn"},
    "ruling_participants": {"leads": False},
    "election_participants": {"appointment_id": 2},
    "chair_elections": {"reason": "Annen grunn"},
    "absences": {"reason": "Annen grunn"},
    "announcements": {"number": 2},
    "rulebooks": {"quorum": 1},
    "decisions": {"reason_for_other": "Annen grunn"},
    "decision_entries": {"distinction": "mention"},
    "openings": {"sections": ["first"]},
    "prize_closings": {"reason": "Annen grunn"},
    "nomination_notes": {"text": "Et annet notat"},
    "residents_checks": {"finding": "Noe annet"},
    "draft_messages": {"body": "Noe annet"},
    "reminders": {"lacking": 0},
    "seat_exceptions": {"reason": "Annen grunn"},
    "emergency_looks": {"reason": "Annen grunn"},
    "meeting_items": {"position": 9},
    "meeting_turns": {"item_id": None},
    "attendance_notes": {"mode": "out"},
    "meeting_notes": {"text": "Et annet notat"},
    "motions": {"text": "Et annet vedtak"},
    "divisions": {"is_carried": False},
    "votes": {"choice": "against"},
    "minutes_versions": {"sections": {}},
    "minutes_answers": {"approves": False, "reason": "Angrer"},
    "minutes_locks": {"locked_by_id": 1},
    "signing_keys": {"public": "0"},
}


def table(name: str) -> Table:
    return Model.metadata.tables[name]


def count(session: Session, name: str) -> int:
    return session.execute(select(func.count()).select_from(table(name))).scalar_one()


def refusal(session: Session, statement: Executable) -> str:
    """Try a statement, and give what the database says."""
    with pytest.raises(DBAPIError) as refused, session.begin_nested():
        session.execute(statement)
    return str(refused.value.orig)


@pytest.fixture
def whole(world: World) -> Session:
    """Give a round that is over, with a row in every table that keeps a record."""
    finish(world)
    return world.session


@remembered
def finish(world: World) -> None:
    """Take a round to its end by acts that leave a row in every table that keeps a record."""
    award_round = world.open()
    world.draft(award_round)
    office = world.work("secretariat")
    draft_messages.send(office, award_round, title="Fristen", body="Den står.", token="t")
    made = world.submit(award_round, 2)
    world.pass_time(days=11)
    office, until = world.work("secretariat"), world.clock.now + timedelta(days=1)
    late.return_for_completion(office, made[0], ["second"], "Tall mangler.", until)
    screening.reopen(office, made[0], "Det sto der likevel.")
    for nomination in made:
        screening.admit(office, nomination, residents_checked=True)
    notes.write(office, made[0], "Ring kommunen.")
    phases.move(office, award_round, "begin_judging")
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    world.declare(award_round, "juror_b", made[1], Answer.NO_CONFLICT)
    world.declare_all(award_round, made, "juror_b")
    member = world.jury.seats[1].appointments[0].id
    impartiality.rule(
        world.work("secretariat"), award_round, made[0], member, Outcome.CLEARED, "For fjernt."
    )
    office = world.work("secretariat")
    phases.move(office, award_round, "open_scoring")
    reminders.remind(office, award_round, foresight.stamp(reminders.foresee(office, award_round)))
    seat_exceptions.make(office, award_round, world.jury.seats[2].id, made[0].id, "Sykmeldt.")
    signing_keys.ensure(office, "hemmelig")
    disclosure.look(office, award_round, None, "Et skjema lot seg ikke åpne.")
    world.deliberate(award_round, made)
    chair, other = (world.jury.seats[place].appointments[0].id for place in (0, 1))
    office = world.work("secretariat")
    impartiality.note_absence(office, award_round, chair, "Permisjon.", is_away=True)
    impartiality.elect_chair(office, award_round, other, "Valgt i møtet.")
    impartiality.note_absence(office, award_round, chair, "Tilbake.", is_away=False)
    world.finalise(award_round, made)
    announcements.announce(world.work("chair"), award_round, None)
    to_minutes(world, 2027)
    closings.close(world.work("administrator"), world.prize, "Ordningen er lagt ned.")
    world.session.commit()


def test_no_table_of_records_takes_a_change_or_a_deletion(whole: Session) -> None:
    for name, change in CHANGES.items():
        rows = count(whole, name)
        assert rows, f"nothing in {name} that could be changed"
        for statement in (update(table(name)).values(change), delete(table(name))):
            said = refusal(whole, statement)
            assert "append-only" in said or "never changed" in said, (name, said)
        assert count(whole, name) == rows


@pytest.mark.parametrize(
    "change",
    [
        {"length": 0, "head": "0" * 64},
        {"length": 7},
        {"head": "f" * 64},
        {"length": 999},
        {"round_id": None},
        {"id": 999},
    ],
)
def test_a_chain_only_grows_and_by_events_that_are_there(
    whole: Session, change: dict[str, Any]
) -> None:
    chains = table("audit_chains")
    found = whole.execute(select(chains).where(chains.c.name == "prisen-2026")).one()
    assert found.length > 7
    said = refusal(whole, update(chains).where(chains.c.id == found.id).values(**change))
    assert "a chain begins empty, and grows by its events" in said


def test_a_chain_does_not_grow_by_an_event_that_is_not_its_head(whole: Session) -> None:
    chains, events = table("audit_chains"), table("audit_events")
    found = whole.execute(select(chains).where(chains.c.name == "prisen-2026")).one()
    last = (events.c.chain_id == found.id) & (events.c.position == found.length)
    event = dict(whole.execute(select(events).where(last)).one()._mapping)
    del event["id"]
    whole.execute(insert(events).values({**event, "position": found.length + 1}))
    grown = update(chains).where(chains.c.id == found.id)
    said = refusal(whole, grown.values(length=found.length + 1, head="f" * 64))
    assert "grows by its events" in said
    whole.execute(grown.values(length=found.length + 1, head=event["digest"]))


def test_a_chain_begins_empty(whole: Session) -> None:
    begun = {"name": "en-annen", "round_id": None, "length": 3, "head": "f" * 64}
    assert "begins empty" in refusal(whole, insert(table("audit_chains")).values(**begun))


def test_a_sealed_decision_names_nobody_more(whole: Session) -> None:
    entries, sealed = table("decision_entries"), table("decisions")
    decision_id = whole.execute(select(sealed.c.id)).scalar_one()
    spare = {"nomination_id": 1, "position": 9, "distinction": "winner"}
    added = insert(entries).values(decision_id=decision_id, **spare)
    assert "never changed" in refusal(whole, added)


def test_a_record_is_not_swept_away_as_a_whole(whole: Session) -> None:
    if whole.get_bind().dialect.name == "sqlite":
        return  # knows no TRUNCATE: deleting every row is refused above
    for name in set(CHANGES) - {"decisions", "decision_entries"}:
        assert "append-only" in refusal(whole, text(f"TRUNCATE {name} CASCADE"))


def test_a_draft_of_a_decision_can_still_be_changed(world: World) -> None:
    award_round, made = world.at("deliberation")
    decisions.save(world.work("chair"), award_round, decision(made))
    for name in ("decision_entries", "decisions"):
        world.session.execute(update(table(name)).values(CHANGES[name]))
    for name in ("decision_entries", "decisions"):
        world.session.execute(delete(table(name)))
        assert count(world.session, name) == 0


def test_the_rules_can_be_changed_until_the_judging_locks_them(world: World) -> None:
    award_round = world.open()
    world.session.execute(update(table("rulebooks")).values(CHANGES["rulebooks"]))
    assert world.session.scalar(select(table("rulebooks").c.quorum)) == 1
    world.judge(award_round)
    said = refusal(world.session, update(table("rulebooks")).values(quorum=3))
    assert "append-only" in said
