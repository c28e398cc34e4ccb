"""The page on which one question is made."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from app.models import FormSection, Round
from app.rules.languages import OWED
from app.rules.questions import Wrong, deciding, siblings
from app.services import forms
from app.services.forms import Freedom
from app.services.work import Work
from app.web.builder.forms import QuestionForm
from app.words import builder as words
from app.words import formats
from app.words.nominations.forms import find_question


@dataclass(frozen=True)
class QuestionPage:
    """One question, to be made or changed."""

    key: str
    """Empty for a new one."""
    form: QuestionForm
    title: str
    about: str
    kinds: Sequence[tuple[str, str]]
    """What it can become; one where it can become nothing else."""
    sections: Sequence[tuple[str, str]]
    criteria: Sequence[tuple[str, str]]
    conditions: Sequence[tuple[str, Any]]
    errors: Mapping[str, str]
    differences: Sequence[tuple[str, str]]
    """What somebody else has stored, where she wrote otherwise."""
    is_gone: bool
    """Whether somebody else has removed it meanwhile."""
    freedom: Freedom
    owed: AbstractSet[str]
    groups: Sequence[tuple[str, str]]
    """The groups of files that can be taken."""
    is_fixed: bool
    focus: str
    """The id of the field that a button led to."""

    @property
    def is_whole(self) -> bool:
        """Whether everything can be changed."""
        return self.freedom is Freedom.WHOLE

    @property
    def summary(self) -> list[tuple[str, str]]:
        """List the errors, each with the field that it is about."""
        return [(FIELD_IDS.get(name, name), message) for name, message in self.errors.items()]


FIELD_IDS = {"label": "label-nb", "options": "option-1-nb"}
"""Where a link to a field leads, where it is several."""


@dataclass(frozen=True)
class Refused:
    """Why what was sent was not stored."""

    faults: Mapping[str, Wrong]
    differences: Sequence[tuple[str, str]] = ()
    is_gone: bool = False
    focus: str = ""


NOTHING = Refused({})


def question_page(
    work: Work, award_round: Round, key: str, form: QuestionForm, refused: Refused = NOTHING
) -> QuestionPage:
    """Lay out the page of a question; ``key`` is empty for one that is new."""
    sections = forms.form(work.session, award_round)
    held = find_question(sections, key)
    return QuestionPage(
        "" if held is None else key,
        form,
        formats.in_language(held.label) if held else words.kind(form.kind),
        words.what_it_is(held, sections) if held else "",
        [(one.value, words.kind(one)) for one in siblings(form.kind)],
        [
            (one.key, f"{number}. {formats.in_language(one.title)}")
            for number, one in enumerate(sections, start=1)
        ],
        [(one.key, formats.in_language(one.name)) for one in award_round.criteria],
        words.conditions(deciding(key, _until(sections, key, form.section)), sections),
        {name: words.wrong(fault) for name, fault in refused.faults.items()},
        refused.differences,
        refused.is_gone,
        forms.freedom(award_round, work.now),
        OWED,
        words.file_groups(),
        is_fixed=words.is_fixed(key),
        focus=refused.focus,
    )


def _until(sections: Sequence[FormSection], key: str, section: str) -> Sequence[Any]:
    """Give the questions up to where one stands, or where a new one will."""
    if find_question(sections, key) is not None:
        return forms.placed(sections)
    keys = [one.key for one in sections]
    end = keys.index(section) + 1 if section in keys else len(keys)
    return forms.placed(sections[:end])
