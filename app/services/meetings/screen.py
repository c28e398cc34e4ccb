"""What the screen in the room may show: what everybody who is there may see, and nothing else."""

from app.models import Appointment, MeetingItem, Round
from app.rules import disclosure as rules
from app.rules.access import Permission, Role, Verdict
from app.rules.disclosure import Degree, Disclosed
from app.services import disclosure, may
from app.services.meetings.entering import keeps, require_open, see
from app.services.meetings.finding import Table
from app.services.work import Work


def show(work: Work, meeting_id: int) -> Table:
    """Open a meeting for the screen in the room, which whoever keeps it does.

    Raises:
        DeniedError, WrongPhaseError: she does not, is recused from the item, or it is not now.

    """
    table = see(work, meeting_id)
    award_round = table.award_round
    may.require(work, Permission.RECORD_MEETING, award_round)
    if not keeps(work, award_round, table.meeting):
        may.refuse(work, Permission.RECORD_MEETING, Verdict.NOT_HERS, award_round)
    if table.current is not None:
        require_open(work, Permission.RECORD_MEETING, table, table.current)
    return table


def all_see_scores(work: Work, table: Table, item: MeetingItem) -> bool:
    """Say whether everybody present, and whoever shows the screen, may see an item's scores."""
    return _all_see(work, table, item, disclosure.of(work, table.award_round))


def all_see_order(work: Work, table: Table) -> bool:
    """Say whether everybody present may know the order that the scores make."""
    hers = disclosure.of(work, table.award_round)
    return all(_all_see(work, table, item, hers) for item in table.meeting.items)


def _all_see(work: Work, table: Table, item: MeetingItem, hers: Disclosed) -> bool:
    there = table.present(item)
    return (
        bool(there)
        and hers.others(item.nomination_id)
        and all(
            one in table.people
            and table.is_clear(item, one)
            and _sees_all(work, table.award_round, table.people[one])
            for one in there
        )
    )


def _sees_all(work: Work, award_round: Round, one: Appointment) -> bool:
    """Place somebody of the jury on the scale of disclosure, whoever shows the screen."""
    of_member = Role.CHAIR if one.seat.leads else Role.JUROR
    role = Role.DEPUTY if one.is_deputy else of_member
    seen = may.situation(work, award_round)
    held = rules.degree(frozenset({role}), seen, award_round.rulebook.sees_others)
    return held is Degree.ALL
