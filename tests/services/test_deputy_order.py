"""The order of a seat's deputies: changed with history, and kept by rounds that are judged."""

import pytest
from sqlalchemy import select

from app.models import Appointment, RankChange, Round
from app.rules.access import DeniedError
from app.rules.impartiality import Answer
from app.services import audit, impartiality, jury
from tests.factories import World


def order(world: World, award_round: Round) -> list[str]:
    """Name the deputies of seat B in the order in which a round has them."""
    world.session.expire_all()
    held = jury.holders(world.session, award_round, world.clock.now.date())
    return [one.person_name for one in held if one.seat.short == "B" and one.is_deputy]


@pytest.fixture
def three(world: World) -> list[Appointment]:
    """Give the deputies of seat B, of whom there are three."""
    seat = world.jury.seats[1]
    first = next(one for one in seat.appointments if one.is_deputy)
    return [first, world.second_deputy(seat, "nest"), world.second_deputy(seat, "sist")]


def names(held: list[Appointment]) -> list[str]:
    return [one.person_name for one in held]


@pytest.mark.parametrize(
    ("place", "up", "expected"),
    [
        (0, False, ["nest", "deputy_b", "sist"]),
        (1, True, ["nest", "deputy_b", "sist"]),
        (1, False, ["deputy_b", "sist", "nest"]),
        (2, True, ["deputy_b", "sist", "nest"]),
        (0, True, ["deputy_b", "nest", "sist"]),
        (2, False, ["deputy_b", "nest", "sist"]),
    ],
)
def test_a_deputy_changes_places_with_the_next(
    world: World, three: list[Appointment], place: int, *, up: bool, expected: list[str]
) -> None:
    moved = jury.move_deputy(world.work("secretariat"), three[place], up=up)
    assert moved is (expected != names(three))
    assert names(jury.deputies(three[0].seat, world.clock.now.date())) == expected
    assert audit.verify(world.session) == []


def test_every_change_is_kept_with_who_and_when(world: World, three: list[Appointment]) -> None:
    jury.move_deputy(world.work("secretariat"), three[2], up=True)
    world.pass_time(hours=1)
    jury.move_deputy(world.work("secretariat"), three[2], up=True)
    kept = world.session.scalars(select(RankChange).order_by(RankChange.id)).all()
    assert [(one.appointment.person_name, one.before, one.after) for one in kept] == [
        ("sist", 3, 2),
        ("nest", 2, 3),
        ("sist", 2, 1),
        ("deputy_b", 1, 2),
    ]
    assert {one.changed_by_id for one in kept} == {world.people["secretariat"].id}
    assert [one.id for one in jury.moved_deputies(world.session, world.jury)] == [
        one.id for one in reversed(kept)
    ]


def test_a_member_and_one_who_has_left_have_no_place(
    world: World, three: list[Appointment]
) -> None:
    office = world.work("secretariat")
    member = next(one for one in three[0].seat.appointments if not one.is_deputy)
    assert jury.move_deputy(office, member, up=False) is False
    jury.end(office, three[1], world.clock.now.date())
    world.pass_time(days=2)
    assert jury.move_deputy(world.work("secretariat"), three[1], up=True) is False
    assert jury.move_deputy(world.work("secretariat"), three[2], up=True) is True
    assert names(jury.deputies(three[0].seat, world.clock.now.date())) == ["sist", "deputy_b"]


def test_two_of_the_same_rank_are_put_in_order(world: World, three: list[Appointment]) -> None:
    three[2].rank = 2
    world.session.flush()
    jury.move_deputy(world.work("secretariat"), three[2], up=True)
    assert [(one.person_name, one.rank) for one in sorted(three, key=lambda one: one.rank)] == [
        ("deputy_b", 1),
        ("sist", 2),
        ("nest", 3),
    ]


@pytest.mark.parametrize("name", ["chair", "deputy_b", "administrator", "auditor", "nominator"])
def test_nobody_orders_them_but_the_secretariat(
    world: World, three: list[Appointment], name: str
) -> None:
    with pytest.raises(DeniedError):
        jury.move_deputy(world.work(name), three[0], up=False)
    assert world.session.scalars(select(RankChange)).all() == []


def test_a_round_keeps_the_order_with_which_its_judging_began(
    world: World, three: list[Appointment]
) -> None:
    award_round = world.open()
    jury.move_deputy(world.work("secretariat"), three[1], up=True)
    assert order(world, award_round) == ["nest", "deputy_b", "sist"]
    made = world.judge(award_round)
    world.pass_time(hours=1)
    jury.move_deputy(world.work("secretariat"), three[2], up=True)
    jury.move_deputy(world.work("secretariat"), three[2], up=True)
    assert order(world, award_round) == ["nest", "deputy_b", "sist"]
    later = world.plan(2027)
    assert order(world, later) == ["sist", "nest", "deputy_b"]
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    where = impartiality.board(world.session, award_round, world.clock.now.date())
    assert where.sits(made[0].id, three[1].id) is True
