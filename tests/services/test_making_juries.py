"""A jury is made and changed by the secretariat of its prize, and what has happened stays."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.models import Appointment, AuditEvent, Jury, Round, Seat
from app.rules.access import DeniedError, Permission, UnpledgedError, Verdict
from app.services import audit, jury, may, organisations
from app.services.work import NotFoundError
from tests.factories import World
from tests.services.helpers import refused


def shorts(made: Jury) -> list[str]:
    return [seat.short for seat in sorted(made.seats, key=lambda seat: seat.position)]


def appointment(world: World, name: str) -> Appointment:
    found = select(Appointment).where(Appointment.person_name == name)
    return world.session.scalars(found).one()


def test_only_the_secretariat_of_the_prize_makes_its_juries(world: World) -> None:
    seat = world.jury.seats[0]
    for name in ("administrator", "auditor", "chair", "nominator"):
        work = world.work(name)
        with refused(work, DeniedError):
            jury.create(work, world.prize, term_from=2029, term_to=2032)
        with refused(work, DeniedError):
            jury.move_seat(work, seat, up=False)
        with refused(work, DeniedError):
            jury.end(work, seat.appointments[0], work.today)


def test_the_auditor_reads_them_and_the_administrator_does_not(world: World) -> None:
    assert jury.of_prize(world.work("auditor"), world.prize) == [world.jury]
    assert jury.one(world.work("auditor"), world.jury.id) == world.jury
    with refused(work := world.work("administrator"), DeniedError):
        jury.one(work, world.jury.id)
    with pytest.raises(NotFoundError):
        jury.one(world.work("secretariat"), 999_999)


@pytest.mark.parametrize(("start", "end"), [(2030, 2029), (2029, 2049)])
def test_a_term_ends_after_it_begins_and_within_a_life(world: World, start: int, end: int) -> None:
    with pytest.raises(jury.TermError):
        jury.create(world.work("secretariat"), world.prize, term_from=start, term_to=end)


def test_a_copy_has_the_seats_and_nobody_in_them(world: World) -> None:
    world.jury.seats[1].areas = ["01"]
    work = world.work("secretariat")
    made = jury.copy(work, world.jury, world.prize, term_from=2029, term_to=2032)
    assert [(s.institution.name, s.short, s.leads, s.areas) for s in made.seats] == [
        ("Institusjon A", "A", True, []),
        ("Institusjon B", "B", False, ["01"]),
        ("Institusjon C", "C", False, []),
    ]
    assert [seat.appointments for seat in made.seats] == [[], [], []]


def test_the_term_is_mended_until_somebody_is_appointed(world: World) -> None:
    work = world.work("secretariat")
    made = jury.copy(work, world.jury, world.prize, term_from=2029, term_to=2031)
    jury.change_term(work, made, term_from=2029, term_to=2032)
    assert (made.term_from, made.term_to) == (2029, 2032)
    with pytest.raises(jury.InUseError):
        jury.change_term(work, world.jury, term_from=2025, term_to=2029)


def test_seats_change_places(world: World) -> None:
    work, (a, _b, c) = world.work("secretariat"), world.jury.seats
    jury.move_seat(work, c, up=True)
    assert shorts(world.jury) == ["A", "C", "B"]
    jury.move_seat(work, a, up=True)
    assert shorts(world.jury) == ["A", "C", "B"]
    jury.move_seat(work, a, up=False)
    assert shorts(world.jury) == ["C", "A", "B"]


def test_whose_a_seat_is_stays_when_somebody_has_sat_there(world: World) -> None:
    work, seat = world.work("secretariat"), world.jury.seats[1]
    other = organisations.create(work, name="En annen")
    with pytest.raises(jury.InUseError):
        jury.change_seat(work, seat, other, short="E", leads=False, areas=[])
    with pytest.raises(jury.InUseError):
        jury.remove_seat(work, seat)
    jury.change_seat(work, seat, seat.institution, short="BB", leads=True, areas=["02"])
    assert (seat.short, seat.leads, seat.areas) == ("BB", True, ["02"])
    assert world.jury.seats[0].leads is False
    assert list(audit.verify(world.session)) == []


def test_a_seat_that_nobody_has_had_is_removed_and_the_record_says_so(world: World) -> None:
    work = world.work("secretariat")
    made = jury.copy(work, world.jury, world.prize, term_from=2029, term_to=2032)
    jury.remove_seat(work, made.seats[2])
    assert shorts(made) == ["A", "B"]
    assert list(audit.verify(world.session)) == []
    world.session.add(Seat(jury=made, institution=world.husbanken, position=9, short="X"))
    world.session.flush()
    [unknown] = audit.verify(world.session)
    assert "seat" in str(unknown)


def test_somebody_leaves_on_a_day_and_is_history_then(world: World) -> None:
    work, held = world.work("secretariat"), appointment(world, "juror_b")
    last = work.today + timedelta(days=30)
    jury.end(work, held, last)
    assert (held.until, jury.last_days(held, last)) == (last, (last - timedelta(days=1), TERM))
    jury.end(work, held, work.today)
    world.pass_time(days=1)
    with pytest.raises(NotFoundError):
        jury.end(world.work("secretariat"), held, last)
    assert list(audit.verify(world.session)) == []


TERM = date(2028, 12, 31)


@pytest.mark.parametrize("days", [-2, 4000])
def test_nobody_has_left_before_yesterday_or_leaves_after_the_term(world: World, days: int) -> None:
    work, held = world.work("secretariat"), appointment(world, "juror_b")
    with pytest.raises(jury.LastDayError) as error:
        jury.end(work, held, work.today + timedelta(days=days))
    assert (error.value.first, error.value.last) == (work.today - timedelta(days=1), TERM)


# --- confidentiality ----------------------------------------------------------------------------


def unpledged(world: World, name: str) -> Appointment:
    """Appoint somebody who has not promised anything yet."""
    work = world.work("secretariat")
    world.people[name] = world.account(name)
    return jury.appoint(
        work,
        world.jury.seats[0],
        person_name=name,
        account=world.people[name],
        since=date(2026, 1, 1),
        until=None,
        deputy=True,
    )


def test_nothing_of_the_jury_opens_before_the_promise(world: World) -> None:
    award_round, _ = world.at("declaring")
    held = unpledged(world, "new")
    work = world.work("new")
    assert jury.own_unpledged(work) == [held]
    assert may.decide(work, Permission.VIEW_DESK, award_round) is Verdict.UNPLEDGED
    assert may.decide(work, Permission.VIEW_ROUND, award_round) is Verdict.ALLOWED
    with pytest.raises(UnpledgedError):
        may.require(work, Permission.DECLARE, award_round)
    jury.pledge(work, held, "nn")
    jury.pledge(work, held, "nb")  # once is enough
    work = world.work("new")
    assert jury.own_unpledged(work) == []
    assert may.decide(work, Permission.VIEW_DESK, award_round) is Verdict.ALLOWED
    accepted = select(AuditEvent).where(AuditEvent.kind == "confidentiality.accepted")
    last = world.session.scalars(accepted.order_by(AuditEvent.id)).all()[-1]
    assert (last.actor_id, last.data["version"], last.data["language"]) == (
        world.people["new"].id,
        1,
        "nn",
    )


def test_nobody_promises_for_another(world: World) -> None:
    held = unpledged(world, "new")
    with pytest.raises(NotFoundError):
        jury.pledge(world.work("chair"), held, "nb")


# --- what lacks ---------------------------------------------------------------------------------


def lacking(world: World, made: Jury | None) -> list[tuple[str, bool, dict[str, object]]]:
    award_round = world.session.scalars(select(Round)).first() or world.plan()
    award_round.jury_id = made.id if made else None
    world.session.flush()
    found = jury.lacks(world.session, award_round, world.clock.now)
    assert {one.step for one in found} <= {"jury"}
    return [(one.what, one.stops, dict(one.figures)) for one in found]


def test_a_whole_jury_lacks_nothing(world: World) -> None:
    assert lacking(world, world.jury) == []


def test_no_jury_and_no_seats_are_said(world: World) -> None:
    work = world.work("secretariat")
    empty = jury.create(work, world.prize, term_from=2026, term_to=2028)
    assert lacking(world, None) == [("no_jury", True, {})]
    assert lacking(world, empty) == [("no_seats", True, {})]


def test_a_jury_without_people_lacks_a_leader_and_a_quorum(world: World) -> None:
    work = world.work("secretariat")
    made = jury.copy(work, world.jury, world.prize, term_from=2026, term_to=2028)
    assert lacking(world, made) == [
        ("leader_without_member", True, {"seat": "A"}),
        ("fewer_than_quorum", True, {"members": 0, "quorum": 2}),
        ("seat_without_member", False, {"seat": "A"}),
        ("seat_without_member", False, {"seat": "B"}),
        ("seat_without_member", False, {"seat": "C"}),
    ]
    jury.change_seat(
        work, made.seats[0], made.seats[0].institution, short="A", leads=False, areas=[]
    )
    assert lacking(world, made)[0] == ("no_leader", True, {})


def test_one_empty_seat_is_a_warning(world: World) -> None:
    appointment(world, "juror_c").until = world.work("chair").today - timedelta(days=1)
    assert lacking(world, world.jury) == [("seat_without_member", False, {"seat": "C"})]
