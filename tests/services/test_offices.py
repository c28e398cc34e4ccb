"""Offices are taken by as many as it takes, and accounts are closed and opened."""

import pytest

from app.models import Account, RoleGrant
from app.rules.access import DeniedError, Role
from app.services import accounts, audit, offices, sessions
from app.services.offices import HoldsOfficeError, LastAdministratorError, SameEyesError
from app.services.work import NotFoundError
from tests.factories import World


def grant_of(world: World, name: str) -> RoleGrant:
    (grant,) = offices.held(world.session, world.people[name].id)
    return grant


def second(world: World) -> None:
    accounts.grant_role(world.system, world.people["stranger"], Role.ADMINISTRATOR)


def test_what_one_may_take_is_taken_at_once(world: World) -> None:
    second(world)
    auditor = grant_of(world, "auditor")
    offices.revoke(world.work("administrator"), auditor.id)
    assert auditor.revoked_at == world.clock.now
    assert world.work("auditor").actor.grants == frozenset()
    with pytest.raises(NotFoundError):
        offices.revoke(world.work("administrator"), auditor.id)


def test_a_lone_administrator_takes_what_two_would(world: World) -> None:
    secretariat = grant_of(world, "secretariat")
    offices.revoke(world.work("administrator"), secretariat.id)
    assert secretariat.revoked_at == world.clock.now


def test_one_asks_and_another_confirms(world: World) -> None:
    second(world)
    secretariat = grant_of(world, "secretariat")
    offices.revoke(world.work("administrator"), secretariat.id)
    assert secretariat.revoked_at is None
    assert Role.SECRETARIAT in world.work("secretariat").actor.every_role()
    with pytest.raises(SameEyesError):
        offices.revoke(world.work("administrator"), secretariat.id)
    offices.revoke(world.work("stranger"), secretariat.id)
    assert secretariat.revoked_by_id == world.people["stranger"].id
    assert Role.SECRETARIAT not in world.work("secretariat").actor.every_role()
    assert audit.verify(world.session) == []


def test_what_was_asked_for_can_be_let_be(world: World) -> None:
    second(world)
    secretariat = grant_of(world, "secretariat")
    offices.revoke(world.work("administrator"), secretariat.id)
    offices.keep(world.work("stranger"), secretariat.id)
    assert secretariat.revocation_asked_at is None
    with pytest.raises(NotFoundError):
        offices.keep(world.work("stranger"), secretariat.id)


def test_the_last_administrator_stays(world: World) -> None:
    with pytest.raises(LastAdministratorError):
        offices.revoke(world.work("administrator"), grant_of(world, "administrator").id)


@pytest.mark.parametrize("name", ["secretariat", "auditor", "chair"])
def test_nobody_else_may(world: World, name: str) -> None:
    for act in (
        lambda work: offices.revoke(work, grant_of(world, "auditor").id),
        lambda work: offices.keep(work, grant_of(world, "auditor").id),
        lambda work: offices.close_account(work, world.people["stranger"].id),
        lambda work: offices.open_account(work, world.people["stranger"].id),
    ):
        with pytest.raises(DeniedError):
            act(world.work(name))


def test_a_closed_account_signs_in_nowhere_and_is_opened_again(world: World) -> None:
    account: Account = world.people["stranger"]
    token = sessions.start(world.session, account, world.clock.now)
    administrator = world.work("administrator")
    offices.close_account(administrator, account.id)
    assert sessions.find(world.session, token, world.clock.now) is None
    with pytest.raises(NotFoundError):
        offices.close_account(administrator, account.id)
    offices.open_account(administrator, account.id)
    assert account.disabled_at is None
    with pytest.raises(NotFoundError):
        offices.open_account(administrator, account.id)
    assert audit.verify(world.session) == []


def test_who_holds_an_office_is_not_closed(world: World) -> None:
    with pytest.raises(HoldsOfficeError):
        offices.close_account(world.work("administrator"), world.people["auditor"].id)
