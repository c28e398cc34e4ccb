"""What a workbook that came back would change, as she meets it before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.models import Round
from app.rules.workbooks import GROUNDS, NOTES, Fault, Reading, SheetRead
from app.services import foresight, lists, scores, workbooks
from app.services.work import Work
from app.services.workbooks import Choice, Comparison, SheetChange
from app.web.scores import carried
from app.words import formats
from app.words.jury import previews, sheets
from app.words.jury import workbooks as words


@dataclass(frozen=True)
class FaultRow:
    """One fault as it is listed."""

    sheet: str
    cell: str
    read: str
    says: str


@dataclass(frozen=True)
class ChangeRow:
    """One field, before and after."""

    name: str
    before: Sequence[str]
    after: Sequence[str]
    is_score: bool
    is_conflict: bool


@dataclass(frozen=True)
class Card:
    """One nomination that would change."""

    id: int
    title: str
    url: str
    is_sealed: bool
    rows: Sequence[ChangeRow]
    is_conflict: bool
    takes: str
    """What she chose in a conflict."""
    needs_reason: bool
    reason: str
    missing: Sequence[str]
    is_complete: bool


@dataclass(frozen=True)
class PreviewPage:
    """The preview."""

    faults: Sequence[FaultRow]
    cards: Sequence[Card]
    notes: Sequence[str]
    """What stays, lacks or is not read."""
    closed: Sequence[str]
    """What is left out because it is closed to her."""
    complete: int
    hands_in: bool
    packed: str
    seen: str


def lay_out(
    work: Work,
    award_round: Round,
    reading: Reading,
    choices: Mapping[int, Choice] | None = None,
    *,
    hands_in: bool = False,
) -> PreviewPage:
    """Lay out the preview of a workbook.

    Args:
        work: the actor, a juror or deputy.
        award_round: the round.
        reading: what was read.
        choices: what she chose by nomination, where it is shown again; it holds no more than
            what would change then.
        hands_in: whether she wants what is complete handed in.

    Raises:
        TooMuchError: more would change than a form carries.

    """
    found = workbooks.compare(work, award_round, reading.sheets)
    faults = [*reading.faults, *found.faults]
    changing = {one.nomination_id for one in found.changed}
    taken = [sheet for sheet in reading.sheets if sheet.mark.nomination_id in changing]
    names = lists.names(work.session, list(changing))
    notes = [
        previews.unchanged(found.unchanged),
        previews.absent(found.absent) if choices is None else "",
        previews.ignored(reading.ignored),
    ]
    return PreviewPage(
        [_fault(award_round, one) for one in faults],
        [
            _card(
                award_round, one, names[one.nomination_id], (choices or {}).get(one.nomination_id)
            )
            for one in found.changed
        ],
        [note for note in notes if note],
        [previews.closed(one) for one in found.closed],
        sum(one.is_complete for one in found.changed),
        hands_in,
        "" if faults else carried.pack(work, award_round, taken),
        "" if faults else stamp(work, award_round, taken),
    )


def stamp(work: Work, award_round: Round, taken: Sequence[SheetRead]) -> str:
    """Give the stamp of what is carried, as it is compared when it is stored."""
    found: Comparison = workbooks.compare(work, award_round, taken)
    return foresight.stamp(found)


def _fault(award_round: Round, fault: Fault) -> FaultRow:
    says = previews.said(fault, award_round.criteria, scores.scale(award_round))
    return FaultRow(fault.sheet, fault.cell, fault.read[:200], says)


def _card(award_round: Round, one: SheetChange, name: str, chosen: Choice | None) -> Card:
    takes = {True: "workbook", False: "stored", None: ""}[chosen.takes_workbook if chosen else None]
    return Card(
        one.nomination_id,
        f"{one.number}. {name}",
        url_for("scores.sheet", nomination_id=one.nomination_id),
        one.is_sealed,
        [
            ChangeRow(
                words.label(award_round.criteria, change.key),
                _shown(change.key, change.before),
                _shown(change.key, change.after),
                change.key not in {GROUNDS, NOTES},
                change.is_conflict,
            )
            for change in one.changes
        ],
        one.is_conflict,
        takes,
        one.needs_reason,
        chosen.reason if chosen else "",
        [] if one.is_sealed else sheets.missing(award_round.criteria, one.lacks),
        one.is_complete,
    )


def _shown(key: str, text: str) -> list[str]:
    if key in {GROUNDS, NOTES}:
        return formats.paragraphs(text)
    return [text if formats.language() == "en" else text.replace(".", ",")] if text else []
