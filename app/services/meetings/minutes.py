"""Minutes: versions of their text, the answers of those who were present, and the lock.

A version locks with the approval that makes a majority of those who were present. Those who have
not answered yet can still do so; a refusal stands beside the text, with its reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Meeting, MinutesAnswer, MinutesLock, MinutesVersion, Stage
from app.rules.access import Permission
from app.rules.forms import is_empty
from app.rules.meetings import Approval, approval
from app.services import digests, may, stamps
from app.services.locks import lock_round
from app.services.meetings.entering import begin, seat_of
from app.services.meetings.finding import Table, of_stage, round_of, table_of
from app.services.meetings.presence import at_table
from app.services.meetings.recording import add
from app.services.nominations import ReasonMissingError
from app.services.work import LockedError, NotFoundError, Work

OPENING, CLOSING = "opening", "closing"
"""The sections that are of no item; those that are, are called by its row."""


class NotPresentError(ValueError):
    """Whoever was not at the table approves no minutes of it."""


class MeetingGoesOnError(ValueError):
    """There are no minutes of what is not over."""


class AnotherVersionError(ValueError):
    """The minutes have been changed since: it is the new version that is answered on."""


@dataclass(frozen=True)
class Standing:
    """A version of the minutes with where it stands."""

    version: MinutesVersion
    present: frozenset[int]
    answers: Mapping[int, MinutesAnswer]
    """The latest of each, by appointment."""
    stands: Approval

    @property
    def is_locked(self) -> bool:
        """Whether no other version follows."""
        return self.version.lock is not None


def keys(meeting: Meeting) -> list[str]:
    """List the sections of the minutes of a meeting, in order."""
    return [OPENING, *(str(one.id) for one in meeting.items), CLOSING]


def versions(session: Session, meeting_id: int) -> Sequence[MinutesVersion]:
    """List the versions of a meeting's minutes with their answers, in order."""
    return session.scalars(
        select(MinutesVersion)
        .where(MinutesVersion.meeting_id == meeting_id)
        .order_by(MinutesVersion.number)
        .options(
            selectinload(MinutesVersion.answers).joinedload(MinutesAnswer.appointment),
            joinedload(MinutesVersion.lock),
        )
        .execution_options(populate_existing=True)
    ).all()


def standing(session: Session, meeting_id: int) -> Standing | None:
    """Give the version that is answered on, and where it stands; None before there is any."""
    held = versions(session, meeting_id)
    if not held:
        return None
    answers = {one.appointment_id: one for one in held[-1].answers}
    present = at_table(session, round_of(session, meeting_id), [meeting_id])
    stands = approval({key: one.approves for key, one in answers.items()}, present)
    return Standing(held[-1], present, answers, stands)


def minutes_data(held: MinutesVersion | None) -> dict[str, Any]:
    """Give a version as plain data."""
    return dict(held.sections) if held else {}


def write(
    work: Work,
    meeting_id: int,
    sections: Mapping[str, str],
    *,
    base: str | None = None,
    whole: bool = False,
) -> MinutesVersion:
    """Write a version of the minutes. What the writer may not read of the last one stays.

    Args:
        work: of whoever keeps the meeting.
        meeting_id: of which.
        sections: the texts, by section.
        base: the stamp of what the writer began from.
        whole: whether it is made from the record: then all of it, whatever she may read.

    Raises:
        MeetingGoesOnError: the meeting is not over.
        LockedError: a version is approved by a majority.
        StaleEditError: somebody else has written otherwise since.

    """
    table = begin(work, meeting_id, permission=Permission.WRITE_MINUTES)
    if table.is_open:
        raise MeetingGoesOnError
    held = versions(work.session, meeting_id)
    last = held[-1] if held else None
    if last is not None and last.lock is not None:
        raise LockedError("the minutes are approved")
    before = minutes_data(last)
    wanted = {key: before.get(key, "") for key in keys(table.meeting)}
    writable = keys(table.meeting) if whole else readable(work, table)
    wanted |= {key: text.strip() for key, text in sections.items() if key in writable}
    stamps.insist(before, wanted, base)
    if last is not None and before == wanted:
        return last
    made = MinutesVersion(
        meeting_id=meeting_id,
        number=len(held) + 1,
        language=table.award_round.language,
        sections=wanted,
    )
    add(work, table, made, "minutes.written", number=made.number)
    return made


def readable(work: Work, table: Table) -> list[str]:
    """List the sections that the actor may read: not those of what she is recused from."""
    mine = seat_of(work, table.award_round)
    shut = {
        str(one.id)
        for one in table.meeting.items
        if mine is not None and not table.is_clear(one, mine)
    }
    return [key for key in keys(table.meeting) if key not in shut]


def answer(
    work: Work, meeting_id: int, number: int, *, approves: bool, reason: str = ""
) -> MinutesAnswer:
    """Approve a version of the minutes, or refuse to, with a reason that stands in them.

    Whoever approves only part of it, because she is recused from the rest, answers for that part.

    Raises:
        NotFoundError: there are no minutes.
        NotPresentError: the actor was not at the table.
        AnotherVersionError: there is another version since.
        ReasonMissingError: she refuses and says not why.
        LockedError: she has answered otherwise, and it is locked.

    """
    award_round = lock_round(work.session, round_of(work.session, meeting_id))
    may.require(work, Permission.ANSWER_MINUTES, award_round)
    stands = standing(work.session, meeting_id)
    if stands is None:
        raise NotFoundError(f"minutes of meeting {meeting_id}")
    mine = seat_of(work, award_round)
    if mine is None or mine not in stands.present:
        raise NotPresentError
    if number != stands.version.number:
        raise AnotherVersionError
    if not approves and is_empty(reason):
        raise ReasonMissingError
    said = "" if approves else reason.strip()
    before = stands.answers.get(mine)
    if before is not None and (before.approves, before.reason) == (approves, said):
        return before
    if before is not None and stands.is_locked:
        raise LockedError("she has answered, and the minutes are approved")
    table = table_of(work.session, award_round, meeting_id, work.today)
    made = MinutesAnswer(
        version_id=stands.version.id, appointment_id=mine, approves=approves, reason=said
    )
    add(work, table, made, "minutes.answered", appointment=mine, number=number, approves=approves)
    now = standing(work.session, meeting_id)
    if now is not None and now.stands is Approval.APPROVED and not now.is_locked:
        lock = MinutesLock(version_id=now.version.id)
        add(work, table, lock, "minutes.locked", number=number)
        work.session.refresh(now.version, ["lock"])
    return made


def digest_of(session: Session, stage: Stage) -> str | None:
    """Give the digest of the minutes of a stage as they are, with who answered what; None without.

    Of each meeting the latest version: its text, its answers, and whether it is locked.
    """
    held = [
        (meeting.number, found.version)
        for meeting in of_stage(session, stage)
        if (found := standing(session, meeting.id)) is not None
    ]
    if not held:
        return None
    return digests.of([_covered(number, version) for number, version in held])


def _covered(meeting: int, version: MinutesVersion) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "version": version.number,
        "language": version.language,
        "sections": version.sections,
        "answers": [[one.appointment_id, one.approves, one.reason] for one in version.answers],
        "locked": version.lock is not None,
    }
