"""The stages of a round: with or without a shortlist before the final."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.models import Round, Stage
from app.rules.access import Permission
from app.rules.lifecycle import Milestone, StageKind, StageState
from app.rules.stages import CHOICES
from app.services import audit, may, stamps
from app.services.work import LockedError, Work


def stage_data(kinds: Sequence[StageKind]) -> dict[str, Any]:
    """Give stages as plain data."""
    return {"stages": [kind.value for kind in kinds]}


def set_stages(
    work: Work, award_round: Round, kinds: Sequence[StageKind], *, base: str | None = None
) -> None:
    """Set the stages that the jury judges in, until it begins. The final one stays what it is.

    Raises:
        LockedError: judging has begun.
        StaleEditError: somebody else has set others since.
        ValueError: they are none of those that there can be.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    if award_round.milestone not in {Milestone.PLANNED, Milestone.CALLED}:
        raise LockedError("the stages lock when judging begins")
    if tuple(kinds) not in CHOICES:
        raise ValueError(list(kinds))
    held = stage_data(award_round.stage_kinds)
    stamps.insist(held, stage_data(kinds), base)
    if held == stage_data(kinds):
        return
    _replace(work.session, award_round, kinds)
    audit.record(
        work,
        "stages.set",
        f"round:{award_round.id}",
        award_round=award_round,
        **stage_data(award_round.stage_kinds),
    )


def _replace(session: Session, award_round: Round, kinds: Sequence[StageKind]) -> None:
    *before, final = award_round.stages
    for stage in before:
        session.delete(stage)
    session.flush()
    final.position = len(kinds)
    session.flush()
    session.add_all(
        Stage(round_id=award_round.id, position=place, kind=kind, state=StageState.WAITING)
        for place, kind in enumerate(kinds[:-1], start=1)
    )
    session.flush()
    session.expire(award_round, ["stages"])
