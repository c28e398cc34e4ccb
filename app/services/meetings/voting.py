"""Motions, and open votes on them: by name, of those at the table alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Division, Motion, Vote
from app.rules import meetings as rules
from app.rules.forms import is_empty
from app.rules.meetings import Choice, Mode
from app.services import audit, digests, meeting_seals
from app.services.meetings.entering import begin
from app.services.meetings.finding import Table, leader
from app.services.meetings.recording import add
from app.services.work import NotFoundError, Work


class MotionMissingError(ValueError):
    """A motion says nothing."""


class Bar(StrEnum):
    """Why somebody has no vote."""

    UNKNOWN = "unknown"
    RECUSED = "recused"
    LEFT = "left"
    NOT_PRESENT = "not_present"
    MEMBER_SITS = "member_sits"


@dataclass(frozen=True)
class Barred:
    """Somebody who has no vote, and why."""

    name: str
    bar: Bar


class VoteRefusedError(ValueError):
    """Somebody votes who has no vote, or somebody's vote lacks.

    barred: who has none. missing: the names of those at the table whose vote lacks; both empty
    where nobody is at the table.
    """

    def __init__(self, barred: Sequence[Barred] = (), missing: Sequence[str] = ()) -> None:
        super().__init__("not everybody who votes has a vote, or the other way round")
        self.barred = barred
        self.missing = missing


class NotAtItemError(ValueError):
    """The meeting is at another item: those who are out of this one have not left."""


class VotedAlreadyError(ValueError):
    """It was voted on, and otherwise."""


def motions(session: Session, meeting_id: int) -> Sequence[Motion]:
    """List the motions of a meeting, with what became of them, in order."""
    return session.scalars(
        select(Motion)
        .where(Motion.meeting_id == meeting_id)
        .order_by(Motion.number)
        .options(
            joinedload(Motion.moved_by),
            joinedload(Motion.division)
            .selectinload(Division.votes)
            .options(joinedload(Vote.appointment)),
        )
        .execution_options(populate_existing=True)
    ).all()


def move(
    work: Work, meeting_id: int, item_id: int | None, text: str, moved_by_id: int | None = None
) -> Motion:
    """Put a motion, on an item or on the meeting; sent twice in a row, once.

    Raises:
        MotionMissingError: it says nothing.
        VoteRefusedError: who is said to move it is not at the table.
        LockedError: the meeting is over.

    """
    table = begin(work, meeting_id, item_id)
    if is_empty(text):
        raise MotionMissingError
    if moved_by_id is not None and moved_by_id not in table.sitting(table.item(item_id)):
        raise VoteRefusedError([_barred(table, item_id, moved_by_id)])
    last = work.session.scalars(
        select(Motion)
        .where(Motion.meeting_id == meeting_id)
        .order_by(Motion.number.desc())
        .limit(1)
        .options(selectinload(Motion.division))
    ).one_or_none()
    same = last and (last.item_id, last.text, last.moved_by_id) == (
        item_id,
        text.strip(),
        moved_by_id,
    )
    if last is not None and same and last.division is None:
        return last
    made = Motion(
        meeting_id=meeting_id,
        item_id=item_id,
        number=(last.number if last else 0) + 1,
        text=text.strip(),
        moved_by_id=moved_by_id,
    )
    add(work, table, made, "motion.put", item=item_id)
    return made


def divide(
    work: Work,
    meeting_id: int,
    motion_id: int,
    choices: Mapping[int, Choice],
    dissents: Mapping[int, str] | None = None,
) -> Division:
    """Take the vote on a motion, whole: what everybody at the table votes, with what dissents say.

    Args:
        work: of whoever keeps the meeting.
        meeting_id: which.
        motion_id: the motion.
        choices: by appointment: of all at the table, and of nobody else.
        dissents: by appointment, what somebody who did not get her way has entered.

    Raises:
        NotFoundError: there is no such motion.
        NotAtItemError: it is of an item that the meeting is not at.
        VoteRefusedError: somebody has no vote, or somebody's lacks.
        VotedAlreadyError: the vote was taken, and came otherwise.
        LockedError: the meeting is over.

    """
    motion = _motion(work.session, meeting_id, motion_id)
    table = begin(work, meeting_id, motion.item_id)
    said = {one: text.strip() for one, text in (dissents or {}).items() if not is_empty(text)}
    work.session.refresh(motion, ["division"])
    if motion.division is not None:
        return _insist_same(motion.division, choices, said)
    item = table.item(motion.item_id)
    if item is not None and table.current_id != item.id:
        raise NotAtItemError
    _insist_entitled(table, motion.item_id, choices, said)
    leads = leader(work.session, table, item)
    came_to = rules.outcome(
        choices, leads.id if leads else None, casting=table.award_round.rulebook.casting_vote
    )
    made = Division(
        motion_id=motion.id,
        leader_id=leads.id if leads else None,
        is_carried=came_to.is_carried,
        by_casting=came_to.by_casting,
        taken_at=work.now,
        taken_by_id=work.actor.account_id,
        votes=[
            Vote(appointment_id=one, choice=choices[one], dissent=said.get(one, ""))
            for people in table.seats
            for one in people
            if one in choices
        ],
    )
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "motion.voted_on",
        f"meeting:{meeting_id}",
        award_round=table.award_round,
        row=made.id,
        carried=made.is_carried,
        digest=digests.of(meeting_seals.division(made, made.votes)),
    )
    return made


def _motion(session: Session, meeting_id: int, motion_id: int) -> Motion:
    found = session.get(Motion, motion_id)
    if found is None or found.meeting_id != meeting_id:
        raise NotFoundError(f"motion {motion_id}")
    return found


def _insist_same(
    held: Division, choices: Mapping[int, Choice], dissents: Mapping[int, str]
) -> Division:
    voted = {one.appointment_id: (one.choice, one.dissent) for one in held.votes}
    if voted != {one: (choice, dissents.get(one, "")) for one, choice in choices.items()}:
        raise VotedAlreadyError
    return held


def _insist_entitled(
    table: Table, item_id: int | None, choices: Mapping[int, Choice], dissents: Mapping[int, str]
) -> None:
    sitting = table.sitting(table.item(item_id))
    barred = [one for one in {**choices, **dissents} if one not in sitting]
    if barred:
        raise VoteRefusedError([_barred(table, item_id, one) for one in barred])
    missing = [one for people in table.seats for one in people if one in sitting - choices.keys()]
    if missing or not sitting:
        raise VoteRefusedError(missing=[table.people[one].person_name for one in missing])


def _barred(table: Table, item_id: int | None, one: int) -> Barred:
    """Say why somebody is not at the table."""
    item = table.item(item_id)
    if one not in table.people:
        return Barred("", Bar.UNKNOWN)
    name = table.people[one].person_name
    if not table.is_clear(item, one):
        return Barred(name, Bar.RECUSED)
    if table.mode(one, item) is not Mode.OUT:
        return Barred(name, Bar.MEMBER_SITS)
    has_been = one in table.attendance.meeting
    return Barred(name, Bar.LEFT if has_been else Bar.NOT_PRESENT)
