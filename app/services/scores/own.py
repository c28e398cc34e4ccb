"""What a juror herself has given in the stage that is under way: hers to see at any time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models import Round, ScoreRevision, ScoreSheet
from app.rules import scoring


@dataclass(frozen=True)
class OwnScores:
    """Her scores for a nomination, by criterion key: what is sealed, or else the draft."""

    scores: Mapping[str, Decimal]
    is_sealed: bool

    def average(self, weights: Mapping[str, Decimal]) -> Fraction | None:
        """Weigh the scores together; None where a criterion has none."""
        return scoring.average(self.scores, weights)


def own_scores(
    session: Session, award_round: Round, appointment_id: int, nomination_ids: Collection[int]
) -> dict[int, OwnScores]:
    """Give somebody's scores for some nominations, those that have any."""
    stage = award_round.stage
    rows = session.execute(
        select(ScoreSheet.nomination_id, ScoreSheet.draft_scores, ScoreRevision.scores)
        .outerjoin(
            ScoreRevision,
            and_(
                ScoreRevision.sheet_id == ScoreSheet.id,
                ScoreRevision.number == ScoreSheet.revision_count,
            ),
        )
        .where(
            ScoreSheet.stage_id == (stage.id if stage else None),
            ScoreSheet.appointment_id == appointment_id,
        )
    )
    wanted = frozenset(nomination_ids)
    return {
        nomination_id: OwnScores(
            {key: Decimal(text) for key, text in (sealed or draft).items()}, sealed is not None
        )
        for nomination_id, draft, sealed in rows
        if nomination_id in wanted and (sealed or draft)
    }
