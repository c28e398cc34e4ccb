"""The emergency look: the secretariat sees sealed scores, with a reason that the jury reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import EmergencyLook, Round
from app.rules.access import Permission, Role, Verdict
from app.rules.forms import is_empty
from app.rules.notices import NoticeKind
from app.services import accounts, audit, digests, impartiality, may, notices, seals
from app.services.disclosure.hiding import hidden_from_actor
from app.services.nominations import ReasonMissingError
from app.services.work import NotFoundError, Work

LASTS = timedelta(hours=1)
"""So long she sees what she looked at; then it takes another look, with another reason."""
__all__ = ["LASTS", "ReasonMissingError", "Seen", "look", "looked_at_by", "looks", "looks_for"]


@dataclass(frozen=True)
class Seen:
    """A look as somebody of the round may know of it.

    nomination_id: which; None where it was the whole stage.
    reason: empty for whoever is recused from what it tells of.
    """

    by: str
    look: EmergencyLook
    reason: str


def look(work: Work, award_round: Round, nomination_id: int | None, reason: str) -> EmergencyLook:
    """Look at the sealed sheets of one nomination, or of the whole stage; sent twice, once.

    The chair is told by mail, and the whole jury sees it on the desk.

    Raises:
        DeniedError, WrongPhaseError: not the secretariat's, or the scores are not sealed now.
        NotFoundError: no such nomination is judged.
        ReasonMissingError: why is missing.

    """
    award_round = may.begin(work, Permission.LOOK_EARLY, award_round)
    where = impartiality.board(work.session, award_round, work.today)
    if nomination_id is not None and nomination_id not in where.nominations:
        raise NotFoundError(f"nomination {nomination_id}")
    if is_empty(reason):
        raise ReasonMissingError
    for before in _lasting(work, award_round):
        if (before.nomination_id, before.reason) == (nomination_id, reason.strip()):
            return before
    stage = award_round.stage
    made = EmergencyLook(
        stage_id=stage.id if stage else None,
        nomination_id=nomination_id,
        reason=reason.strip(),
        looked_at=work.now,
        looked_by_id=work.actor.account_id,
    )
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "scores.looked_at",
        f"stage:{made.stage_id}",
        award_round=award_round,
        nomination=nomination_id,
        digest=digests.of(seals.look(made)),
    )
    chair = impartiality.chair_of(where)
    if chair is not None and chair.account_id is not None:
        notices.queue(
            work.session,
            chair.account_id,
            NoticeKind.SCORES_LOOKED_AT,
            key=f"look:{made.id}",
            now=work.now,
            award_round=award_round,
            slug=award_round.slug,
            who=work.actor.name,
        )
    return made


def looks(session: Session, award_round: Round) -> Sequence[EmergencyLook]:
    """List the looks of a round, in all its stages, in order."""
    return session.scalars(
        select(EmergencyLook)
        .where(EmergencyLook.stage_id.in_([stage.id for stage in award_round.stages]))
        .order_by(EmergencyLook.id)
    ).all()


def looks_for(work: Work, award_round: Round) -> list[Seen]:
    """List the looks of a round as the actor may know of them: all, and why, but where recused.

    That somebody looked is told to all. A reason may tell something of the scores: whoever is
    recused from what was looked at is not told it.
    """
    if may.decide(work, Permission.VIEW_RULES, award_round) is not Verdict.ALLOWED:
        return []
    found = looks(work.session, award_round)
    if not found:
        return []
    names = accounts.names_of(work.session, [one.looked_by_id for one in found])
    hidden = hidden_from_actor(work, award_round)
    return [
        Seen(
            names.get(one.looked_by_id or 0, ""),
            one,
            ""
            if hidden and (one.nomination_id is None or one.nomination_id in hidden)
            else one.reason,
        )
        for one in found
    ]


def looked_at_by(work: Work, award_round: Round) -> frozenset[int]:
    """List the nominations that the actor has looked at, while that lasts."""
    if Role.SECRETARIAT not in may.roles(work, award_round):
        return frozenset()
    if may.decide(work, Permission.LOOK_EARLY, award_round) is not Verdict.ALLOWED:
        return frozenset()
    held = _lasting(work, award_round)
    if not held:
        return frozenset()
    where = impartiality.board(work.session, award_round, work.today)
    if any(one.nomination_id is None for one in held):
        return frozenset(where.nominations)
    return frozenset(one.nomination_id for one in held if one.nomination_id is not None)


def _lasting(work: Work, award_round: Round) -> list[EmergencyLook]:
    stage = award_round.stage
    return list(
        work.session.scalars(
            select(EmergencyLook)
            .where(
                EmergencyLook.stage_id == (stage.id if stage else None),
                EmergencyLook.looked_by_id == work.actor.account_id,
                EmergencyLook.looked_at > work.now - LASTS,
            )
            .order_by(EmergencyLook.id)
        )
    )
