"""Whom of the jury a move is told to, and what: each of them what she can do now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.models import Appointment, Round
from app.rules.impartiality import Standing
from app.rules.notices import NoticeKind
from app.services import impartiality, jury, remaining
from app.services.remaining import Remaining


@dataclass(frozen=True)
class Message:
    """What somebody of the jury is told when a move has been made."""

    to: Appointment
    kind: NoticeKind
    context: Mapping[str, Any] = field(default_factory=dict)


def messages(session: Session, award_round: Round, name: str, today: date) -> list[Message]:
    """List what the jury is told when a move is made, as the round stands before it.

    Whoever has nothing to do or to read is told nothing: a deputy who is not called in, say. Those
    without an account are listed too: somebody else must tell them.
    """
    if name in {"begin_judging", "open_declaring"}:
        kind = NoticeKind.DECLARING_OPEN
        return [Message(one, kind) for one in _to_declare(session, award_round, name, today)]
    if name == "open_scoring":
        found = remaining.of_round(session, award_round, today)
        by_ballot = award_round.is_by_ballot
        return [_scoring(one, by_ballot) for one in found if one.ready or one.undeclared]
    if name == "open_deliberation":
        by_ballot = award_round.is_by_ballot
        return [_deliberation(one, by_ballot) for one in at_work(session, award_round, today)]
    return []


def _to_declare(
    session: Session, award_round: Round, name: str, today: date
) -> Sequence[Appointment]:
    """List who is asked about conflicts: in a later stage those alone who have not answered."""
    if name == "begin_judging":
        return jury.holders(session, award_round, today)
    where = impartiality.board(session, award_round, today)
    return [
        one
        for one in where.holders
        if one.id not in where.left
        and any(where.standing(n, one.id) is Standing.UNDECLARED for n in where.nominations)
    ]


def at_work(session: Session, award_round: Round, today: date) -> list[Remaining]:
    """List who is at work in a round, with what she has left: members, and deputies called in."""
    seated = {one.appointment.id: one for one in remaining.of_round(session, award_round, today)}
    return [
        seated.get(one.id, Remaining(one))
        for one in jury.holders(session, award_round, today)
        if one.id in seated or not one.is_deputy
    ]


def _scoring(one: Remaining, by_ballot: bool) -> Message:
    context = {"ready": one.ready, "undeclared": one.undeclared, "by_ballot": by_ballot}
    return Message(one.appointment, NoticeKind.SCORING_OPEN, context)


def _deliberation(one: Remaining, by_ballot: bool) -> Message:
    context = {
        "sealed": one.sealed,
        "missing": one.missing,
        # Deputies do not read what others have handed in.
        "reads": not one.appointment.is_deputy,
        "by_ballot": by_ballot,
    }
    return Message(one.appointment, NoticeKind.DELIBERATION_OPEN, context)
