"""What a workbook that came back would change: sheet by sheet, field by field, before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.models import Round, ScoreSheet
from app.rules.access import Permission
from app.rules.scoring import Lacks
from app.rules.workbooks import GROUNDS, NOTES, Fault, Meeting, SheetRead, Wrong, meet
from app.services import desks, may, scores
from app.services.desks import TO_SCORE, Desk, Task
from app.services.scores import SheetInput
from app.services.work import Work
from app.services.workbooks.offering import fields_of, sheets_of, version_of


@dataclass(frozen=True)
class Change:
    """One field: what is stored, what the workbook says, and whether both were changed."""

    key: str
    before: str
    after: str
    is_conflict: bool


@dataclass(frozen=True)
class SheetChange:
    """What would change on one sheet."""

    nomination_id: int
    number: int | None
    version: int
    """Of what is stored now."""
    is_sealed: bool
    changes: Sequence[Change]
    lacks: Lacks
    """What is missing once all of the workbook is taken."""

    @property
    def is_conflict(self) -> bool:
        """Whether she has to choose."""
        return any(change.is_conflict for change in self.changes)

    @property
    def needs_reason(self) -> bool:
        """Whether it makes a revision of what is handed in."""
        return self.is_sealed and any(change.key != NOTES for change in self.changes)

    @property
    def is_complete(self) -> bool:
        """Whether it can be handed in once all of it is taken."""
        return not self.is_sealed and not self.lacks


@dataclass(frozen=True)
class Closed:
    """A sheet of what is not open to her: its name, and what stands in the way, as far as known."""

    sheet: str
    task: Task | None


@dataclass(frozen=True)
class Comparison:
    """All that a workbook would change, what it would not, and what is wrong with it."""

    changed: Sequence[SheetChange]
    unchanged: Sequence[int | None]
    """The numbers of what stays as it is."""
    absent: Sequence[int | None]
    """The numbers of what the workbook has no sheet for."""
    closed: Sequence[Closed]
    faults: Sequence[Fault]


def compare(work: Work, award_round: Round, sheets: Sequence[SheetRead]) -> Comparison:
    """Compare what was read with what is stored.

    Raises:
        DeniedError: nothing is open to her.
        WrongPhaseError: no scores are given now.

    """
    desk = desks.desk(work, award_round)
    return compare_with(work, award_round, sheets, desk, sheets_of(work.session, award_round, desk))


def compare_with(
    work: Work,
    award_round: Round,
    sheets: Sequence[SheetRead],
    desk: Desk,
    stored: Mapping[int, ScoreSheet],
) -> Comparison:
    """Compare as ``compare`` does, with a desk and sheets that are known."""
    tasks = {entry.id: entry.task for entry in desk.entries}
    numbers = {entry.id: entry.number for entry in desk.entries}
    opened = [entry.id for entry in desk.of(*TO_SCORE)]
    may.require(work, Permission.SCORE, award_round, impartial=bool(opened))
    changed: list[SheetChange] = []
    unchanged: list[int | None] = []
    closed: list[Closed] = []
    faults: list[Fault] = []
    for sheet in sheets:
        key = sheet.mark.nomination_id
        if key not in opened:
            closed.append(Closed(sheet.name, tasks.get(key)))
            continue
        found = _met(award_round, sheet, stored.get(key), numbers[key])
        if not found.changes:
            unchanged.append(found.number)
            continue
        changed.append(found)
        if found.is_sealed and found.lacks:
            faults += _lacking(sheet, found.lacks)
    came = {sheet.mark.nomination_id for sheet in sheets}
    absent = [numbers[one] for one in opened if one not in came]
    changed.sort(key=lambda one: (one.number or 0, one.nomination_id))
    return Comparison(changed, unchanged, absent, closed, faults)


def _met(
    award_round: Round, sheet: SheetRead, held: ScoreSheet | None, number: int | None
) -> SheetChange:
    changes = changes_of(award_round, sheet, held)
    return SheetChange(
        sheet.mark.nomination_id,
        number,
        version_of(held),
        held is not None and held.sealed_at is not None,
        changes,
        scores.lacks(award_round, given_of(award_round, held, changes)),
    )


def changes_of(award_round: Round, sheet: SheetRead, held: ScoreSheet | None) -> list[Change]:
    """List the fields of a sheet that would be stored otherwise than they are."""
    stored = fields_of(award_round, held)
    as_downloaded = version_of(held) == sheet.mark.version
    changes = []
    for key, text in sheet.fields.items():
        printed = sheet.prints.get(key) if sheet.prints else None
        meeting = meet(text, stored[key], printed, is_as_downloaded=as_downloaded)
        if meeting in {Meeting.CHANGED, Meeting.CONFLICT}:
            changes.append(Change(key, stored[key], text, meeting is Meeting.CONFLICT))
    return changes


def given_of(award_round: Round, held: ScoreSheet | None, changes: Sequence[Change]) -> SheetInput:
    """Give a whole sheet as it is with some changes."""
    fields = fields_of(award_round, held) | {change.key: change.after for change in changes}
    grounds, notes = fields.pop(GROUNDS), fields.pop(NOTES)
    given = {key: Decimal(text) for key, text in fields.items() if text}
    return SheetInput(given, grounds, notes, version_of(held))


def _lacking(sheet: SheetRead, lacks: Lacks) -> list[Fault]:
    keys = [*lacks.criteria, *([GROUNDS] if lacks.grounds or lacks.words_over else [])]
    return [
        Fault(
            Wrong.SEALED_LACKS, sheet.name, sheet.cells.get(key, ""), sheet.fields.get(key, ""), key
        )
        for key in keys
    ]
