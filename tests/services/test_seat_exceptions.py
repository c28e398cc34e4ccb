"""Exceptions for seats that will never deliver: who makes them, what they change, who is told."""

import pytest

from app.models import Nomination, Notice, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.coverage import Account
from app.rules.impartiality import Answer
from app.services import (
    decisions,
    phases,
    progress,
    remaining,
    scores,
    seat_exceptions,
    shortlists,
)
from app.services.moves import ConditionsUnmetError
from app.services.progress import Mark, NotCoveredError
from app.services.seat_exceptions import ExceptionRefusedError, Refusal
from tests import balloting
from tests.factories import WITH_SHORTLIST, World, decision, sheet
from tests.services.helpers import refused


@pytest.fixture
def short(world: World) -> tuple[Round, list[Nomination]]:
    """Give a round in scoring: of the first a quorum is in, of the second the chair's alone."""
    award_round, made = world.at("scoring")
    for name in ("chair", "juror_b"):
        world.seal(name, made[0], 4, 4)
    world.seal("chair", made[1], 3, 3)
    return award_round, made


def seat(world: World, place: int) -> int:
    return world.jury.seats[place].id


def told(world: World) -> list[tuple[str, list[str], bool, bool]]:
    return [
        (one.account.name, one.context["names"], one.context["own"], one.context["lifted"])
        for one in world.session.query(Notice).filter_by(kind="seat_excepted").order_by(Notice.id)
        if one.account is not None
    ]


def test_a_seat_that_has_voted_is_waited_for_no_more_as_it_is(world: World) -> None:
    award_round, made = balloting.to_voting(world, 2)
    balloting.vote(world, award_round, "juror_c", made, 1, 2)
    office, third = world.work("secretariat"), seat(world, 2)
    for which, why in ((made[0].id, Refusal.HANDED_IN), (None, Refusal.NOTHING_REMAINS)):
        with pytest.raises(ExceptionRefusedError) as refusal:
            seat_exceptions.make(office, award_round, third, which, "Kommer ikke.")
        assert refusal.value.refusal is why
    made_now = seat_exceptions.make(office, award_round, seat(world, 1), None, "Kommer ikke.")
    assert [one.nomination_id for one in made_now] == [one.id for one in made]


def test_a_seat_under_exception_no_longer_blocks_and_is_not_waited_for(
    world: World, short: tuple[Round, list[Nomination]]
) -> None:
    award_round, made = short
    office = world.work("secretariat")
    with pytest.raises(ConditionsUnmetError):
        phases.move(office, award_round, "open_deliberation")
    (one,) = seat_exceptions.make(office, award_round, seat(world, 2), made[1].id, " Sykmeldt. ")
    assert (one.reason, one.is_lifted, one.made_by_id) == (
        "Sykmeldt.",
        False,
        office.actor.account_id,
    )
    seen = progress.progress(office, award_round)
    assert seen.squares[made[1].id, seat(world, 2)].mark is Mark.EXCEPTED
    assert seen.squares[made[0].id, seat(world, 2)].mark is Mark.NOT_BEGUN
    assert [part.accounted_by for part in seen.coverage] == [Account.QUORUM, Account.EXCEPTION]
    assert {
        (who.name, who.missing)
        for who in remaining.unfinished(
            remaining.of_round(world.session, award_round, office.today)
        )
    } == {("juror_b", 1), ("juror_c", 1)}
    assert told(world) == [
        ("chair", [made[1].candidate_names], False, False),
        ("juror_c", [made[1].candidate_names], True, False),
    ]
    phases.move(office, award_round, "open_deliberation")
    found = decisions.finalise(world.work("chair"), award_round, decision(made))
    assert found.ranking["coverage"] == [
        {
            "nomination": 1,
            "accounted_by": "quorum",
            "quorum": 2,
            "sealed": [seat(world, 0), seat(world, 1)],
            "excepted": [],
        },
        {
            "nomination": 2,
            "accounted_by": "exception",
            "quorum": 2,
            "sealed": [seat(world, 0)],
            "excepted": [{"seat": seat(world, 2), "reason": "Sykmeldt."}],
        },
    ]


def test_all_that_remain_for_a_seat_are_excepted_at_once_and_once(
    world: World, short: tuple[Round, list[Nomination]]
) -> None:
    award_round, made = short
    office = world.work("secretariat")
    first = seat_exceptions.make(office, award_round, seat(world, 1), None, "Borte.")
    assert [one.nomination_id for one in first] == [made[1].id]
    assert seat_exceptions.make(office, award_round, seat(world, 1), None, "Borte.") == []
    assert len(told(world)) == 2
    again = seat_exceptions.make(office, award_round, seat(world, 2), None, "Borte.")
    assert [one.nomination_id for one in again] == [made[0].id, made[1].id]


def test_what_is_handed_in_all_the_same_counts(
    world: World, short: tuple[Round, list[Nomination]]
) -> None:
    award_round, made = short
    office = world.work("secretariat")
    seat_exceptions.make(office, award_round, seat(world, 2), made[1].id, "Sykmeldt.")
    scores.seal(world.work("juror_c"), made[1], sheet(2, 2))
    seen = progress.progress(office, award_round)
    assert seen.squares[made[1].id, seat(world, 2)].mark is Mark.SEALED
    assert seen.coverage[1].accounted_by is Account.QUORUM
    assert seen.coverage[1].excepted == ()


def test_an_exception_is_lifted_with_a_reason(
    world: World, short: tuple[Round, list[Nomination]]
) -> None:
    award_round, made = short
    office, last = world.work("secretariat"), seat(world, 2)
    seat_exceptions.make(office, award_round, last, made[1].id, "Sykmeldt.")
    with pytest.raises(ExceptionRefusedError) as refused:
        seat_exceptions.lift(office, award_round, last, made[1].id, "  ")
    assert refused.value.refusal is Refusal.NO_REASON
    seat_exceptions.lift(office, award_round, last, made[1].id, "Frisk igjen.")
    assert seat_exceptions.standing(world.session, award_round) == {}
    assert [one.is_lifted for one in seat_exceptions.history(world.session, award_round)] == [
        False,
        True,
    ]
    assert told(world)[2:] == [
        ("chair", [made[1].candidate_names], False, True),
        ("juror_c", [made[1].candidate_names], True, True),
    ]
    with pytest.raises(ExceptionRefusedError) as refused:
        seat_exceptions.lift(office, award_round, last, made[1].id, "En gang til.")
    assert refused.value.refusal is Refusal.NONE_HOLDS
    with pytest.raises(ConditionsUnmetError):
        phases.move(office, award_round, "open_deliberation")


def test_what_is_refused_stores_nothing(
    world: World, short: tuple[Round, list[Nomination]]
) -> None:
    award_round, made = short
    office = world.work("secretariat")
    cases: list[tuple[int, int | None, str, Refusal]] = [
        (0, made[1].id, "Borte.", Refusal.NO_SEAT),
        (seat(world, 2), 0, "Borte.", Refusal.NOT_JUDGED),
        (seat(world, 2), made[1].id, " ", Refusal.NO_REASON),
        (seat(world, 0), made[1].id, "Borte.", Refusal.HANDED_IN),
        (seat(world, 0), None, "Borte.", Refusal.NOTHING_REMAINS),
    ]
    for where, which, reason, expected in cases:
        with pytest.raises(ExceptionRefusedError) as refused:
            seat_exceptions.make(office, award_round, where, which, reason)
        assert refused.value.refusal is expected
    for name in ("chair", "juror_b", "auditor", "nominator"):
        with pytest.raises(DeniedError):
            seat_exceptions.make(world.work(name), award_round, seat(world, 2), None, "Borte.")
    assert list(seat_exceptions.history(world.session, award_round)) == []


def test_not_before_the_scoring(world: World) -> None:
    award_round, made = world.at("declaring")
    with pytest.raises(WrongPhaseError):
        seat_exceptions.make(
            world.work("secretariat"), award_round, seat(world, 2), made[0].id, "Borte."
        )


def test_a_chair_who_is_recused_is_not_told_and_sees_no_exception(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC, "Min søster.")
    world.declare(award_round, "chair", made[1], Answer.NO_CONFLICT)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    seat_exceptions.make(
        world.work("secretariat"), award_round, seat(world, 2), made[0].id, "Sykmeldt."
    )
    assert [name for name, *_ in told(world)] == ["juror_c"]


def test_a_stage_that_is_not_covered_is_not_concluded(world: World) -> None:
    award_round = world.open(stages=WITH_SHORTLIST)
    made = world.judge(award_round, 3)
    world.score(award_round, made)
    for name in ("chair", "juror_b"):
        for nomination in made:
            world.seal(name, nomination, 4, 3)
    office, chair = world.work("secretariat"), world.work("chair")
    phases.move(office, award_round, "open_deliberation")
    world.amend(award_round, quorum=3)
    chosen = [made[0].id, made[1].id, made[2].id]
    with pytest.raises(NotCoveredError) as refused:
        shortlists.name(chair, award_round, chosen)
    assert refused.value.nominations == tuple(one.id for one in made)
    # In deliberation an exception can still be made, and then the stage is concluded.
    seat_exceptions.make(office, award_round, seat(world, 2), None, "Leverte ikke.")
    named = shortlists.name(chair, award_round, chosen)
    assert [one["accounted_by"] for one in named.ranking["coverage"]] == ["exception"] * 3


def test_a_decision_that_is_not_covered_is_kept_as_a_draft(world: World) -> None:
    award_round, made = world.at("deliberation")
    for juror in ("juror_b", "juror_c"):
        world.declare(award_round, juror, made[0], Answer.AUTOMATIC)
    chair = world.work("chair")
    given = decision(made, citation="For én dør.")
    with refused(chair, NotCoveredError):
        decisions.finalise(chair, award_round, given)
    kept = decisions.of_round(world.session, award_round)
    assert kept is not None
    assert (kept.sealed_at, kept.citation) == (None, {"nb": "For én dør."})
    assert award_round.milestone == "judging"
