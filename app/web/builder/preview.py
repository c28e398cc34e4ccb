"""A form tried out: filled in as a nominator does, and read as a juror does. Nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import g

from app.models import Criterion, FormSection, Nomination, Round
from app.rules.candidates import CandidateKind
from app.rules.forms import Fault, asked
from app.rules.forms import faults as faults_of_answers
from app.rules.questions import SUMMARY, TITLE
from app.rules.reading import reading_minutes
from app.services import forms, organisations
from app.services.nominations import candidate_faults
from app.services.nominations import candidates as candidates_of
from app.services.nominations.candidates import CANDIDATES, CandidateInput, Party
from app.services.work import Work
from app.web.languages import CODES
from app.web.nominations import files_field
from app.web.nominations.candidates import Chooser, Draft, chooser
from app.web.nominations.draft_part import field_id
from app.web.nominations.form_page import QuestionField, Written, criteria_of, fields_of
from app.web.scores.paper import Answered, Paper, answered
from app.words import fillers, formats
from app.words.nominations import candidates, readings
from app.words.nominations import forms as form_words
from app.words.nominations.readings import Reading
from app.words.text import _


@dataclass(frozen=True)
class Tried:
    """What was filled in to try the form out."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    filled: Sequence[CandidateInput] = ()
    lines: Mapping[CandidateKind, int] = field(default_factory=dict)
    """How many lines of each kind of candidate were asked for."""
    is_sent: bool = False
    """Whether she has tried to send it in."""


@dataclass(frozen=True)
class PreviewPart:
    """One section of the form, as it is a page of its own for nominators."""

    section: FormSection
    fields: Sequence[QuestionField]
    criteria: Sequence[Criterion]
    """What the jury looks for in this part."""


@dataclass(frozen=True)
class NominatorPreview:
    """The whole form, to be filled in."""

    parts: Sequence[PreviewPart]
    chooser: Chooser
    errors: Sequence[tuple[str, str]]
    reading: Reading | None
    """What would have been handed in, if nothing is wrong with it."""
    language: str


def speak(code: str) -> str:
    """Have this page in a language, if it is one; gives the one it is in."""
    if code in CODES:
        g.language = code
    return formats.language()


def nominator_preview(work: Work, award_round: Round, tried: Tried) -> NominatorPreview:
    """Lay out the form as nominators have it, all sections on one page."""
    sections = forms.form(work.session, award_round)
    specs = forms.specs(sections)
    faults = _faults(work, award_round, sections, tried) if tried.is_sent else []
    written = Written(tried.answers, [one for one in faults if one.key != CANDIDATES])
    questions = [question for section in sections for question in section.questions]
    files = files_field.to_try_out(questions, tried.answers)
    fields = fields_of(questions, sections, written, asked(specs, tried.answers), files)
    wrong = [one for one in faults if one.key == CANDIDATES]
    return NominatorPreview(
        [
            PreviewPart(
                section,
                [one for one in fields if one.question in section.questions],
                criteria_of(section, award_round),
            )
            for section in sections
        ],
        chooser(work, Draft(award_round, tried.filled, faults=wrong, asked=tried.lines)),
        [(field_id(fault), form_words.summary_line(fault, sections)) for fault in faults],
        _reading(work, sections, tried) if tried.is_sent and not faults else None,
        formats.language(),
    )


def _faults(
    work: Work, award_round: Round, sections: Sequence[FormSection], tried: Tried
) -> list[Fault]:
    # It is never added to the session, and so never stored.
    draft = Nomination(candidates=candidates_of.rows(work.session, tried.filled))
    wrong = candidate_faults.faults(work.session, draft, award_round)
    return [*wrong, *faults_of_answers(forms.specs(sections), tried.answers)]


def _reading(work: Work, sections: Sequence[FormSection], tried: Tried) -> Reading:
    draft = Nomination(
        answers=dict(tried.answers), candidates=candidates_of.rows(work.session, tried.filled)
    )
    return readings.of_draft(sections, draft)


def sample_candidates(work: Work, award_round: Round) -> list[CandidateInput]:
    """Fill in a candidate of the first kind that the round takes: made up, in a real municipality."""
    kinds = award_round.candidate_rules.kinds
    town = organisations.register(work.session)[0].id
    if not kinds:
        return []
    if kinds[0] is CandidateKind.MUNICIPALITY:
        return [CandidateInput(town)]
    made_up = fillers.CANDIDATES[kinds[0]]
    said = made_up.get("details", {})
    return [
        CandidateInput(
            municipality_id=town if "where" in said else None,
            name=made_up["name"],
            kind=kinds[0],
            affiliation=said.get("affiliation", ""),
            parties=tuple(Party(**party) for party in said.get("parties", ())),
        )
    ]


def jury_preview(work: Work, award_round: Round) -> Paper:
    """Lay out a nomination that is made up, as the jury reads one."""
    language = formats.language()
    sections = forms.form(work.session, award_round)
    given = fillers.answers(sections, language)
    wanted = asked(forms.specs(sections), given)
    questions = [
        question
        for section in sections
        for question in section.questions
        if question.for_jury and question.key in wanted
    ]
    kinds = award_round.candidate_rules.kinds or tuple(CandidateKind)
    made_up = {"municipality_id": None, **fillers.CANDIDATES[kinds[0]], "kind": kinds[0]}
    told = candidates.in_words(made_up)
    has_summary = any(question.key == SUMMARY for question in questions)
    body = [question for question in questions if question.key not in {TITLE, SUMMARY}]
    return Paper(
        number=1,
        names=told.name,
        place="",
        is_invented=True,
        behind=told.about,
        title=str(given.get(TITLE) or _("Forslag uten tittel")),
        lede=str(given[SUMMARY]) if has_summary else "",
        language=language,
        organisation="",
        submitted_at=work.now,
        version=1,
        minutes=reading_minutes(fillers.word_count(sections, given)),
        answers=_answered(award_round, body, given),
    )


def _answered(
    award_round: Round, questions: Sequence[Any], given: Mapping[str, Any]
) -> list[Answered]:
    return [
        answered(award_round, number, question, given.get(question.key))
        for number, question in enumerate(questions, start=1)
    ]
