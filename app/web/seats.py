"""On whose behalf a reader is here, who sits in a jury."""

from app.models import Round
from app.services import jury
from app.services.work import Work
from app.words.jury.juries import institution


def own_body(work: Work, award_round: Round) -> str:
    """Name the institution of the reader's own seat; nothing for whoever has none."""
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine is None:
        return ""
    seats = jury.seats(work.session, award_round)
    return institution(next(seat for seat in seats if seat.id == mine.seat_id))
