"""Questions about a call: anybody asks, the secretariat answers in public, without who asked."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import PublicQuestion, Round
from app.rules.access import Permission, Role
from app.rules.forms import is_empty
from app.rules.lifecycle import WRITTEN_ON
from app.rules.mail_addresses import canonical
from app.rules.notices import NoticeKind
from app.services import accounts, attempts, audit, digests, may, notices, seals
from app.services.work import NotFoundError, Work

LONGEST = 2000
FREE_OF_NETWORK = 10
"""So many may ask from one network in an hour before they wait between each."""


class QuestionClosedError(Exception):
    """The call is not open: nothing can be asked about it."""


class AnswerMissingError(ValueError):
    """The question or its answer is empty: ``field`` says which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def is_open(award_round: Round, now: datetime) -> bool:
    """Say whether something can be asked about a call."""
    return award_round.public_phase(now) in WRITTEN_ON


def ask(
    session: Session,
    award_round: Round,
    *,
    text: str,
    email: str,
    language: str,
    network: str,
    now: datetime,
) -> None:
    """Keep a question, and tell the secretariat. The same one, sent twice, is kept once.

    Raises:
        QuestionClosedError: the call is not open.
        TooSoonError: too many have asked from there.

    """
    if not is_open(award_round, now):
        raise QuestionClosedError
    attempts.spend(session, f"asking:{network}", FREE_OF_NETWORK, now)
    said = text.strip()
    same = select(PublicQuestion.id).where(
        PublicQuestion.round_id == award_round.id, PublicQuestion.text == said
    )
    if session.scalars(same).first() is not None:
        return
    made = PublicQuestion(
        round_id=award_round.id,
        text=said,
        language=language,
        email=canonical(email) if email else "",
        asked_at=now,
    )
    session.add(made)
    session.flush()
    for account_id in accounts.holding(session, Role.SECRETARIAT, award_round.prize_id):
        notices.queue(
            session,
            account_id,
            NoticeKind.QUESTION_ASKED,
            key=f"question:{made.id}",
            now=now,
            award_round=award_round,
            text=said,
            slug=award_round.slug,
        )


def answered(session: Session, award_round: Round) -> Sequence[PublicQuestion]:
    """List what has been answered, in the order in which it was."""
    return session.scalars(
        select(PublicQuestion)
        .where(PublicQuestion.round_id == award_round.id, PublicQuestion.answered_at.is_not(None))
        .order_by(PublicQuestion.answered_at, PublicQuestion.id)
    ).all()


def every(work: Work, award_round: Round) -> Sequence[PublicQuestion]:
    """List all that was asked, for those who run the round: the first first."""
    may.require(work, Permission.VIEW_QUESTIONS, award_round)
    return work.session.scalars(
        select(PublicQuestion)
        .where(PublicQuestion.round_id == award_round.id)
        .order_by(PublicQuestion.id)
    ).all()


def answer(work: Work, award_round: Round, question_id: int, *, text: str, said: str) -> None:
    """Answer in public, or put an answer right.

    Args:
        work: the secretariat's.
        award_round: whose call.
        question_id: what is answered.
        text: the question as it is to stand: nobody is to be known from it.
        said: the answer.

    Raises:
        AnswerMissingError: one of them is empty.
        NotFoundError: there is no such question about the round.

    """
    award_round = may.begin(work, Permission.ANSWER_QUESTIONS, award_round)
    found = _of(work.session, award_round, question_id)
    for field, value in (("text", text), ("answer", said)):
        if is_empty(value):
            raise AnswerMissingError(field)
    found.text, found.answer = text.strip(), said.strip()
    found.answered_at, found.answered_by_id = work.now, work.actor.account_id
    found.set_aside_at = found.set_aside_by_id = None
    _tell(work.session, award_round, found, work.now)
    work.session.flush()
    audit.record(
        work,
        "question.answered",
        f"round:{award_round.id}",
        award_round=award_round,
        question=found.id,
        digest=digests.of(seals.public_question(found)),
    )


def set_aside(work: Work, award_round: Round, question_id: int) -> None:
    """Let a question be: it is not answered in public, and what was answered is taken away."""
    award_round = may.begin(work, Permission.ANSWER_QUESTIONS, award_round)
    found = _of(work.session, award_round, question_id)
    if found.set_aside_at is not None:
        return
    found.answered_at = found.answered_by_id = None
    found.set_aside_at, found.set_aside_by_id = work.now, work.actor.account_id
    found.email = ""
    work.session.flush()
    audit.record(
        work,
        "question.set_aside",
        f"round:{award_round.id}",
        award_round=award_round,
        question=found.id,
        digest=digests.of(seals.public_question(found)),
    )


def _of(session: Session, award_round: Round, question_id: int) -> PublicQuestion:
    found = session.scalars(
        select(PublicQuestion)
        .where(PublicQuestion.id == question_id, PublicQuestion.round_id == award_round.id)
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFoundError(f"question {question_id}")
    return found


def _tell(session: Session, award_round: Round, found: PublicQuestion, now: datetime) -> None:
    """Tell whoever asked and gave an address, once; then the address is forgotten."""
    if not found.email:
        return
    notices.queue(
        session,
        None,
        NoticeKind.QUESTION_ANSWERED,
        key=f"question:{found.id}",
        now=now,
        to=notices.To(found.email, "", found.language),
        text=found.text,
        answer=found.answer,
        prize=award_round.prize.name,
        slug=award_round.slug,
    )
    found.email = ""


def count_waiting(session: Session, award_round: Round) -> int:
    """Count what is neither answered nor set aside."""
    waiting = select(PublicQuestion.id).where(
        PublicQuestion.round_id == award_round.id,
        PublicQuestion.answered_at.is_(None),
        PublicQuestion.set_aside_at.is_(None),
    )
    return len(session.scalars(waiting).all())
