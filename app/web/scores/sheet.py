"""A score sheet as people meet it: criteria with their steps, what is written, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from app.models import Criterion, Round, ScoreRevision, ScoreSheet
from app.rules.access import Permission, Verdict
from app.rules.scoring import Lacks, plain
from app.services import may, scores
from app.services.work import Work
from app.web.scores.forms import SheetForm
from app.web.scores.others import OtherPart
from app.words import formats
from app.words.jury import sheets
from app.words.jury.sheets import RevisionLine
from app.words.text import _, _n

MOST_BUTTONS = 10
"""A longer scale is written in a field."""


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
    can_change: bool
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
    *,
    earlier: ScoreRevision | None = None,
    others: Sequence[OtherPart] = (),
) -> SheetPage:
    """Lay out a sheet: as it is stored, or as it was sent if that was refused.

    One that is not begun starts from what she sealed in the stage before, if she did.
    """
    scale = scores.scale(award_round)
    steps = scale.values()
    has_buttons = len(steps) <= MOST_BUTTONS and all(value % 1 == 0 for value in steps)
    stored, grounds = _stored(sheet, mode)
    begins = earlier if sheet is None and form is None and mode is Mode.EDIT else None
    if begins is not None:
        stored, grounds = _plain(begins.scores), begins.grounds
    # A button goes by its value, a field by how the reader writes numbers.
    written = (
        stored if has_buttons else {k: sheets.number(Decimal(text)) for k, text in stored.items()}
    )
    if form is not None:
        written = {key: text for key, text in form.written.items() if text.strip()}
        grounds = form.grounds
    weights = award_round.weights()
    rows = [
        _row(criterion, weights[criterion.key], steps if has_buttons else [], written, errors or {})
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


def _plain(stored: Mapping[str, str]) -> dict[str, str]:
    return {key: str(plain(Decimal(text))) for key, text in stored.items()}


def _row(
    criterion: Criterion,
    weight: Decimal,
    steps: Sequence[Decimal],
    written: Mapping[str, str],
    errors: Mapping[str, str],
) -> CriterionRow:
    levels = sheets.levels(criterion)
    told = levels if len(levels) == len(steps) else [""] * len(steps)
    return CriterionRow(
        key=criterion.key,
        name=formats.in_language(criterion.name),
        short=formats.in_language(criterion.short),
        question=formats.in_language(criterion.question),
        weight=weight,
        steps=[
            ScaleStep(str(plain(step)), sheets.number(step), words)
            for step, words in zip(steps, told, strict=True)
        ],
        written=written.get(criterion.key, ""),
        error=errors.get(field_of(criterion.key), ""),
    )


def _lacks(award_round: Round, rows: Sequence[CriterionRow], grounds: str) -> Lacks:
    required = award_round.rulebook.grounds_required
    empty = tuple(row.key for row in rows if not row.written.strip())
    return Lacks(empty, required and not grounds.strip())


def off_scale(award_round: Round, form: SheetForm) -> dict[str, str]:
    """Say which scores could not be read, by the names of their fields."""
    scale, names = scores.scale(award_round), sheets.short_names(award_round.criteria)
    return {field_of(key): sheets.off_scale(names[key], scale) for key in form.off_scale}


def lacking(award_round: Round, lacks: Lacks) -> dict[str, str]:
    """Say what is missing, by the names of the fields."""
    names = sheets.short_names(award_round.criteria)
    faults = {field_of(key): sheets.no_score(names[key]) for key in lacks.criteria}
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
