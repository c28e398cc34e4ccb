"""A draft with its form, and the part of it that is being written."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from app.models import FormSection, Nomination, Question, Round
from app.rules import forms
from app.rules.forms import Fault, QuestionKind
from app.rules.windows import Window
from app.services import nominations, rounds
from app.services.nominations import alts
from app.services.nominations.candidates import CANDIDATES
from app.services.work import NotFoundError, Work
from app.web.nominations.candidates import field_id as candidate_field
from app.web.nominations.forms import field_name


@dataclass(frozen=True)
class DraftPart:
    """A draft with its form, and where in it we are."""

    nomination: Nomination
    award_round: Round
    sections: Sequence[FormSection]
    section: FormSection
    session: Session
    window: Window | None
    """What of it can be written now; None where nothing can."""
    asked: frozenset[str]
    """The keys of the questions that are asked, by what is stored."""

    @property
    def place(self) -> int:
        """Which part we are at, counted from nought."""
        return self.sections.index(self.section)

    @property
    def has_candidates(self) -> bool:
        """Whether the chooser of candidates stands on this page."""
        return self.place == 0

    @property
    def chooses_candidates(self) -> bool:
        """Whether they can be chosen; those of the demonstration stand fast."""
        return self.has_candidates and not any(
            candidate.is_invented for candidate in self.nomination.candidates
        )

    @property
    def keys(self) -> list[str]:
        """The keys of everything that can be written on this page."""
        chooser = [CANDIDATES] if self.chooses_candidates else []
        written = [q.key for q in self.section.questions if q.kind is not QuestionKind.ATTACHMENT]
        answers = self.nomination.answers
        said = [key for q in self.attached for key in alts.keys(answers, q.key)]
        return [*written, *said, *chooser]

    @property
    def attached(self) -> list[Question]:
        """The questions of this page that files answer."""
        return [q for q in self.section.questions if q.kind is QuestionKind.ATTACHMENT]

    @cached_property
    def faults(self) -> list[Fault]:
        """What is wrong or missing in all parts. Only who shows it asks: it takes a while."""
        return nominations.find_faults(self.session, self.nomination, self.window, self.sections)

    @property
    def own_faults(self) -> list[Fault]:
        """What is wrong or missing in this part."""
        return faults_of(self.section, self.faults, first=self.has_candidates)

    @property
    def before(self) -> FormSection | None:
        """The part before this one, of those that are open."""
        return next(
            (one for one in reversed(self.sections[: self.place]) if self._opens(one)), None
        )

    @property
    def after(self) -> FormSection | None:
        """The part after this one, of those that are open."""
        return next((one for one in self.sections[self.place + 1 :] if self._opens(one)), None)

    def _opens(self, section: FormSection) -> bool:
        return self.window is None or self.window.opens(section.key)

    def onward(self) -> str:
        """Give the address of the part after this one; after the last, of the page to look over."""
        return self.url(self.sections.index(self.after) if self.after else len(self.sections))

    def url(self, place: int, **values: Any) -> str:
        """Give the address of a part; after the last one, of the page to look it all over."""
        if place >= len(self.sections):
            return url_for("nominations.review", nomination_id=self.nomination.id)
        key = self.sections[place].key
        return url_for("nominations.edit", nomination_id=self.nomination.id, key=key, **values)


def load(work: Work, nomination: Nomination, award_round: Round, key: str) -> DraftPart:
    """Load the form of a draft, and find the part.

    Raises:
        NotFoundError: the form has no such part.

    """
    sections = rounds.form(work.session, award_round)
    section = next((one for one in sections if one.key == key), None)
    if section is None:
        raise NotFoundError(key)
    window = nominations.window_of(award_round, nomination, work.now)
    asked = forms.asked(rounds.specs(sections), nomination.answers)
    return DraftPart(nomination, award_round, sections, section, work.session, window, asked)


def faults_of(section: FormSection, faults: Sequence[Fault], *, first: bool) -> list[Fault]:
    """Give the faults that belong to a part; the candidates belong to the first."""
    keys = {question.key for question in section.questions} | ({CANDIDATES} if first else set())
    return [fault for fault in faults if fault.key in keys]


def field_id(fault: Fault) -> str:
    """Name the field that a fault is about."""
    if fault.key != CANDIDATES:
        return field_name(fault.part or fault.key)
    kind, dot, part = fault.part.partition(".")
    return candidate_field(kind, part, fault.figures.get("line", 1)) if dot else CANDIDATES
