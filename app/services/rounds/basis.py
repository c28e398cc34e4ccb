"""What the final of a round is decided by: scores, or ballots that rank."""

from typing import Any

from app.models import Round
from app.rules.access import Permission
from app.rules.ballots import StageBasis
from app.rules.lifecycle import Milestone
from app.services import audit, may, stamps
from app.services.work import LockedError, Work


def basis_of(award_round: Round) -> StageBasis:
    """Say what the final is decided by."""
    return award_round.stages[-1].decided_by


def basis_data(basis: StageBasis) -> dict[str, Any]:
    """Give it as plain data."""
    return {"basis": basis.value}


def set_basis(
    work: Work, award_round: Round, basis: StageBasis, *, base: str | None = None
) -> None:
    """Set what the final is decided by, until judging begins, as the rules are.

    Raises:
        LockedError: judging has begun.
        StaleEditError: somebody else has set it otherwise since.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    if award_round.milestone not in {Milestone.PLANNED, Milestone.CALLED}:
        raise LockedError("what the final is decided by locks when judging begins")
    held = basis_of(award_round)
    stamps.insist(basis_data(held), basis_data(basis), base)
    if held is basis:
        return
    award_round.stages[-1].decided_by = basis
    work.session.flush()
    audit.record(
        work,
        "basis.set",
        f"round:{award_round.id}",
        award_round=award_round,
        **basis_data(basis),
    )
