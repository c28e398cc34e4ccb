"""A score sheet as people meet it: criteria with their steps, what is written, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.models import Criterion, Round, ScoreRevision, ScoreSheet
from app.rules.access import Permission, Verdict
from app.rules.lifecycle import Phase, StageState
from app.rules.scoring import Lacks
from app.services import may, scores
from app.services.work import StaleEditError, Work
from app.web.scores.desk_rows import BEFORE_DELIBERATION, lately
from app.web.scores.forms import SheetForm, plain
from app.words import formats
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
class Step:
    """One step of the scale."""

    value: str
    label: str
    words: str


@dataclass(frozen=True)
class Row:
    """One criterion with what is written for it."""

    key: str
    name: str
    short: str
    question: str
    weight: Decimal
    steps: Sequence[Step]
    """None of them where the score is written in a field."""
    written: str
    error: str


@dataclass(frozen=True)
class Change:
    """One revision of a sealed sheet."""

    number: int
    at: datetime
    reason: str
    after_opening: bool
    """Whether others' scores were open to her by then."""
    changed: Sequence[str]


@dataclass(frozen=True)
class View:
    """A sheet on the screen."""

    mode: Mode
    rows: Sequence[Row]
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
    changes: Sequence[Change]
    missing: Sequence[str]
    explained: str
    """Why it cannot be filled in now, or who sees it."""
    can_change: bool

    @property
    def given(self) -> int:
        """How many criteria have a score."""
        return sum(bool(row.written) for row in self.rows)


def number(value: Decimal) -> str:
    """Write a score: 4, or 4,5."""
    text = str(plain(value))
    return text if formats.language() == "en" else text.replace(".", ",")


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
) -> View:
    """Lay out a sheet: as it is stored, or as it was sent if that was refused."""
    scale = scores.scale(award_round)
    steps = scale.values()
    has_buttons = len(steps) <= MOST_BUTTONS and all(value % 1 == 0 for value in steps)
    stored, grounds = _stored(sheet, mode)
    # A button goes by its value, a field by how the reader writes numbers.
    written = stored if has_buttons else {k: number(Decimal(text)) for k, text in stored.items()}
    if form is not None:
        written = {key: text for key, text in form.written.items() if text.strip()}
        grounds = form.grounds
    weights = award_round.weights()
    rows = [
        _row(criterion, weights[criterion.key], steps if has_buttons else [], written, errors or {})
        for criterion in award_round.criteria
    ]
    notes = sheet.private_notes if sheet else ""
    return View(
        mode=mode,
        rows=rows,
        low=number(scale.low),
        high=number(scale.high),
        has_buttons=has_buttons,
        has_keys=has_buttons and scale.low >= 0 and scale.high <= 9,
        grounds=grounds,
        notes=form.notes if form else notes,
        reason=form.reason if form else "",
        version=form.version if form else sheet.version if sheet else 0,
        saved=saved_words(work, sheet),
        sealed_at=sheet.sealed_at if sheet else None,
        changes=_changes(award_round, sheet) if sheet else (),
        missing=missing_words(award_round, _lacks(award_round, rows, grounds)),
        explained=_explained(work, award_round, sheet, mode),
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
) -> Row:
    levels = _levels(criterion)
    told = levels if len(levels) == len(steps) else [""] * len(steps)
    return Row(
        key=criterion.key,
        name=formats.in_language(criterion.name),
        short=formats.in_language(criterion.short),
        question=formats.in_language(criterion.question),
        weight=weight,
        steps=[
            Step(str(plain(step)), number(step), words)
            for step, words in zip(steps, told, strict=True)
        ],
        written=written.get(criterion.key, ""),
        error=errors.get(field_of(criterion.key), ""),
    )


def _levels(criterion: Criterion) -> list[str]:
    """Give the words of the steps in the reader's language, or in the nearest there is."""
    for code in (formats.language(), "nb", "nn", "en"):
        if criterion.levels.get(code):
            return criterion.levels[code]
    return []


def _lacks(award_round: Round, rows: Sequence[Row], grounds: str) -> Lacks:
    required = award_round.rulebook.grounds_required
    empty = tuple(row.key for row in rows if not row.written.strip())
    return Lacks(empty, required and not grounds.strip())


def missing_words(award_round: Round, lacks: Lacks) -> list[str]:
    """Say what is missing before a sheet can be handed in, in sentences."""
    names = [formats.in_language(c.short) for c in award_round.criteria if c.key in lacks.criteria]
    said = []
    if names:
        said.append(
            _n(
                "Ett kriterium mangler poeng: %(names)s.",
                "%(num)s kriterier mangler poeng: %(names)s.",
                len(names),
                names=", ".join(names),
            )
        )
    if lacks.grounds:
        said.append(_("Begrunnelsen mangler."))
    return said


def saved_words(work: Work, sheet: ScoreSheet | None) -> str:
    """Say when the server last stored the draft; nothing if it never has."""
    if sheet is None:
        return ""
    if formats.local(sheet.saved_at).date() == formats.local(work.now).date():
        return _("Utkast lagret %(time)s", time=formats.time_of_day(sheet.saved_at))
    return _("Utkast lagret %(moment)s", moment=lately(sheet.saved_at, work.now))


def _changes(award_round: Round, sheet: ScoreSheet) -> list[Change]:
    """List what was sealed, first to last, each with what it changed."""
    return [
        Change(
            revision.number,
            revision.sealed_at,
            revision.reason,
            revision.could_see_others,
            _difference(award_round, sheet.revisions[place - 1], revision) if place else (),
        )
        for place, revision in enumerate(sheet.revisions)
    ]


def _difference(award_round: Round, before: ScoreRevision, after: ScoreRevision) -> list[str]:
    """Say what a revision changed."""
    said = [
        _(
            "%(criterion)s fra %(before)s til %(after)s.",
            criterion=formats.in_language(criterion.short),
            before=number(Decimal(before.scores[criterion.key])),
            after=number(Decimal(after.scores[criterion.key])),
        )
        for criterion in award_round.criteria
        if before.scores.get(criterion.key) != after.scores.get(criterion.key)
    ]
    if before.grounds != after.grounds:
        said.append(_("Begrunnelsen er skrevet om."))
    return said


def _explained(work: Work, award_round: Round, sheet: ScoreSheet | None, mode: Mode) -> str:
    phase = award_round.phase(work.now)
    stage = award_round.stage.state if award_round.stage else StageState.WAITING
    before = phase is Phase.JUDGING and stage in BEFORE_DELIBERATION
    if mode is Mode.CLOSED:
        if before:
            return _(
                "Sekretariatet åpner for poeng når juryen har erklært seg. Da får du beskjed på e-post. Les gjerne forslaget nå."
            )
        if sheet is None:
            return _("Du satte ikke poeng på dette forslaget før det ble stengt.")
        return _("Utkastet ble ikke levert før det ble stengt. Det teller ikke.")
    if not before:
        return _("Juryen kan se poengene og begrunnelsen din. Det private notatet ser bare du.")
    meets = award_round.deliberation_at
    if meets is None:
        return _(
            "Ingen ser poengene dine før drøftingen åpner. Juryleder og sekretariatet ser bare at du har levert. Du kan ikke se de andres heller."
        )
    return _(
        "Ingen ser poengene dine før drøftingen åpner, etter planen %(moment)s. Juryleder og sekretariatet ser bare at du har levert. Du kan ikke se de andres heller.",
        moment=formats.short_moment(meets),
    )


@dataclass(frozen=True)
class Stored:
    """What somebody else's save left in store, shown beside what was written here."""

    lines: Sequence[tuple[str, str, str]]
    """Criterion, its stored score, and the score that was sent."""
    grounds: str
    notes: str


def stored_elsewhere(award_round: Round, error: StaleEditError) -> Stored:
    """Put in words what is stored instead of what was sent."""
    theirs: Mapping[str, Any] = error.theirs
    yours: Mapping[str, Any] = error.yours
    return Stored(
        [
            (
                formats.in_language(c.short),
                _score(theirs["scores"].get(c.key)),
                _score(yours["scores"].get(c.key)),
            )
            for c in award_round.criteria
        ],
        theirs["grounds"],
        theirs["notes"],
    )


def _score(text: str | None) -> str:
    return number(Decimal(text)) if text else _("Ingen poeng")
