"""Declaring conflicts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Declaration, Nomination, Round
from app.rules.access import Permission, Verdict
from app.rules.impartiality import Answer
from app.services import audit, digests, may, seals
from app.services.impartiality.boards import board
from app.services.impartiality.calling_in import tell_seats
from app.services.work import NotFoundError, Work


class DescriptionMissingError(ValueError):
    """A possible conflict must be described, so that it can be ruled on."""


class ConflictStandsError(Exception):
    """Nobody takes back by herself a conflict that she has declared; the jury rules on it."""


def appointment_of(work: Work, award_round: Round) -> int:
    """Give the actor's appointment in the round's jury.

    Raises:
        DeniedError: she has none.

    """
    held = work.actor.appointment_in(award_round.jury_id)
    if held is None:
        may.refuse(work, Permission.VIEW_DESK, Verdict.NOT_HERS, award_round)
    return held.appointment_id


def declare(
    work: Work, award_round: Round, nomination: Nomination, answer: Answer, description: str = ""
) -> Declaration:
    """Declare conflicts to the candidates of a nomination. The latest declaration holds.

    Doing it twice with the same content declares once.

    Raises:
        DescriptionMissingError: a possible conflict without a description.
        ConflictStandsError: she has declared a conflict before, and now says that there is none.

    """
    # Locked first, as in all that judges: nobody closes the stage meanwhile, and nobody deadlocks.
    award_round = may.begin(work, Permission.DECLARE, award_round)
    appointment_id = appointment_of(work, award_round)
    if nomination.round_id != award_round.id or nomination.state not in award_round.in_the_running:
        raise NotFoundError(f"nomination {nomination.id}")
    if answer is Answer.POSSIBLE and not description.strip():
        raise DescriptionMissingError
    words = description.strip() if answer is not Answer.NO_CONFLICT else ""
    earlier = _latest_declaration(work.session, nomination.id, appointment_id)
    if earlier is not None and (earlier.answer, earlier.description) == (answer, words):
        return earlier
    if earlier is not None and answer is Answer.NO_CONFLICT:
        raise ConflictStandsError
    recuses = answer is Answer.AUTOMATIC
    before = board(work.session, award_round, work.today, [nomination.id]) if recuses else None
    declaration = Declaration(
        nomination_id=nomination.id,
        appointment_id=appointment_id,
        answer=answer,
        description=words,
        declared_at=work.now,
    )
    work.session.add(declaration)
    work.session.flush()
    audit.record(
        work,
        "conflict.declared",
        f"nomination:{nomination.id}",
        award_round=award_round,
        appointment=appointment_id,
        answer=answer.value,
        digest=digests.of(seals.declaration(declaration)),
    )
    if before is not None:
        after = board(work.session, award_round, work.today, [nomination.id])
        cause = f"declaration:{declaration.id}"
        tell_seats(work, award_round, before, after, cause=cause)
    return declaration


def _latest_declaration(
    session: Session, nomination_id: int, appointment_id: int
) -> Declaration | None:
    return session.scalars(
        select(Declaration)
        .where(
            Declaration.nomination_id == nomination_id,
            Declaration.appointment_id == appointment_id,
        )
        .order_by(Declaration.id.desc())
        .limit(1)
    ).one_or_none()
