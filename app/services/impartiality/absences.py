"""Noting that somebody of the jury is away in the stage under way, or back again."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Absence, Appointment, Round
from app.rules.access import Permission, Role, Verdict
from app.rules.notices import NoticeKind
from app.services import audit, digests, may, nominations, notices, seals
from app.services.impartiality.boards import Board, board
from app.services.impartiality.calling_in import tell_seats
from app.services.impartiality.finding import absences, standing_elections
from app.services.impartiality.leading import chair_of, lead
from app.services.work import NotFoundError, Work


class NotHereError(Exception):
    """It is noted so already; perhaps somebody was first."""


def note_absence(
    work: Work, award_round: Round, appointment_id: int, reason: str, *, is_away: bool
) -> Absence:
    """Note that somebody is away in the whole stage under way, or back again.

    Her deputy steps in for what she has not handed in; once she is back, she sits again.

    Args:
        work: the secretariat's, or of whoever leads the jury in what is compared. The chair's own
            absence is the secretariat's to note.
        award_round: the round.
        appointment_id: who.
        reason: why, for the record.
        is_away: whether she is away.

    Raises:
        DeniedError: the actor is neither; a recused chair removes nobody.
        NotFoundError: nobody such sits or may step in.
        NotHereError: it is noted so already.
        ReasonMissingError: it needs a reason.

    """
    award_round = may.begin(work, Permission.NOTE_ABSENCE, award_round)
    before = board(work.session, award_round, work.today)
    _refuse(work, award_round, before, appointment_id)
    who = next((one for one in before.holders if one.id == appointment_id), None)
    stage = award_round.stage
    if who is None or who.id in before.left or stage is None:
        raise NotFoundError(f"appointment {appointment_id}")
    earlier = absences(work.session, award_round).get(appointment_id)
    if (earlier is not None and earlier.is_away) == is_away:
        raise NotHereError
    if not reason.strip():
        raise nominations.ReasonMissingError
    noted = Absence(
        stage_id=stage.id,
        appointment_id=appointment_id,
        is_away=is_away,
        reason=reason.strip(),
        noted_at=work.now,
        noted_by_id=work.actor.account_id,
    )
    work.session.add(noted)
    work.session.flush()
    audit.record(
        work,
        "absence.noted",
        f"stage:{stage.id}",
        award_round=award_round,
        appointment=appointment_id,
        is_away=is_away,
        digest=digests.of(seals.absence(noted)),
    )
    _tell(work.session, award_round, who, noted, work.now)
    after = board(work.session, award_round, work.today)
    tell_seats(work, award_round, before, after, cause=f"absence:{noted.id}", is_away=is_away)
    return noted


def _refuse(work: Work, award_round: Round, where: Board, appointment_id: int) -> None:
    if Role.SECRETARIAT in may.roles(work, award_round):
        return
    mine = work.actor.appointment_in(award_round.jury_id)
    leader = lead(where, standing_elections(work.session, award_round)).leader
    if mine is None or leader is None or leader.id != mine.appointment_id:
        may.refuse(work, Permission.NOTE_ABSENCE, Verdict.RECUSED, award_round)
    chair = chair_of(where)
    if chair is not None and chair.id == appointment_id:
        may.refuse(work, Permission.NOTE_ABSENCE, Verdict.NOT_HERS, award_round)


def _tell(
    session: Session, award_round: Round, who: Appointment, noted: Absence, now: datetime
) -> None:
    if who.account_id is None:
        return
    notices.queue(
        session,
        who.account_id,
        NoticeKind.ABSENCE_NOTED,
        key=f"absence:{noted.id}",
        now=now,
        award_round=award_round,
        slug=award_round.slug,
        is_away=noted.is_away,
        reason=noted.reason,
    )
