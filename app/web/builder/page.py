"""The page on which a form is made: its sections, their questions, and what lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import FormSection, Question, Round
from app.services import forms
from app.services.forms import Freedom
from app.services.work import Work
from app.words import builder as words
from app.words import formats


@dataclass(frozen=True)
class QuestionLine:
    """One question of the list."""

    question: Question
    number: str
    about: str
    criteria: str
    missing: Sequence[tuple[str, bool]]
    """Languages that lack, each with whether it is owed."""
    is_fixed: bool


@dataclass(frozen=True)
class SectionLine:
    """One section of the list, with its questions."""

    section: FormSection
    number: int
    missing: Sequence[tuple[str, bool]]
    questions: Sequence[QuestionLine]
    has_candidates: bool


@dataclass(frozen=True)
class FormPage:
    """The whole form, while it is being made."""

    sections: Sequence[SectionLine]
    order: str
    """What a move of this page starts from."""
    lede: str
    freedom: Freedom
    stops: Sequence[str]
    """What lacks, and stops the call from opening."""
    warnings: Sequence[str]
    kinds: Sequence[tuple[str, str]]
    """What can be added."""
    moved: str
    """The id of the button that was pressed: it has the focus again."""
    words: int
    """How many words a whole answer can have."""

    @property
    def is_whole(self) -> bool:
        """Whether everything can be changed."""
        return self.freedom is Freedom.WHOLE

    @property
    def is_open(self) -> bool:
        """Whether anything can be."""
        return self.freedom is not Freedom.NOTHING


def form_page(work: Work, award_round: Round, moved: str) -> FormPage:
    """Lay out the form of a round."""
    sections = forms.form(work.session, award_round)
    found = forms.lacks(work.session, award_round, work.now)
    keys = {question.key for section in sections for question in section.questions}
    return FormPage(
        [_section(award_round, sections, number) for number in range(1, len(sections) + 1)],
        forms.order_of(sections),
        words.lede(forms.freedom(award_round, work.now)),
        forms.freedom(award_round, work.now),
        [words.lack(one) for one in found if one.stops],
        [words.lack(one) for one in found if not one.stops],
        [*words.kinds(), *words.summary_to_add(keys)],
        moved,
        sum(
            question.word_limit or 0
            for section in sections
            for question in section.questions
            if question.for_jury
        ),
    )


def _section(award_round: Round, form: Sequence[FormSection], number: int) -> SectionLine:
    section = form[number - 1]
    shorts = {one.key: formats.in_language(one.short) for one in award_round.criteria}
    return SectionLine(
        section,
        number,
        words.missing([section.title, section.help]),
        [
            QuestionLine(
                question,
                f"{number}.{place}",
                words.what_it_is(question, form),
                formats.listed([shorts[key] for key in question.criteria if key in shorts]),
                words.missing(
                    [question.label, question.help, *(one["label"] for one in question.options)]
                ),
                words.is_fixed(question.key),
            )
            for place, question in enumerate(section.questions, start=1)
        ],
        has_candidates=number == 1,
    )
