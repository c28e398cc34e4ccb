"""Invitations to an office: two agree where it takes two, and the link is taken once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import Invitation, Notice
from app.rules.access import DeniedError, Role
from app.services import accounts, installation, invitations, offices, passwords
from app.services.invitations import (
    AlreadyHeldError,
    AlreadyInvitedError,
    HasAccountError,
    JurorError,
    Standing,
)
from app.services.offices import SameEyesError
from app.services.passwords import WeakPasswordError
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import NotFoundError
from tests.factories import World
from tests.services.helpers import last_events

GOOD = "hus ved havet i vest"


def invite(world: World, by: str = "administrator", **other: object) -> Invitation:
    given = {"email": "Ny@Example.org ", "name": " Ny ", "language": "nn", "role": Role.AUDITOR}
    return invitations.invite(world.work(by), **(given | other))  # type: ignore[arg-type]


def second(world: World) -> None:
    """Have a second administrator."""
    accounts.grant_role(world.system, world.people["stranger"], Role.ADMINISTRATOR)


def told(world: World) -> list[str]:
    found = world.session.scalars(select(Notice).where(Notice.kind == "invitation"))
    return [one.receiver.email for one in found.all()]


def roles(world: World, email: str) -> list[Role]:
    held = offices.held(world.session, accounts.by_email(world.session, email).id)
    return [grant.role for grant in held if grant.revoked_at is None]


@pytest.mark.parametrize("name", ["secretariat", "auditor", "chair", "nominator"])
def test_only_an_administrator_invites(world: World, name: str) -> None:
    with pytest.raises(DeniedError):
        invite(world, by=name)


def test_an_invitation_that_needs_no_second_is_sent_at_once(world: World) -> None:
    second(world)
    made = invite(world)
    assert (made.email, made.name) == ("ny@example.org", "Ny")
    assert invitations.standing(made, world.clock.now) is Standing.SENT
    assert told(world) == ["ny@example.org"]


def test_a_lone_administrator_needs_no_second_and_the_record_says_so(world: World) -> None:
    made = invite(world, role=Role.ADMINISTRATOR)
    assert invitations.standing(made, world.clock.now) is Standing.SENT
    made_event = next(e for e in last_events(world.session, 2) if e.kind == "invitation.made")
    assert made_event.data == {"role": "administrator", "prize": None, "waits": False}


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SECRETARIAT])
def test_two_agree_to_what_takes_two(world: World, role: Role) -> None:
    second(world)
    prize = world.prize if role is Role.SECRETARIAT else None
    made = invite(world, role=role, prize=prize)
    assert invitations.standing(made, world.clock.now) is Standing.UNCONFIRMED
    assert told(world) == []
    with pytest.raises(SameEyesError):
        invitations.confirm(world.work("administrator"), made.id)
    with pytest.raises(SpentLinkError):
        invitations.find(world.session, made.id, made.nonce, world.clock.now)
    with pytest.raises(NotFoundError):
        invitations.send_again(world.work("administrator"), made.id)
    invitations.confirm(world.work("stranger"), made.id)
    assert invitations.standing(made, world.clock.now) is Standing.SENT
    assert told(world) == ["ny@example.org"]
    with pytest.raises(NotFoundError):
        invitations.confirm(world.work("stranger"), made.id)


def test_an_office_is_in_a_prize_or_in_none(world: World) -> None:
    with pytest.raises(ValueError, match="secretariat"):
        invite(world, role=Role.SECRETARIAT)
    with pytest.raises(ValueError, match="administrator"):
        invite(world, role=Role.ADMINISTRATOR, prize=world.prize)


def test_what_is_needless_is_refused(world: World) -> None:
    invite(world)
    with pytest.raises(AlreadyInvitedError):
        invite(world, email="ny@example.org")
    invite(world, prize=world.prize)  # another office
    with pytest.raises(AlreadyHeldError):
        invite(world, email="auditor@example.org")


def test_it_is_taken_with_a_new_account_once(world: World) -> None:
    made = invite(world)
    account = invitations.take_anew(world.system, made, name="Ny Revisor", password=GOOD)
    assert (account.email, account.name, account.language) == ("ny@example.org", "Ny Revisor", "nn")
    assert passwords.is_right(account, GOOD)
    assert roles(world, "ny@example.org") == [Role.AUDITOR]
    for act in (
        lambda: invitations.take_anew(world.system, made, name="Ny", password=GOOD),
        lambda: invitations.take_with(world.system, made, world.people["stranger"]),
        lambda: invitations.find(world.session, made.id, made.nonce, world.clock.now),
    ):
        with pytest.raises(SpentLinkError) as caught:
            act()
        assert caught.value.why is Spent.USED


def test_it_is_taken_with_an_account_that_has_another_address(world: World) -> None:
    made = invite(world)
    invitations.take_with(world.system, made, world.people["stranger"])
    assert roles(world, "stranger@example.org") == [Role.AUDITOR]
    assert not accounts.has_account(world.session, "ny@example.org")


def test_a_weak_password_uses_nothing_up(world: World) -> None:
    made = invite(world)
    with pytest.raises(WeakPasswordError):
        invitations.take_anew(world.system, made, name="Ny", password="kort")
    assert invitations.standing(made, world.clock.now) is Standing.SENT
    assert not accounts.has_account(world.session, "ny@example.org")


def test_an_address_with_an_account_is_signed_in_to(world: World) -> None:
    made = invite(world, email="stranger@example.org")
    with pytest.raises(HasAccountError):
        invitations.take_anew(world.system, made, name="Ny", password=GOOD)


def test_who_sits_in_a_jury_is_no_secretariat_of_its_prize_and_no_administrator(
    world: World,
) -> None:
    for role, prize in ((Role.SECRETARIAT, world.prize), (Role.ADMINISTRATOR, None)):
        made = invite(world, email=f"ny.{role}@example.org", role=role, prize=prize)
        with pytest.raises(JurorError):
            invitations.take_with(world.system, made, world.people["juror_b"])
    made = invite(world)
    invitations.take_with(world.system, made, world.people["juror_b"])


def test_it_runs_out_and_is_sent_again(world: World) -> None:
    made = invite(world)
    world.pass_time(days=14)
    with pytest.raises(SpentLinkError) as caught:
        invitations.take_with(world.system, made, world.people["stranger"])
    assert caught.value.why is Spent.EXPIRED
    invitations.send_again(world.work("administrator"), made.id)
    assert made.expires_at == world.clock.now + timedelta(days=14)
    assert told(world) == ["ny@example.org"] * 2
    invitations.take_with(world.system, made, world.people["stranger"])


def test_a_withdrawn_one_is_worth_nothing(world: World) -> None:
    made = invite(world)
    invitations.withdraw(world.work("administrator"), made.id)
    with pytest.raises(SpentLinkError) as caught:
        invitations.take_with(world.system, made, world.people["stranger"])
    assert caught.value.why is Spent.WITHDRAWN
    with pytest.raises(NotFoundError):
        invitations.withdraw(world.work("administrator"), made.id)
    invite(world)  # and may be made anew


def test_an_installation_is_set_up_once(world: World) -> None:
    with pytest.raises(installation.AlreadySetUpError):
        installation.set_up(world.system, email="x@example.org", name="X", language="nb")
