"""Who leads: the chair, or whoever the jury elected where she cannot. Said here alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models import Appointment, ChairElection, Round
from app.rules.access import Permission, Role, Verdict, decide
from app.services import may
from app.services.impartiality.boards import CLOSED, Board, board
from app.services.impartiality.finding import standing_elections
from app.services.work import Work


@dataclass(frozen=True)
class Lead:
    """Who leads something: the rulings on one nomination, or what compares all in the running.

    chair: whoever leads the jury; None where that seat has no member.
    chair_can: whether she leads this.
    acting: whoever was elected for it and can lead it, where the chair cannot.
    """

    chair: Appointment | None
    chair_can: bool
    acting: Appointment | None

    @property
    def leader(self) -> Appointment | None:
        """Who leads it; nobody until somebody is elected."""
        return self.chair if self.chair_can else self.acting


def lead(where: Board, elected: Sequence[ChairElection], nomination_id: int | None = None) -> Lead:
    """Say who leads what is about one nomination; without one, what compares all in the running.

    The chair leads while she is there and nothing in it is closed to her. Else whoever was elected
    last, for the stage or for a nomination in it that the chair cannot lead, if nothing in it is
    closed to her in turn.

    Args:
        where: the board of the round; of more than one nomination, the whole of it.
        elected: the elections that hold, the latest first.
        nomination_id: what it is about.

    """
    about = where.nominations if nomination_id is None else [nomination_id]
    chair = chair_of(where)
    is_here = chair is not None and chair.id not in where.away
    shut = _closed(where, chair.id, about) if chair and is_here else list(about)
    if is_here and not shut:
        return Lead(chair, chair_can=True, acting=None)
    holders = {one.id: one for one in where.holders}
    for election in elected:
        one = holders.get(election.appointment_id or 0)
        is_for_it = election.nomination_id is None or election.nomination_id in shut
        if one is not None and is_for_it and can_lead(where, one, about):
            return Lead(chair, chair_can=False, acting=one)
    return Lead(chair, chair_can=False, acting=None)


def of_comparison(session: Session, award_round: Round, today: date) -> Lead:
    """Say who leads what compares all that is in the running: naming, deciding, announcing."""
    return lead(board(session, award_round, today), standing_elections(session, award_round))


def roles_in_comparison(work: Work, award_round: Round) -> frozenset[Role]:
    """Give the actor's roles towards what compares all that is in the running.

    Whoever was elected to lead is a chair there only while she does lead it. Elected for a single
    nomination, or once the chair leads again, she reads of others' scores what she does without.
    """
    held = may.roles(work, award_round)
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine is None or award_round.id not in work.actor.acts_in or (mine.leads and not mine.deputy):
        return held
    leader = of_comparison(work.session, award_round, work.today).leader
    is_hers = leader is not None and leader.id == mine.appointment_id
    return held if is_hers else held - {Role.CHAIR}


def decide_in_comparison(work: Work, permission: Permission, award_round: Round) -> Verdict:
    """Answer whether the actor may, towards what compares all that is in the running."""
    held = roles_in_comparison(work, award_round)
    return decide(permission, held, may.situation(work, award_round))


def chair_of(where: Board) -> Appointment | None:
    """Give the member of the seat that leads the jury; no deputy of hers leads it."""
    return next(
        (
            one
            for one in where.holders
            if one.seat.leads and not one.is_deputy and one.id not in where.left
        ),
        None,
    )


def can_lead(where: Board, one: Appointment, about: Sequence[int]) -> bool:
    """Say whether somebody is free to take part in all of it, and can be reached in the product."""
    return one.account_id is not None and is_free(where, one, about)


def is_free(where: Board, one: Appointment, about: Sequence[int]) -> bool:
    """Say whether somebody sits for all of it, is there, and has nothing of it closed to her."""
    return (
        one.id not in where.left | where.away
        and not _closed(where, one.id, about)
        and all(where.sits(nomination_id, one.id) for nomination_id in about)
    )


def _closed(where: Board, appointment_id: int, about: Iterable[int]) -> list[int]:
    return [one for one in about if where.standing(one, appointment_id) in CLOSED]
