"""One nomination shared with people of other bodies: let in by link, what they may, out again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import AuditChain, Invitation, Nomination, Presence, Round
from app.rules.access import CollaboratorRole, DeniedError, Permission, Role
from app.services import (
    accounts,
    audit,
    lists,
    nominations,
    organisations,
    phases,
    presence,
    screening,
    sharing,
)
from app.services.invitations import AlreadyHeldError, AlreadyInvitedError
from app.services.invitations.links import find
from app.services.jury import OfficeError
from app.services.jury.inviting import insist_can_judge
from app.services.nominations import HinderedError, Hindrance
from app.services.sharing import (
    AskedAlreadyError,
    KeptOutError,
    NeedlessError,
    NobodySubmitsError,
    TooManyInvitedError,
    UnconfirmedError,
)
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import NotFoundError
from tests.factories import World
from tests.services.helpers import last_event, refused, told

EDITOR, READER = CollaboratorRole.EDITOR, CollaboratorRole.READER


def person(world: World, name: str) -> None:
    world.people[name] = world.account(name)


def invite(
    world: World, nomination: Nomination, name: str, role: CollaboratorRole = EDITOR
) -> Invitation:
    return sharing.invite(
        world.work("nominator"),
        nomination,
        email=f"{name}@example.org",
        name=name,
        language="nb",
        role=role,
    )


def let_in(
    world: World, nomination: Nomination, name: str, role: CollaboratorRole = EDITOR
) -> None:
    if name not in world.people:
        person(world, name)
    sharing.take_with(world.work(name), invite(world, nomination, name, role), world.people[name])


def write(world: World, name: str, nomination: Nomination, text: str) -> None:
    base = nominations.base_of(nomination, ["story"])
    nominations.save(world.work(name), nomination, {"story": text}, base=base)


@pytest.fixture
def award_round(world: World) -> Round:
    return world.open()


@pytest.fixture
def draft(world: World, award_round: Round) -> Nomination:
    return world.draft(award_round)


def test_an_editor_writes_and_a_reader_reads(world: World, draft: Nomination) -> None:
    let_in(world, draft, "editor")
    let_in(world, draft, "reader", READER)
    write(world, "editor", draft, "Fra en annen virksomhet.")
    assert draft.answers["story"] == "Fra en annen virksomhet."
    nominations.require(world.work("reader"), Permission.READ_OWN_NOMINATION, draft)
    with refused(world.work("reader"), DeniedError):
        write(world, "reader", draft, "Kapret.")
    assert draft.answers["story"] == "Fra en annen virksomhet."


@pytest.mark.parametrize("role", [EDITOR, READER])
@pytest.mark.parametrize(
    "permission",
    [
        Permission.SUBMIT_NOMINATION,
        Permission.WITHDRAW_NOMINATION,
        Permission.SHARE_NOMINATION,
        Permission.VIEW_ORGANISATION,
    ],
)
def test_nobody_let_in_does_more(
    world: World, draft: Nomination, role: CollaboratorRole, permission: Permission
) -> None:
    let_in(world, draft, "guest", role)
    with pytest.raises(DeniedError):
        nominations.require(world.work("guest"), permission, draft)


def test_she_sees_that_nomination_and_no_other_of_the_organisation(
    world: World, award_round: Round, draft: Nomination
) -> None:
    other = world.draft(award_round, title="En annen")
    let_in(world, draft, "editor")
    work = world.work("editor")
    assert [own.id for own in lists.of_actor(work)] == [draft.id]
    with pytest.raises(DeniedError) as denied:
        nominations.require(work, Permission.READ_OWN_NOMINATION, other)
    assert denied.value.hidden
    assert organisations.of_actor(work) == []


def test_whoever_has_the_link_takes_it_once_with_the_account_that_she_has(
    world: World, draft: Nomination
) -> None:
    made = invite(world, draft, "invitert")
    person(world, "helt_annen")
    sharing.take_with(world.work("helt_annen"), made, world.people["helt_annen"])
    (one,) = sharing.look(world.work("nominator"), draft).people
    assert (one.name, one.email, one.role) == ("helt_annen", "helt_annen@example.org", EDITOR)
    with pytest.raises(SpentLinkError) as spent:
        find(world.session, made.id, made.nonce, world.clock.now)
    assert spent.value.why is Spent.USED


def test_somebody_without_an_account_makes_one(world: World, draft: Nomination) -> None:
    made = invite(world, draft, "ny", READER)
    account = sharing.take_anew(world.system, made, name="Ny", password="hus ved havet vest")
    held = accounts.actor_for(world.session, account, world.clock.now.date())
    assert held.let_into == {(draft.id, Role.READER)}
    assert held.organisations == frozenset()


def test_an_invitation_expires_and_can_be_sent_again_and_withdrawn(
    world: World, draft: Nomination
) -> None:
    made = invite(world, draft, "sen")
    world.pass_time(days=15)
    with pytest.raises(SpentLinkError) as spent:
        find(world.session, made.id, made.nonce, world.clock.now)
    assert spent.value.why is Spent.EXPIRED
    sharing.send_again(world.work("nominator"), draft, made.id)
    assert find(world.session, made.id, made.nonce, world.clock.now) is made
    sharing.withdraw(world.work("nominator"), draft, made.id)
    with pytest.raises(SpentLinkError) as spent:
        find(world.session, made.id, made.nonce, world.clock.now)
    assert spent.value.why is Spent.WITHDRAWN


def test_the_invitation_of_one_nomination_is_not_reached_by_another(
    world: World, award_round: Round, draft: Nomination
) -> None:
    made, other = invite(world, draft, "invitert"), world.draft(award_round, title="En annen")
    with pytest.raises(NotFoundError):
        sharing.withdraw(world.work("nominator"), other, made.id)


@pytest.mark.parametrize("name", ["chair", "juror_c", "deputy_c", "secretariat", "administrator"])
def test_an_office_in_the_round_keeps_out(world: World, draft: Nomination, name: str) -> None:
    made = invite(world, draft, name)
    with pytest.raises(KeptOutError):
        sharing.take_with(world.work(name), made, world.people[name])
    assert sharing.look(world.work("nominator"), draft).people == []


def test_whoever_gets_an_office_later_is_out(world: World, draft: Nomination) -> None:
    let_in(world, draft, "editor")
    accounts.grant_role(
        world.work("administrator"), world.people["editor"], Role.SECRETARIAT, world.prize
    )
    with pytest.raises(DeniedError):
        nominations.require(world.work("editor"), Permission.READ_OWN_NOMINATION, draft)


def test_whoever_is_let_in_cannot_judge_the_round(world: World, draft: Nomination) -> None:
    let_in(world, draft, "reader", READER)
    with pytest.raises(OfficeError):
        insist_can_judge(world.session, world.jury, world.people["reader"], world.clock.now.date())


def test_nobody_is_invited_twice_or_by_the_dozen(world: World, draft: Nomination) -> None:
    with pytest.raises(AlreadyHeldError):
        invite(world, draft, "nominator")
    let_in(world, draft, "editor")
    with pytest.raises(AlreadyHeldError):
        invite(world, draft, "editor")
    for number in range(sharing.MOST_OPEN):
        invite(world, draft, f"gjest{number}")
    with pytest.raises(AlreadyInvitedError):
        invite(world, draft, "gjest0")
    with pytest.raises(TooManyInvitedError):
        invite(world, draft, "en_til")


def test_an_organisation_that_waits_invites_nobody(world: World, draft: Nomination) -> None:
    assert draft.organisation is not None
    draft.organisation.confirmed_at = None
    with pytest.raises(UnconfirmedError):
        invite(world, draft, "gjest")


def test_an_editor_does_not_become_a_reader_by_a_second_link(
    world: World, draft: Nomination
) -> None:
    let_in(world, draft, "editor")
    second = invite(world, draft, "annen_adresse", READER)
    sharing.take_with(world.work("editor"), second, world.people["editor"])
    assert [one.role for one in sharing.look(world.work("nominator"), draft).people] == [EDITOR]


def test_she_is_let_read_only_taken_out_and_it_is_on_the_rounds_chain(
    world: World, award_round: Round, draft: Nomination
) -> None:
    let_in(world, draft, "editor")
    work, account = world.work("nominator"), world.people["editor"].id
    sharing.set_role(work, draft, account, READER)
    with refused(world.work("editor"), DeniedError):
        write(world, "editor", draft, "Kapret.")
    sharing.take_out(work, draft, account)
    event = last_event(world.session)
    assert (event.kind, event.subject) == ("nomination.let_out", f"nomination:{draft.id}")
    assert event.data == {"account": account, "role": "reader"}
    chain = world.session.get_one(AuditChain, event.chain_id)
    assert chain.round_id == award_round.id
    with pytest.raises(DeniedError):
        nominations.require(world.work("editor"), Permission.READ_OWN_NOMINATION, draft)
    with pytest.raises(NotFoundError):
        sharing.take_out(work, draft, account)
    world.session.commit()
    assert audit.verify(world.session) == []


def test_she_leaves_and_can_be_let_in_again(world: World, draft: Nomination) -> None:
    let_in(world, draft, "editor")
    sharing.leave(world.work("editor"), draft)
    with pytest.raises(DeniedError):
        sharing.leave(world.work("editor"), draft)
    let_in(world, draft, "editor", READER)
    assert [one.role for one in sharing.look(world.work("nominator"), draft).people] == [READER]


def test_addresses_and_invitations_are_for_those_who_share(world: World, draft: Nomination) -> None:
    let_in(world, draft, "editor")
    invite(world, draft, "invitert")
    hers, theirs = (sharing.look(world.work(name), draft) for name in ("editor", "nominator"))
    assert (len(hers.invited), hers.may_share, hers.may_leave) == (0, False, True)
    assert (len(theirs.invited), theirs.may_share, theirs.may_leave) == (1, True, False)


def test_an_editor_asks_those_who_may_to_submit_once_a_day(world: World, draft: Nomination) -> None:
    let_in(world, draft, "editor")
    assert (
        nominations.hindrance(
            world.work("editor"), world.session.get_one(Round, draft.round_id), draft
        )
        is Hindrance.LET_IN
    )
    asked = sharing.ask_to_submit(world.work("editor"), draft)
    assert [one.name for one in asked] == ["nominator"]
    assert told(world.session, "submission_asked_for") == [("submission_asked_for", "nominator")]
    assert draft.sending_asked_by_id == world.people["editor"].id
    with pytest.raises(AskedAlreadyError):
        sharing.ask_to_submit(world.work("editor"), draft)
    world.pass_time(hours=24)
    sharing.ask_to_submit(world.work("editor"), draft)
    assert len(told(world.session, "submission_asked_for")) == 2


def test_nobody_asks_who_may_submit_herself_or_only_reads(world: World, draft: Nomination) -> None:
    let_in(world, draft, "reader", READER)
    with pytest.raises(DeniedError):
        sharing.ask_to_submit(world.work("reader"), draft)
    with pytest.raises(NeedlessError):
        sharing.ask_to_submit(world.work("nominator"), draft)
    assert draft.organisation is not None
    draft.organisation.confirmed_at = None
    with pytest.raises(HinderedError):
        sharing.ask_to_submit(world.work("nominator"), draft)


def test_where_nobody_may_submit_nobody_is_asked(world: World, draft: Nomination) -> None:
    let_in(world, draft, "editor")
    world.people["nominator"].disabled_at = world.clock.now
    world.session.flush()
    with pytest.raises(NobodySubmitsError):
        sharing.ask_to_submit(world.work("editor"), draft)


def round_of(world: World, nomination: Nomination) -> Round:
    return world.session.get_one(Round, nomination.round_id)


def test_who_is_where_is_seen_for_a_minute_and_who_saved_for_good(
    world: World, draft: Nomination
) -> None:
    let_in(world, draft, "editor")
    presence.note(world.work("editor"), round_of(world, draft), draft, "second", "story")
    presence.note(
        world.work("editor"), round_of(world, draft), draft, "second", "title", saved=True
    )
    (seen,) = presence.others(world.work("nominator"), round_of(world, draft), draft)
    assert (seen.name, seen.section, seen.question) == ("editor", "second", "title")
    assert (seen.is_here, seen.saved_at) == (True, world.clock.now)
    assert presence.others(world.work("editor"), round_of(world, draft), draft) == []
    saved = world.clock.now
    world.clock.now += timedelta(seconds=61)
    (seen,) = presence.others(world.work("nominator"), round_of(world, draft), draft)
    assert (seen.is_here, seen.saved_at) == (False, saved)


def test_nobody_is_kept_as_writing_in_what_is_handed_in_or_left_as_a_draft(
    world: World, draft: Nomination
) -> None:
    award_round, left = round_of(world, draft), world.draft(round_of(world, draft))
    for nomination in (draft, left):
        let_in(world, nomination, "editor")
        presence.note(world.work("editor"), award_round, nomination, "second", "title", saved=True)
    nominations.submit(world.work("nominator"), draft)
    kept = select(Presence.nomination_id)
    assert list(world.session.scalars(kept)) == [left.id]
    world.pass_time(days=11)
    screening.admit(world.work("secretariat"), draft, residents_checked=True)
    phases.move(world.work("secretariat"), award_round, "begin_judging")
    assert list(world.session.scalars(kept)) == []


def test_a_reader_is_nowhere(world: World, draft: Nomination) -> None:
    let_in(world, draft, "reader", READER)
    with pytest.raises(DeniedError):
        presence.note(world.work("reader"), round_of(world, draft), draft, "second", "story")
