"""What somebody who was told answers by her link. It never says how far the jury has come."""

from datetime import datetime

from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Candidate, Nomination, Round, Telling
from app.rules.access import Role
from app.rules.lifecycle import AFTER_DECISION, RESULT_PUBLIC, Condition, NominationState, Phase
from app.rules.notices import NoticeKind
from app.rules.tellings import TellingAnswer
from app.services import (
    accounts,
    audit,
    digests,
    moves,
    nominations,
    notices,
    spent_links,
    withdrawals,
)
from app.services.locks import lock_nomination, lock_round
from app.services.spent_links import Spent, SpentLinkError
from app.services.withdrawals import Concern
from app.services.work import Work


def find(session: Session, row_id: int, nonce: str, now: datetime) -> Telling:
    """Find what a link is about, while it can be answered.

    Raises:
        SpentLinkError: it has been answered, its time is over, or the nomination is out.

    """
    whole = joinedload(Telling.nomination).options(
        joinedload(Nomination.organisation),
        selectinload(Nomination.candidates).joinedload(Candidate.municipality),
        selectinload(Nomination.versions),
    )
    found = spent_links.find(session, Telling, row_id, nonce, joinedload(Telling.version), whole)
    spent_links.insist(used_at=found.answered_at, expires_at=found.expires_at, now=now)
    if found.nomination.own_state is NominationState.WITHDRAWN:
        raise SpentLinkError(Spent.WITHDRAWN)
    award_round = session.get_one(Round, found.nomination.round_id)
    if award_round.phase(now) in RESULT_PUBLIC | {Phase.CANCELLED}:
        raise SpentLinkError(Spent.EXPIRED)
    return found


def confirm(work: Work, row_id: int, nonce: str) -> Telling:
    """Say that it is all right to be a candidate.

    Raises:
        SpentLinkError: as ``find``.

    """
    award_round, telling = _begin(work.session, row_id, nonce, work.now)
    _answer(work, award_round, telling, TellingAnswer.CONFIRMED, "")
    return telling


def decline(work: Work, row_id: int, nonce: str, reason: str) -> Telling:
    """Say no to being a candidate: the nomination is out.

    After the decision it keeps its state, as what was judged does: the decision rests on it.

    Raises:
        SpentLinkError: as ``find``.

    """
    award_round, telling = _begin(work.session, row_id, nonce, work.now)
    nomination, phase = telling.nomination, award_round.phase(work.now)
    told = withdrawals.concerned(work.session, award_round, nomination, work.now)
    _answer(work, award_round, telling, TellingAnswer.DECLINED, reason.strip())
    if phase is Phase.DECIDED:
        met = {Condition.UNDER_EMBARGO: True}
        moves.move_nomination(work, award_round, nomination, "decline_late", met)
        nomination.withdrawn_late_at = work.now
    else:
        met = {Condition.BEFORE_DECISION: phase not in AFTER_DECISION}
        moves.move_nomination(work, award_round, nomination, "decline", met)
    # The secretariat is told below, in other words.
    jurors = [one for one in told if one.concern is not Concern.RUNS]
    withdrawals.tell_those_at_work(work.session, award_round, nomination, "", jurors, work.now)
    _tell(work.session, award_round, telling, work.now)
    return telling


def _begin(session: Session, row_id: int, nonce: str, now: datetime) -> tuple[Round, Telling]:
    """Lock the nomination that a link is about, and its round. Who has the link may."""
    found = find(session, row_id, nonce, now)
    award_round = lock_round(session, session.get_one(Round, found.nomination.round_id))
    lock_nomination(session, found.nomination)
    session.refresh(found)
    return award_round, find(session, row_id, nonce, now)


def _answer(
    work: Work, award_round: Round, telling: Telling, answer: TellingAnswer, reason: str
) -> None:
    telling.answer, telling.answered_at, telling.reason = answer, work.now, reason
    work.session.flush()
    audit.record(
        work,
        "candidate.answered",
        f"nomination:{telling.nomination_id}",
        award_round=award_round,
        telling=telling.id,
        answer=answer.value,
        reason=digests.of([reason, telling.nonce]),
    )


def _tell(session: Session, award_round: Round, telling: Telling, now: datetime) -> None:
    """Tell the nominators and the secretariat. Why she declined is for the secretariat."""
    nomination = telling.nomination
    office = accounts.holding(session, Role.SECRETARIAT, award_round.prize_id)
    kind = NoticeKind.CANDIDATE_DECLINED
    nominators = [one for one in nominations.told(session, nomination, kind) if one not in office]
    for account_id, runs in (
        *((one, True) for one in office),
        *((one, False) for one in nominators),
    ):
        notices.queue(
            session,
            account_id,
            kind,
            key=f"telling:{telling.id}",
            now=now,
            award_round=award_round,
            nomination_id=nomination.id,
            reference=nomination.reference,
            title=nomination.versions[-1].title,
            candidate=telling.candidate,
            runs=runs,
            reason=telling.reason if runs else "",
        )
