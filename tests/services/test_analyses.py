"""Analyses are kept for as long as nothing that they rest on has changed, and not longer."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.models import KeptAnalysis, Nomination, Round, Seat
from app.rules.impartiality import Answer, Outcome
from app.services import (
    analyses,
    impartiality,
    jury,
    phases,
    ranking,
    scores,
    withdrawals,
)
from app.services.work import Work
from tests.factories import World, sheet

NOTHING: frozenset[int] = frozenset()


def deliberation(world: World) -> tuple[Round, list[Nomination]]:
    return world.at("deliberation")


def stamp(world: World, award_round: Round, hidden: frozenset[int] = NOTHING) -> str:
    book, today = award_round.rulebook, world.clock.now.date()
    return analyses.stamp(world.session, award_round, hidden, book, today)


def read(world: World, name: str, award_round: Round) -> analyses.Kept:
    """Read the ranking as a request does that only reads, and do what it has kept for later."""
    work = world.work(name)
    world.session.info["read_only"] = True
    try:
        found = ranking.for_actor(work, award_round)
    finally:
        world.session.info["read_only"] = False
    for act in work.kept:
        act(Work(world.session, work.actor, work.now))
    return found.kept


def kept(world: World) -> int:
    return world.session.scalar(select(func.count()).select_from(KeptAnalysis)) or 0


def never(*_: object, **__: object) -> None:
    raise AssertionError("computed although it was kept")


def test_it_is_computed_once_while_nothing_changes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    award_round, _ = deliberation(world)
    first = read(world, "chair", award_round)
    assert kept(world) == 1
    monkeypatch.setattr(analyses, "compute", never)
    world.pass_time(hours=3)
    assert read(world, "chair", award_round) == first
    assert read(world, "secretariat", award_round) == first
    assert kept(world) == 1


def test_what_a_transaction_that_writes_has_seen_is_not_kept(world: World) -> None:
    award_round, _ = deliberation(world)
    work = world.work("chair")
    ranking.for_actor(work, award_round)
    assert work.kept == []


def revise(world: World, award_round: Round, made: list[Nomination]) -> None:
    scores.revise(world.work("juror_b"), made[0], sheet(1, 1, version=2), "Leste feil.")


def withdraw(world: World, award_round: Round, made: list[Nomination]) -> None:
    withdrawals.withdraw(world.work("nominator"), made[1], "Vi trekker oss.")


def amend(world: World, award_round: Round, made: list[Nomination]) -> None:
    world.amend(award_round, weights={"x": "0.1", "y": "0.9"})


@pytest.mark.parametrize("change", [revise, withdraw, amend])
def test_a_change_makes_another_analysis_at_once(
    world: World, change: Callable[[World, Round, list[Nomination]], None]
) -> None:
    award_round, made = deliberation(world)
    before, mark = read(world, "secretariat", award_round), stamp(world, award_round)
    change(world, award_round, made)
    assert stamp(world, award_round) != mark
    after = read(world, "secretariat", award_round)
    assert after.digest != before.digest
    where = impartiality.board(world.session, award_round, world.clock.now.date())
    assert after == analyses.compute(world.session, award_round, where)
    assert kept(world) == 2


def test_conflicts_declared_and_ruled_on_make_another_stamp(world: World) -> None:
    award_round, made = world.at("scoring")
    marks = [stamp(world, award_round)]
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    marks.append(stamp(world, award_round))
    concerned = impartiality.appointment_of(world.work("juror_b"), award_round)
    impartiality.rule(
        world.work("chair"), award_round, made[0], concerned, Outcome.CLEARED, "Ikke særlig."
    )
    marks.append(stamp(world, award_round))
    world.seal("chair", made[0], 4, 4)
    marks.append(stamp(world, award_round))
    scores.save_draft(world.work("juror_c"), made[0], sheet(1, 1))
    assert stamp(world, award_round) == marks[-1]  # a draft counts for nothing
    assert len(set(marks)) == 4


def test_somebody_recused_has_an_analysis_of_her_own(world: World) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    world.seal_all([made[1]])
    for name in ("chair", "deputy_b", "juror_c"):
        world.seal(name, made[0], 6, 6)
    stage = award_round.stages[0]
    stage.state = type(stage.state)("deliberation")
    world.session.flush()
    hers, whole = (read(world, name, award_round) for name in ("juror_b", "chair"))
    assert [line.nomination for line in hers.report.lines] == [made[1].id]
    assert sorted(line.nomination for line in whole.report.lines) == [made[0].id, made[1].id]
    assert read(world, "juror_b", award_round) == hers
    assert kept(world) == 2


def test_what_is_kept_survives_the_trip_through_the_database(world: World) -> None:
    award_round, _ = deliberation(world)
    computed = read(world, "chair", award_round)
    world.session.expire_all()
    stored = world.session.scalars(select(KeptAnalysis)).one()
    assert (stored.method_version, stored.seed) == ("3", 0)
    assert stored.inputs_digest == computed.digest
    assert read(world, "chair", award_round) == computed


def leave(world: World, seat: Seat) -> None:
    for held in seat.appointments:
        held.until = world.clock.now.date()
    world.session.flush()
    world.pass_time(days=1)


def test_who_leaves_takes_no_sheet_along(world: World) -> None:
    award_round, _ = deliberation(world)
    before = read(world, "secretariat", award_round)
    leave(world, world.jury.seats[1])
    assert read(world, "secretariat", award_round) == before


def test_a_seat_that_nobody_holds_is_vacant_where_nothing_was_handed_in(world: World) -> None:
    award_round = world.open()
    made = world.judge(award_round)
    world.score(award_round, made)
    for name in ("chair", "juror_b"):
        for one in made:
            world.seal(name, one, 5, 4)
    world.seal("juror_c", made[1], 5, 4)
    seat = world.jury.seats[2]
    leave(world, seat)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    found = read(world, "chair", award_round)
    column = [one.id for one in jury.seats(world.session, award_round)].index(seat.id)
    assert [found.seated[one.id][column].appointment_id for one in made] == [
        None,
        seat.appointments[0].id,
    ]
    counted = {line.nomination: line.jurors for line in found.report.lines}
    assert counted == {made[0].id: 2, made[1].id: 3}
