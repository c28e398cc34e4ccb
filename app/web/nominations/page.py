"""One part of the nomination form as a page: its fields, what is wrong, how far the rest has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.models import Criterion, FormSection, Nomination, Question, Round
from app.rules.forms import Fault, FaultKind, QuestionKind, is_empty
from app.services import nominations, rounds
from app.services.nominations.candidates import CANDIDATES
from app.services.work import NotFoundError, Work
from app.web.nominations.forms import field_name
from app.words import formats
from app.words import terms as words
from app.words.text import _, _n


@dataclass(frozen=True)
class Part:
    """One part of the form in the list of parts, with how far it has come."""

    section: FormSection
    url: str
    mark: str
    word: str
    is_done: bool


@dataclass(frozen=True)
class Field:
    """One question as a field."""

    question: Question
    name: str
    value: Any
    error: str
    reader: str
    need: str
    options: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Form:
    """A draft with its form, and where in it we are."""

    nomination: Nomination
    award_round: Round
    sections: Sequence[FormSection]
    section: FormSection
    faults: Sequence[Fault]

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
        return [question.key for question in self.section.questions] + chooser

    @property
    def part_faults(self) -> list[Fault]:
        """What is wrong or missing in this part."""
        return faults_of(self.section, self.faults, first=self.has_candidates)

    def url(self, place: int, **values: Any) -> str:
        """Give the address of a part; after the last one, of the page to look it all over."""
        if place >= len(self.sections):
            return url_for("nominations.review", nomination_id=self.nomination.id)
        key = self.sections[place].key
        return url_for("nominations.edit", nomination_id=self.nomination.id, key=key, **values)


def load(work: Work, nomination: Nomination, award_round: Round, key: str) -> Form:
    """Load the form of a draft, and find the part.

    Raises:
        NotFoundError: the form has no such part.

    """
    sections = rounds.form(work.session, award_round)
    section = next((one for one in sections if one.key == key), None)
    if section is None:
        raise NotFoundError(key)
    faults = nominations.find_faults(work.session, nomination)
    return Form(nomination, award_round, sections, section, faults)


def faults_of(section: FormSection, faults: Sequence[Fault], *, first: bool) -> list[Fault]:
    """Give the faults that belong to a part; the candidates belong to the first."""
    keys = {question.key for question in section.questions} | ({CANDIDATES} if first else set())
    return [fault for fault in faults if fault.key in keys]


def parts(form: Form) -> list[Part]:
    """List the parts of the form with how far each has come."""
    return [_part(form, place, section) for place, section in enumerate(form.sections)]


def _part(form: Form, place: int, section: FormSection) -> Part:
    faults = faults_of(section, form.faults, first=place == 0)
    wrong = [fault for fault in faults if fault.kind is not FaultKind.MISSING]
    answers = form.nomination.answers
    begun = any(not is_empty(answers.get(question.key)) for question in section.questions)
    begun = begun or (place == 0 and bool(form.nomination.candidates))
    optional = not any(question.required for question in section.questions) and place > 0
    if wrong:
        mark, word = "draft", _n("%(num)s ting å rette", "%(num)s ting å rette", len(wrong))
    elif not faults and (begun or not optional):
        mark, word = "done", _("Ferdig")
    elif begun:
        mark, word = "draft", _("Påbegynt")
    else:
        mark, word = "none", _("Valgfri") if optional else _("Ikke begynt")
    return Part(section, form.url(place), mark, word, is_done=not faults)


def fields(form: Form, values: Mapping[str, Any], faults: Sequence[Fault]) -> list[Field]:
    """Make the fields of a part from its questions."""
    errors = {fault.key: message(fault, form.sections) for fault in reversed(faults)}
    return [
        Field(
            question,
            field_name(question.key),
            values.get(question.key),
            errors.get(question.key, ""),
            _reader(question),
            _("Velg minst én")
            if question.required and question.kind is QuestionKind.CHOICES
            else "",
            [(option["key"], formats.in_language(option["label"])) for option in question.options],
        )
        for question in form.section.questions
    ]


def _reader(question: Question) -> str:
    if question.is_public and question.for_jury:
        return _("Juryen leser dette. Det blir offentlig når vinneren er kunngjort.")
    if question.is_public:
        return _("Blir offentlig når vinneren er kunngjort")
    return _("Juryen leser dette") if question.for_jury else _("Bare sekretariatet leser dette")


def criteria(form: Form) -> list[Criterion]:
    """List what the jury looks for in this part, the heaviest first."""
    wanted = {key for question in form.section.questions for key in question.criteria}
    found = [criterion for criterion in form.award_round.criteria if criterion.key in wanted]
    return sorted(found, key=lambda criterion: -criterion.weight)


def find_question(sections: Sequence[FormSection], key: str) -> Question | None:
    """Find a question of a form; None for the candidates, which are built in."""
    return next((q for part in sections for q in part.questions if q.key == key), None)


def message(fault: Fault, sections: Sequence[FormSection]) -> str:
    """Say at the field what is wrong, and what to do about it."""
    if fault.kind is not FaultKind.MISSING:
        return words.fault(fault)
    if fault.key == CANDIDATES:
        return _("Velg en kommune, eller skriv navnet på en annen virksomhet.")
    question = find_question(sections, fault.key)
    special = {
        QuestionKind.CHOICE: _("Velg ett av svarene."),
        QuestionKind.CHOICES: _("Velg minst ett av svarene."),
        QuestionKind.CONTACT: _("Skriv navn og e-postadresse."),
        QuestionKind.CONFIRM: _("Kryss av når du har sett etter."),
    }
    return special.get(question.kind, words.fault(fault)) if question else words.fault(fault)


def summary_line(fault: Fault, sections: Sequence[FormSection]) -> str:
    """Say the same away from the field, with the question first."""
    question = find_question(sections, fault.key)
    label = formats.in_language(question.label) if question else _("Hvem gjelder forslaget?")
    return _("«%(question)s» %(fault)s", question=label.rstrip("."), fault=message(fault, sections))


def field_id(fault: Fault) -> str:
    """Name the field that a fault is about."""
    if fault.key != CANDIDATES:
        return field_name(fault.key)
    return "other-1" if fault.kind is FaultKind.BAD_ORG_NUMBER else "candidate-1"
