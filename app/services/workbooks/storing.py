"""Storing what a workbook brought: all of it as it was shown, in one transaction, or nothing."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.models import Round
from app.rules.access import Permission, WrongPhaseError
from app.rules.workbooks import NOTES, SheetRead
from app.services import desks, foresight, may, nominations, scores
from app.services.desks import LEFT
from app.services.foresight import ForeseenOtherwiseError
from app.services.work import Work
from app.services.workbooks.comparing import (
    Change,
    Comparison,
    SheetChange,
    changes_of,
    compare_with,
    given_of,
)
from app.services.workbooks.offering import sheets_of


@dataclass(frozen=True)
class Choice:
    """What she chose for one nomination: which of both counts in a conflict, and why it changes."""

    takes_workbook: bool | None = None
    """None where she has not chosen."""
    reason: str = ""


class MissingChoiceError(ValueError):
    """She has not chosen for some nominations, or not said why something handed in changes."""

    def __init__(self, conflicts: Sequence[int], reasons: Sequence[int]) -> None:
        super().__init__(f"{len(conflicts)} choices, {len(reasons)} reasons")
        self.conflicts, self.reasons = conflicts, reasons


@dataclass(frozen=True)
class Stored:
    """How many sheets became drafts, were handed in, and were revised."""

    drafts: int
    sealed: int
    revised: int


def store(
    work: Work,
    award_round: Round,
    sheets: Sequence[SheetRead],
    choices: Mapping[int, Choice],
    seen: str,
    *,
    hand_in: bool,
) -> Stored:
    """Store what a workbook brought, as it was shown.

    Args:
        work: the actor, a juror or deputy.
        award_round: the round.
        sheets: what was read.
        choices: what she chose, by nomination.
        seen: the stamp of the comparison that she was shown.
        hand_in: whether what is complete is handed in, too.

    Raises:
        ForeseenOtherwiseError: something is stored otherwise since she was shown it.
        MissingChoiceError: she has not chosen, or not said why.
        WrongPhaseError: scoring has closed. What was filled in is kept as drafts, and never counts.

    """
    try:
        award_round = may.begin(work, Permission.SCORE, award_round)
    except WrongPhaseError:
        _keep(work, award_round, sheets)
        raise
    desk = desks.desk(work, award_round)
    held = sheets_of(work.session, award_round, desk)
    found = compare_with(work, award_round, sheets, desk, held)
    foresight.insist(found, seen)
    if found.faults:
        raise ForeseenOtherwiseError
    _insist_chosen(found, choices)
    drafts = sealed = revised = 0
    for one in found.changed:
        chosen = choices.get(one.nomination_id, Choice())
        changes = _taken(one, chosen)
        if not changes:
            continue
        nomination = nominations.by_id(work.session, one.nomination_id)
        given = given_of(award_round, held.get(one.nomination_id), changes)
        if one.is_sealed:
            scores.revise(work, nomination, given, chosen.reason)
            revised += 1
        elif hand_in and not scores.lacks(award_round, given):
            scores.seal(work, nomination, given)
            sealed += 1
        else:
            scores.save_draft(work, nomination, given)
            drafts += 1
    return Stored(drafts, sealed, revised)


def _taken(one: SheetChange, chosen: Choice) -> list[Change]:
    """Give the changes that count as she chose."""
    return [change for change in one.changes if chosen.takes_workbook or not change.is_conflict]


def _insist_chosen(found: Comparison, choices: Mapping[int, Choice]) -> None:
    conflicts, reasons = [], []
    for one in found.changed:
        chosen = choices.get(one.nomination_id, Choice())
        if one.is_conflict and chosen.takes_workbook is None:
            conflicts.append(one.nomination_id)
        is_revised = any(change.key != NOTES for change in _taken(one, chosen))
        if one.is_sealed and is_revised and not chosen.reason.strip():
            reasons.append(one.nomination_id)
    if conflicts or reasons:
        raise MissingChoiceError(conflicts, reasons)


def _keep(work: Work, award_round: Round, sheets: Sequence[SheetRead]) -> None:
    """Have what came too late kept as drafts, which never count."""
    desk = desks.desk(work, award_round)
    held = sheets_of(work.session, award_round, desk)
    opened = {entry.id for entry in desk.of(*LEFT)}
    for sheet in sheets:
        if sheet.mark.nomination_id not in opened:
            continue
        nomination = nominations.by_id(work.session, sheet.mark.nomination_id)
        stored = held.get(nomination.id)
        given = given_of(award_round, stored, changes_of(award_round, sheet, stored))
        with suppress(WrongPhaseError):
            scores.save_draft(work, nomination, given)
