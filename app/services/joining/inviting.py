"""Inviting somebody to act for an organisation: a colleague does, or a secretariat."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.models import Account, Invitation
from app.rules.access import Role
from app.services import organisations
from app.services.invitations import AlreadyHeldError, UnconfirmedError, links
from app.services.organisations import Standing
from app.services.work import NotFoundError, Work

MOST_OPEN = 20
"""So many who have not answered are invited to one organisation at a time."""


def invite(
    work: Work,
    organisation_id: int,
    *,
    email: str,
    name: str,
    language: str,
    is_signatory: bool = False,
) -> Invitation:
    """Invite somebody to act for an organisation; who may submit is named by who may.

    Raises:
        DeniedError: she acts for it in no way, or may not say who submits.
        NotFoundError: there is no such organisation.
        UnconfirmedError: it waits for a secretariat, or was refused.
        AlreadyHeldError, AlreadyInvitedError, TooManyInvitedError: nobody is invited now.

    """
    see = organisations.begin if is_signatory else organisations.see
    organisation = see(work, organisation_id)
    if organisations.standing(organisation) is not Standing.CONFIRMED:
        raise UnconfirmedError
    made = links.draft(
        work,
        email=email,
        name=name,
        language=language,
        role=Role.NOMINATOR,
        organisation_id=organisation.id,
        is_signatory=is_signatory,
    )
    _refuse_needless(work.session, made)
    links.issue(work, made, organisation=organisation.id, signatory=is_signatory)
    return made


def _refuse_needless(session: Session, made: Invitation) -> None:
    organisation_id = made.organisation_id or 0
    if organisations.acts_at(session, organisation_id, made.email):
        raise AlreadyHeldError
    links.insist_on_room(made, open_for(session, organisation_id), MOST_OPEN)


def open_for(session: Session, organisation_id: int) -> Sequence[Invitation]:
    """List the invitations to act for an organisation that nobody has answered or withdrawn."""
    return links.open_for(session, Invitation.organisation_id == organisation_id)


def send_again(work: Work, organisation_id: int, invitation_id: int) -> Invitation:
    """Send an invitation again.

    Raises:
        DeniedError: she acts for the organisation in no way.
        NotFoundError: there is none, or it has been answered or withdrawn.

    """
    return links.send_again(work, _locked(work, organisation_id, invitation_id))


def withdraw(work: Work, organisation_id: int, invitation_id: int) -> Invitation:
    """Withdraw an invitation.

    Raises:
        DeniedError, NotFoundError: as ``send_again``.

    """
    return links.withdraw(work, _locked(work, organisation_id, invitation_id))


def _locked(work: Work, organisation_id: int, invitation_id: int) -> Invitation:
    organisations.see(work, organisation_id)
    found = work.session.get(Invitation, invitation_id, with_for_update={"of": Invitation})
    if found is None or found.organisation_id != organisation_id:
        raise NotFoundError("invitation")
    if found.is_signatory:
        organisations.begin(work, organisation_id)
    return found


def take_with(work: Work, invitation: Invitation, account: Account) -> Account:
    """Take an invitation with an account that there is.

    Raises:
        SpentLinkError: as ``links.lock``.

    """
    links.lock(work.session, invitation, work.now)
    links.take(work, invitation, account)
    body = invitation.organisation
    if body is None:
        raise NotFoundError("organisation")
    found = organisations.held(work.session, body.id, account.id)
    if found is None:
        organisations.add_member(work, body, account, is_signatory=invitation.is_signatory)
    elif invitation.is_signatory:
        organisations.name_signatory(work, found, signs=True)
    work.session.flush()
    return account


def take_anew(work: Work, invitation: Invitation, *, name: str, password: str) -> Account:
    """Take an invitation with a new account, at the address of the link.

    Raises:
        HasAccountError, WeakPasswordError: as ``links.new_account``.
        SpentLinkError: as ``take_with``.

    """
    links.lock(work.session, invitation, work.now)
    account = links.new_account(work, invitation, name=name, password=password)
    return take_with(work, invitation, account)
