"""Juries: seats with their holders, in the order in which they sit."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.models import Seat
from app.rules.access import DeniedError
from app.rules.impartiality import SeatOrder
from app.services import jury, organisations
from tests.factories import World
from tests.services.helpers import last_event, refused


def appoint(world: World, seat: int, name: str, *, deputy: bool, since: date) -> int:
    made = jury.appoint(
        world.work("secretariat"),
        world.jury.seats[seat],
        person_name=name,
        account=world.account(name),
        since=since,
        until=None,
        deputy=deputy,
    )
    return made.rank


def test_deputies_rank_in_the_order_in_which_they_are_appointed(world: World) -> None:
    since = date(2026, 1, 1)
    assert appoint(world, 1, "second", deputy=True, since=since) == 2
    assert appoint(world, 1, "third", deputy=True, since=since) == 3
    assert appoint(world, 0, "first", deputy=True, since=since) == 1
    assert last_event(world.session).kind == "appointment.made"
    assert last_event(world.session).data["rank"] == 1


def test_those_who_sit_today_are_listed_seat_by_seat(world: World) -> None:
    award_round = world.plan()
    appoint(world, 0, "not_yet", deputy=True, since=date(2027, 1, 1))
    today = date(2026, 6, 1)
    held = jury.holders(world.session, award_round, today)
    assert [holder.person_name for holder in held] == [
        *("chair", "juror_b", "deputy_b", "juror_c", "deputy_c"),
    ]
    later = jury.holders(world.session, award_round, date(2027, 1, 1))
    assert [holder.person_name for holder in later][:2] == ["chair", "not_yet"]
    after_the_term = jury.holders(world.session, award_round, date(2029, 1, 1))
    assert [holder.person_name for holder in after_the_term] == ["not_yet"]
    a, b, c = world.jury.seats
    assert jury.seat_orders(held) == [
        SeatOrder(a.id, (held[0].id,)),
        SeatOrder(b.id, (held[1].id, held[2].id)),
        SeatOrder(c.id, (held[3].id, held[4].id)),
    ]


def test_a_jury_has_one_seat_that_leads(world: World) -> None:
    work = world.work("secretariat")
    body = organisations.create(work, name="Ny institusjon")
    jury.add_seat(work, world.jury, body, short="N", leads=True)
    assert [seat.leads for seat in world.jury.seats] == [False, False, False, True]
    with pytest.raises(IntegrityError):
        world.session.execute(update(Seat).values(leads=True))
    world.session.rollback()


def test_an_institution_has_one_seat_in_a_jury(world: World) -> None:
    body = world.jury.seats[1].institution
    with pytest.raises(jury.TakenError):
        jury.add_seat(world.work("secretariat"), world.jury, body, short="B2")
    assert len(world.jury.seats) == 3


def test_the_secretariat_gives_a_round_its_jury(world: World) -> None:
    award_round = world.plan()
    assert jury.of_round(world.session, award_round) == world.jury
    assert [seat.short for seat in jury.seats(world.session, award_round)] == ["A", "B", "C"]
    work = world.work("chair")
    with refused(work, DeniedError):
        jury.assign(work, award_round, world.jury)


def test_a_round_without_a_jury_has_no_seats(world: World) -> None:
    award_round = world.plan()
    award_round.jury_id = None
    world.session.flush()
    assert jury.of_round(world.session, award_round) is None
    assert list(jury.seats(world.session, award_round)) == []
    assert list(jury.holders(world.session, award_round, date(2026, 6, 1))) == []
