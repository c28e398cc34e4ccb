"""How a nomination stands, and what comes next, in the nominator's words.

Nothing here may tell whether the jury has decided before the announcement.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Account, Nomination, NominationMove, Round
from app.rules.lifecycle import NominationState, Phase
from app.services import nominations
from app.words import calls, formats
from app.words.text import _

LIVE = frozenset(
    {
        NominationState.DRAFT,
        NominationState.SUBMITTED,
        NominationState.ADMITTED,
        NominationState.SHORTLISTED,
    }
)
"""States from which a nomination can be withdrawn."""


def title_of(nomination: Nomination) -> str:
    """Name a nomination: by its title, or say that it has none yet."""
    version = nominations.current_version(nomination)
    title = version.title if version else str(nomination.answers.get("title") or "")
    return title or _("Forslag uten tittel")


def is_open(award_round: Round, now: datetime) -> bool:
    """Say whether the round takes nominations now."""
    return award_round.public_phase(now) is Phase.OPEN


def deadline(award_round: Round) -> str:
    """Write the deadline of a round."""
    until = award_round.deadline_at
    return formats.short_moment(until) if until else ""


def next_step(nomination: Nomination, award_round: Round, now: datetime) -> str:
    """Say what comes next for a nomination."""
    phase = award_round.public_phase(now)
    if nomination.state is NominationState.DRAFT:
        if phase is Phase.OPEN:
            return _("Gjør ferdig og send inn før %(deadline)s", deadline=deadline(award_round))
        return _("Fristen gikk ut før forslaget ble sendt inn. Det blir ikke vurdert.")
    if nomination.state is NominationState.WITHDRAWN:
        return _("Forslaget er trukket og blir ikke vurdert.")
    if nomination.state is NominationState.REJECTED:
        return _("Forslaget oppfylte ikke vilkårene og blir ikke vurdert.")
    return _await(nomination, award_round, phase, now)


def _await(nomination: Nomination, award_round: Round, phase: Phase, now: datetime) -> str:
    """Say what somebody waits for whose nomination has been handed in."""
    if nomination.state is NominationState.SUBMITTED:
        if phase is Phase.OPEN:
            return _("Sekretariatet går gjennom forslaget når fristen er ute.")
        return _("Sekretariatet går gjennom forslaget. Dere får e-post når det er gjort.")
    if phase in {Phase.ANNOUNCED, Phase.ARCHIVED}:
        return _("Resultatet er kunngjort.")
    return _("Juryen vurderer forslaget. %(planned)s", planned=calls.planned_for(award_round, now))


def last_move(nomination: Nomination, name: str) -> NominationMove | None:
    """Give the latest move of a name, if there has been one."""
    return next((move for move in reversed(nomination.moves) if move.name == name), None)


def name_of(session: Session, account_id: int | None) -> str:
    """Name who sent a nomination in."""
    account = session.get(Account, account_id) if account_id else None
    return account.name if account else ""
