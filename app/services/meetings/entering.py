"""Entering a meeting: who may read it, and who may write in it."""

from app.models import Meeting, MeetingItem, Round
from app.rules.access import Permission, Role, Verdict
from app.services import may
from app.services.locks import lock_round
from app.services.meetings.finding import Table, round_of, table_of
from app.services.work import LockedError, Work

KEEPERS = frozenset({Role.SECRETARIAT, Role.CHAIR})


def see(work: Work, meeting_id: int) -> Table:
    """Open a meeting to be read.

    Raises:
        NotFoundError: there is no such meeting.
        DeniedError, WrongPhaseError: as ``access.require``.

    """
    award_round = round_of(work.session, meeting_id)
    may.require(work, Permission.VIEW_MEETING, award_round)
    return table_of(work.session, award_round, meeting_id, work.today)


def sees(work: Work, table: Table, item: MeetingItem) -> bool:
    """Say whether the actor may know what was said of an item: nobody whom it is closed to."""
    mine = seat_of(work, table.award_round)
    return mine is None or table.is_clear(item, mine)


def seat_of(work: Work, award_round: Round) -> int | None:
    """Give the actor's appointment in the jury of a round, if she has one."""
    held = work.actor.appointment_in(award_round.jury_id)
    return held.appointment_id if held else None


def require_open(work: Work, permission: Permission, table: Table, item: MeetingItem) -> None:
    """Insist that an item is open to the actor.

    Raises:
        DeniedError: she is recused, or has not declared.

    """
    may.require(work, permission, table.award_round, impartial=sees(work, table, item))


def keeps(work: Work, award_round: Round, meeting: Meeting) -> bool:
    """Say whether the actor writes in a meeting: secretariat, chair, or the juror who was named."""
    if may.decide(work, Permission.RECORD_MEETING, award_round) is not Verdict.ALLOWED:
        return False
    return is_keeper(work, award_round, meeting)


def begin(
    work: Work,
    meeting_id: int,
    item_id: int | None = None,
    *,
    permission: Permission = Permission.RECORD_MEETING,
) -> Table:
    """Lock the round of a meeting, then insist that the actor writes in it.

    Raises:
        NotFoundError: there is no such meeting, or item.
        DeniedError, WrongPhaseError: she does not, is recused from the item, or not now.
        LockedError: the meeting is over; but for what is written after it.

    """
    award_round = lock_round(work.session, round_of(work.session, meeting_id))
    may.require(work, permission, award_round)
    table = table_of(work.session, award_round, meeting_id, work.today)
    if not is_keeper(work, award_round, table.meeting):
        may.refuse(work, permission, Verdict.NOT_HERS, award_round)
    item = table.item(item_id)
    if item is not None:
        require_open(work, permission, table, item)
    if permission is Permission.RECORD_MEETING and not table.is_open:
        raise LockedError("the meeting is over")
    return table


def is_keeper(work: Work, award_round: Round, meeting: Meeting) -> bool:
    """Say whether a meeting is the actor's to write in, whenever that is."""
    mine = seat_of(work, award_round)
    is_named = mine is not None and mine == meeting.secretary_id
    return is_named or not KEEPERS.isdisjoint(may.roles(work, award_round))
