"""What the audit trail vouches for: whatever is changed behind the triggers is found and named."""

from typing import Any

import pytest
from sqlalchemy import Table, delete, func, insert, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import visitors

from app.models import Model
from app.services import audit
from app.services.audit import matching, standing
from app.services.audit.vouching import FOR_NOTHING, FREE, NO_RECORD, checks
from app.words import audit as audit_words
from tests.balloting import to_deliberation
from tests.conftest import statements
from tests.factories import PHASES, World
from tests.services.helpers import recorded_kinds
from tests.services.recorded import judged, shortlisted
from tests.tampering import EVENTS, chain_named, changed, cut, recompute, remove, triggers_aside


def table(name: str) -> Table:
    return Model.metadata.tables[name]


def found(session: Session) -> list[str]:
    session.flush()
    session.expire_all()
    return [str(finding) for finding in audit.verify(session)]


def nth(session: Session, name: str, place: int) -> Any:
    """Give one row of a table: the first is 0, the last is -1."""
    one = table(name)
    return session.execute(select(one).order_by(one.c.id)).all()[place]


@pytest.mark.parametrize("phase", PHASES)
def test_an_untouched_round_has_nothing_to_tell(world: World, phase: str) -> None:
    world.at(phase)
    assert found(world.session) == []


def test_a_round_with_every_kind_of_record_has_nothing_to_tell(world: World) -> None:
    shortlisted(world)
    to_deliberation(world, year=2034)
    judged(world)
    assert found(world.session) == []
    empty = {
        name
        for name, one in Model.metadata.tables.items()
        if not world.session.scalar(select(func.count()).select_from(one))
    }
    assert empty - NO_RECORD.keys() == set()


REVISION = "score revision 2 of sheet {sheet_id} / 43"
VERSION = "version 1 of nomination {nomination_id} / 15"
DECISION = "decision {id} / 46"
RULING = "a ruling on appointment {appointment_id} and nomination {nomination_id} / 25"
DECLARATION = "a declaration of appointment {appointment_id} on nomination {nomination_id} / 24"
COPY = "a candidate of nomination {nomination_id} /"
OTHER = "Andre ord."
# Table, which of its rows, what is changed, what it is called, and which event shows it.
CHANGES: list[tuple[str, int, dict[str, Any], str]] = [
    ("score_revisions", -1, {"scores": {"x": "6", "y": "6"}}, REVISION),
    ("score_revisions", -1, {"grounds": OTHER}, REVISION),
    ("score_revisions", -1, {"reason": OTHER}, REVISION),
    ("score_revisions", -1, {"salt": "0"}, REVISION),
    ("nomination_versions", -1, {"content": {"answers": {"title": OTHER}}}, VERSION),
    ("nomination_versions", -1, {"title": OTHER}, VERSION),
    ("nomination_versions", -1, {"digest": "f" * 64}, VERSION),
    ("decisions", -1, {"statement": {"nb": OTHER}}, DECISION),
    ("decisions", -1, {"citation": {"nb": "Hemmelig hyllest.", "nn": OTHER}}, DECISION),
    ("decisions", -1, {"ranking": {}}, DECISION),
    ("decisions", -1, {"digest": "f" * 64}, DECISION),
    ("decision_entries", -1, {"distinction": "mention"}, "decision {decision_id} / 46"),
    ("rulings", 0, {"ground": OTHER}, RULING),
    ("declarations", 0, {"description": OTHER}, DECLARATION),
    ("rulebooks", -1, {"quorum": 1}, "version 2 of the rules of round {round_id} / 45"),
    ("rulebooks", 2, {"law": {"nb": OTHER}}, "version 1 of the rules of round {round_id} / 4"),
    ("criteria", 4, {"weight": 0.5}, "a criterion of round {round_id} / 2"),
    ("questions", 5, {"word_limit": 9}, "the form of round {round} / 3"),
    (
        "announcements",
        0,
        {"set_by_id": 1},
        "the time of announcement of decision {decision_id} / 49",
    ),
    ("round_moves", -1, {"moved_by_id": 1}, "the move finalise of round {round_id} / 48"),
    ("nomination_moves", -1, {"reason": OTHER}, "a move of nomination {nomination_id} / 51"),
    ("date_changes", 0, {"reason": OTHER}, "a change of the dates of round {round_id} / 7"),
    ("rounds", -1, {"milestone": "judging"}, "the state of round {id} /"),
    ("stages", -1, {"state": "deliberation"}, "the state of stage {id} /"),
    ("nominations", -1, {"state": "admitted"}, "the state of nomination {id} /"),
    ("score_sheets", 3, {"revision_count": 1}, "which revision of sheet {id} counts /"),
    ("candidates", -1, {"name": "Ærvik kommune"}, COPY),
]


@pytest.mark.parametrize(("name", "place", "columns", "said"), CHANGES)
def test_a_changed_record_is_named_and_nothing_else(
    world: World, name: str, place: int, columns: dict[str, Any], said: str
) -> None:
    award_round = judged(world)
    one, row = table(name), nth(world.session, name, place)
    with triggers_aside(world.session):
        world.session.execute(update(one).where(one.c.id == row.id).values(**columns))
    what, _, position = said.partition(" /")
    what = what.format(**row._mapping, round=award_round.id)
    where = f" in event{position}" if position else ""
    assert found(world.session) == [f"prisen-2026: {what} is not as it was recorded{where}"]


def test_a_changed_record_is_named_to_whoever_asks_of_its_round(world: World) -> None:
    award_round = judged(world)
    last, one = nth(world.session, "score_revisions", -1), table("score_revisions")
    with triggers_aside(world.session):
        world.session.execute(update(one).where(one.c.id == last.id).values(grounds=OTHER))
    every = found(world.session)
    assert len(every) == 1
    assert [str(each) for each in audit.verify(world.session, {award_round.id})] == every
    assert audit.verify(world.session, {None}) == []


def test_a_decision_that_names_others_is_named(world: World) -> None:
    judged(world)
    last = nth(world.session, "decision_entries", -1)
    entries = table("decision_entries")
    with triggers_aside(world.session):
        world.session.execute(delete(entries).where(entries.c.id == last.id))
    assert found(world.session) == [
        f"prisen-2026: decision {last.decision_id} is not as it was recorded in event 46"
    ]


def test_events_cut_off_with_the_head_set_back_are_named_by_what_they_told(world: World) -> None:
    award_round = judged(world)
    decision_id = nth(world.session, "decisions", -1).id
    withdrawn = nth(world.session, "nomination_moves", -1).nomination_id
    cut(world.session, chain_named(world.session), 45)
    assert found(world.session) == [
        f"prisen-2026: the move conclude of round {award_round.id} is on no event",
        f"prisen-2026: the move finalise of round {award_round.id} is on no event",
        f"prisen-2026: the time of announcement of decision {decision_id} is on no event",
        f"prisen-2026: the time of announcement of decision {decision_id} is on no event",
        f"prisen-2026: a move of nomination {withdrawn} is on no event",
        f"prisen-2026: decision {decision_id} is on no event",
    ]


@pytest.mark.parametrize("name", ["prisen-2026", "prisen-2013", "installation"])
def test_a_chain_that_was_removed_is_named_once(world: World, name: str) -> None:
    judged(world)
    remove(world.session, chain_named(world.session, name))
    assert found(world.session) == [f"{name}: the chain is gone"]


def test_a_row_put_in_behind_the_products_back_is_named(world: World) -> None:
    judged(world)
    revision = nth(world.session, "score_revisions", 0)._mapping
    grant = nth(world.session, "role_grants", 0)._mapping
    lines = [
        ("score_revisions", {**revision, "number": 2}),
        ("role_grants", {**grant, "role": "administrator"}),
    ]
    with triggers_aside(world.session):
        for name, columns in lines:
            columns.pop("id")
            world.session.execute(insert(table(name)).values(**columns))
        sheets = table("score_sheets")
        one = sheets.c.id == revision["sheet_id"]
        world.session.execute(update(sheets).where(one).values(revision_count=2))
    assert found(world.session) == [
        f"installation: a role of account {grant['account_id']} is on no event",
        f"prisen-2026: score revision 2 of sheet {revision['sheet_id']} is on no event",
    ]


def test_an_event_whose_row_is_gone_is_named(world: World) -> None:
    judged(world)
    ruling = nth(world.session, "rulings", 0)
    with triggers_aside(world.session):
        world.session.execute(delete(table("rulings")))
    what = f"a ruling on appointment {ruling.appointment_id} and nomination {ruling.nomination_id}"
    assert found(world.session) == [f"prisen-2026: {what} is gone in event 25"]


def test_what_cannot_even_be_read_is_named_like_the_rest(world: World) -> None:
    judged(world)
    revision = nth(world.session, "score_revisions", -1)
    book = nth(world.session, "rulebooks", -1)
    with triggers_aside(world.session):
        for name, row, columns in (
            ("score_revisions", revision, {"scores": [float("1e300"), 2**70]}),
            ("rulebooks", book, {"weights": {"x": "mye"}}),
            ("nomination_versions", nth(world.session, "nomination_versions", 0), {"content": 7}),
        ):
            one = table(name)
            world.session.execute(update(one).where(one.c.id == row.id).values(**columns))
    assert len(found(world.session)) == 3


def test_an_event_that_was_changed_is_named_and_its_record_left_alone(world: World) -> None:
    judged(world)
    chain = chain_named(world.session)
    with triggers_aside(world.session):
        at = (EVENTS.c.chain_id == chain.id) & (EVENTS.c.position == 43)
        world.session.execute(update(EVENTS).where(at).values(data={"revision": 2}))
    assert found(world.session) == ["prisen-2026: event 43 (sheet.revised) was changed"]


def test_events_that_called_a_conflict_a_tie_vouch_all_the_same(world: World) -> None:
    judged(world)
    chain = chain_named(world.session)
    with triggers_aside(world.session):
        told = select(EVENTS).where(EVENTS.c.kind.startswith("conflict."))
        for one in world.session.execute(told).all():
            data = {key: value for key, value in one.data.items() if key != "digest"}
            if data.get("answer") == "no_conflict":
                data["answer"] = "no_ties"
            columns = {"kind": one.kind.replace("conflict", "tie"), "data": data}
            world.session.execute(update(EVENTS).where(EVENTS.c.id == one.id).values(**columns))
        recompute(world.session, chain, 1)
    assert found(world.session) == []


def test_it_takes_as_many_queries_for_many_records_as_for_few(world: World) -> None:
    def sent() -> int:
        before = len(statements)
        assert found(world.session) == []
        return len(statements) - before

    award_round = world.open()
    world.submit(award_round, 1)
    few = sent()
    world.submit(award_round, 12)
    assert sent() == few


def test_every_kind_of_event_vouches_for_something_or_has_a_reason(session: Session) -> None:
    vouching = {kind for check in checks(session) for kind in check.kinds}
    assert not vouching & FOR_NOTHING.keys()
    assert vouching | FOR_NOTHING.keys() == recorded_kinds() | audit_words.EARLIER.keys()


def reads(check: matching.Check) -> set[Any]:
    """Give the tables that a check reads; some read whom is named beside it."""
    beside = {
        "decision.sealed": ("decision_entries", "candidates"),
        "shortlist.named": ("shortlist_entries",),
        "conflict.ruled": ("ruling_participants",),
    }
    named = [name for kind, names in beside.items() if kind in check.kinds for name in names]
    return {*map(table, named), *visitors.iterate(check.rows)}


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("shortlists", {"reason": OTHER}),
        ("shortlists", {"ranking": {}}),
        ("shortlist_entries", {"goes_on": False}),
    ],
)
def test_another_shortlist_than_was_named_is_named(
    world: World, name: str, columns: dict[str, Any]
) -> None:
    award_round = shortlisted(world)
    one, row = table(name), nth(world.session, name, 0)
    with triggers_aside(world.session):
        world.session.execute(update(one).where(one.c.id == row.id).values(**columns))
    first = award_round.stages[0].id
    (said,) = found(world.session)
    expected = f"prisen-2027: the shortlist of stage {first} is not as it was recorded in event "
    assert said.startswith(expected)


def test_every_column_of_a_record_is_vouched_for_or_has_a_reason(world: World) -> None:
    shortlisted(world)
    to_deliberation(world, year=2034)
    judged(world)
    session = world.session
    seen = matching.Seen.of(session, [])
    missed = set()
    for name, one in Model.metadata.tables.items():
        if name in NO_RECORD:
            continue
        for column in one.columns:
            if column.primary_key or name in FREE:
                continue
            with changed(session, one, column):
                asked = [check for check in checks(session) if one in reads(check)]
                told = [f for check in asked for f in matching.check(session, seen, check)]
                if not told and not list(standing.check(session, seen)):
                    missed.add(f"{name}.{column.name}")
    assert missed == {name for name in FREE if "." in name}


UNREADABLE = [
    ("audit_events", "data", "{"),
    ("nomination_versions", "content", "ikke JSON"),
    ("decisions", "ranking", ""),
    ("score_revisions", "sealed_at", "i går"),
    ("appointments", "since", "vår"),
    ("nominations", "state", "borte"),
]


@pytest.mark.parametrize(("name", "column", "value"), UNREADABLE)
def test_what_cannot_be_read_is_named(world: World, name: str, column: str, value: str) -> None:
    judged(world)
    if world.session.get_bind().dialect.name != "sqlite":
        pytest.skip("PostgreSQL stores nothing that is not of the column's type")
    number = nth(world.session, name, -1).id
    with triggers_aside(world.session):
        world.session.execute(text("PRAGMA ignore_check_constraints = ON"))
        world.session.execute(
            text(f"UPDATE {name} SET {column} = :value WHERE id = :id"),  # noqa: S608 - from above
            {"value": value, "id": number},
        )
        world.session.execute(text("PRAGMA ignore_check_constraints = OFF"))
    assert found(world.session) == [
        f"{name}: {column} of row {number} cannot be read; nothing else is checked until it can"
    ]
