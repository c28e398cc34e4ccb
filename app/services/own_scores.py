"""What a juror has scored herself, in every stage: hers to take along while it is open to her."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.models import Nomination, Round, ScoreSheet, Stage
from app.rules.access import Permission
from app.services import impartiality, lists, may
from app.services.work import Work


@dataclass(frozen=True)
class OwnSheet:
    """One of her sheets; of what she is recused from by now, that there is one and no more."""

    nomination: Nomination
    stage: Stage
    sheet: ScoreSheet | None


def own_sheets(work: Work, award_round: Round) -> Sequence[OwnSheet]:
    """List the actor's sheets of a round, stage by stage, by number."""
    may.require(work, Permission.VIEW_DESK, award_round)
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.today, seat_of=mine, whole=True)
    closed = where.recused_from(mine)
    found = work.session.execute(
        select(ScoreSheet, Stage)
        .join(Stage, Stage.id == ScoreSheet.stage_id)
        .join(Nomination, Nomination.id == ScoreSheet.nomination_id)
        .where(Stage.round_id == award_round.id, ScoreSheet.appointment_id == mine)
        .order_by(Stage.position, Nomination.number)
        .options(selectinload(ScoreSheet.revisions))
    ).all()
    ids = list(dict.fromkeys(sheet.nomination_id for sheet, _stage in found))
    by_id = {one.id: one for one in lists.load(work.session, ids)}
    return [
        OwnSheet(
            by_id[sheet.nomination_id], stage, None if sheet.nomination_id in closed else sheet
        )
        for sheet, stage in found
    ]
