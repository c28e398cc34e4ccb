"""The form of a round."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import FormSection, Question, Round
from app.rules.forms import QuestionSpec


def form(session: Session, award_round: Round) -> Sequence[FormSection]:
    """Give the form of a round: its sections with their questions, in order."""
    return session.scalars(
        select(FormSection)
        .where(FormSection.round_id == award_round.id)
        .order_by(FormSection.position)
        .options(selectinload(FormSection.questions))
    ).all()


def spec(question: Question) -> QuestionSpec:
    """Give what the rules of forms need to know of a question."""
    return QuestionSpec(
        key=question.key,
        kind=question.kind,
        required=question.required,
        word_limit=question.word_limit,
        low=question.low,
        high=question.high,
        options=tuple(option["key"] for option in question.options),
    )
