"""Closing a prize, and opening it again: no rounds are begun; what is on record of it stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Prize, PrizeClosing, Round
from app.rules.access import Permission, Role
from app.rules.calendar import day_of
from app.rules.forms import is_empty
from app.rules.lifecycle import RESULT_PUBLIC, Milestone
from app.rules.nomination_moves import LIVE
from app.rules.notices import NoticeKind
from app.services import (
    accounts,
    audit,
    digests,
    foresight,
    jury,
    may,
    nominations,
    notices,
    rounds,
    seals,
)
from app.services.locks import lock_prize
from app.services.nominations import ReasonMissingError
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class ForeseenClosing:
    """What closing a prize touches, and whom it is told to."""

    prize_id: int
    going_on: Sequence[str]
    """The rounds that are under way, by address: they go on to their end."""
    planned: Sequence[str]
    """The rounds whose call has not been published, and cannot be."""
    officers: Sequence[str]
    jurors: Sequence[str]
    nominators: int
    """How many of those who nominate are told. Who has a draft is nobody else's to know."""


def foresee(work: Work, prize: Prize) -> ForeseenClosing:
    """Say what follows from closing a prize, as it stands now.

    Raises:
        DeniedError: the actor is no administrator.
        NotFoundError: it is closed.

    """
    may.require_installation(work, Permission.MANAGE_PRIZES)
    if prize.closed_at is not None:
        raise NotFoundError("an open prize")
    held = _unfinished(work.session, prize, work.now)
    told = _told(work.session, prize, held, work.now)
    names = accounts.names_of(work.session, [account for account, _, _ in told])

    def named(role: Role) -> list[str]:
        return [names[account] for account, concern, _ in told if concern is role]

    return ForeseenClosing(
        prize.id,
        going_on=[one.slug for one in held if one.milestone is not Milestone.PLANNED],
        planned=[one.slug for one in held if one.milestone is Milestone.PLANNED],
        officers=named(Role.SECRETARIAT),
        jurors=named(Role.JUROR),
        nominators=len(named(Role.NOMINATOR)),
    )


def close(work: Work, prize: Prize, reason: str, *, seen: str | None = None) -> None:
    """Close a prize, with a reason.

    Args:
        work: an administrator's.
        prize: the prize.
        reason: why; whoever is told reads it.
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        DeniedError, NotFoundError: as ``foresee``.
        ReasonMissingError: none was given.
        ForeseenOtherwiseError: what follows is no longer what she was shown.

    """
    prize = lock_prize(work.session, prize)
    foreseen = foresee(work, prize)
    if is_empty(reason):
        raise ReasonMissingError
    if seen is not None:
        foresight.insist(foreseen, seen)
    made = _note(work, prize, reason)
    held = _unfinished(work.session, prize, work.now)
    for account_id, concern, award_round in _told(work.session, prize, held, work.now):
        notices.queue(
            work.session,
            account_id,
            NoticeKind.PRIZE_CLOSED,
            key=f"closing:{made.id}",
            now=work.now,
            award_round=award_round,
            prize=prize.name,
            prize_slug=prize.slug,
            slug=award_round.slug if award_round else "",
            concern=concern.value,
            reason=reason.strip(),
        )


def reopen(work: Work, prize: Prize, reason: str) -> None:
    """Open a prize again that was closed, with a reason. Its secretariat is told.

    Raises:
        DeniedError: the actor is no administrator.
        NotFoundError: it is not closed.
        ReasonMissingError: no reason was given.

    """
    prize = lock_prize(work.session, prize)
    may.require_installation(work, Permission.MANAGE_PRIZES)
    if prize.closed_at is None:
        raise NotFoundError("a closed prize")
    if is_empty(reason):
        raise ReasonMissingError
    made = _note(work, prize, reason)
    for account_id in accounts.holding(work.session, Role.SECRETARIAT, prize.id):
        notices.queue(
            work.session,
            account_id,
            NoticeKind.PRIZE_REOPENED,
            key=f"closing:{made.id}",
            now=work.now,
            prize=prize.name,
            prize_slug=prize.slug,
            reason=reason.strip(),
        )


def _note(work: Work, prize: Prize, reason: str) -> PrizeClosing:
    """Put it on record that a prize is closed from now on, or open if it was closed."""
    reopens = prize.closed_at is not None
    made = PrizeClosing(
        prize_id=prize.id,
        reopens=reopens,
        reason=reason.strip(),
        made_at=work.now,
        made_by_id=work.actor.account_id,
    )
    prize.closed_at = None if reopens else work.now
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "prize.reopened" if reopens else "prize.closed",
        f"prize:{prize.id}",
        digest=digests.of(seals.prize_closing(made)),
    )
    return made


def of_prize(session: Session, prize: Prize) -> Sequence[PrizeClosing]:
    """List when a prize was closed and opened again, the latest first."""
    return session.scalars(
        select(PrizeClosing)
        .where(PrizeClosing.prize_id == prize.id)
        .order_by(PrizeClosing.id.desc())
        .options(joinedload(PrizeClosing.made_by))
    ).all()


def _unfinished(session: Session, prize: Prize, now: datetime) -> list[Round]:
    """List the rounds of a prize whose result is not public."""
    return [
        one
        for one in rounds.of_prize(session, prize)
        if not one.is_recorded and one.phase(now) not in RESULT_PUBLIC
    ]


Told = tuple[int, Role, Round | None]
"""An account that is told, as what, and of which round."""


def _told(session: Session, prize: Prize, held: Sequence[Round], now: datetime) -> list[Told]:
    """List whom it is told to that a prize is closed: each once, as what concerns her first."""
    found: dict[int, Told] = {}
    for one in _concerned(session, prize, held, now):
        found.setdefault(one[0], one)
    return list(found.values())


def _concerned(
    session: Session, prize: Prize, held: Sequence[Round], now: datetime
) -> Iterator[Told]:
    for account_id in accounts.holding(session, Role.SECRETARIAT, prize.id):
        yield account_id, Role.SECRETARIAT, None
    for award_round in held:
        if award_round.milestone is Milestone.PLANNED:
            continue
        for sitting in jury.holders(session, award_round, day_of(now)):
            if sitting.account_id is not None:
                yield sitting.account_id, Role.JUROR, award_round
        for account_id in nominations.nominators(session, award_round, LIVE):
            yield account_id, Role.NOMINATOR, award_round
