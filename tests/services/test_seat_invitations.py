"""An invitation to a seat is answered once: yes with the promise, or no with a word."""

from datetime import date, timedelta

import pytest

from app.models import Invitation, Notice
from app.rules.access import DeniedError, Role
from app.services import audit, invitations, jury
from app.services.invitations import (
    AlreadyHeldError,
    AlreadyInvitedError,
    HasAccountError,
    Standing,
    standing,
)
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import NotFoundError
from tests.factories import World
from tests.services.helpers import refused

PASSWORD = "hus ved havet vest"


@pytest.fixture
def new(world: World) -> World:
    """Give a world with a jury in which nobody sits."""
    world.jury = jury.copy(
        world.work("secretariat"), world.jury, world.prize, term_from=2026, term_to=2028
    )
    return world


def invite(world: World, name: str, place: int = 0, **given: object) -> Invitation:
    work = world.work("secretariat")
    wanted: dict[str, object] = {
        "email": f" {name.title()}@Example.org ",
        "name": name,
        "language": "nb",
        "since": work.today,
        "deputy": False,
    }
    return jury.invite(work, world.jury.seats[place], **{**wanted, **given})  # type: ignore[arg-type]


def say_yes(world: World, invited: Invitation) -> None:
    jury.accept_anew(world.system, invited, name="Ny", password=PASSWORD, language="nb")


def test_a_yes_makes_the_account_and_the_appointment_and_records_the_promise(new: World) -> None:
    invited = invite(new, "ny", 0)
    assert (invited.email, invited.role, invited.rank) == ("ny@example.org", Role.CHAIR, 0)
    held = jury.accept_anew(new.system, invited, name="Ny Leder", password=PASSWORD, language="nn")
    assert (held.person_name, held.rank, held.since, held.until) == (
        "Ny Leder",
        0,
        new.work("secretariat").today,
        date(2028, 12, 31),
    )
    assert held.account is not None
    new.people["ny"] = held.account
    assert [one.pledged for one in new.work("ny").actor.appointments] == [True]
    assert standing(invited, new.clock.now) is Standing.TAKEN
    assert list(audit.verify(new.session)) == []


def test_deputies_keep_the_order_in_which_they_were_invited(new: World) -> None:
    first = invite(new, "forste", 1, deputy=True)
    second = invite(new, "andre", 1, deputy=True)
    assert (first.role, first.rank, second.rank) == (Role.DEPUTY, 1, 2)
    say_yes(new, second)
    say_yes(new, first)
    assert [one.person_name for one in new.jury.seats[1].appointments] == ["Ny", "Ny"]
    assert sorted(one.rank for one in new.jury.seats[1].appointments) == [1, 2]


def test_a_place_that_becomes_free_goes_to_the_next_deputy(new: World) -> None:
    jury.withdraw(new.work("secretariat"), invite(new, "forste", 1, deputy=True).id)
    assert invite(new, "andre", 1, deputy=True).rank == 1


def test_whoever_has_an_account_takes_the_seat_with_it(new: World) -> None:
    new.people["gammel"] = new.account("gammel")
    invited = invite(new, "gammel")
    with pytest.raises(HasAccountError):
        say_yes(new, invited)
    held = jury.accept_with(new.system, invited, new.people["gammel"], "nb")
    assert held.account_id == new.people["gammel"].id


def test_a_no_is_told_with_its_word_and_frees_the_seat(new: World) -> None:
    invited = invite(new, "nei")
    jury.decline(new.system, invited, " Jeg er på reise. ")
    assert standing(invited, new.clock.now) is Standing.DECLINED
    told = new.session.query(Notice).filter_by(kind="seat_declined").one()
    assert (told.account_id, told.context["words"]) == (
        new.people["secretariat"].id,
        "Jeg er på reise.",
    )
    with pytest.raises(SpentLinkError) as spent:
        say_yes(new, invited)
    assert spent.value.why is Spent.DECLINED
    assert invite(new, "en_annen").rank == 0


def test_an_answer_is_given_once_and_in_time(new: World) -> None:
    invited = invite(new, "ny")
    new.pass_time(days=15)
    with pytest.raises(SpentLinkError) as spent:
        jury.decline(new.system, invited, "")
    assert spent.value.why is Spent.EXPIRED
    jury.send_again(new.work("secretariat"), invited.id)
    say_yes(new, invited)
    with pytest.raises(SpentLinkError) as spent:
        jury.decline(new.system, invited, "")
    assert spent.value.why is Spent.USED
    with pytest.raises(NotFoundError):
        jury.withdraw(new.work("secretariat"), invited.id)


def test_nobody_is_invited_twice_or_to_a_seat_that_is_taken(new: World) -> None:
    invite(new, "ny")
    with pytest.raises(AlreadyInvitedError):
        invite(new, "ny", 1)
    with pytest.raises(jury.SeatTakenError):
        invite(new, "en_annen")


def test_whoever_sits_is_not_invited_again(world: World) -> None:
    with pytest.raises(AlreadyHeldError):
        invite(world, "juror_b", 0, deputy=True)
    with pytest.raises(jury.SeatTakenError):
        invite(world, "ny", 1)


def test_a_successor_is_invited_from_the_day_after(world: World) -> None:
    work, leaver = world.work("secretariat"), world.jury.seats[1].appointments[0]
    last = work.today + timedelta(days=10)
    jury.end(work, leaver, last)
    with pytest.raises(jury.SeatTakenError):
        invite(world, "ny", 1, since=last)
    invited = invite(world, "ny", 1, since=last + timedelta(days=1))
    held = jury.accept_anew(world.system, invited, name="Ny", password=PASSWORD, language="nb")
    assert held.since == last + timedelta(days=1)
    assert [one.person_name for one in world.jury.seats[1].appointments if one.rank == 0] == [
        "juror_b",
        "Ny",
    ]


@pytest.mark.parametrize("since", [date(2025, 12, 31), date(2029, 1, 1)])
def test_the_first_day_is_in_the_term(new: World, since: date) -> None:
    with pytest.raises(jury.SinceError):
        invite(new, "ny", since=since)


@pytest.mark.parametrize("name", ["secretariat", "administrator"])
def test_an_office_keeps_out_of_the_jury(new: World, name: str) -> None:
    with pytest.raises(jury.OfficeError):
        invite(new, name)
    invited = invite(new, "ny")
    with pytest.raises(jury.OfficeError):
        jury.accept_with(new.system, invited, new.people[name], "nb")
    assert standing(invited, new.clock.now) is Standing.SENT


def test_whoever_nominates_in_a_round_of_the_jury_keeps_out_of_it(new: World) -> None:
    award_round = new.open(panel=jury.of_prize(new.work("secretariat"), new.prize)[-1])
    jury.assign(new.work("secretariat"), award_round, new.jury)
    new.draft(award_round)
    with pytest.raises(jury.OfficeError):
        invite(new, "nominator")
    assert invite(new, "stranger").rank == 0


def test_the_secretariat_of_another_prize_and_the_administrator_leave_it_alone(
    new: World,
) -> None:
    invited = invite(new, "ny")
    for name in ("administrator", "auditor", "stranger"):
        with refused(work := new.work(name), DeniedError):
            jury.send_again(work, invited.id)
    with pytest.raises(NotFoundError):
        invitations.withdraw(new.work("administrator"), invited.id)
    assert invitations.open_ones(new.work("administrator")) == []


def test_an_invitation_to_an_office_is_no_invitation_to_a_seat(new: World) -> None:
    made = invitations.invite(
        new.work("administrator"), email="r@example.org", name="r", language="nb", role=Role.AUDITOR
    )
    with pytest.raises(NotFoundError):
        jury.withdraw(new.work("secretariat"), made.id)
