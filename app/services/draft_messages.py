"""Writing to everybody with a draft in a round, without being shown whose drafts there are."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DraftMessage, Round
from app.rules.access import Permission
from app.rules.forms import is_empty
from app.rules.lifecycle import NominationState
from app.rules.notices import NoticeKind
from app.services import audit, digests, may, nominations, notices, seals
from app.services.work import Work

LONGEST_TITLE, LONGEST = 150, 5000
_DRAFTS = frozenset({NominationState.DRAFT})


class NobodyError(ValueError):
    """Nobody has a draft."""


class MessageFaultError(ValueError):
    """Something lacks, or is too long: by field, whether it is too long."""

    def __init__(self, faults: dict[str, bool]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


def count(work: Work, award_round: Round) -> int:
    """Count how many would get a message now; who they are is nobody else's to know."""
    may.require(work, Permission.WRITE_TO_DRAFTS, award_round)
    return len(nominations.nominators(work.session, award_round, _DRAFTS))


def insist(title: str, body: str) -> None:
    """Insist that there is something to send.

    Raises:
        MessageFaultError: there is not, or it is too long.

    """
    given = {"title": (title, LONGEST_TITLE), "body": (body, LONGEST)}
    faults = {
        name: not is_empty(said)
        for name, (said, most) in given.items()
        if is_empty(said) or len(said.strip()) > most
    }
    if faults:
        raise MessageFaultError(faults)


def send(work: Work, award_round: Round, *, title: str, body: str, token: str) -> DraftMessage:
    """Send a message to everybody with a draft. The same form, sent twice, sends once.

    Raises:
        MessageFaultError: as ``insist``.
        NobodyError: nobody has a draft.

    """
    award_round = may.begin(work, Permission.WRITE_TO_DRAFTS, award_round)
    before = work.session.scalars(select(DraftMessage).where(DraftMessage.token == token))
    sent = before.one_or_none()
    if sent is not None and sent.round_id == award_round.id:
        return sent
    insist(title, body)
    accounts = nominations.nominators(work.session, award_round, _DRAFTS)
    if not accounts:
        raise NobodyError
    made = DraftMessage(
        round_id=award_round.id,
        token=token,
        title=" ".join(title.split()),
        body=body.strip(),
        receivers=len(accounts),
        sent_at=work.now,
        sent_by_id=work.actor.account_id,
    )
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "drafts.written_to",
        f"round:{award_round.id}",
        award_round=award_round,
        message=made.id,
        digest=digests.of(seals.draft_message(made)),
    )
    for account_id in accounts:
        notices.queue(
            work.session,
            account_id,
            NoticeKind.DRAFTS_WRITTEN_TO,
            key=f"message:{made.id}",
            now=work.now,
            award_round=award_round,
            title=made.title,
            body=made.body,
            prize=award_round.prize.name,
        )
    return made


def of_round(session: Session, award_round: Round) -> Sequence[DraftMessage]:
    """List what was sent to everybody with a draft, newest first."""
    return session.scalars(
        select(DraftMessage)
        .where(DraftMessage.round_id == award_round.id)
        .order_by(DraftMessage.id.desc())
    ).all()
