"""Screening: what the secretariat makes of the nominations that came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.models import Candidate, Nomination, NominationMove, Opening, Round
from app.rules.access import Permission
from app.rules.candidates import likeness
from app.rules.forms import is_empty
from app.rules.lifecycle import Condition, NominationState, Phase, find_move
from app.rules.nomination_moves import NOMINATION_MOVES
from app.rules.notices import NoticeKind
from app.rules.windows import is_awaited
from app.services import moves, nominations, residents
from app.services.lists import Listed
from app.services.nominations import ReasonMissingError
from app.services.residents import OtherVersionError
from app.services.work import Work

NOT_COMPARED = (NominationState.DRAFT, NominationState.REJECTED, NominationState.WITHDRAWN)
"""What is not pointed out as perhaps the same as another."""
WAITING = frozenset({NominationState.SUBMITTED, NominationState.RETURNED})
"""What nobody has admitted or rejected yet."""


class ResidentsUncheckedError(ValueError):
    """Nobody has confirmed that the text names and pictures no residents."""


class HandedIn(NamedTuple):
    """One nomination that was handed in, before it is looked into."""

    id: int
    number: int | None
    state: NominationState
    is_awaited: bool = False
    """Whether its nominators can still write on it: nobody can settle it before that is over."""


def handed_in(session: Session, award_round: Round, now: datetime) -> list[HandedIn]:
    """List everything that was handed in, in the order of their numbers. Never a draft."""
    found = session.execute(
        select(Nomination.id, Nomination.number, Nomination.state, Opening)
        .join(
            Opening,
            and_(Opening.nomination_id == Nomination.id, Opening.ended_at.is_(None)),
            isouter=True,
        )
        .where(
            Nomination.round_id == award_round.id,
            Nomination.reference.is_not(None),
            # One that was withdrawn and taken up again is a draft, with its number.
            Nomination.state != NominationState.DRAFT,
        )
        .order_by(Nomination.number, Nomination.id)
    )
    return [
        HandedIn(
            row_id,
            number,
            state,
            _is_awaited(state, opening, now),
        )
        for row_id, number, state, opening in found
    ]


def _is_awaited(state: NominationState, opening: Opening | None, now: datetime) -> bool:
    return opening is not None and is_awaited(state, opening.own, now)


def waiting(found: Sequence[HandedIn]) -> list[HandedIn]:
    """List those that wait to be screened."""
    return [one for one in found if one.state in WAITING]


def ready(found: Sequence[HandedIn]) -> list[HandedIn]:
    """List those that can be screened now: the others wait for their nominators."""
    return [one for one in waiting(found) if not one.is_awaited]


def next_ready(found: Sequence[HandedIn], after: int) -> HandedIn | None:
    """Give the next that can be screened: the first after a number, else the first of all."""
    left = ready(found)
    later = [one for one in left if (one.number or 0) > after]
    return next(iter(later or left), None)


def awaited(session: Session, award_round: Round, now: datetime) -> int:
    """Count the drafts that may still be handed in, by an exception that is not over."""
    found = session.execute(
        select(Nomination.state, Opening)
        .join(Opening, Opening.nomination_id == Nomination.id)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.state == NominationState.DRAFT,
            Opening.ended_at.is_(None),
        )
    )
    return sum(is_awaited(state, opening.own, now) for state, opening in found)


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
        select(Nomination.id, Nomination.number, Candidate)
        .join(Candidate, Candidate.nomination_id == Nomination.id)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.reference.is_not(None),
            Nomination.state.not_in(NOT_COMPARED),
        )
        .order_by(Nomination.number, Nomination.id, Candidate.position)
    )
    groups: list[_Group] = []
    for nomination_id, number, candidate in rows:
        told = likeness(
            candidate.kind, candidate.name, candidate.municipality_id, candidate.org_number
        )
        same = [group for group in groups if group.told & told]
        groups = [group for group in groups if group not in same]
        # One that is told by number and by name can bind two together that were apart.
        merged = _Group(candidate.called, set(told), {})
        for group in same:
            merged.told |= group.told
            merged.nominations |= group.nominations
        merged.nominations[nomination_id] = Listed(nomination_id, number)
        groups.append(merged)
    return [
        Likeness(group.name, tuple(sorted(group.nominations.values(), key=_in_order)))
        for group in groups
        if len(group.nominations) > 1
    ]


@dataclass
class _Group:
    """Candidates that are perhaps the same, while they are being gathered."""

    name: str
    told: set[tuple[str, str]]
    nominations: dict[int, Listed]


def _in_order(listed: Listed) -> tuple[int, int]:
    return listed.number or 0, listed.id


def same_candidate(nomination: Nomination, found: Sequence[Likeness]) -> list[Listed]:
    """List the other nominations of the candidates of one, by number."""
    others = {
        other
        for likeness in found
        if nomination.id in {one.id for one in likeness.nominations}
        for other in likeness.nominations
        if other.id != nomination.id
    }
    return sorted(others, key=_in_order)


def admit(
    work: Work,
    nomination: Nomination,
    *,
    residents_checked: bool = False,
    version: int | None = None,
) -> None:
    """Admit a nomination to judging.

    Args:
        work: the secretariat's.
        nomination: what is admitted.
        residents_checked: whether she says now that she has looked for residents, and that is put
            on record with it; else it must have been before.
        version: the number of the one that she has read; the one that counts, if not given.

    Raises:
        OtherVersionError: another has been handed in since.
        ResidentsUncheckedError: social work is about people; somebody must have checked that
            the version that counts names none of them.

    """
    award_round, nomination = nominations.begin(work, Permission.SCREEN, nomination)
    if nomination.state is NominationState.ADMITTED:
        return
    find_move(NOMINATION_MOVES, "admit", nomination.state.value)
    if version is not None and version != nomination.submissions:
        raise OtherVersionError
    if residents_checked:
        residents.check(work, nomination, is_clear=True, version=nomination.submissions)
    _admit(work, award_round, nomination)


def _admit(work: Work, award_round: Round, nomination: Nomination) -> None:
    """Admit what is locked, if the version that counts is found clear of residents."""
    is_clear = residents.is_clear(work.session, nomination)
    if not is_clear:
        raise ResidentsUncheckedError
    made = moves.move_nomination(
        work,
        award_round,
        nomination,
        "admit",
        {
            Condition.IN_SCREENING: award_round.phase(work.now) is Phase.SCREENING,
            Condition.NOT_AWAITED: not nominations.is_awaited(nomination, work.now),
            Condition.NO_RESIDENTS_NAMED: is_clear,
        },
    )
    nominations.end_opening(work.session, nomination, work.now)
    nominations.tell_of_move(
        work.session, award_round, nomination, NoticeKind.NOMINATION_ADMITTED, made
    )


def reject(work: Work, nomination: Nomination, reason: str) -> None:
    """Reject a nomination as inadmissible, with a reason that the nominator is told.

    Raises:
        ReasonMissingError: none was given.

    """
    award_round, nomination = nominations.begin(work, Permission.SCREEN, nomination)
    if nomination.state is NominationState.REJECTED:
        return
    made = _move_with_reason(work, award_round, nomination, "reject", reason)
    nominations.end_opening(work.session, nomination, work.now)
    nominations.tell_of_move(
        work.session, award_round, nomination, NoticeKind.NOMINATION_REJECTED, made
    )


def reopen(work: Work, nomination: Nomination, reason: str) -> None:
    """Undo that a nomination was admitted, rejected or returned, and tell the nominator why.

    It waits to be screened again. What was done stays on record.

    Raises:
        UndeclaredMoveError: it is none of these; also when somebody was first.
        ReasonMissingError: none was given.
        WrongPhaseError: the jury has begun.

    """
    award_round, nomination = nominations.begin(work, Permission.SCREEN, nomination)
    undone = nomination.state
    find_move(NOMINATION_MOVES, "reopen", undone.value)
    made = _move_with_reason(work, award_round, nomination, "reopen", reason)
    nominations.end_opening(work.session, nomination, work.now)
    kind = NoticeKind.NOMINATION_REOPENED
    nominations.tell_of_move(work.session, award_round, nomination, kind, made, undone=undone.value)


def _move_with_reason(
    work: Work, award_round: Round, nomination: Nomination, name: str, reason: str
) -> NominationMove:
    if is_empty(reason):
        raise ReasonMissingError
    looked_into = {
        Condition.IN_SCREENING: award_round.phase(work.now) is Phase.SCREENING,
        Condition.NOT_AWAITED: not nominations.is_awaited(nomination, work.now),
        Condition.REASON_GIVEN: not is_empty(reason),
    }
    declared = find_move(NOMINATION_MOVES, name, nomination.state.value)
    met = {condition: looked_into[condition] for condition in declared.conditions}
    return moves.move_nomination(work, award_round, nomination, name, met, reason=reason)
