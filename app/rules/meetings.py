"""Meetings of a jury: who is at the table, in which order it goes, and what a vote comes to.

At the table is, for each seat, the first of its people who is present and whom nothing keeps out
of the item. So a deputy sits where the member is not there, for the whole meeting or for an item.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


class MeetingOrder(StrEnum):
    """In which order the nominations are taken."""

    RANKED = "ranked"
    DRAWN = "drawn"


class Mode(StrEnum):
    """How somebody takes part from a moment on."""

    ROOM = "room"
    REMOTE = "remote"
    OUT = "out"


class Choice(StrEnum):
    """What somebody votes."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Noted(NamedTuple):
    """That somebody came, left, or stays out of one item, from a moment on."""

    appointment_id: int
    item_id: int | None
    """None where it is for the meeting."""
    mode: Mode
    at: datetime


class Turn(NamedTuple):
    """That an item became the current one; None: that none was."""

    item_id: int | None
    at: datetime


@dataclass(frozen=True)
class Attendance:
    """Who takes part, and how, as it was noted last."""

    meeting: Mapping[int, Mode]
    """By appointment."""
    items: Mapping[tuple[int, int], Mode]
    """By (item, appointment), where an item is another matter."""

    def mode(self, appointment_id: int, item_id: int | None = None) -> Mode:
        """Say how somebody takes part, in an item or in what is none."""
        of_meeting = self.meeting.get(appointment_id, Mode.OUT)
        if item_id is None:
            return of_meeting
        return self.items.get((item_id, appointment_id), of_meeting)

    def present(self, item_id: int | None = None) -> frozenset[int]:
        """List who is there, in an item or in what is none."""
        known = {*self.meeting, *(one for item, one in self.items if item == item_id)}
        return frozenset(one for one in known if self.mode(one, item_id) is not Mode.OUT)


class Outcome(NamedTuple):
    """What a vote came to."""

    is_carried: bool
    by_casting: bool
    """Whether the votes were even, and whoever led the item settled it."""


def drawn(seed: str, nomination_ids: Iterable[int]) -> list[int]:
    """Put nominations in the order that a seed draws; the same seed draws the same."""
    lots = {one: hashlib.sha256(f"{seed}:{one}".encode()).digest() for one in nomination_ids}
    return sorted(lots, key=lambda one: (lots[one], one))


def attendance(notes: Iterable[Noted]) -> Attendance:
    """Say who takes part after what was noted, in its order."""
    meeting: dict[int, Mode] = {}
    items: dict[tuple[int, int], Mode] = {}
    for one in notes:
        if one.item_id is None:
            meeting[one.appointment_id] = one.mode
        else:
            items[one.item_id, one.appointment_id] = one.mode
    return Attendance(meeting, items)


def table(
    seats: Sequence[tuple[int, ...]], present: Collection[int], kept_out: Collection[int] = ()
) -> frozenset[int]:
    """List who is at the table: of each seat the first who is there and is not kept out.

    Args:
        seats: the people of each seat, in the order in which they sit.
        present: who is there.
        kept_out: whom recusal, or a conflict that waits for a ruling, keeps out of the item.

    """
    sitting = [
        next((one for one in people if one in present and one not in kept_out), None)
        for people in seats
    ]
    return frozenset(one for one in sitting if one is not None)


def course(
    notes: Sequence[Noted], turns: Sequence[Turn], seats: Sequence[tuple[int, ...]]
) -> Iterator[tuple[int | None, frozenset[int]]]:
    """Go through a meeting: each time that something changed, the item and who was at the table.

    What was noted for the same moment came at once: nobody sat for the instant between two lines.
    """
    changes: list[tuple[datetime, Noted | Turn]] = [
        *((one.at, one) for one in notes),
        *((one.at, one) for one in turns),
    ]
    changes.sort(key=lambda change: (change[0], isinstance(change[1], Turn)))
    known: list[Noted] = []
    item_id: int | None = None
    for (moment, change), (then, following) in pairwise([*changes, (None, None)]):
        if isinstance(change, Noted):
            known.append(change)
            if then == moment and isinstance(following, Noted):
                continue
        elif isinstance(change, Turn):
            item_id = change.item_id
        yield item_id, table(seats, attendance(known).present(item_id))


def outcome(votes: Mapping[int, Choice], leader_id: int | None, *, casting: bool) -> Outcome:
    """Count an open vote: carried with more for than against.

    Args:
        votes: by appointment; whoever abstains counts for neither.
        leader_id: who leads the item.
        casting: whether the rulebook lets her vote settle it where the votes are even.

    """
    given = list(votes.values())
    lead = given.count(Choice.FOR) - given.count(Choice.AGAINST)
    hers = votes.get(leader_id or 0)
    settles = lead == 0 and casting and hers in {Choice.FOR, Choice.AGAINST}
    return Outcome(lead > 0 or (settles and hers is Choice.FOR), settles)


class Approval(StrEnum):
    """Where a version of the minutes stands with those who were present."""

    WAITING = "waiting"
    APPROVED = "approved"
    """More than half of those present approve it: it locks, and the rest can still answer."""
    REFUSED = "refused"
    """So many refuse it that no majority is left: it takes another version."""


def approval(answers: Mapping[int, bool], present: Collection[int]) -> Approval:
    """Say where a version stands, by the latest answers of those who were present."""
    counted = [yes for one, yes in answers.items() if one in present]
    if 2 * counted.count(True) > len(present):
        return Approval.APPROVED
    return Approval.REFUSED if 2 * counted.count(False) >= len(present) > 0 else Approval.WAITING
