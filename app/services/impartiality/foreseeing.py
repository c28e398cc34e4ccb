"""What follows from a ruling, before it is entered."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Appointment, Nomination, Round
from app.rules.access import Permission
from app.rules.impartiality import Outcome, Reach, Standing, occupant, widen
from app.services import handed_in, may
from app.services.impartiality.benches import jurors
from app.services.impartiality.boards import Board, board
from app.services.impartiality.finding import standing_elections
from app.services.impartiality.refusing import (
    NothingToRuleError,
    OwnConflictError,
    must_keep_out,
    outcomes,
)
from app.services.impartiality.shortfalls import Shortfall, shortfall
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
    undoes: bool
    """Whether she is recused until it is ruled."""
    sits: bool
    """Whether she sits for the nomination, as long as she is not recused."""
    gives_way: str
    """Which deputy sits for her no more, if she is cleared; empty if none does."""
    deputy_handed_in: bool
    """Whether that deputy has handed in a sheet, which then does not count."""
    steps_in: str
    """Who sits instead of her, if she is recused; empty if nobody can."""
    handed_in: bool
    """Whether she has handed in a sheet, which does not count when she is recused."""
    reaches_all: bool
    """Whether she is recused from all that is compared, if she is from one."""
    shortfall: Shortfall
    """Where the seat becomes vacant, and where too few are filled then."""
    took_part: Sequence[str]
    leader: str
    """Who of them led it; empty where nobody can."""
    lacks_quorum: bool
    """Whether those in question took part too, because too few others are left."""
    told: Sequence[str]


def foresee(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    appointment_id: int,
    outcome: Outcome,
    participants: Sequence[int] | None = None,
) -> ForeseenRuling:
    """Say what follows from a ruling, as things stand now.

    Raises:
        NotFoundError, OwnConflictError, NothingToRuleError, BenchError: as ``rule``.

    """
    may.require(work, Permission.RULE_ON_CONFLICT, award_round)
    if nomination.round_id != award_round.id or nomination.state not in award_round.in_the_running:
        raise NotFoundError(f"nomination {nomination.id}")
    session = work.session
    where = board(session, award_round, work.today, [nomination.id])
    who = next((holder for holder in where.holders if holder.id == appointment_id), None)
    if who is None:
        raise NotFoundError(f"appointment {appointment_id}")
    elected = standing_elections(session, award_round)
    if must_keep_out(work, award_round, where, elected, nomination.id, who.id):
        raise OwnConflictError
    if outcome not in outcomes(where, nomination.id, who.id):
        raise NothingToRuleError
    found = jurors(award_round, where, elected, nomination.id, who.id)
    took_part = found.bench.may if participants is None else participants
    found.insist(took_part)
    was = where.own.get((nomination.id, who.id))
    is_recused = outcome is Outcome.RECUSED
    sits = _would_sit(award_round, where, nomination.id, who)
    now = where.seats[nomination.id][who.seat_id].appointment_id
    gives_way = next(
        (one for one in where.holders if one.id == now and sits and one.id != who.id), None
    )
    deputy = _next(where, nomination.id, who) if is_recused and sits else None
    stands = Standing.RECUSED if is_recused else Standing.CLEAR
    after = where.supposing(
        {**where.own, (nomination.id, who.id): stands}, award_round.recusal_reach
    )
    told = [who, *([deputy] if deputy and now != deputy.id else [])]
    if gives_way is not None and not is_recused:
        told.append(gives_way)
    sealed = handed_in.sealed(session, award_round)
    theirs = {holder for about, holder in sealed if about == nomination.id}
    return ForeseenRuling(
        nomination_id=nomination.id,
        names=nomination.candidate_names,
        appointment_id=who.id,
        who=who.person_name,
        outcome=outcome.value,
        undoes=was is Standing.RECUSED,
        sits=sits,
        gives_way=gives_way.person_name if gives_way and not is_recused else "",
        deputy_handed_in=gives_way is not None and gives_way.id in theirs,
        steps_in=deputy.person_name if deputy else "",
        handed_in=who.id in theirs,
        reaches_all=award_round.recusal_reach is Reach.COMPARISON,
        shortfall=shortfall(session, where, after, award_round.rulebook.quorum),
        took_part=[one.person_name for one in found.people if one.id in took_part],
        leader=found.leader.person_name if found.leader else "",
        lacks_quorum=found.bench.lacks_quorum,
        told=[one.person_name for one in told if one.account_id is not None],
    )


def _would_sit(award_round: Round, where: Board, nomination_id: int, who: Appointment) -> bool:
    """Say whether somebody would sit in her seat for a nomination, if she were cleared for it."""
    cleared = {**where.own, (nomination_id, who.id): Standing.CLEAR}
    standings = widen(cleared, where.nominations, award_round.recusal_reach)
    order = next(one for one in where.orders if one.seat_id == who.seat_id)
    hers = {
        one: standings.get((nomination_id, one), Standing.UNDECLARED) for one in order.appointments
    }
    there = [one for about, one in where.handed_in if about == nomination_id]
    return occupant(order, hers, there).appointment_id == who.id


def _next(where: Board, nomination_id: int, who: Appointment) -> Appointment | None:
    """Give who sits in a seat for a nomination when somebody does not."""
    others = (one for one in where.holders if one.seat_id == who.seat_id and one.id != who.id)
    return next(
        (
            one
            for one in others
            if one.id not in where.left | where.away
            and where.standing(nomination_id, one.id) is not Standing.RECUSED
        ),
        None,
    )
