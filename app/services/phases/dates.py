"""Changing the dates of a round, with a reason, until they take effect."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DateChange, Round
from app.models.rounds import DATE_COLUMNS
from app.rules import dates as rules
from app.rules.access import Permission
from app.rules.dates import Dates, Fault, RoundDate
from app.rules.lifecycle import Milestone, Phase
from app.services import audit, digests, foresight, may, seals, stamps
from app.services.nominations import ReasonMissingError
from app.services.phases.new_dates import foresee_dates, tell_dates
from app.services.rounds.locking import insist_planned
from app.services.work import StaleEditError, Work


class DatesRefusedError(ValueError):
    """Some of the dates cannot be what they were to be.

    Attributes:
        faults: by date, what is wrong.

    """

    def __init__(self, faults: Mapping[RoundDate, Fault]) -> None:
        super().__init__(", ".join(f"{date}: {fault.kind}" for date, fault in faults.items()))
        self.faults = faults


class DatesQuestionedError(ValueError):
    """Some of the dates lie so far ahead that they may be slips, and nobody has said otherwise."""

    def __init__(self, far: frozenset[RoundDate]) -> None:
        super().__init__(", ".join(sorted(far)))
        self.far = far


def free_dates(award_round: Round, now: datetime) -> frozenset[RoundDate]:
    """Name the dates of a round that can still be changed."""
    stage = award_round.stage
    return rules.changeable(award_round.phase(now), stage.state if stage else None)


def change_dates(
    work: Work,
    award_round: Round,
    given: Dates,
    reason: str,
    *,
    base: int,
    is_confirmed: bool = False,
    seen: str | None = None,
) -> list[DateChange]:
    """Change some dates of a round, all or none. Who goes by them is told.

    Args:
        work: the secretariat's.
        award_round: whose dates.
        given: what they are to be. What is left out stays.
        reason: why. Not needed while nothing is public.
        base: the version of the round that the change began from.
        is_confirmed: whether she has said that dates far ahead are no slips.
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        StaleEditError: somebody else has changed the round since.
        DatesRefusedError: naming every date that cannot be so, and why.
        ReasonMissingError: the call has been published, and there is no reason.
        DatesQuestionedError: a date lies far ahead, and that was not confirmed.
        ForeseenOtherwiseError: others are told than she was shown.

    """
    award_round = may.begin(work, Permission.CHANGE_DATES, award_round)
    before = award_round.dates
    after = {**before, **given}
    touched = rules.changed(before, after)
    if not touched:
        return []
    if award_round.version != base:
        raise StaleEditError(_by_name(before), _by_name(given), award_round.version)
    found = rules.faults(
        before,
        after,
        free=free_dates(award_round, work.now),
        called=deadline_of_call(work.session, award_round, work.now),
        now=work.now,
    )
    if found:
        raise DatesRefusedError(found)
    if not reason.strip() and award_round.milestone is not Milestone.PLANNED:
        raise ReasonMissingError
    far = rules.far_ahead(before, after, work.now)
    if far and not is_confirmed:
        raise DatesQuestionedError(far)
    if seen is not None:
        foreseen = foresee_dates(work, award_round, given)
        if foreseen.is_told:
            foresight.insist(foreseen, seen)
    made = change(work, award_round, {date: after[date] for date in touched}, reason.strip())
    tell_dates(work.session, award_round, made, reason.strip(), work.now)
    return made


def _by_name(dates: Dates) -> dict[str, datetime | None]:
    return {date.value: value for date, value in dates.items()}


def change(work: Work, award_round: Round, wanted: Dates, reason: str) -> list[DateChange]:
    """Change dates of a locked round that can be so, on record, and tell nobody."""
    before = award_round.dates
    made = []
    for date in (one for one in RoundDate if one in wanted):
        setattr(award_round, DATE_COLUMNS[date], wanted[date])
        made.append(
            DateChange(
                round_id=award_round.id,
                date=date,
                before=before[date],
                after=wanted[date],
                reason=reason,
                changed_at=work.now,
                changed_by_id=work.actor.account_id,
            )
        )
    work.session.add_all(made)
    work.session.flush()
    audit.record(
        work,
        "dates.changed",
        f"round:{award_round.id}",
        award_round=award_round,
        dates={one.date.value: one.after.isoformat() if one.after else None for one in made},
        digest=digests.of([seals.date_change(one) for one in made]),
    )
    return made


def dates_data(award_round: Round) -> dict[str, str | None]:
    """Give the dates of a round as plain data."""
    return audit.dates(award_round)


def plan_dates(
    work: Work, award_round: Round, given: Dates, *, base: str, is_confirmed: bool = False
) -> list[DateChange]:
    """Set the dates of a planned round, all or none; what is left out stays.

    Args:
        work: the secretariat's.
        award_round: whose call is not published.
        given: what the dates are to be.
        base: the stamp of the dates that she began from.
        is_confirmed: whether she has said that dates far ahead are no slips.

    Raises:
        LockedError: the call is published; from then on dates are changed with a reason.
        StaleEditError: somebody else has set other dates since.
        DatesRefusedError, DatesQuestionedError: as ``change_dates``.

    """
    award_round = may.begin(work, Permission.CHANGE_DATES, award_round)
    insist_planned(award_round)
    held = dates_data(award_round)
    wanted = {
        date.value: at.astimezone(UTC).isoformat() if at else None for date, at in given.items()
    }
    stamps.insist(held, held | wanted, base)
    return change_dates(
        work, award_round, given, "", base=award_round.version, is_confirmed=is_confirmed
    )


def deadline_of_call(session: Session, award_round: Round, now: datetime) -> datetime | None:
    """Give the deadline that the call was published with; None before it is."""
    if award_round.phase(now) is Phase.PLANNED:
        return None
    moved = session.scalars(
        select(DateChange.before)
        .where(
            DateChange.round_id == award_round.id,
            DateChange.date == RoundDate.DEADLINE,
            DateChange.changed_at >= award_round.opens_at,
        )
        .order_by(DateChange.id)
        .limit(1)
    ).one_or_none()
    return moved or award_round.deadline_at


def changes_of(session: Session, award_round: Round) -> list[DateChange]:
    """List what was changed of the dates of a round, latest first."""
    return list(
        session.scalars(
            select(DateChange)
            .where(DateChange.round_id == award_round.id)
            .order_by(DateChange.id.desc())
        )
    )
