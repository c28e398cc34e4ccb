"""Two nominations side by side: perhaps the same work twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import FormSection, Nomination, Round, Texts
from app.services import rounds, screening, similar_texts
from app.services.work import Work
from app.words.nominations import answers as handed_in
from app.words.nominations import screening as screening_words
from app.words.nominations.answers import AnswerInWords


@dataclass(frozen=True)
class ComparedQuestion:
    """One question, as it was answered in each of two nominations."""

    label: Texts
    answers: tuple[AnswerInWords | None, AnswerInWords | None]


@dataclass(frozen=True)
class ComparePage:
    """Two nominations side by side."""

    degree: str
    """How alike the texts are; empty where they are not."""
    same_candidate: bool
    questions: Sequence[ComparedQuestion]


def compare(work: Work, award_round: Round, one: Nomination, other: Nomination) -> ComparePage:
    """Lay out two nominations of a round side by side, question by question."""
    form = rounds.form(work.session, award_round)
    both = [_by_key(form, nomination) for nomination in (one, other)]
    pairs = similar_texts.of_nomination(similar_texts.found(work.session, award_round), one.id)
    degrees = [pair.degree for pair in pairs if pair.other(one.id) == other.id]
    likenesses = screening.likenesses(work.session, award_round)
    return ComparePage(
        screening_words.degree(degrees[0]) if degrees else "",
        other.id in {same.id for same in screening.same_candidate(one, likenesses)},
        [
            ComparedQuestion(question.label, (both[0].get(question.key), both[1].get(question.key)))
            for section in form
            for question in section.questions
            if question.key in both[0] or question.key in both[1]
        ],
    )


def _by_key(form: Sequence[FormSection], nomination: Nomination) -> dict[str, AnswerInWords]:
    parts = handed_in.sections(form, nomination.versions[-1])
    return {answer.key: answer for part in parts for answer in part.answers}
