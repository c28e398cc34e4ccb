"""The form of a round."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from app.models import FormSection, Question, Round
from app.rules.access import Permission
from app.rules.forms import QuestionSpec
from app.services import audit, digests, may, seals
from app.services.rounds.locking import insist_planned
from app.services.work import Work

OWN = frozenset({"id", "round_id", "section_id", "position"})
"""What a section or a question that is copied does not take over."""


def form(session: Session, award_round: Round) -> Sequence[FormSection]:
    """Give the form of a round: its sections with their questions, in order."""
    return session.scalars(
        select(FormSection)
        .where(FormSection.round_id == award_round.id)
        .order_by(FormSection.position)
        .options(selectinload(FormSection.questions))
    ).all()


def columns(session: Session, award_round: Round) -> list[dict[str, Any]]:
    """Give the form as columns of its parts and questions: to be set again, here or elsewhere."""
    return [
        _columns(part) | {"questions": [_columns(question) for question in part.questions]}
        for part in form(session, award_round)
    ]


def _columns(row: FormSection | Question) -> dict[str, Any]:
    names = [one.key for one in row.__table__.columns if one.key not in OWN]
    return {name: getattr(row, name) for name in names}


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


def set_form(work: Work, award_round: Round, sections: Sequence[Mapping[str, Any]]) -> None:
    """Set the form of a planned round, from sections with their questions as plain data.

    The form that was set before is replaced.

    Raises:
        LockedError: the call is open.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    insist_planned(award_round)
    before = select(FormSection.id).where(FormSection.round_id == award_round.id)
    work.session.execute(delete(Question).where(Question.section_id.in_(before)))
    work.session.execute(delete(FormSection).where(FormSection.round_id == award_round.id))
    parts = []
    for place, section in enumerate(sections, start=1):
        values = {key: value for key, value in section.items() if key != "questions"}
        questions = [
            Question(position=number, **question)
            for number, question in enumerate(section["questions"], start=1)
        ]
        parts.append(
            FormSection(round_id=award_round.id, position=place, questions=questions, **values)
        )
    work.session.add_all(parts)
    work.session.flush()
    audit.record(
        work,
        "form.set",
        f"round:{award_round.id}",
        award_round=award_round,
        parts=len(parts),
        digest=digests.of(seals.sections([(part, part.questions) for part in parts])),
    )
