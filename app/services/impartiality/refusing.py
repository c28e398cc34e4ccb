"""Who must keep out of a ruling, what can be ruled, and whose absence can be noted by whom."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.models import Appointment, ChairElection, Round, Stage
from app.rules import rulings as rules
from app.rules.access import Permission, Role, Verdict
from app.rules.impartiality import Outcome, Standing
from app.services import may
from app.services.impartiality.benches import case_of, has_yet_to_declare
from app.services.impartiality.boards import CLOSED, Board
from app.services.impartiality.finding import absences, standing_elections
from app.services.impartiality.leading import chair_of, lead
from app.services.work import NotFoundError, Work


class NothingToRuleError(Exception):
    """There is no conflict that this can be ruled of; perhaps somebody was first."""


class OwnConflictError(Exception):
    """Nobody rules on her own conflict, nor on others' where her own is or may be in question.

    Nor does a chair, elected or not, lead what another leads.
    """


class NotHereError(Exception):
    """It is noted so already; perhaps somebody was first."""


def must_keep_out(
    work: Work,
    award_round: Round,
    where: Board,
    elected: Sequence[ChairElection],
    nomination_id: int,
    appointment_id: int,
) -> bool:
    """Say whether the actor must keep out of a ruling.

    It is hers, hers is in question too, she has not declared herself, or another leads it. Whoever
    has no seat in the jury enters what the jury came to, and keeps out of nothing.
    """
    own = work.actor.appointment_in(award_round.jury_id)
    if own is None:
        return False
    mine = own.appointment_id
    if mine == appointment_id:
        return True
    if has_yet_to_declare(where, nomination_id, mine):
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


def insist_can_note(work: Work, award_round: Round, where: Board, appointment_id: int) -> None:
    """Insist that the actor may note somebody as away or back.

    Raises:
        DeniedError: she is not of the secretariat, and does not lead, or the chair's it is.

    """
    if Role.SECRETARIAT in may.roles(work, award_round):
        return
    mine = work.actor.appointment_in(award_round.jury_id)
    leader = lead(where, standing_elections(work.session, award_round)).leader
    if mine is None or leader is None or leader.id != mine.appointment_id:
        may.refuse(work, Permission.NOTE_ABSENCE, Verdict.RECUSED, award_round)
    chair = chair_of(where)
    if chair is not None and chair.id == appointment_id:
        may.refuse(work, Permission.NOTE_ABSENCE, Verdict.NOT_HERS, award_round)


def notable(
    session: Session, award_round: Round, where: Board, appointment_id: int, *, is_away: bool
) -> tuple[Appointment, Stage]:
    """Give who can be noted as away or back, and in which stage.

    Raises:
        NotFoundError: nobody such sits or may step in.
        NotHereError: it is noted so already.

    """
    who = next((one for one in where.holders if one.id == appointment_id), None)
    stage = award_round.stage
    if who is None or who.id in where.left or stage is None:
        raise NotFoundError(f"appointment {appointment_id}")
    earlier = absences(session, award_round).get(appointment_id)
    if (earlier is not None and earlier.is_away) == is_away:
        raise NotHereError
    return who, stage
