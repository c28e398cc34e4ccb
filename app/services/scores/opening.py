"""Opening a nomination to score it, and finding the sheet."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Nomination, Round, ScoreRevision, ScoreSheet, Stage
from app.rules.access import DeniedError, Permission, WrongPhaseError
from app.rules.scoring import Scale
from app.services import impartiality, may, nominations, rounds
from app.services.work import NotFoundError, Work


def scale(award_round: Round) -> Scale:
    """Give the scale of a round."""
    book = award_round.rulebook
    return Scale(book.scale_low, book.scale_high, book.scale_step)


def open_nomination(work: Work, nomination_id: int) -> tuple[Round, Nomination, ScoreSheet | None]:
    """Open a nomination to be read by the juror or deputy who sits for it.

    Raises:
        NotFoundError: no such nomination is judged by her jury. That there is one, a draft perhaps,
            or in a round that is not judged yet, is not told.
        DeniedError: she is recused, or has not declared yet.

    """
    nomination = nominations.by_id(work.session, nomination_id)
    award_round = rounds.by_id(work.session, nomination.round_id)
    if nomination.state not in award_round.in_the_running:
        raise NotFoundError(f"nomination {nomination_id}")
    try:
        may.require(work, Permission.VIEW_DESK, award_round)
    except (DeniedError, WrongPhaseError) as refused:
        raise NotFoundError(f"nomination {nomination_id}") from refused
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.today, [nomination_id])
    may.require(
        work,
        Permission.READ_AS_JURY,
        award_round,
        impartial=where.is_open_to(nomination_id, mine),
    )
    return award_round, nomination, find_sheet(work.session, award_round, nomination_id, mine)


def find_earlier(
    session: Session, award_round: Round, nomination_id: int, appointment_id: int
) -> ScoreRevision | None:
    """Find what somebody sealed last for a nomination in a stage before the one under way."""
    stage = award_round.stage
    if stage is None or stage.position == 1:
        return None
    return session.scalars(
        select(ScoreRevision)
        .join(ScoreSheet, ScoreSheet.id == ScoreRevision.sheet_id)
        .join(Stage, Stage.id == ScoreSheet.stage_id)
        .where(
            Stage.round_id == award_round.id,
            Stage.position < stage.position,
            ScoreSheet.nomination_id == nomination_id,
            ScoreSheet.appointment_id == appointment_id,
            ScoreRevision.number == ScoreSheet.revision_count,
        )
        .order_by(Stage.position.desc())
        .limit(1)
    ).one_or_none()


def earlier_of(
    session: Session, award_round: Round, appointment_id: int
) -> dict[int, ScoreRevision]:
    """Find what somebody sealed last in the stages before the one under way, by nomination."""
    stage = award_round.stage
    if stage is None or stage.position == 1:
        return {}
    rows = session.execute(
        select(ScoreSheet.nomination_id, ScoreRevision)
        .join(ScoreSheet, ScoreSheet.id == ScoreRevision.sheet_id)
        .join(Stage, Stage.id == ScoreSheet.stage_id)
        .where(
            Stage.round_id == award_round.id,
            Stage.position < stage.position,
            ScoreSheet.appointment_id == appointment_id,
            ScoreRevision.number == ScoreSheet.revision_count,
        )
        .order_by(Stage.position)
    )
    return {nomination_id: revision for nomination_id, revision in rows}  # noqa: C416


def find_sheet(
    session: Session, award_round: Round, nomination_id: int, appointment_id: int
) -> ScoreSheet | None:
    """Find somebody's sheet for a nomination in the stage that is under way."""
    stage = award_round.stage
    return session.scalars(
        select(ScoreSheet)
        .where(
            ScoreSheet.stage_id == (stage.id if stage else None),
            ScoreSheet.nomination_id == nomination_id,
            ScoreSheet.appointment_id == appointment_id,
        )
        .options(selectinload(ScoreSheet.revisions))
        .execution_options(populate_existing=True)
    ).one_or_none()
