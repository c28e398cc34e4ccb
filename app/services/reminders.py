"""Reminding those of the jury who lack something: one message to each, as it was shown before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Reminder, Round
from app.rules.access import Permission
from app.rules.calendar import has_passed
from app.rules.lifecycle import StageState
from app.rules.notices import NoticeKind
from app.services import audit, digests, foresight, may, notices, remaining, seals
from app.services.remaining import Remaining
from app.services.work import Work


@dataclass(frozen=True)
class ToRemind:
    """Somebody who lacks something, and what: plain values, for the stamp of what is shown."""

    appointment_id: int
    name: str
    account_id: int | None
    """None of somebody without an account: she must be told otherwise."""
    undeclared: int
    lacking: int
    drafts: int
    last: str | None
    """When she was reminded last, in this stage."""


@dataclass(frozen=True)
class ForeseenReminders:
    """Who would be reminded of what, and by when."""

    stage_id: int
    deadline: str | None
    """None where there is none, or it is over."""
    is_overdue: bool
    receivers: Sequence[ToRemind]

    @property
    def by_mail(self) -> list[ToRemind]:
        """Those who can be written to."""
        return [one for one in self.receivers if one.account_id is not None]


class NobodyLacksError(ValueError):
    """There is nobody to remind who can be written to."""


def foresee(work: Work, award_round: Round) -> ForeseenReminders:
    """Say who would be reminded of what, as things stand now.

    Raises:
        DeniedError, WrongPhaseError: not hers, or the jury has nothing to hand in now.

    """
    may.require(work, Permission.REMIND_JURY, award_round)
    stage, until = award_round.stage, award_round.scoring_deadline_at
    scoring = stage is not None and stage.state is StageState.SCORING
    gone = until is not None and has_passed(until, work.now)
    before = last_sent(work.session, award_round)
    found = remaining.of_round(work.session, award_round, work.today)
    lacking = [(one, _lacking(one, scoring=scoring)) for one in found]
    return ForeseenReminders(
        stage.id if stage else 0,
        until.isoformat() if until and scoring and not gone else None,
        scoring and gone,
        [
            ToRemind(
                one.appointment.id,
                one.appointment.person_name,
                one.appointment.account_id,
                one.undeclared,
                sheets,
                one.drafts if scoring else 0,
                before[one.appointment.id].isoformat() if one.appointment.id in before else None,
            )
            for one, sheets in lacking
            if one.undeclared or sheets
        ],
    )


def _lacking(one: Remaining, *, scoring: bool) -> int:
    """Count the sheets that she can hand in now: what awaits a ruling is not for her to do."""
    return one.drafts + one.not_begun if scoring else 0


def context(award_round: Round, seen: ForeseenReminders, one: ToRemind) -> dict[str, Any]:
    """Give what the message to somebody holds: the same for looking it over and for sending it."""
    return {
        "slug": award_round.slug,
        "undeclared": one.undeclared,
        "lacking": one.lacking,
        "drafts": one.drafts,
        "deadline": seen.deadline,
        "overdue": seen.is_overdue,
    }


def remind(work: Work, award_round: Round, seen: str) -> list[Reminder]:
    """Remind everybody who lacks something, once. The same page, sent twice, sends once.

    Args:
        work: the secretariat's.
        award_round: whose jury declares or scores.
        seen: the stamp of what she was shown before.

    Raises:
        ForeseenOtherwiseError: who lacks what is no longer what she was shown.
        NobodyLacksError: nobody who can be written to lacks anything.

    """
    award_round = may.begin(work, Permission.REMIND_JURY, award_round)
    stage = award_round.stage
    sent = work.session.scalars(
        select(Reminder).where(
            Reminder.shown == seen, Reminder.stage_id == (stage.id if stage else None)
        )
    ).all()
    if sent:
        return list(sent)
    found = foresee(work, award_round)
    if not found.by_mail:
        raise NobodyLacksError
    foresight.insist(found, seen)
    return [_send(work, award_round, found, one, seen) for one in found.by_mail]


def _send(
    work: Work, award_round: Round, found: ForeseenReminders, one: ToRemind, seen: str
) -> Reminder:
    made = Reminder(
        stage_id=found.stage_id,
        appointment_id=one.appointment_id,
        undeclared=one.undeclared,
        lacking=one.lacking,
        shown=seen,
        sent_at=work.now,
        sent_by_id=work.actor.account_id,
    )
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "jury.reminded",
        f"appointment:{one.appointment_id}",
        award_round=award_round,
        stage=found.stage_id,
        digest=digests.of(seals.reminder(made)),
    )
    notices.queue(
        work.session,
        one.account_id,
        NoticeKind.JURY_REMINDED,
        key=f"reminder:{made.id}",
        now=work.now,
        award_round=award_round,
        **context(award_round, found, one),
    )
    return made


def last_sent(session: Session, award_round: Round) -> dict[int, datetime]:
    """Say when each was reminded last, by appointment, in the stage that is under way."""
    stage = award_round.stage
    rows = session.execute(
        select(Reminder.appointment_id, func.max(Reminder.sent_at))
        .where(Reminder.stage_id == (stage.id if stage else None))
        .group_by(Reminder.appointment_id)
    )
    return {appointment: at for appointment, at in rows}  # noqa: C416 - rows, not pairs
