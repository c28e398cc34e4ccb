"""Setting when a sealed decision becomes public, and moving that with a reason."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Announcement, Round
from app.rules import dates
from app.rules.access import Permission
from app.rules.notices import NoticeKind
from app.services import audit, decisions, digests, foresight, nominations, notices, seals
from app.services.announcements.foreseeing import AnnouncementSetError, foresee
from app.services.nominations import ReasonMissingError
from app.services.work import Work


class TimeInThePastError(ValueError):
    """An announcement cannot be set in the past."""


class TimeTooFarError(ValueError):
    """No announcement is set so far ahead: it is a slip."""


class TimeQuestionedError(ValueError):
    """The time is so far ahead that it may be a slip, and nobody has said otherwise."""


class NothingToMoveError(Exception):
    """No time has been set that could be moved."""


def announce(
    work: Work,
    award_round: Round,
    at: datetime | None,
    *,
    is_confirmed: bool = False,
    seen: str | None = None,
) -> Announcement:
    """Set when the sealed decision becomes public; at once if no time is given.

    Args:
        work: the chair's.
        award_round: a decided round.
        at: when.
        is_confirmed: whether she has said that a time far ahead is no slip.
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        WrongPhaseError: the round is not decided, or is announced already.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.
        AnnouncementSetError: a time has been set.
        TimeInThePastError, TimeTooFarError, TimeQuestionedError: it is no time to set.

    """
    award_round = decisions.begin_as_chair(work, Permission.ANNOUNCE, award_round)
    if award_round.announcements:
        raise AnnouncementSetError
    if seen is not None:
        foresight.insist(foresee(work, award_round), seen)
    _check(at, work.now, is_confirmed=is_confirmed)
    announcement = _set(work, award_round, at or work.now)
    audit.record(
        work,
        "announcement.set",
        f"decision:{announcement.decision_id}",
        award_round=award_round,
        embargo_until=announcement.embargo_until.isoformat(),
        digest=digests.of(seals.announcement(announcement)),
    )
    _tell_nominators(work.session, award_round, announcement, work.now)
    return announcement


def move(
    work: Work, award_round: Round, at: datetime, reason: str, *, is_confirmed: bool = False
) -> Announcement:
    """Move an announcement whose time has not come. The messages that wait for it wait anew.

    Args:
        work: the chair's.
        award_round: a decided round with a time set.
        at: the new time.
        reason: why.
        is_confirmed: whether she has said that a time far ahead is no slip.

    Raises:
        WrongPhaseError: the round is announced already.
        NothingToMoveError: no time has been set.
        ReasonMissingError: there is no reason.
        TimeInThePastError, TimeTooFarError, TimeQuestionedError: it is no time to set.

    """
    award_round = decisions.begin_as_chair(work, Permission.ANNOUNCE, award_round)
    if not award_round.announcements:
        raise NothingToMoveError
    if not reason.strip():
        raise ReasonMissingError
    _check(at, work.now, is_confirmed=is_confirmed)
    if at == award_round.embargo_until:
        return award_round.announcements[-1]
    told_of = award_round.announcements[0]
    announcement = _set(work, award_round, at, reason.strip())
    audit.record(
        work,
        "announcement.moved",
        f"decision:{announcement.decision_id}",
        award_round=award_round,
        embargo_until=at.isoformat(),
        digest=digests.of(seals.announcement(announcement)),
    )
    notices.postpone(work.session, NoticeKind.ROUND_ANNOUNCED, _key(told_of), at)
    return announcement


def _check(at: datetime | None, now: datetime, *, is_confirmed: bool) -> None:
    if at is None:
        return
    if at < now:
        raise TimeInThePastError
    if at - now > dates.TOO_FAR:
        raise TimeTooFarError
    if dates.is_far(at, now) and not is_confirmed:
        raise TimeQuestionedError


def _set(work: Work, award_round: Round, at: datetime, reason: str = "") -> Announcement:
    decision = decisions.sealed_by_round(work.session, [award_round.id])[award_round.id]
    announcement = Announcement(
        round_id=award_round.id,
        decision_id=decision.id,
        number=len(award_round.announcements) + 1,
        embargo_until=at,
        reason=reason,
        set_at=work.now,
        set_by_id=work.actor.account_id,
    )
    award_round.announcements.append(announcement)
    work.session.flush()
    return announcement


def _key(announcement: Announcement) -> str:
    return f"announcement:{announcement.id}"


def _tell_nominators(
    session: Session, award_round: Round, announcement: Announcement, now: datetime
) -> None:
    """Queue a message to every nominator, which leaves when the embargo is over."""
    # One message to each person, however many nominations she has a part in.
    for account_id in nominations.nominators(session, award_round, nominations.IN_JUDGING):
        notices.queue(
            session,
            account_id,
            NoticeKind.ROUND_ANNOUNCED,
            key=_key(announcement),
            now=now,
            award_round=award_round,
            not_before=announcement.embargo_until,
            slug=award_round.slug,
        )
