"""Who must keep out of a ruling, and what there is nothing to rule on."""

from collections.abc import Sequence

from app.models import ChairElection, Round
from app.rules import rulings as rules
from app.rules.impartiality import Outcome, Standing
from app.services.impartiality.benches import case_of
from app.services.impartiality.boards import CLOSED, Board
from app.services.impartiality.leading import lead
from app.services.work import Work


class NothingToRuleError(Exception):
    """There is no conflict that this can be ruled of; perhaps somebody was first."""


class OwnConflictError(Exception):
    """Nobody rules on her own conflict, nor on others' conflicts where her own is in question.

    Nor does a chair, elected or not, lead what another leads.
    """


def must_keep_out(
    work: Work,
    award_round: Round,
    where: Board,
    elected: Sequence[ChairElection],
    nomination_id: int,
    appointment_id: int,
) -> bool:
    """Say whether the actor must keep out of a ruling.

    It is hers, hers is in question too, or another leads it. Whoever has no seat in the jury enters
    what the jury came to, and keeps out of nothing.
    """
    own = work.actor.appointment_in(award_round.jury_id)
    if own is None:
        return False
    mine = own.appointment_id
    if mine == appointment_id:
        return True
    case = case_of(award_round, where, nomination_id)
    if any(where.standing(one, mine) in CLOSED for one in case):
        return True
    leader = lead(where, elected, nomination_id).leader
    return leader is None or leader.id != mine


def outcomes(where: Board, nomination_id: int, appointment_id: int) -> tuple[Outcome, ...]:
    """List what can be ruled of somebody's conflict to a nomination now."""
    key = nomination_id, appointment_id
    declared, ruling = where.declared.get(key), where.ruled.get(key)
    return rules.outcomes(
        where.own.get(key, Standing.UNDECLARED),
        declared.answer if declared else None,
        ruling.outcome if ruling else None,
        is_ruled_on=bool(
            ruling
            and declared
            and (ruling.declaration_id is None or ruling.declaration_id >= declared.id)
        ),
    )
