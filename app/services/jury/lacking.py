"""What a jury lacks before the call of a round opens."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.models import Jury, Round, Seat
from app.rules import terms
from app.rules.calendar import day_of
from app.rules.setup import Lack, Step
from app.services.jury.finding import of_round


def lacks(session: Session, award_round: Round, now: datetime) -> list[Lack]:
    """Say what the jury of a round lacks: a leader, members who have said yes, as many as it takes.

    A seat without a member is a warning: it can be filled later. Too few of them, or nobody who
    leads, are more.
    """
    jury = of_round(session, award_round)
    if jury is None:
        return [Lack(Step.JURY, "no_jury")]
    if not jury.seats:
        return [Lack(Step.JURY, "no_seats")]
    day = max(day_of(now), date(jury.term_from, 1, 1))
    found = list(_lacks_leader(jury, day))
    empty = [seat for seat in jury.seats if not _has_member(seat, day)]
    quorum = award_round.rulebook.quorum if award_round.rulebooks else 1
    filled = len(jury.seats) - len(empty)
    if filled < quorum:
        figures: dict[str, str | int] = {"members": filled, "quorum": quorum}
        found.append(Lack(Step.JURY, "fewer_than_quorum", figures=figures))
    found += [
        Lack(Step.JURY, "seat_without_member", stops=False, figures={"seat": seat.short})
        for seat in empty
    ]
    meets = award_round.deliberation_at
    if meets is not None and day_of(meets).year > jury.term_to:
        figures = {"year": jury.term_to, "day": day_of(meets).isoformat()}
        found.append(Lack(Step.DATES, "term_ends", stops=False, figures=figures))
    return found


def _lacks_leader(jury: Jury, day: date) -> list[Lack]:
    leader = next((seat for seat in jury.seats if seat.leads), None)
    if leader is None:
        return [Lack(Step.JURY, "no_leader")]
    if not _has_member(leader, day):
        return [Lack(Step.JURY, "leader_without_member", figures={"seat": leader.short})]
    return []


def _has_member(seat: Seat, day: date) -> bool:
    return any(
        held.rank == 0 and held.account_id is not None and terms.holds(held.since, held.until, day)
        for held in seat.appointments
    )
