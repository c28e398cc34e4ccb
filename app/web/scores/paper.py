"""A nomination as the jury reads it: what was handed in, frozen, question by question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.models import FormSection, Nomination, NominationVersion, Question, Round
from app.rules.questions import SUMMARY, TITLE
from app.rules.reading import reading_minutes
from app.services import nominations
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.freezing import SUPPORT
from app.services.work import NotFoundError
from app.words import formats
from app.words.nominations import answers as handed_in
from app.words.nominations import candidates
from app.words.nominations.answers import AnswerInWords
from app.words.nominations.readings import Statement
from app.words.organisations import nominator


@dataclass(frozen=True)
class Answered:
    """One question with its answer."""

    number: int
    answer: AnswerInWords
    criteria: tuple[tuple[str, str], ...]
    """Key and short name of the criteria that it bears on."""


@dataclass(frozen=True)
class Paper:
    """What was handed in."""

    number: int | None
    names: str
    place: str
    is_invented: bool
    behind: Sequence[str]
    """What else was said of the candidates: who stands behind a work, where a person belongs."""
    title: str
    lede: str
    language: str
    organisation: str
    submitted_at: datetime
    version: int
    minutes: int
    answers: Sequence[Answered]
    support: Sequence[Statement] = ()


def lay_out(award_round: Round, nomination: Nomination, form: Sequence[FormSection]) -> Paper:
    """Lay out the version that counts of a nomination.

    Raises:
        NotFoundError: nothing has been handed in.

    """
    version = nominations.current_version(nomination)
    if version is None:
        raise NotFoundError(f"nomination {nomination.id}")
    places = list(dict.fromkeys(c.place for c in nomination.candidates if c.place))
    given: Mapping[str, Any] = version.content["answers"]
    questions = _questions(form, version)
    summary = next((q for q in questions if q.key == SUMMARY), None)
    body = [q for q in questions if q.key not in {TITLE, SUMMARY}]
    declared = handed_in.declaration(given)
    return Paper(
        number=nomination.number,
        names=nomination.candidate_names,
        place=", ".join(places),
        is_invented=any(candidate.is_invented for candidate in nomination.candidates),
        behind=candidates.about_all(version.content[CANDIDATES]),
        title=version.title,
        lede=str(given.get(SUMMARY, "")) if summary is not None else "",
        language=nomination.language,
        organisation=nominator(nomination.organisation),
        submitted_at=version.submitted_at,
        version=version.number,
        minutes=reading_minutes(version.word_count),
        answers=[
            *(
                answered(award_round, number, question, given.get(question.key))
                for number, question in enumerate(body, start=1)
            ),
            *([Answered(len(body) + 1, declared, ())] if declared else []),
        ],
        support=[Statement(**one) for one in version.content.get(SUPPORT, ())],
    )


def _questions(form: Sequence[FormSection], version: NominationVersion) -> list[Question]:
    """List the questions that the jury reads, as they stood when the version was handed in."""
    known = {
        question.key: question
        for section in form
        for question in section.questions
        if question.for_jury
    }
    return [known[key] for part in version.content["form"] for key in part if key in known]


def answered(award_round: Round, number: int, question: Question, value: Any) -> Answered:
    """Lay out one answer, with the criteria that it bears on."""
    bears_on = tuple(
        (criterion.key, formats.in_language(criterion.short))
        for criterion in award_round.criteria
        if criterion.key in question.criteria
    )
    return Answered(number, handed_in.read(question, value), bears_on)
