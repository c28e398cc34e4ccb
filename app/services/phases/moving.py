"""The secretariat's moves, and what follows from each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Round
from app.rules.access import Permission
from app.rules.lifecycle import ROUND_MOVES, STAGE_MOVES, StageState, UndeclaredMoveError
from app.services import foresight, may, moves, notices, passing, subscriptions
from app.services.phases import conditions
from app.services.phases.finding import available
from app.services.phases.foreseeing import foresee
from app.services.phases.telling import Message, messages
from app.services.work import Work


def move(work: Work, award_round: Round, name: str, *, seen: str | None = None) -> None:
    """Make a declared move of the secretariat's.

    Args:
        work: the secretariat's.
        award_round: what is moved, or whose stage.
        name: of the move.
        seen: the stamp of what she was shown before; None for a move that nobody was shown.

    Raises:
        UndeclaredMoveError: there is no such move from here; also when somebody was first.
        ConditionsUnmetError: it cannot be made yet.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.

    """
    award_round = may.begin(work, Permission.RUN_ROUND, award_round)
    if name not in {offered.name for offered in available(work.session, award_round, work.now)}:
        raise UndeclaredMoveError(name, award_round.milestone.value)
    if seen is not None:
        foresight.insist(foresee(work, award_round, name), seen)
    told = messages(work.session, award_round, name, work.today)
    _make(work, award_round, name)
    if name == "begin_judging":
        award_round.rulebook.locked_at = work.now
        if award_round.stage is None or award_round.stage.state is StageState.WAITING:
            _make(work, award_round, "open_declaring")
    _tell(work.session, award_round, told, work.now)
    if name == "begin_judging":
        passing.forget_all_writers(work.session, award_round)
    if name == "archive":
        passing.forget_private_notes(work.session, award_round)
    if name == "publish_call":
        subscriptions.tell(work.session, award_round, work.now)


def _about(award_round: Round) -> str:
    """Give what the jury is told of once: the round, or a later stage of it."""
    stage = award_round.stage
    if stage is None or stage.position == 1:
        return f"round:{award_round.id}"
    return f"round:{award_round.id}:stage:{stage.position}"


def _make(work: Work, award_round: Round, name: str) -> None:
    """Make a move of the round, or else of the stage that is under way."""
    declared = next(one for one in ROUND_MOVES + STAGE_MOVES if one.name == name)
    met = conditions.look_into(work.session, award_round, declared, work.now)
    stage = award_round.stage
    if declared in STAGE_MOVES and stage is not None:
        moves.move_stage(work, award_round, stage, name, met)
    else:
        moves.move_round(work, award_round, name, met)


def _tell(session: Session, award_round: Round, told: Sequence[Message], now: datetime) -> None:
    for message in told:
        if message.to.account_id is not None:
            notices.queue(
                session,
                message.to.account_id,
                message.kind,
                key=_about(award_round),
                now=now,
                award_round=award_round,
                slug=award_round.slug,
                **message.context,
            )
