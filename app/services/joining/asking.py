"""Asking to be let in to an organisation that there is, and being answered.

Who asks is told nothing of who acts for it. A signatory answers; where there is none, or nobody has
confirmed the organisation yet, a secretariat does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Account, JoinRequest, Organisation
from app.rules.access import Permission, Role, Verdict
from app.rules.notices import NoticeKind
from app.services import accounts, audit, may, notices, organisations
from app.services.organisations import Standing
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class Asked:
    """Somebody who asks to be let in."""

    id: int
    name: str
    email: str
    asked_at: datetime


def ask(work: Work, organisation: Organisation) -> JoinRequest:
    """Ask to act for an organisation. Asking again asks nobody again."""
    may.require_for_body(work, Permission.REGISTER_ORGANISATION)
    waiting = work.session.scalars(
        select(JoinRequest).where(
            JoinRequest.account_id == work.actor.account_id,
            JoinRequest.organisation_id == organisation.id,
            JoinRequest.answered_at.is_(None),
        )
    ).one_or_none()
    if waiting is not None:
        return waiting
    made = JoinRequest(
        account_id=work.actor.account_id, organisation_id=organisation.id, asked_at=work.now
    )
    work.session.add(made)
    work.session.flush()
    audit.record(
        work, "join.asked", f"organisation:{organisation.id}", account=made.account_id, join=made.id
    )
    for account_id in _answering(work.session, organisation):
        notices.queue(
            work.session,
            account_id,
            NoticeKind.JOIN_ASKED,
            key=str(made.id),
            now=work.now,
            who=work.actor.name,
            organisation=organisation.name,
            organisation_id=organisation.id,
        )
    return made


def _answering(session: Session, organisation: Organisation) -> Sequence[int]:
    signing = organisations.signatories(session, organisation.id)
    if signing and organisations.standing(organisation) is Standing.CONFIRMED:
        return [one.account_id for one in signing]
    return accounts.holding_anywhere(session, Role.SECRETARIAT)


def asked_of(work: Work, organisation_id: int) -> list[Asked]:
    """List those who ask to be let in, for whoever may answer; nobody for anybody else.

    Raises:
        DeniedError, NotFoundError: as ``organisations.see``.

    """
    if not _may_answer(work, organisations.see(work, organisation_id)):
        return []
    found = work.session.execute(
        select(JoinRequest.id, Account.name, Account.email, JoinRequest.asked_at)
        .join(Account, Account.id == JoinRequest.account_id)
        .where(
            JoinRequest.organisation_id == organisation_id,
            JoinRequest.answered_at.is_(None),
            Account.disabled_at.is_(None),
        )
        .order_by(JoinRequest.id)
    )
    return [Asked(*row) for row in found]


def _may_answer(work: Work, organisation: Organisation) -> bool:
    if organisations.standing(organisation) is not Standing.CONFIRMED:
        verdict = may.decide_for_body(work, Permission.MANAGE_ORGANISATIONS)
        return verdict is Verdict.ALLOWED
    return organisations.may_run(work, organisation.id)


def answer(work: Work, organisation_id: int, request_id: int, *, let_in: bool) -> JoinRequest:
    """Let somebody in who has asked, or not; she is told. The first to come in may submit.

    Raises:
        DeniedError, NotFoundError: as ``organisations.begin``; also where nobody asks.

    """
    organisation = organisations.begin(work, organisation_id)
    if not _may_answer(work, organisation):
        may.require_for_body(work, Permission.MANAGE_ORGANISATIONS)
    found = work.session.get(JoinRequest, request_id, with_for_update={"of": JoinRequest})
    if found is None or found.organisation_id != organisation.id or found.answered_at is not None:
        raise NotFoundError("join")
    found.answered_at, found.answered_by_id = work.now, work.actor.account_id
    found.is_let_in = let_in
    audit.record(
        work,
        "join.let_in" if let_in else "join.refused",
        f"organisation:{organisation.id}",
        account=found.account_id,
        join=found.id,
    )
    if let_in and organisations.held(work.session, organisation.id, found.account_id) is None:
        first = not organisations.signatories(work.session, organisation.id)
        account = work.session.get_one(Account, found.account_id)
        organisations.add_member(work, organisation, account, is_signatory=first)
    notices.queue(
        work.session,
        found.account_id,
        NoticeKind.JOIN_ANSWERED,
        key=str(found.id),
        now=work.now,
        organisation=organisation.name,
        let_in=let_in,
    )
    return found


def own_requests(work: Work) -> Sequence[JoinRequest]:
    """List what the actor has asked for and not been answered."""
    return work.session.scalars(
        select(JoinRequest)
        .where(JoinRequest.account_id == work.actor.account_id, JoinRequest.answered_at.is_(None))
        .options(joinedload(JoinRequest.organisation))
        .order_by(JoinRequest.id)
    ).all()
