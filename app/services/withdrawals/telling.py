"""Whom a withdrawal is told to: its nominators, and those who were at work with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from app.models import Nomination, NominationMove, Round
from app.rules.access import Role
from app.rules.calendar import day_of
from app.rules.lifecycle import Phase
from app.rules.notices import NoticeKind
from app.services import accounts, impartiality, nominations, notices
from app.services.impartiality import CLOSED
from app.services.work import Work


class Concern(StrEnum):
    """Why somebody must know, which decides where her message leads."""

    RUNS = "runs"
    ANNOUNCES = "announces"
    JUDGES = "judges"


@dataclass(frozen=True)
class Concerned:
    """Somebody who must know that a nomination is withdrawn."""

    account_id: int
    concern: Concern


def concerned(
    session: Session, award_round: Round, nomination: Nomination, now: datetime
) -> list[Concerned]:
    """List who was at work with a nomination of the jury's, as it stands before it is withdrawn.

    Whoever is recused from it, or closed to it until a ruling, is not told what becomes of it.
    """
    phase, is_judged = award_round.phase(now), nomination.state in nominations.IN_JUDGING
    if phase not in {Phase.JUDGING, Phase.DECIDED} or not is_judged:
        return []
    office = accounts.holding(session, Role.SECRETARIAT, award_round.prize_id)
    return [
        *(Concerned(one, Concern.RUNS) for one in office),
        *_of_jury(session, award_round, nomination, day_of(now), is_decided=phase is Phase.DECIDED),
    ]


def _of_jury(
    session: Session, award_round: Round, nomination: Nomination, today: date, *, is_decided: bool
) -> list[Concerned]:
    gone = nomination.state not in award_round.in_the_running
    where = impartiality.board(session, award_round, today, [nomination.id], whole=gone)
    found = []
    for holder in where.holders:
        if holder.account_id is None or holder.id in where.left:
            continue
        if where.standing(nomination.id, holder.id) in CLOSED:
            continue
        leads = holder.seat.leads and not holder.is_deputy
        if is_decided and leads:
            hidden = impartiality.hidden_from(session, award_round, holder.id)
            concern = Concern.JUDGES if hidden else Concern.ANNOUNCES
            found.append(Concerned(holder.account_id, concern))
        elif not is_decided and (leads or where.sits(nomination.id, holder.id)):
            found.append(Concerned(holder.account_id, Concern.JUDGES))
    return found


def tell(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    made: NominationMove,
    told: Sequence[Concerned],
) -> None:
    """Tell the nominators of what was handed in, and those who were at work with it."""
    reason = made.reason
    if nomination.reference is not None:
        nominations.tell(
            work.session,
            award_round,
            nomination,
            NoticeKind.NOMINATION_WITHDRAWN,
            # What is withdrawn again after it was taken up is told again.
            key=f"move:{made.id}",
            now=work.now,
            reason=reason,
            who=work.actor.name,
        )
    tell_those_at_work(work.session, award_round, nomination, reason, told, work.now)


def tell_those_at_work(
    session: Session,
    award_round: Round,
    nomination: Nomination,
    reason: str,
    told: Sequence[Concerned],
    now: datetime,
) -> None:
    """Tell those who were at work with a nomination that it is out."""
    for one in told:
        # What the nominators wrote is for the secretariat.
        more: dict[str, Any] = {"reason": reason} if one.concern is Concern.RUNS else {}
        notices.queue(
            session,
            one.account_id,
            NoticeKind.WITHDRAWN_IN_JUDGING,
            key=f"nomination:{nomination.id}",
            now=now,
            award_round=award_round,
            nomination_id=nomination.id,
            number=nomination.number,
            names=nomination.candidate_names,
            slug=award_round.slug,
            concern=one.concern.value,
            **more,
        )
