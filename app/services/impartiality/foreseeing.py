"""What follows from a ruling, before it is entered."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models import Appointment, Nomination, Round
from app.rules.access import Permission
from app.rules.impartiality import Outcome, Reach, Standing
from app.services import handed_in, may
from app.services.impartiality.boards import Board, board
from app.services.impartiality.refusing import refuse_ruling
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class ForeseenRuling:
    """Whom and what a ruling touches, by name."""

    nomination_id: int
    names: str
    """The candidates'."""
    appointment_id: int
    who: str
    outcome: str
    sits: bool
    """Whether she sits for the nomination, as long as she is not recused."""
    steps_in: str
    """Who sits instead of her, if she is recused; empty if nobody can."""
    handed_in: bool
    """Whether she has handed in a sheet, which does not count when she is recused."""
    reaches_all: bool
    """Whether she is recused from all that is compared, if she is from one."""
    is_enough: bool
    """Whether so many seats are filled still that the nomination can be decided on."""
    told: Sequence[str]


def foresee(
    work: Work, award_round: Round, nomination: Nomination, appointment_id: int, outcome: Outcome
) -> ForeseenRuling:
    """Say what follows from a ruling, as things stand now.

    Raises:
        NotFoundError, OwnConflictError, NothingToRuleError: as ``rule``.

    """
    may.require(work, Permission.RULE_ON_CONFLICT, award_round)
    if nomination.round_id != award_round.id or nomination.state not in award_round.in_the_running:
        raise NotFoundError(f"nomination {nomination.id}")
    where = board(work.session, award_round, work.today, [nomination.id])
    refuse_ruling(work, award_round, where, nomination.id, appointment_id)
    who = next(holder for holder in where.holders if holder.id == appointment_id)
    is_recused, sits = outcome is Outcome.RECUSED, where.sits(nomination.id, who.id)
    deputy = _next(where, nomination.id, who) if is_recused and sits else None
    filled = sum(one.appointment_id is not None for one in where.seats[nomination.id].values())
    left = filled - (is_recused and sits and deputy is None)
    told = [who, *([deputy] if deputy else [])]
    return ForeseenRuling(
        nomination_id=nomination.id,
        names=nomination.candidate_names,
        appointment_id=who.id,
        who=who.person_name,
        outcome=outcome.value,
        sits=sits,
        steps_in=deputy.person_name if deputy else "",
        handed_in=_has_handed_in(work.session, award_round, nomination.id, who.id),
        reaches_all=award_round.recusal_reach is Reach.COMPARISON,
        is_enough=left >= award_round.rulebook.quorum,
        told=[one.person_name for one in told if one.account_id is not None],
    )


def _next(where: Board, nomination_id: int, who: Appointment) -> Appointment | None:
    """Give who sits in a seat for a nomination when somebody does not."""
    others = (one for one in where.holders if one.seat_id == who.seat_id and one.id != who.id)
    return next(
        (
            one
            for one in others
            if one.id not in where.left
            and where.standing(nomination_id, one.id) is not Standing.RECUSED
        ),
        None,
    )


def _has_handed_in(
    session: Session, award_round: Round, nomination_id: int, appointment_id: int
) -> bool:
    states = handed_in.states(session, award_round, [appointment_id])
    return states.get((nomination_id, appointment_id), False)
