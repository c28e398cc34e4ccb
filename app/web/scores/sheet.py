"""A score sheet as people meet it: criteria with their steps, what is written, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from app.models import Criterion, PaperSheet, Round, ScoreRevision, ScoreSheet
from app.rules import evidence
from app.rules.access import Permission, Verdict
from app.rules.evidence import Evidence
from app.rules.scoring import Lacks, plain
from app.services import may, scores
from app.services.work import Work
from app.web.scores.forms import SheetForm
from app.web.scores.others import OtherPart
from app.words import formats
from app.words.jury import evidence as evidence_words
from app.words.jury import papers, sheets
from app.words.jury.own_scores import GivenTo
from app.words.jury.papers import OnPaper
from app.words.jury.sheets import RevisionLine
from app.words.text import _, _n

MOST_BUTTONS = 10
"""A longer scale is written in a field."""


NOTHING_SAID = Evidence(None)
MOST_MARKS = 5
"""So many fit on a button."""


class Mode(StrEnum):
    """What can be done with a sheet."""

    EDIT = "edit"
    SEALED = "sealed"
    CHANGE = "change"
    CLOSED = "closed"


@dataclass(frozen=True)
class ScaleStep:
    """One step of the scale."""

    value: str
    label: str
    words: str
    given: str = ""
    """Which other nominations she gave it."""
    count: int = 0
    """How many they are, as far as there is room to mark them."""


@dataclass(frozen=True)
class CriterionRow:
    """One criterion with what is written for it."""

    key: str
    name: str
    short: str
    question: str
    weight: Decimal
    steps: Sequence[ScaleStep]
    """None of them where the score is written in a field."""
    written: str
    error: str
    given: Sequence[GivenTo]
    """What she gave the other nominations on it, the best first."""
    mark: str
    """What the score rests on."""
    place: str
    """Where in the text that stands."""
    mark_error: str
    place_error: str


@dataclass(frozen=True)
class Before:
    """What a juror has from before, when she comes to a sheet.

    earlier: what she sealed for it in the stage before.
    on_paper: her sheet as the secretariat entered it, if it awaits her answer. What she has saved
        since goes before it.
    given: what she gave the other nominations of the stage, by criterion key.
    """

    earlier: ScoreRevision | None = None
    on_paper: PaperSheet | None = None
    given: Mapping[str, Sequence[GivenTo]] = field(default_factory=dict)


NOTHING_BEFORE = Before()


@dataclass(frozen=True)
class SheetPage:
    """A sheet on the screen."""

    mode: Mode
    rows: Sequence[CriterionRow]
    low: str
    high: str
    has_buttons: bool
    has_keys: bool
    """Whether one key gives one score."""
    grounds: str
    notes: str
    reason: str
    version: int
    saved: str
    sealed_at: datetime | None
    changes: Sequence[RevisionLine]
    missing: Sequence[str]
    explained: str
    """Why it cannot be filled in now, or who sees it."""
    deadline: str
    """That it is near, or over; empty as long as there is time."""
    can_change: bool
    marks: Sequence[tuple[str, str]]
    """What can be said of what a score rests on."""
    evidence: Sequence[str]
    """What is said of it, where nothing can be changed."""
    on_paper: OnPaper | None
    """Of a sheet on paper that awaits her answer."""
    before_sealing: str
    """What follows from handing it in."""
    others: Sequence[OtherPart]
    """The sheets of others, before the deliberation, if she may see them."""
    starts_from: str
    """The day of the sheet that it starts from, in the stage before; empty where it does not."""

    @property
    def has_words(self) -> bool:
        """Whether it is said of any criterion what each score means."""
        return any(step.words for row in self.rows for step in row.steps)

    @property
    def marked(self) -> int:
        """Of how many criteria it is said what the score rests on."""
        return sum(bool(row.mark or row.place) for row in self.rows)

    @property
    def has_wrong_mark(self) -> bool:
        """Whether something is wrong with what is said of that."""
        return any(row.mark_error or row.place_error for row in self.rows)

    @property
    def has_given(self) -> bool:
        """Whether she has given other nominations anything."""
        return any(row.given for row in self.rows)

    @property
    def given(self) -> int:
        """How many criteria have a score."""
        return sum(bool(row.written) for row in self.rows)


def field_of(key: str) -> str:
    """Name the field of a criterion's score; the faults of a sheet go by the names of fields."""
    return f"score-{key}"


def mode_of(work: Work, award_round: Round, sheet: ScoreSheet | None) -> Mode:
    """Say what the actor, who sits for the nomination, can do with her sheet."""
    if sheet is not None and sheet.sealed_at is not None:
        return Mode.SEALED
    can_score = may.decide(work, Permission.SCORE, award_round) is Verdict.ALLOWED
    return Mode.EDIT if can_score else Mode.CLOSED


def lay_out(
    work: Work,
    award_round: Round,
    sheet: ScoreSheet | None,
    mode: Mode,
    form: SheetForm | None = None,
    errors: Mapping[str, str] | None = None,
    before: Before = NOTHING_BEFORE,
    others: Sequence[OtherPart] = (),
) -> SheetPage:
    """Lay out a sheet: as it is stored, or as it was sent if that was refused.

    One that is not begun starts from what she sealed in the stage before, if she did.

    Args:
        work: of whoever sits for the nomination.
        award_round: the round.
        sheet: as it is stored.
        mode: what can be done with it.
        form: what was sent and refused.
        errors: what is wrong with that, by the names of the fields.
        before: what she has from before.
        others: what others have handed in, where she may see it.

    """
    scale = scores.scale(award_round)
    steps = scale.values()
    has_buttons = len(steps) <= MOST_BUTTONS and all(value % 1 == 0 for value in steps)
    stored, grounds = _stored(sheet, mode)
    is_blank = sheet is None and form is None and before.on_paper is None
    begins = before.earlier if is_blank and mode is Mode.EDIT else None
    if begins is not None:
        stored, grounds = _plain(begins.scores), begins.grounds
    on_paper = before.on_paper
    if on_paper is not None and (sheet is None or sheet.saved_at <= on_paper.entered_at):
        stored, grounds = _plain(on_paper.scores), on_paper.grounds
    # A button goes by its value, a field by how the reader writes numbers.
    written = (
        stored if has_buttons else {k: sheets.number(Decimal(text)) for k, text in stored.items()}
    )
    if form is not None:
        written = {key: text for key, text in form.written.items() if text.strip()}
        grounds = form.grounds
    said = form.evidence if form is not None and form.evidence else _evidence(sheet, mode)
    weights = award_round.weights()
    rows = [
        _row(
            criterion,
            weights[criterion.key],
            steps if has_buttons else [],
            written,
            errors or {},
            before.given.get(criterion.key, ()),
            said.get(criterion.key, NOTHING_SAID),
        )
        for criterion in award_round.criteria
    ]
    notes = sheet.private_notes if sheet else ""
    return SheetPage(
        mode=mode,
        rows=rows,
        low=sheets.number(scale.low),
        high=sheets.number(scale.high),
        has_buttons=has_buttons,
        has_keys=has_buttons and scale.low >= 0 and scale.high <= 9,
        grounds=grounds,
        notes=form.notes if form else notes,
        reason=form.reason if form else "",
        version=form.version if form else sheet.version if sheet else 0,
        saved=sheets.saved(sheet, work.now),
        sealed_at=sheet.sealed_at if sheet else None,
        changes=sheets.revisions(award_round, sheet),
        missing=sheets.missing(award_round.criteria, _lacks(award_round, rows, grounds)),
        explained=sheets.why_closed(award_round, work.now, has_draft=sheet is not None)
        if mode is Mode.CLOSED
        else sheets.who_sees(award_round, work.now),
        deadline=sheets.deadline(award_round, work.now) if mode is Mode.EDIT else "",
        marks=evidence_words.options(),
        evidence=evidence_words.lines(award_round, evidence.stored(said)),
        on_paper=papers.on_paper(award_round, on_paper, sheet) if on_paper else None,
        before_sealing=sheets.before_sealing(award_round),
        others=others,
        starts_from=formats.day_and_month(begins.sealed_at) if begins else "",
        can_change=may.decide(work, Permission.REVISE_SHEET, award_round) is Verdict.ALLOWED,
    )


def _stored(sheet: ScoreSheet | None, mode: Mode) -> tuple[Mapping[str, str], str]:
    """Give the scores and grounds that are stored: what is sealed, or else the draft."""
    if sheet is None:
        return {}, ""
    if mode in {Mode.SEALED, Mode.CHANGE} and sheet.revisions:
        latest = sheet.revisions[-1]
        return _plain(latest.scores), latest.grounds
    return _plain(sheet.draft_scores), sheet.draft_grounds


def _evidence(sheet: ScoreSheet | None, mode: Mode) -> Mapping[str, Evidence]:
    """Give what is stored of what the scores rest on: what is sealed, or else the draft."""
    if sheet is None:
        return {}
    if mode in {Mode.SEALED, Mode.CHANGE} and sheet.revisions:
        return evidence.read(sheet.revisions[-1].evidence)
    return evidence.read(sheet.draft_evidence)


def _plain(stored: Mapping[str, str]) -> dict[str, str]:
    return {key: str(plain(Decimal(text))) for key, text in stored.items()}


def _row(
    criterion: Criterion,
    weight: Decimal,
    steps: Sequence[Decimal],
    written: Mapping[str, str],
    errors: Mapping[str, str],
    given: Sequence[GivenTo],
    said: Evidence,
) -> CriterionRow:
    levels = sheets.levels(criterion)
    who = {one.value: one for one in given}
    told = levels if len(levels) == len(steps) else [""] * len(steps)
    return CriterionRow(
        key=criterion.key,
        name=formats.in_language(criterion.name),
        short=formats.in_language(criterion.short),
        question=formats.in_language(criterion.question),
        weight=weight,
        steps=[
            _step(step, words, who.get(str(plain(step))))
            for step, words in zip(steps, told, strict=True)
        ],
        written=written.get(criterion.key, ""),
        error=errors.get(field_of(criterion.key), ""),
        given=given,
        mark=said.mark.value if said.mark else "",
        place=said.place,
        mark_error=errors.get(f"evidence-{criterion.key}", ""),
        place_error=errors.get(f"place-{criterion.key}", ""),
    )


def _step(step: Decimal, words: str, given: GivenTo | None) -> ScaleStep:
    names, count = (given.names, min(given.count, MOST_MARKS)) if given else ("", 0)
    return ScaleStep(str(plain(step)), sheets.number(step), words, names, count)


def _lacks(award_round: Round, rows: Sequence[CriterionRow], grounds: str) -> Lacks:
    required = award_round.rulebook.grounds_required
    empty = tuple(row.key for row in rows if not row.written.strip())
    return Lacks(empty, required and not grounds.strip())


def unreadable(award_round: Round, form: SheetForm) -> dict[str, str]:
    """Say what cannot be stored as it was sent, by the names of the fields."""
    scale, names = scores.scale(award_round), sheets.short_names(award_round.criteria)
    faults = {field_of(key): sheets.off_scale(names[key], scale) for key in form.off_scale}
    faults |= {f"place-{key}": evidence_words.too_long(names[key]) for key in form.too_long}
    return faults


def lacking(award_round: Round, lacks: Lacks) -> dict[str, str]:
    """Say what is missing, by the names of the fields."""
    names = sheets.short_names(award_round.criteria)
    faults = {field_of(key): sheets.no_score(names[key]) for key in lacks.criteria}
    faults |= {f"evidence-{key}": evidence_words.unmarked(names[key]) for key in lacks.unmarked}
    if lacks.grounds:
        faults["grounds"] = _("Skriv en begrunnelse.")
    if lacks.words_over:
        limit = award_round.rulebook.grounds_word_limit
        faults["grounds"] = _n(
            "Begrunnelsen er ett ord for lang. Den kan være på %(limit)s ord.",
            "Begrunnelsen er %(num)s ord for lang. Den kan være på %(limit)s ord.",
            lacks.words_over,
            limit=limit,
        )
    return faults
