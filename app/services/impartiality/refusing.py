"""Who must keep out of a ruling, and what there is nothing to rule on."""

from app.models import Round
from app.rules.impartiality import Standing
from app.services.impartiality.boards import CLOSED, Board
from app.services.work import Work


class NothingToRuleError(Exception):
    """There is no possible conflict that awaits a ruling; perhaps somebody was first."""


class OwnConflictError(Exception):
    """Nobody rules on her own conflict, nor on others' conflicts where her own is in question."""


def must_keep_out(
    work: Work, award_round: Round, where: Board, nomination_id: int, appointment_id: int
) -> bool:
    """Say whether the actor must keep out of a ruling: hers, or where hers is in question too."""
    own = work.actor.appointment_in(award_round.jury_id)
    if own is None:
        return False
    mine = own.appointment_id
    return mine == appointment_id or where.standing(nomination_id, mine) in CLOSED


def refuse_ruling(
    work: Work, award_round: Round, where: Board, nomination_id: int, appointment_id: int
) -> None:
    """Insist that the actor may rule on a conflict, and that there is one to rule on.

    Raises:
        OwnConflictError: her own, or a nomination that she is recused from or closed to herself.
        NothingToRuleError: no possible conflict awaits a ruling.

    """
    if must_keep_out(work, award_round, where, nomination_id, appointment_id):
        raise OwnConflictError
    if where.standing(nomination_id, appointment_id) is not Standing.PENDING:
        raise NothingToRuleError
