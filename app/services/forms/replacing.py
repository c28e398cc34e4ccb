"""Setting a whole form at once, from plain data: a ready one, or that of another round."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select

from app.models import FormSection, Question, Round
from app.services.forms import recording
from app.services.work import Work


def replace(work: Work, award_round: Round, sections: Sequence[Mapping[str, Any]]) -> None:
    """Set the form of a planned round, from sections with their questions as plain data.

    The form that was set before is replaced.

    Raises:
        LockedError: the call is open.

    """
    award_round = recording.begin(work, award_round)
    before = select(FormSection.id).where(FormSection.round_id == award_round.id)
    work.session.execute(delete(Question).where(Question.section_id.in_(before)))
    work.session.execute(delete(FormSection).where(FormSection.round_id == award_round.id))
    for place, section in enumerate(sections, start=1):
        columns = {key: value for key, value in section.items() if key != "questions"}
        questions = [
            Question(position=number, **question)
            for number, question in enumerate(section["questions"], start=1)
        ]
        work.session.add(
            FormSection(round_id=award_round.id, position=place, questions=questions, **columns)
        )
    recording.record(work, award_round, "form.set")
