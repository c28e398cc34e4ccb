"""On whose behalf a reader is here."""

from app.models import Round
from app.rules.access import Role
from app.services import jury, may
from app.services.work import Work
from app.words.jury.juries import institution


def own_body(work: Work, award_round: Round) -> str:
    """Name the institution of the reader's own seat; nothing for whoever has none."""
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine is None:
        return ""
    return institution(jury.seat(work.session, mine.seat_id))


def body_of(work: Work, award_round: Round) -> str:
    """Name the body that the reader acts for: her seat's institution, or the secretariat.

    Nobody acts for anybody who only reads.
    """
    if Role.SECRETARIAT in may.roles(work, award_round):
        return award_round.prize.secretariat.name
    return own_body(work, award_round)
