"""Screening: what the secretariat makes of the nominations that came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Candidate, Nomination, Round
from app.rules.access import Permission
from app.rules.forms import is_empty
from app.rules.lifecycle import Condition, NominationState, Phase
from app.rules.notices import NoticeKind
from app.services import moves, nominations, notices, organisations
from app.services.lists import Listed
from app.services.nominations import ReasonMissingError
from app.services.work import Work


class ResidentsUncheckedError(ValueError):
    """Nobody has confirmed that the text names and pictures no residents."""


class HandedIn(NamedTuple):
    """One nomination that was handed in, before it is looked into."""

    id: int
    number: int | None
    state: NominationState


def handed_in(session: Session, award_round: Round) -> list[HandedIn]:
    """List everything that was handed in, in the order of their numbers. Never a draft."""
    found = session.execute(
        select(Nomination.id, Nomination.number, Nomination.state)
        .where(Nomination.round_id == award_round.id, Nomination.reference.is_not(None))
        .order_by(Nomination.number, Nomination.id)
    )
    return [HandedIn(*row) for row in found]


def waiting(found: Sequence[HandedIn]) -> list[HandedIn]:
    """List those that wait to be screened."""
    return [one for one in found if one.state is NominationState.SUBMITTED]


def next_waiting(found: Sequence[HandedIn], after: int) -> HandedIn | None:
    """Give the next that waits: the first after a number, else the first of all."""
    left = waiting(found)
    later = [one for one in left if (one.number or 0) > after]
    return next(iter(later or left), None)


def count_by_state(session: Session, award_round: Round) -> dict[NominationState, int]:
    """Count the nominations of a round in each state; drafts are counted, never named."""
    found = session.execute(
        select(Nomination.state, func.count())
        .where(Nomination.round_id == award_round.id)
        .group_by(Nomination.state)
    )
    return dict.fromkeys(NominationState, 0) | {row[0]: row[1] for row in found}


@dataclass(frozen=True)
class Likeness:
    """Nominations that name the same candidate."""

    candidate: str
    nominations: tuple[Listed, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """What the nominations are numbered."""
        return tuple(nomination.number or 0 for nomination in self.nominations)


def likenesses(session: Session, award_round: Round) -> list[Likeness]:
    """Point out nominations of the same candidate: perhaps the same thing twice."""
    rows = session.execute(
        select(Nomination.id, Nomination.number, Candidate.municipality_id, Candidate.name)
        .join(Candidate, Candidate.nomination_id == Nomination.id)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.reference.is_not(None),
            Nomination.state.not_in([NominationState.REJECTED, NominationState.WITHDRAWN]),
        )
        .order_by(Nomination.number, Nomination.id, Candidate.position)
    )
    found: dict[tuple[int | None, str], list[Listed]] = {}
    names: dict[tuple[int | None, str], str] = {}
    for nomination_id, number, municipality_id, name in rows:
        key = (municipality_id, "") if municipality_id else (None, name.casefold())
        names[key] = name
        found.setdefault(key, []).append(Listed(nomination_id, number))
    return [Likeness(names[key], tuple(alike)) for key, alike in found.items() if len(alike) > 1]


def same_candidate(nomination: Nomination, found: Sequence[Likeness]) -> list[Listed]:
    """List the other nominations of the candidates of one, by number."""
    others = {
        other
        for likeness in found
        if nomination.id in {one.id for one in likeness.nominations}
        for other in likeness.nominations
        if other.id != nomination.id
    }
    return sorted(others, key=lambda other: (other.number or 0, other.id))


def admit(work: Work, nomination: Nomination, *, residents_checked: bool) -> None:
    """Admit a nomination to judging.

    Raises:
        ResidentsUncheckedError: social work is about people; somebody must have checked that
            the text names none of them.

    """
    award_round, nomination = nominations.begin(work, Permission.SCREEN, nomination)
    if nomination.state is NominationState.ADMITTED:
        return
    if not residents_checked:
        raise ResidentsUncheckedError
    moves.move_nomination(
        work,
        award_round,
        nomination,
        "admit",
        {
            Condition.IN_SCREENING: award_round.phase(work.now) is Phase.SCREENING,
            Condition.NO_RESIDENTS_NAMED: residents_checked,
        },
    )
    _tell(work.session, award_round, nomination, NoticeKind.NOMINATION_ADMITTED, "", work.now)


def reject(work: Work, nomination: Nomination, reason: str) -> None:
    """Reject a nomination as inadmissible, with a reason that the nominator is told.

    Raises:
        ReasonMissingError: none was given.

    """
    award_round, nomination = nominations.begin(work, Permission.SCREEN, nomination)
    if nomination.state is NominationState.REJECTED:
        return
    if is_empty(reason):
        raise ReasonMissingError
    moves.move_nomination(
        work,
        award_round,
        nomination,
        "reject",
        {
            Condition.IN_SCREENING: award_round.phase(work.now) is Phase.SCREENING,
            Condition.REASON_GIVEN: not is_empty(reason),
        },
        reason=reason,
    )
    _tell(
        work.session,
        award_round,
        nomination,
        NoticeKind.NOMINATION_REJECTED,
        reason.strip(),
        work.now,
    )


def _tell(
    session: Session,
    award_round: Round,
    nomination: Nomination,
    kind: NoticeKind,
    reason: str,
    now: datetime,
) -> None:
    for account_id in organisations.members(session, nomination.organisation_id or 0):
        notices.queue(
            session,
            account_id,
            kind,
            key=f"nomination:{nomination.id}:{nomination.submissions}",
            now=now,
            award_round=award_round,
            nomination_id=nomination.id,
            reference=nomination.reference,
            title=nomination.versions[-1].title,
            reason=reason,
        )
