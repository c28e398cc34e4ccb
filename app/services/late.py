"""After the deadline: one nomination is returned for completion, or let in by an exception.

Each has a reason and a deadline of its own, is told to its nominators and put on record, and can be
taken back until the jury begins. Of a draft the secretariat learns whose it is, and nothing else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Nomination, NominationMove, Opening, Round
from app.rules.access import Permission
from app.rules.calendar import has_passed
from app.rules.forms import is_empty
from app.rules.lifecycle import Condition, NominationState, Phase
from app.rules.notices import NoticeKind
from app.rules.windows import OpeningKind, is_awaited
from app.services import (
    accounts,
    foresight,
    may,
    moves,
    nominations,
    rounds,
)
from app.services.nominations import ReasonMissingError
from app.services.work import Work

FAR = timedelta(days=90)
"""A deadline of its own that lies further ahead is a slip."""
TOLD_BY = {
    OpeningKind.RETURN: NoticeKind.NOMINATION_RETURNED,
    OpeningKind.EXCEPTION: NoticeKind.NOMINATION_EXCEPTED,
}


class NoSectionsError(ValueError):
    """No section was named that the nominators are to complete."""


class DeadlineFault(StrEnum):
    """Why a moment can't be a deadline of its own."""

    PASSED = "passed"
    FAR = "far"


class OwnDeadlineError(ValueError):
    """The deadline lies behind, or absurdly far ahead."""

    def __init__(self, fault: DeadlineFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class ForeseenOpening:
    """Whom it is told to that a nomination is opened after the deadline."""

    nomination_id: int
    state: NominationState
    told: Sequence[str]
    is_awaited: bool
    """Whether it is open already."""


def foresee(work: Work, nomination: Nomination, kind: OpeningKind) -> ForeseenOpening:
    """Say what follows from opening a nomination, as it stands now."""
    nominations.require(work, Permission.SCREEN, nomination)
    people = nominations.told(work.session, nomination, TOLD_BY[kind])
    names = accounts.names_of(work.session, people)
    return ForeseenOpening(
        nomination.id,
        nomination.state,
        [names[one] for one in people],
        nominations.is_awaited(nomination, work.now),
    )


def return_for_completion(
    work: Work,
    nomination: Nomination,
    sections: Collection[str],
    reason: str,
    deadline_at: datetime,
    *,
    seen: str | None = None,
) -> None:
    """Return a nomination for completion: the sections named are open until its own deadline.

    Args:
        work: the secretariat's.
        nomination: what was handed in.
        sections: the keys of those to be completed.
        reason: what is wanted; the nominators read it.
        deadline_at: until when.
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        NoSectionsError: none is named, or none of this form.
        ReasonMissingError, OwnDeadlineError: as they say.
        UndeclaredMoveError: it does not wait to be screened; also when somebody was first.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.

    """
    award_round, nomination = nominations.begin(work, Permission.SCREEN, nomination)
    form = rounds.form(work.session, award_round)
    named = [part.key for part in form if part.key in sections]
    if not named:
        raise NoSectionsError
    _insist(work, nomination, OpeningKind.RETURN, reason, deadline_at, seen)
    made = _move(work, award_round, nomination, "return", reason, deadline_at, named)
    nominations.open_until(work.session, nomination, made, OpeningKind.RETURN, deadline_at, named)
    titles = {part.key: part.title for part in form}
    kind = TOLD_BY[OpeningKind.RETURN]
    nominations.tell_of_move(
        work.session,
        award_round,
        nomination,
        kind,
        made,
        until=deadline_at.isoformat(),
        sections=[titles[k] for k in named],
    )


def make_exception(
    work: Work,
    nomination: Nomination,
    reason: str,
    deadline_at: datetime,
    *,
    seen: str | None = None,
) -> None:
    """Let one nomination be handed in after the deadline, once, until a deadline of its own.

    Raises:
        ReasonMissingError, OwnDeadlineError, ForeseenOtherwiseError: as ``return_for_completion``.
        UndeclaredMoveError: it is neither a draft nor waits to be screened.

    """
    award_round, nomination = nominations.begin(work, Permission.SCREEN, nomination)
    _insist(work, nomination, OpeningKind.EXCEPTION, reason, deadline_at, seen)
    made = _move(work, award_round, nomination, "make_exception", reason, deadline_at)
    nominations.open_until(work.session, nomination, made, OpeningKind.EXCEPTION, deadline_at)
    nominations.tell_of_move(
        work.session,
        award_round,
        nomination,
        NoticeKind.NOMINATION_EXCEPTED,
        made,
        until=deadline_at.isoformat(),
    )


def end_exception(work: Work, nomination: Nomination, reason: str) -> None:
    """Take an exception back before it has been used, with a reason that the nominators are told.

    Raises:
        ReasonMissingError: none was given.
        UndeclaredMoveError: there is no nomination that could have one.

    """
    award_round, nomination = nominations.begin(work, Permission.SCREEN, nomination)
    if nomination.opening is None:
        return
    if is_empty(reason):
        raise ReasonMissingError
    made = _move(work, award_round, nomination, "end_exception", reason)
    nominations.end_opening(work.session, nomination, work.now)
    nominations.tell_of_move(
        work.session, award_round, nomination, NoticeKind.EXCEPTION_ENDED, made
    )


def _insist(
    work: Work,
    nomination: Nomination,
    kind: OpeningKind,
    reason: str,
    deadline_at: datetime,
    seen: str | None,
) -> None:
    if is_empty(reason):
        raise ReasonMissingError
    if has_passed(deadline_at, work.now):
        raise OwnDeadlineError(DeadlineFault.PASSED)
    if deadline_at > work.now + FAR:
        raise OwnDeadlineError(DeadlineFault.FAR)
    if seen is not None:
        foresight.insist(foresee(work, nomination, kind), seen)


def _move(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    name: str,
    reason: str,
    deadline_at: datetime | None = None,
    sections: Sequence[str] = (),
) -> NominationMove:
    met = {
        Condition.IN_SCREENING: award_round.phase(work.now) is Phase.SCREENING,
        Condition.REASON_GIVEN: not is_empty(reason),
    }
    if name == "return":
        met[Condition.NOT_AWAITED] = not nominations.is_awaited(nomination, work.now)
    more: dict[str, Any] = {}
    if deadline_at is not None:
        more = {"deadline": deadline_at.astimezone(UTC).isoformat(), "sections": list(sections)}
    return moves.move_nomination(work, award_round, nomination, name, met, reason=reason, **more)


def drafts(work: Work, award_round: Round) -> list[Nomination]:
    """List the drafts that were not handed in by the deadline, for whoever may make exceptions.

    Only whose they are and when they were saved is for the secretariat.
    """
    may.require(work, Permission.SCREEN, award_round)
    found = work.session.scalars(
        select(Nomination)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.state == NominationState.DRAFT,
            Nomination.saved_at.is_not(None),
        )
        .options(joinedload(Nomination.organisation), selectinload(Nomination.opening))
        .order_by(Nomination.saved_at.desc(), Nomination.id)
    )
    return list(found)


@dataclass(frozen=True)
class Opened:
    """A nomination that was opened after the deadline, and why."""

    opening: Opening
    move: NominationMove
    nomination: Nomination

    def is_awaited(self, now: datetime) -> bool:
        """Say whether its nominators still can hand it in."""
        last = self.opening.ended_at is None
        return last and is_awaited(self.nomination.state, self.opening.own, now)


def opened(session: Session, award_round: Round) -> list[Opened]:
    """List every return and exception of a round, the latest first."""
    found = session.execute(
        select(Opening, NominationMove, Nomination)
        .join(NominationMove, Opening.move_id == NominationMove.id)
        .join(Nomination, Opening.nomination_id == Nomination.id)
        .where(Nomination.round_id == award_round.id)
        .options(joinedload(Nomination.organisation), selectinload(Nomination.candidates))
        .order_by(Opening.id.desc())
    )
    return [Opened(*row) for row in found]
