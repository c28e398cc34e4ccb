"""What lacks in a form before its call can open."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import FormSection, Round, Texts
from app.rules.languages import CODES, OWED
from app.rules.questions import SETTINGS, TITLE, Setting
from app.rules.setup import Lack, Step
from app.services.forms.reading import form

FEWEST_OPTIONS = 2


def lacks(session: Session, award_round: Round, now: datetime) -> list[Lack]:  # noqa: ARG001 - as every step is asked
    """List what lacks in the form, and what may be a mistake."""
    sections = form(session, award_round)
    if not sections:
        return [Lack(Step.FORM, "form_none")]
    return [*_parts(sections), *_languages(sections)]


def _parts(sections: Sequence[FormSection]) -> Iterator[Lack]:
    keys = {question.key for section in sections for question in section.questions}
    if TITLE not in keys:
        yield Lack(Step.FORM, "form_no_title")
    for number, section in enumerate(sections, start=1):
        # The first has the candidates, which are built in.
        if not section.questions and number > 1:
            yield Lack(Step.FORM, "form_empty_section", figures={"number": number})
        for question in section.questions:
            if (
                SETTINGS[question.kind] is Setting.OPTIONS
                and len(question.options) < FEWEST_OPTIONS
            ):
                figures = {"number": number, "options": len(question.options)}
                yield Lack(Step.FORM, "form_few_options", figures=figures)


def _languages(sections: Sequence[FormSection]) -> Iterator[Lack]:
    texts = [text for section in sections for text in texts_of(section)]
    for code in CODES:
        missing = sum(not text.get(code) for text in texts)
        if missing:
            figures: dict[str, str | int] = {"language": code, "number": missing}
            what = "form_language_owed" if code in OWED else "form_language"
            yield Lack(Step.FORM, what, stops=code in OWED, figures=figures)


def texts_of(section: FormSection) -> Iterator[Texts]:
    """Give every text of a section that says something in some language."""
    for text in (
        section.title,
        section.help,
        *(text for question in section.questions for text in (question.label, question.help)),
        *(option["label"] for question in section.questions for option in question.options),
    ):
        if any(text.values()):
            yield text
