"""Telling those who come into a seat, and those who go out of it, because of somebody else."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models import Appointment, Round
from app.rules.calendar import has_passed
from app.rules.impartiality import Standing
from app.rules.lifecycle import StageState
from app.rules.notices import NoticeKind
from app.services import audit, lists, notices
from app.services.impartiality.boards import Board
from app.services.work import Work

NAMED = 4
"""So many nominations are named in a message; of more it says how many."""


def tell_seats(
    work: Work,
    award_round: Round,
    before: Board,
    after: Board,
    *,
    cause: str,
    is_away: bool = False,
) -> None:
    """Put on record who sits where instead of whom, and tell the deputies at once, each once.

    Args:
        work: of whoever caused it.
        award_round: the round.
        before: who sat where.
        after: who sits where now.
        cause: what it follows from, by noun and number.
        is_away: whether it follows from somebody's being away, not from a recusal.

    """
    holders = {one.id: one for one in (*before.holders, *after.holders)}
    called: dict[int, list[int]] = {}
    released: dict[int, list[int]] = {}
    for nomination_id, seat_id, was, now in changes(before, after):
        _note(work, award_round, nomination_id, seat_id, holders.get(now or 0))
        if now is not None and holders[now].is_deputy and now not in after.left:
            called.setdefault(now, []).append(nomination_id)
        if was is not None and holders[was].is_deputy and could_sit(after, nomination_id, was):
            released.setdefault(was, []).append(nomination_id)
    for one, about in called.items():
        more = _can_do(award_round, after, about, one, work.now)
        _tell(
            work.session,
            award_round,
            holders[one],
            NoticeKind.DEPUTY_CALLED,
            about,
            f"{cause}:appointment:{one}",
            work.now,
            is_away=is_away,
            **more,
        )
    for one, about in released.items():
        _tell(
            work.session,
            award_round,
            holders[one],
            NoticeKind.DEPUTY_RELEASED,
            about,
            f"{cause}:appointment:{one}",
            work.now,
        )


def changes(before: Board, after: Board) -> list[tuple[int, int, int | None, int | None]]:
    """List each nomination and seat with who sat and who sits, where they are not the same."""
    return [
        (nomination_id, seat_id, was.appointment_id, now.appointment_id)
        for nomination_id in after.nominations
        for seat_id, now in after.seats[nomination_id].items()
        if (was := before.seats.get(nomination_id, {}).get(seat_id)) is not None
        and was.appointment_id != now.appointment_id
    ]


def could_sit(after: Board, nomination_id: int, one: int) -> bool:
    """Say whether somebody sits no more because another does, not because she cannot."""
    return (
        one not in after.left | after.away
        and after.standing(nomination_id, one) is not Standing.RECUSED
    )


def _note(
    work: Work, award_round: Round, nomination_id: int, seat_id: int, now: Appointment | None
) -> None:
    subject = f"nomination:{nomination_id}"
    if now is None:
        audit.record(work, "seat.vacant", subject, award_round=award_round, seat=seat_id)
        return
    audit.record(
        work,
        "deputy.stepped_in" if now.is_deputy else "member.sits_again",
        subject,
        award_round=award_round,
        seat=seat_id,
        appointment=now.id,
    )


def _tell(
    session: Session,
    award_round: Round,
    who: Appointment,
    kind: NoticeKind,
    about: Sequence[int],
    key: str,
    now: datetime,
    **more: Any,
) -> None:
    if who.account_id is None:
        return
    notices.queue(
        session,
        who.account_id,
        kind,
        key=key,
        now=now,
        award_round=award_round,
        nomination_id=about[0],
        slug=award_round.slug,
        names=_names(session, about),
        count=len(about),
        **more,
    )


def _names(session: Session, about: Sequence[int]) -> list[str]:
    names = lists.names(session, list(about[:NAMED]))
    return [names[one] for one in about[:NAMED]]


def _can_do(
    award_round: Round, after: Board, about: Sequence[int], deputy: int, now: datetime
) -> dict[str, Any]:
    """Say what she can do now with what she is called in for."""
    stage, until = award_round.stage, award_round.scoring_deadline_at
    return {
        "standing": after.standing(about[0], deputy).value,
        "scoring": stage is not None and stage.state is StageState.SCORING,
        "deadline": until.isoformat() if until and not has_passed(until, now) else None,
    }
