"""Starting a draft."""

from sqlalchemy import select

from app.models import Nomination, Organisation, Round
from app.rules.access import Permission
from app.rules.lifecycle import NominationState
from app.services import audit, may, nominators
from app.services.work import Work


class NotMemberError(Exception):
    """The actor does not act for that organisation."""


class NotTakenError(Exception):
    """The round takes no nominations from such as that organisation."""


def start(work: Work, award_round: Round, organisation: Organisation) -> Nomination:
    """Start a draft for one of the actor's organisations; an untouched one is taken up again.

    So a double click starts one.

    Raises:
        NotMemberError: the organisation is not one of the actor's.
        NotTakenError: the round takes none from such.
    """
    award_round = may.begin(work, Permission.START_NOMINATION, award_round)
    if organisation.id not in work.actor.organisations:
        raise NotMemberError(organisation.id)
    if not nominators.take(award_round, organisation):
        raise NotTakenError(organisation.id)
    mine = {"organisation_id": organisation.id, "created_by_id": work.actor.account_id}
    draft = {"round_id": award_round.id, "state": NominationState.DRAFT, "saved_at": None}
    untouched = work.session.scalars(select(Nomination).filter_by(**mine, **draft)).first()
    if untouched is not None:
        return untouched
    nomination = Nomination(
        round_id=award_round.id,
        organisation_id=organisation.id,
        created_by_id=work.actor.account_id,
        created_at=work.now,
        state=NominationState.DRAFT,
        language=work.actor.language,
    )
    work.session.add(nomination)
    work.session.flush()
    audit.record(
        work,
        "nomination.started",
        f"nomination:{nomination.id}",
        award_round=award_round,
        organisation=organisation.id,
    )
    return nomination
