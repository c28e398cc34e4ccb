"""Deputies: called in time, for exactly what the member is recused from, and told at once."""

from datetime import date

import pytest

from app.models import Nomination, Round
from app.rules.impartiality import Answer, Outcome, Reach
from app.services import impartiality, jury
from app.services.impartiality import Board
from tests.factories import World
from tests.services.helpers import events, notice, told


def board(world: World, award_round: Round) -> Board:
    return impartiality.board(world.session, award_round, world.clock.now.date())


def sitting(world: World, award_round: Round, nomination: Nomination) -> list[str | None]:
    """Name who sits in the seats A, B and C for a nomination."""
    where = board(world, award_round)
    names = {holder.id: holder.person_name for holder in where.holders}
    by_seat = where.seats[nomination.id]
    found = [by_seat[seat.id].appointment_id for seat in world.jury.seats]
    return [names[one] if one is not None else None for one in found]


def recuse(world: World, award_round: Round, name: str, nomination: Nomination) -> None:
    world.declare(award_round, name, nomination, Answer.AUTOMATIC, "Min søster.")


def declaring(world: World, reach: Reach = Reach.NOMINATION) -> tuple[Round, list[Nomination]]:
    award_round = world.open(reach=reach)
    return award_round, world.judge(award_round)


def test_members_sit_until_they_are_recused(world: World) -> None:
    award_round, made = declaring(world)
    assert sitting(world, award_round, made[0]) == ["chair", "juror_b", "juror_c"]


def test_an_automatic_ground_calls_the_deputy_at_once(world: World) -> None:
    award_round, made = declaring(world)
    recuse(world, award_round, "juror_b", made[0])
    assert sitting(world, award_round, made[0]) == ["chair", "deputy_b", "juror_c"]
    assert sitting(world, award_round, made[1]) == ["chair", "juror_b", "juror_c"]
    assert told(world.session, "deputy_called") == [("deputy_called", "deputy_b")]
    context = notice(world.session, "deputy_called").context
    assert context == {
        "nomination_id": made[0].id,
        "slug": "prisen-2026",
        "names": ["Prøvedal kommune"],
        "count": 1,
        "standing": "undeclared",
        "scoring": False,
        "is_away": False,
        "deadline": award_round.scoring_deadline_at.isoformat(),
    }
    assert events(world.session)[-1] == ("deputy.stepped_in", f"nomination:{made[0].id}")


def test_a_possible_conflict_calls_nobody_until_it_is_ruled_on(world: World) -> None:
    award_round, made = declaring(world)
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    assert sitting(world, award_round, made[0]) == ["chair", "juror_b", "juror_c"]
    assert told(world.session, "deputy_called") == []
    for name in ("chair", "juror_c"):
        world.declare(award_round, name, made[0], Answer.NO_CONFLICT)
    impartiality.rule(
        world.work("chair"),
        award_round,
        made[0],
        world.jury.seats[1].appointments[0].id,
        Outcome.RECUSED,
        "For nær.",
    )
    assert sitting(world, award_round, made[0]) == ["chair", "deputy_b", "juror_c"]
    assert told(world.session, "deputy_called") == [("deputy_called", "deputy_b")]


def test_a_seat_without_a_deputy_is_vacant(world: World) -> None:
    award_round, made = declaring(world)
    recuse(world, award_round, "chair", made[0])
    assert sitting(world, award_round, made[0]) == [None, "juror_b", "juror_c"]
    assert told(world.session, "deputy_called") == []
    assert events(world.session)[-1] == ("seat.vacant", f"nomination:{made[0].id}")


def test_a_deputy_who_is_recused_herself_leaves_the_seat_vacant(world: World) -> None:
    award_round, made = declaring(world)
    recuse(world, award_round, "juror_b", made[0])
    recuse(world, award_round, "deputy_b", made[0])
    assert sitting(world, award_round, made[0]) == ["chair", None, "juror_c"]
    assert events(world.session, "deputy.stepped_in", "seat.vacant") == [
        ("deputy.stepped_in", f"nomination:{made[0].id}"),
        ("seat.vacant", f"nomination:{made[0].id}"),
    ]


def test_a_deputy_who_was_recused_first_is_passed_over(world: World) -> None:
    award_round, made = declaring(world)
    recuse(world, award_round, "deputy_b", made[0])
    assert sitting(world, award_round, made[0]) == ["chair", "juror_b", "juror_c"]
    assert events(world.session)[-1][0] == "conflict.declared"
    recuse(world, award_round, "juror_b", made[0])
    assert sitting(world, award_round, made[0]) == ["chair", None, "juror_c"]
    assert told(world.session, "deputy_called") == []


def test_the_second_deputy_steps_in_after_the_first(world: World) -> None:
    award_round, made = declaring(world)
    second = world.account("second_b")
    jury.appoint(
        world.work("secretariat"),
        world.jury.seats[1],
        person_name="second_b",
        account=second,
        since=date(2025, 1, 1),
        until=None,
        deputy=True,
    )
    recuse(world, award_round, "juror_b", made[0])
    recuse(world, award_round, "deputy_b", made[0])
    assert sitting(world, award_round, made[0]) == ["chair", "second_b", "juror_c"]
    assert told(world.session, "deputy_called") == [
        ("deputy_called", "deputy_b"),
        ("deputy_called", "second_b"),
    ]


def test_a_deputy_is_told_once_for_each_nomination(world: World) -> None:
    award_round, made = declaring(world)
    for nomination in made:
        recuse(world, award_round, "juror_b", nomination)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster og min bror.")
    assert told(world.session, "deputy_called") == [("deputy_called", "deputy_b")] * 2


def test_a_recusal_that_reaches_the_comparison_seats_the_deputy_for_all(world: World) -> None:
    award_round, made = declaring(world, Reach.COMPARISON)
    recuse(world, award_round, "juror_b", made[0])
    for nomination in made:
        assert sitting(world, award_round, nomination) == ["chair", "deputy_b", "juror_c"]
    member = world.jury.seats[1].appointments[0].id
    assert board(world, award_round).recused_from(member) == {n.id for n in made}


def test_a_possible_conflict_closes_one_nomination_whatever_the_reach(world: World) -> None:
    award_round, made = declaring(world, Reach.COMPARISON)
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    member = world.jury.seats[1].appointments[0].id
    assert board(world, award_round).recused_from(member) == {made[0].id}


def test_part_of_a_board_seats_as_the_whole_does(world: World) -> None:
    for year, reach in ((2026, Reach.NOMINATION), (2027, Reach.COMPARISON)):
        award_round = world.open(year, reach=reach)
        made = world.judge(award_round, 3)
        recuse(world, award_round, "juror_b", made[0])
        whole = board(world, award_round)
        for nomination in made:
            part = impartiality.board(
                world.session, award_round, world.clock.now.date(), [nomination.id]
            )
            assert part.seats[nomination.id] == whole.seats[nomination.id]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 31), "juror_b"),
        (date(2026, 4, 1), "new_b"),
    ],
)
def test_a_holder_who_changes_within_the_term_sits_from_her_first_day(
    world: World, day: date, expected: str
) -> None:
    award_round, made = declaring(world)
    seat = world.jury.seats[1]
    seat.appointments[0].until = date(2026, 3, 31)
    jury.appoint(
        world.work("secretariat"),
        seat,
        person_name="new_b",
        account=world.account("new_b"),
        since=date(2026, 4, 1),
        until=None,
    )
    where = impartiality.board(world.session, award_round, day)
    names = {holder.id: holder.person_name for holder in where.holders}
    found = where.seats[made[0].id][seat.id].appointment_id
    assert names[found or 0] == expected
