"""Reading the form of a round."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import FormSection, Question, Round
from app.rules.attachments import FileRules
from app.rules.forms import Condition, QuestionSpec
from app.rules.questions import Placed
from app.services import digests, seals
from app.services.work import NotFoundError

OWN = frozenset({"id", "round_id", "section_id", "position"})
"""What a section or a question that is copied does not take over."""


def form(session: Session, award_round: Round, *, afresh: bool = False) -> Sequence[FormSection]:
    """Give the form of a round: its sections with their questions, in order.

    Afresh: as it is stored, whatever was loaded of it before.
    """
    return session.scalars(
        select(FormSection)
        .where(FormSection.round_id == award_round.id)
        .order_by(FormSection.position)
        .options(selectinload(FormSection.questions))
        .execution_options(populate_existing=afresh)
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
        character_limit=question.character_limit,
        low=question.low,
        high=question.high,
        options=tuple(option["key"] for option in question.options),
        shown_if=Condition(**question.shown_if) if question.shown_if else None,
        files=FileRules.of(question.files) if question.files else None,
    )


def specs(sections: Sequence[FormSection]) -> list[QuestionSpec]:
    """Give what the rules need to know of all questions of a form, in their order."""
    return [spec(question) for section in sections for question in section.questions]


def placed(sections: Sequence[FormSection]) -> list[Placed]:
    """Give what conditions are about, of all questions of a form, in their order."""
    return placed_of([question for section in sections for question in section.questions])


def placed_of(questions: Sequence[Question]) -> list[Placed]:
    """Give what conditions are about, of some questions in their order."""
    return [
        Placed(one.key, one.kind, [option["key"] for option in one.options], one.shown_if)
        for one in questions
    ]


def find_section(sections: Sequence[FormSection], key: str) -> FormSection:
    """Find a section of a form.

    Raises:
        NotFoundError: there is none of that key.

    """
    found = next((section for section in sections if section.key == key), None)
    if found is None:
        raise NotFoundError(key)
    return found


def find_question(sections: Sequence[FormSection], key: str) -> tuple[FormSection, Question]:
    """Find a question of a form, and the section that it is in.

    Raises:
        NotFoundError: there is none of that key.

    """
    for section in sections:
        for question in section.questions:
            if question.key == key:
                return section, question
    raise NotFoundError(key)


def stamp_of_section(section: FormSection) -> str:
    """Give what tells a section, as an edit of it started from, from any other."""
    return digests.of({"title": section.title, "help": section.help})


def stamp_of_question(section: FormSection, question: Question) -> str:
    """Give what tells a question, as an edit of it started from, from any other."""
    return digests.of([section.key, seals.question(question)])
