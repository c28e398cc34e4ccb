"""What follows from somebody's being away in a stage, or back again, before it is noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Appointment, Round
from app.rules.access import Permission
from app.services import may
from app.services.impartiality.boards import Board, board
from app.services.impartiality.calling_in import changes, could_sit
from app.services.impartiality.leading import chair_of
from app.services.impartiality.refusing import insist_can_note, notable
from app.services.impartiality.shortfalls import Shortfall, shortfall
from app.services.work import Work


@dataclass(frozen=True)
class ForeseenAbsence:
    """Whom and what an absence touches, or its end, by name."""

    appointment_id: int
    who: str
    is_away: bool
    reason: str
    leads: bool
    """Whether she is the jury's chair: then another has to be elected to lead."""
    kept: int
    """For how many nominations she has handed in what counts still."""
    steps_in: Mapping[str, int]
    """Which deputies sit instead, each for how many nominations."""
    gives_way: Mapping[str, int]
    """Which deputies sit no more, each for how many."""
    shortfall: Shortfall
    told: Sequence[str]


def foresee_absence(
    work: Work, award_round: Round, appointment_id: int, reason: str, *, is_away: bool
) -> ForeseenAbsence:
    """Say what follows from somebody's being away, or back, as things stand now.

    Raises:
        DeniedError, NotFoundError, NotHereError: as ``note_absence``.

    """
    may.require(work, Permission.NOTE_ABSENCE, award_round)
    session, today = work.session, work.today
    before = board(session, award_round, today)
    insist_can_note(work, award_round, before, appointment_id)
    who, _stage = notable(session, award_round, before, appointment_id, is_away=is_away)
    away = before.away | {who.id} if is_away else before.away - {who.id}
    after = board(session, award_round, today, away=away)
    chair = chair_of(before)
    deputies = {one.id: one for one in before.holders if one.is_deputy}
    called, released = _seated(before, after, deputies), _unseated(before, after, deputies)
    touched = [who, *(deputies[one] for one in (*called, *released) if one != who.id)]
    return ForeseenAbsence(
        appointment_id=who.id,
        who=who.person_name,
        is_away=is_away,
        reason=reason.strip(),
        leads=chair is not None and chair.id == who.id,
        kept=sum(one == who.id for _about, one in after.handed_in),
        steps_in={deputies[one].person_name: count for one, count in called.items()},
        gives_way={
            deputies[one].person_name: count for one, count in released.items() if one != who.id
        },
        shortfall=shortfall(session, before, after, award_round.rulebook.quorum),
        told=[one.person_name for one in touched if one.account_id is not None],
    )


def _seated(before: Board, after: Board, deputies: Mapping[int, Appointment]) -> dict[int, int]:
    """Count for how many nominations each deputy is called in, as ``tell_seats`` tells them."""
    found: dict[int, int] = {}
    for _nomination, _seat, _was, now in changes(before, after):
        if now is not None and now in deputies and now not in after.left:
            found[now] = found.get(now, 0) + 1
    return found


def _unseated(before: Board, after: Board, deputies: Mapping[int, Appointment]) -> dict[int, int]:
    found: dict[int, int] = {}
    for nomination_id, _seat, was, _now in changes(before, after):
        if was is not None and was in deputies and could_sit(after, nomination_id, was):
            found[was] = found.get(was, 0) + 1
    return found
