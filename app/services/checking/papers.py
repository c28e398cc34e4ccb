"""Sheets on paper: whom each was entered for, and that what counts by it is what she handed in."""

from sqlalchemy import and_, or_, select

from app.models import PaperSheet, ScoreRevision, ScoreSheet, Stage
from app.rules.lifecycle import StageState
from app.rules.paper_sheets import PaperAnswer
from app.services.checking.asking import Invariant, outside_jury, outside_round

_TAKEN = (PaperAnswer.CONFIRMED, PaperAnswer.CORRECTED)
_hers = (
    select(ScoreRevision.id)
    .join(ScoreSheet, ScoreSheet.id == ScoreRevision.sheet_id)
    .where(
        ScoreRevision.id == PaperSheet.revision_id,
        ScoreSheet.stage_id == PaperSheet.stage_id,
        ScoreSheet.nomination_id == PaperSheet.nomination_id,
        ScoreSheet.appointment_id == PaperSheet.appointment_id,
    )
    .exists()
)

INVARIANTS = (
    Invariant(
        "paper sheet {id} is of a nomination of another round",
        outside_round(select(PaperSheet.id), PaperSheet.stage_id, PaperSheet.nomination_id),
    ),
    Invariant(
        "paper sheet {id} is of somebody outside the jury of its round",
        outside_jury(select(PaperSheet.id), PaperSheet.stage_id, PaperSheet.appointment_id),
    ),
    Invariant(
        "paper sheet {id} is of a stage whose scoring has not been opened",
        select(PaperSheet.id)
        .join(Stage, PaperSheet.stage_id == Stage.id)
        .where(Stage.state.in_([StageState.WAITING, StageState.DECLARING])),
    ),
    Invariant(
        "paper sheet {id} was taken over, and not in a sheet that its juror handed in",
        select(PaperSheet.id).where(PaperSheet.answer.in_(_TAKEN), ~_hers),
    ),
    Invariant(
        "paper sheet {id} was not taken over, and names what was handed in by it",
        select(PaperSheet.id).where(
            PaperSheet.revision_id.is_not(None),
            or_(PaperSheet.answer.is_(None), PaperSheet.answer.notin_(_TAKEN)),
        ),
    ),
    Invariant(
        "paper sheet {id} was confirmed, and something else was handed in",
        select(PaperSheet.id)
        .join(ScoreRevision, ScoreRevision.id == PaperSheet.revision_id)
        .where(
            and_(
                PaperSheet.answer == PaperAnswer.CONFIRMED,
                ScoreRevision.grounds != PaperSheet.grounds,
            )
        ),
    ),
    Invariant(
        "paper sheet {id} was refused and gives no reason",
        select(PaperSheet.id).where(
            PaperSheet.answer == PaperAnswer.REFUSED, PaperSheet.reason == ""
        ),
    ),
)
