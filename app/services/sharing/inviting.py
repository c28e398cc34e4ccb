"""Inviting somebody into one nomination: made, sent, withdrawn, and taken once, by link."""

from sqlalchemy.orm import Session

from app.models import Account, Invitation, Nomination, Round
from app.rules.access import KEEPS_OUT, CollaboratorRole, Permission, Role
from app.services import accounts, nominations, organisations
from app.services.invitations import AlreadyHeldError, UnconfirmedError, links
from app.services.locks import lock_nomination, lock_round
from app.services.organisations import Standing
from app.services.sharing import people
from app.services.work import NotFoundError, Work

MOST_OPEN = 10
"""So many who have not answered are invited into one nomination at a time."""


class KeptOutError(ValueError):
    """Whoever has an office in the round writes in no nomination of it."""


def invite(
    work: Work,
    nomination: Nomination,
    *,
    email: str,
    name: str,
    language: str,
    role: CollaboratorRole,
) -> Invitation:
    """Invite somebody to read one nomination, or to write in it too.

    Whether an office keeps her out is not said here: it would tell who sits in the jury.

    Raises:
        DeniedError: the actor does not act for its organisation.
        UnconfirmedError: that waits for a secretariat, or was refused.
        AlreadyHeldError, AlreadyInvitedError, TooManyInvitedError: nobody is invited now.

    """
    award_round, nomination = nominations.begin(work, Permission.SHARE_NOMINATION, nomination)
    body = nomination.organisation
    if body is None or organisations.standing(body) is not Standing.CONFIRMED:
        raise UnconfirmedError
    made = links.draft(
        work,
        email=email,
        name=name,
        language=language,
        role=Role(role.value),
        nomination_id=nomination.id,
        prize_id=award_round.prize_id,
    )
    _refuse_needless(work.session, made, body.id)
    links.issue(work, made, nomination=nomination.id)
    return made


def _refuse_needless(session: Session, made: Invitation, organisation_id: int) -> None:
    nomination_id = made.nomination_id or 0
    if organisations.acts_at(session, organisation_id, made.email) or people.is_in_at(
        session, nomination_id, made.email
    ):
        raise AlreadyHeldError
    links.insist_on_room(made, people.open_for(session, nomination_id), MOST_OPEN)


def send_again(work: Work, nomination: Nomination, invitation_id: int) -> Invitation:
    """Send an invitation again.

    Raises:
        DeniedError: the actor does not act for the organisation of the nomination.
        NotFoundError: there is none, or it has been answered or withdrawn.

    """
    return links.send_again(work, _locked(work, nomination, invitation_id))


def withdraw(work: Work, nomination: Nomination, invitation_id: int) -> Invitation:
    """Withdraw an invitation.

    Raises:
        DeniedError, NotFoundError: as ``send_again``.

    """
    return links.withdraw(work, _locked(work, nomination, invitation_id))


def _locked(work: Work, nomination: Nomination, invitation_id: int) -> Invitation:
    _, locked = nominations.begin(work, Permission.SHARE_NOMINATION, nomination)
    found = work.session.get(Invitation, invitation_id, with_for_update={"of": Invitation})
    if found is None or found.nomination_id != locked.id:
        raise NotFoundError("invitation")
    return found


def take_with(work: Work, invitation: Invitation, account: Account) -> Account:
    """Take an invitation with an account that there is.

    Whoever acts for the organisation already needs none; an editor does not become a reader.

    Raises:
        SpentLinkError: as ``links.lock``.
        KeptOutError: she has an office in the round.

    """
    nomination = work.session.get_one(Nomination, invitation.nomination_id)
    award_round = lock_round(work.session, work.session.get_one(Round, nomination.round_id))
    nomination = lock_nomination(work.session, nomination)
    links.lock(work.session, invitation, work.now)
    hers = accounts.actor_for(work.session, account, work.today)
    offices = hers.roles(prize_id=award_round.prize_id, jury_id=award_round.jury_id)
    if not KEEPS_OUT.isdisjoint(offices):
        raise KeptOutError
    links.take(work, invitation, account)
    role = CollaboratorRole(invitation.role.value)
    found = people.held(work.session, nomination.id, account.id)
    if nomination.organisation_id in hers.organisations:
        return account
    if found is None:
        people.let_in(work, nomination, account, role)
    elif role is CollaboratorRole.EDITOR:
        people.change(work, found, role)
    return account


def take_anew(work: Work, invitation: Invitation, *, name: str, password: str) -> Account:
    """Take an invitation with a new account, at the address of the link.

    Raises:
        HasAccountError, WeakPasswordError: as ``links.new_account``.
        SpentLinkError: as ``take_with``.

    """
    account = links.new_account(work, invitation, name=name, password=password)
    return take_with(work, invitation, account)
