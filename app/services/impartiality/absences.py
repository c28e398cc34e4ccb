"""Noting that somebody of the jury is away in the stage under way, or back again."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Absence, Appointment, Round
from app.rules.access import Permission
from app.rules.notices import NoticeKind
from app.services import audit, digests, foresight, may, nominations, notices, seals
from app.services.impartiality.boards import board
from app.services.impartiality.calling_in import tell_seats
from app.services.impartiality.foreseeing_absence import foresee_absence
from app.services.impartiality.refusing import insist_can_note, notable
from app.services.work import Work


def note_absence(
    work: Work,
    award_round: Round,
    appointment_id: int,
    reason: str,
    *,
    is_away: bool,
    seen: str | None = None,
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
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        DeniedError: the actor is neither; a recused chair removes nobody.
        NotFoundError: nobody such sits or may step in.
        NotHereError: it is noted so already.
        ReasonMissingError: it needs a reason.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.

    """
    award_round = may.begin(work, Permission.NOTE_ABSENCE, award_round)
    before = board(work.session, award_round, work.today)
    insist_can_note(work, award_round, before, appointment_id)
    who, stage = notable(work.session, award_round, before, appointment_id, is_away=is_away)
    if not reason.strip():
        raise nominations.ReasonMissingError
    if seen is not None:
        foresight.insist(
            foresee_absence(work, award_round, appointment_id, reason, is_away=is_away), seen
        )
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
