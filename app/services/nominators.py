"""Who may nominate in a round, and whether a signatory submits: set by the secretariat."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Organisation, Round
from app.rules.access import Permission
from app.rules.lifecycle import Phase
from app.rules.nominators import NominatorKind, in_order, narrows
from app.rules.setup import Lack, Step
from app.services import audit, may, rounds
from app.services.work import LockedError, Work

CHANGEABLE = (Phase.PLANNED, Phase.OPEN)


class NobodyError(ValueError):
    """Nobody could nominate."""


def is_open(award_round: Round, now: datetime) -> bool:
    """Say whether it can still be changed at all."""
    return award_round.phase(now) in CHANGEABLE


def set_nominators(
    work: Work,
    award_round: Round,
    kinds: Collection[str],
    *,
    signatory_required: bool,
    takes_support: bool | None = None,
) -> Round:
    """Set which kinds may nominate, whether only a signatory may submit, and who may be asked.

    ``takes_support``: whether others can be asked for statements of support; None: as it is.

    Raises:
        DeniedError: the actor is not in the round's secretariat.
        NobodyError: no kind is named.
        LockedError: the call is open and it would shut somebody out, or stop what may have been
            asked for, or it has closed.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    wanted = in_order(kinds)
    if not wanted:
        raise NobodyError
    asks_more = signatory_required and not award_round.signatory_required
    asking = award_round.takes_support if takes_support is None else takes_support
    asks_more |= award_round.takes_support and not asking
    phase = award_round.phase(work.now)
    if phase not in CHANGEABLE or (
        phase is Phase.OPEN and (narrows(award_round.nominators, wanted) or asks_more)
    ):
        raise LockedError("nobody who could nominate is shut out of a call that is open")
    held = (award_round.nominators, award_round.signatory_required, award_round.takes_support)
    if held == (wanted, signatory_required, asking):
        return award_round
    award_round.nominators, award_round.signatory_required = wanted, signatory_required
    award_round.takes_support = asking
    audit.record(
        work,
        "nominators.set",
        f"round:{award_round.id}",
        award_round=award_round,
        nominators=wanted,
        signatory=signatory_required,
        support=asking,
    )
    work.session.flush()
    return award_round


def take(award_round: Round, organisation: Organisation) -> bool:
    """Say whether a round takes nominations from such an organisation."""
    return organisation.kind.value in award_round.nominators


def take_persons(session: Session, now: datetime) -> bool:
    """Say whether a round that is open takes nominations from private persons."""
    return any(
        NominatorKind.PERSON.value in award_round.nominators
        for award_round in rounds.open_calls(session, now)
    )


def lacks(session: Session, award_round: Round, now: datetime) -> list[Lack]:  # noqa: ARG001
    """List what lacks of this step before the call opens: nothing, once somebody may nominate."""
    return [] if award_round.nominators else [Lack(Step.NOMINATORS, "nominators_none")]
