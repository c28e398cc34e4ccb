"""Whom new dates of a round are told to: shown before they are set, and told when they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.models import Appointment, DateChange, Round
from app.rules import dates as rules
from app.rules.access import Permission
from app.rules.calendar import day_of
from app.rules.dates import Dates, RoundDate
from app.rules.lifecycle import Phase
from app.rules.nomination_moves import LIVE
from app.rules.notices import NoticeKind
from app.services import may, nominations, notices
from app.services.phases.telling import at_work
from app.services.work import Work

OF_THE_JURY = frozenset({RoundDate.SCORING, RoundDate.DELIBERATION})


@dataclass(frozen=True)
class ForeseenDate:
    """One date that is to be changed, from what to what."""

    date: RoundDate
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ForeseenDates:
    """What is changed of the dates of a round, and whom it is told to.

    writers: how many write or read a nomination; who does is not for the secretariat.
    members: those of the jury.
    """

    round_id: int
    changes: Sequence[ForeseenDate]
    writers: int
    members: Sequence[str]

    @property
    def is_told(self) -> bool:
        """Whether anybody is told."""
        return self.writers > 0 or bool(self.members)


def foresee_dates(work: Work, award_round: Round, given: Dates) -> ForeseenDates:
    """Say what changing some dates leads to, as the round stands now."""
    may.require(work, Permission.CHANGE_DATES, award_round)
    before = award_round.dates
    after = {**before, **given}
    touched = rules.changed(before, after)
    named = {date for date in touched if after[date] is not None}
    held = _of_jury(work.session, award_round, named, work.now)
    changes = [
        ForeseenDate(date, *_written(before[date], after[date]))
        for date in RoundDate
        if date in touched
    ]
    return ForeseenDates(
        award_round.id,
        changes,
        len(_writers(work.session, award_round, named, work.now)),
        [one.person_name for one in held],
    )


def _written(*moments: datetime | None) -> list[str | None]:
    return [at.astimezone(UTC).isoformat() if at else None for at in moments]


def _writers(
    session: Session, award_round: Round, touched: Collection[RoundDate], now: datetime
) -> Sequence[int]:
    """List the accounts that are told of a new deadline: those who write for it."""
    if award_round.phase(now) is not Phase.OPEN or RoundDate.DEADLINE not in touched:
        return ()
    return nominations.nominators(session, award_round, LIVE)


def _of_jury(
    session: Session, award_round: Round, touched: Collection[RoundDate], now: datetime
) -> Sequence[Appointment]:
    """List those of the jury who are told of its dates: who has an account and is at work."""
    if award_round.phase(now) is not Phase.JUDGING or OF_THE_JURY.isdisjoint(touched):
        return ()
    found = at_work(session, award_round, day_of(now))
    return [one.appointment for one in found if one.appointment.account_id is not None]


def tell_dates(
    session: Session, award_round: Round, made: list[DateChange], reason: str, now: datetime
) -> None:
    """Tell those who write of a new deadline, and those of the jury who are at work of theirs."""
    named = {one.date: one.after.isoformat() for one in made if one.after is not None}
    deadline = {date.value: at for date, at in named.items() if date is RoundDate.DEADLINE}
    theirs = {date.value: at for date, at in named.items() if date in OF_THE_JURY}
    members = [one.account_id for one in _of_jury(session, award_round, named, now)]
    told = [
        *((one, deadline) for one in _writers(session, award_round, named, now)),
        *((one, theirs) for one in members if one is not None),
    ]
    for account_id, changed in told:
        notices.queue(
            session,
            account_id,
            NoticeKind.DATES_CHANGED,
            key=f"change:{made[0].id}",
            now=now,
            award_round=award_round,
            slug=award_round.slug,
            changed=changed,
            reason=reason,
        )
