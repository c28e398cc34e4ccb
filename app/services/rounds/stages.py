"""The stages of a round: a list that is set until judging begins, the last of them a final."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.models import Round, Stage
from app.rules.access import Permission
from app.rules.lifecycle import FIRST_STATES, Milestone
from app.rules.stages import Plan, PlanFault, PlannedStage, plan_faults
from app.services import audit, digests, may, stamps
from app.services.work import LockedError, Work


class PlanRefusedError(ValueError):
    """The list of stages cannot be; ``faults`` says why."""

    def __init__(self, faults: Sequence[PlanFault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


def stage_data(plan: Sequence[PlannedStage]) -> dict[str, Any]:
    """Give stages as plain data."""
    return {
        "stages": [stage.kind.value for stage in plan],
        "nominees": [stage.nominees.value for stage in plan],
        "questions": [list(stage.questions) for stage in plan],
    }


def recorded_stages(plan: Sequence[PlannedStage]) -> dict[str, Any]:
    """Give stages as the audit trail has them: what is asked at visits by its digest."""
    data = stage_data(plan)
    return data | {"questions": digests.of(data["questions"])}


def set_stages(work: Work, award_round: Round, plan: Plan, *, base: str | None = None) -> None:
    """Set the stages that the jury judges in, until it begins. The last stays what it is.

    Raises:
        LockedError: judging has begun.
        StaleEditError: somebody else has set others since.
        PlanRefusedError: there can be no such list.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    if award_round.milestone not in {Milestone.PLANNED, Milestone.CALLED}:
        raise LockedError("the stages lock when judging begins")
    found = plan_faults(plan)
    if found:
        raise PlanRefusedError(found)
    held = stage_data(award_round.plan)
    stamps.insist(held, stage_data(plan), base)
    if held == stage_data(plan):
        return
    _replace(work.session, award_round, plan)
    audit.record(
        work,
        "stages.set",
        f"round:{award_round.id}",
        award_round=award_round,
        **recorded_stages(award_round.plan),
    )


def _replace(session: Session, award_round: Round, plan: Plan) -> None:
    *before, last = award_round.stages
    for stage in before:
        session.delete(stage)
    session.flush()
    last.position = len(plan)
    session.flush()
    session.add_all(
        Stage(
            round_id=award_round.id,
            position=place,
            kind=stage.kind,
            state=FIRST_STATES[stage.kind],
            nominees=stage.nominees,
            questions=[dict(one) for one in stage.questions],
        )
        for place, stage in enumerate(plan[:-1], start=1)
    )
    session.flush()
    session.expire(award_round, ["stages"])
