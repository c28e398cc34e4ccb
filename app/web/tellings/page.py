"""What somebody sees who is told that she is a candidate: what is said of her, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import FormSection, Prize, Round, Telling
from app.rules.forms import QuestionKind
from app.rules.nominators import NominatorKind
from app.services import rounds
from app.services.work import Work
from app.words.nominations import answers as handed_in
from app.words.nominations.answers import AnsweredSection


@dataclass(frozen=True)
class TellingPage:
    """Who has proposed whom for what, and what the jury reads of it."""

    telling: Telling
    award_round: Round
    prize: Prize
    by: str
    """The nominators' organisation; empty for a private person."""
    are_several: bool
    """Whether the nomination has other candidates, that are out with her."""
    title: str
    language: str
    sections: Sequence[AnsweredSection]


def lay_out(work: Work, telling: Telling) -> TellingPage:
    """Lay out what a candidate is shown."""
    award_round = rounds.by_id(work.session, telling.nomination.round_id)
    body = telling.nomination.organisation
    is_person = body is None or body.kind is NominatorKind.PERSON
    form = rounds.form(work.session, award_round)
    return TellingPage(
        telling,
        award_round,
        award_round.prize,
        "" if is_person or body is None else body.name,
        len(telling.version.content["candidates"]) > 1,
        telling.version.title,
        telling.nomination.language,
        sections(form, telling),
    )


def sections(form: Sequence[FormSection], telling: Telling) -> list[AnsweredSection]:
    """Give what the jury reads, without whom to ask about it."""
    left_out = {
        question.key
        for section in form
        for question in section.questions
        if question.kind is QuestionKind.CONTACT or not question.for_jury
    }
    shown = []
    for part in handed_in.sections(form, telling.version):
        answers = [one for one in part.answers if one.key not in left_out and not one.is_empty]
        if answers:
            shown.append(AnsweredSection(part.key, part.title, answers))
    return shown
