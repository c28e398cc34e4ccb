"""One part of the nomination form as a page: its fields, what is wrong, how far the rest has come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.models import Criterion, FormSection, Nomination, Question, Round
from app.rules.candidates import CandidateKind
from app.rules.differences import Piece
from app.rules.forms import Fault, FaultKind, fitting, is_empty
from app.services import nominations, organisations, presence, sharing
from app.services.nominations import writing_aids
from app.services.nominations.candidates import CANDIDATES, CandidateInput, as_filled_in
from app.services.work import Work
from app.web.nominations import files_field
from app.web.nominations.candidates import Chooser, Draft, chooser
from app.web.nominations.draft_part import DraftPart, faults_of, field_id
from app.web.nominations.files_field import FileLine, FilesAsked, FilesField
from app.web.nominations.forms import field_name, is_one_line
from app.words import drafts, formats
from app.words.nominations import forms, windows
from app.words.nominations import status as nomination_words
from app.words.nominations.answers import AnswerInWords
from app.words.nominations.presence import Here, here
from app.words.nominations.windows import Banner
from app.words.rounds import calls

Asked = Mapping[CandidateKind, int]
"""How many lines of each kind of candidate the writer has asked for."""


@dataclass(frozen=True)
class PartLine:
    """One part of the form in the list of parts, with how far it has come."""

    title: Mapping[str, str]
    url: str
    """Empty where the part is not open."""
    mark: str
    word: str
    lacks: int
    """How many things it lacks that must be there."""
    is_done: bool
    is_here: bool


@dataclass(frozen=True)
class QuestionField:
    """One question as a field."""

    question: Question
    name: str
    value: Any
    error: str
    reader: str
    need: str
    options: Sequence[tuple[str, str]] = ()
    of_whom: str = ""
    """Who is asked, where not everybody is."""
    decided_by: str = ""
    """The fields, on the same page, that decide whether it is asked."""
    deciding: str = ""
    """What must be chosen there."""
    is_hidden: bool = False
    """Whether it is not asked, by an answer on another page."""
    files: FilesField | None = None
    """Of a question that files answer."""

    @property
    def is_one_line(self) -> bool:
        """Whether a short text is written on one line."""
        return is_one_line(self.question)


@dataclass(frozen=True)
class Beside:
    """Two texts of one answer, with what differs."""

    mine: Sequence[Piece]
    theirs: Sequence[Piece]


@dataclass(frozen=True)
class TwoTexts:
    """What somebody else has stored where she wrote something else."""

    answers: Mapping[str, AnswerInWords]
    candidates: bool
    beside: Mapping[str, Beside] = field(default_factory=dict)
    """Of those that are prose: both texts, to be compared."""
    who: str = ""
    """Who saved last in this part, if that is known."""


@dataclass(frozen=True)
class Written:
    """What stands in the fields, and what is said about it."""

    answers: Mapping[str, Any]
    faults: Sequence[Fault] = ()
    candidates: Sequence[CandidateInput] | None = None
    """None: as they are stored."""
    two_texts: TwoTexts | None = None
    refused_files: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Why files were not taken, by the question that they were to answer."""
    is_scanned: bool = True
    """Whether files are scanned for viruses here."""


@dataclass(frozen=True)
class PartPage:
    """The page on which one part of the form is written."""

    part: DraftPart
    title: str
    base: str
    """What an edit of this page starts from."""
    lines: Sequence[PartLine]
    fields: Sequence[QuestionField]
    chooser: Chooser | None
    two_texts: TwoTexts | None
    errors: Sequence[tuple[str, str]]
    saved: str
    criteria: Sequence[Criterion]
    banner: Banner | None
    until: datetime | None
    """The last minute in which it can be handed in."""
    time_left: str
    colleagues: Sequence[str]
    is_asked_of_aids: bool
    """Whether the round asks what writing aids were used."""
    has_declared_aids: bool
    lacking: int
    """How much stands in the way of submitting, in all parts."""
    here: Here
    """Who else is in the nomination now, and where."""

    @property
    def file_lines(self) -> list[FileLine]:
        """Every file on this page."""
        return [line for one in self.fields if one.files for line in one.files.lines]

    @property
    def done(self) -> int:
        """How many parts are done."""
        return sum(line.is_done for line in self.lines)


def part_page(work: Work, part: DraftPart, written: Written, asked: Asked) -> PartPage:
    """Lay out the page of one part."""
    nomination, shown, window = part.nomination, written.faults, part.window
    return PartPage(
        part=part,
        title=nomination_words.title_of(nomination),
        base=nominations.base_of(nomination, part.keys),
        lines=[_line(part, place, section) for place, section in enumerate(part.sections)],
        fields=fields_of(
            part.section.questions,
            part.sections,
            written,
            part.asked,
            files_field.of_draft(nomination, part.section.questions, _files_asked(written)),
        ),
        chooser=chooser(work, _draft(part, written, asked)) if part.has_candidates else None,
        two_texts=written.two_texts,
        errors=[
            *((field_id(fault), forms.summary_line(fault, part.sections)) for fault in shown),
            *(
                (field_name(key), line)
                for key, lines in written.refused_files.items()
                for line in lines
            ),
        ],
        saved=drafts.saved(nomination.saved_at, work.now),
        criteria=criteria_of(part.section, part.award_round),
        banner=windows.banner(
            nomination,
            part.award_round,
            part.sections,
            window,
            has_changes=nominations.has_changes(
                work.session, part.award_round, nomination, work.now, part.sections
            ),
        ),
        until=window.until if window else None,
        time_left=calls.left_until(window.until, work.now) if window else "",
        colleagues=_colleagues(work, nomination),
        is_asked_of_aids=writing_aids.is_asked(part.award_round),
        has_declared_aids=writing_aids.find_fault(part.award_round, nomination) is None,
        lacking=len(part.faults),
        here=here(
            presence.others(work, part.award_round, nomination),
            part.sections,
            work.now,
            part.section.key,
        ),
    )


def _files_asked(written: Written) -> FilesAsked:
    return FilesAsked(
        written.answers,
        written.faults,
        written.refused_files,
        written.two_texts.answers if written.two_texts else {},
        written.is_scanned,
    )


def _colleagues(work: Work, nomination: Nomination) -> list[str]:
    """Name who else can write: of the organisation first, then those who were let in."""
    body = nomination.organisation_id
    own = organisations.colleagues(work, body) if body else []
    others = sharing.names(work.session, nomination.id)
    return [*own, *(name for name in others if name != work.actor.name)]


def _draft(part: DraftPart, written: Written, asked: Asked) -> Draft:
    nomination = part.nomination
    return Draft(
        part.award_round,
        as_filled_in(nomination) if written.candidates is None else written.candidates,
        [candidate for candidate in nomination.candidates if candidate.is_invented],
        nomination.organisation,
        [fault for fault in written.faults if fault.key == CANDIDATES],
        asked,
    )


def _line(part: DraftPart, place: int, section: FormSection) -> PartLine:
    faults = faults_of(section, part.faults, first=place == 0)
    answers = part.nomination.answers
    asked = [question for question in section.questions if question.key in part.asked]
    begun = any(not is_empty(answers.get(question.key)) for question in asked)
    mark, word = forms.part_word(
        wrong=sum(fault.kind is not FaultKind.MISSING for fault in faults),
        missing=bool(faults),
        begun=begun or (place == 0 and bool(part.nomination.candidates)),
        optional=not any(question.required for question in asked) and place > 0,
    )
    return PartLine(
        section.title,
        part.url(place) if part.window is None or part.window.opens(section.key) else "",
        mark,
        word,
        sum(fault.kind is FaultKind.MISSING for fault in faults),
        is_done=not faults,
        is_here=section is part.section,
    )


def fields_of(
    questions: Sequence[Question],
    form: Sequence[FormSection],
    written: Written,
    asked: Collection[str],
    files: Mapping[str, FilesField],
) -> list[QuestionField]:
    """Lay out the questions of one page.

    One that an answer on another page decides is hidden, and carried along, if it is not asked; one
    that an answer on this page decides is shown, and the browser hides it.
    """
    # What is wrong with one file stands at the file.
    errors = {
        fault.key: forms.message(fault, form)
        for fault in reversed(written.faults)
        if fault.kind is not FaultKind.ALT_MISSING
    }
    here = {question.key for question in questions}
    hidden: set[str] = set()
    for question in questions:
        on = question.shown_if.get("question")
        if on and (on in hidden or (on not in here and question.key not in asked)):
            hidden.add(question.key)
    return [
        QuestionField(
            question,
            field_name(question.key),
            fitting(question.kind, written.answers.get(question.key)),
            errors.get(question.key, ""),
            forms.reader(question),
            forms.need(question),
            [(option["key"], formats.in_language(option["label"])) for option in question.options],
            of_whom=forms.of_whom(question, form),
            decided_by=field_name(question.shown_if["question"])
            if question.shown_if.get("question") in here
            else "",
            deciding=question.shown_if.get("answer", ""),
            is_hidden=question.key in hidden,
            files=files.get(question.key),
        )
        for question in questions
    ]


def criteria_of(section: FormSection, award_round: Round) -> list[Criterion]:
    """List what the jury looks for in a part of the form, the heaviest first."""
    wanted = {key for question in section.questions for key in question.criteria}
    found = [criterion for criterion in award_round.criteria if criterion.key in wanted]
    return sorted(found, key=lambda criterion: -criterion.weight)
