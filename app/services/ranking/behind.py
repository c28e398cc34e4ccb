"""What lies behind a row of the ranking: the sheets, and what was handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from app.models import Account, Appointment, NominationVersion, Round, ScoreRevision, ScoreSheet
from app.services.ranking.tables import Row


@dataclass(frozen=True)
class Sheet:
    """A sealed sheet that counts, as it was last sealed."""

    scores: Mapping[str, Decimal]
    grounds: str
    evidence: Mapping[str, Mapping[str, str]]
    """What each score rests on, where she said so. It counts for nothing in the ranking."""
    language: str | None
    """Of whoever wrote the grounds; None where no account did."""
    revisions: int
    changed_after_seeing: bool
    """Whether it was last changed when she could see the others' scores."""


def sheets(session: Session, award_round: Round, row: Row) -> dict[int, Sheet]:
    """Give the sheets that count for one nomination, by seat."""
    holders = {cell.appointment_id: seat for seat, cell in row.cells.items() if not cell.vacant}
    found = session.execute(
        select(ScoreSheet.appointment_id, ScoreRevision, Account.language)
        .join(ScoreRevision, ScoreRevision.sheet_id == ScoreSheet.id)
        .join(Appointment, Appointment.id == ScoreSheet.appointment_id)
        .join(Account, Account.id == Appointment.account_id, isouter=True)
        .where(
            ScoreSheet.stage_id == (award_round.stage.id if award_round.stage else None),
            ScoreSheet.nomination_id == row.nomination.id,
            ScoreSheet.appointment_id.in_(holders),
            ScoreRevision.number == ScoreSheet.revision_count,
        )
    )
    return {
        holders[appointment_id]: Sheet(
            {key: Decimal(value) for key, value in revision.scores.items()},
            revision.grounds,
            revision.evidence,
            language,
            revision.number,
            revision.number > 1 and revision.could_see_others,
        )
        for appointment_id, revision, language in found
    }


def handed_in(session: Session, row: Row) -> NominationVersion | None:
    """Give the version of a nomination that counts, without its content."""
    return session.scalars(
        select(NominationVersion)
        .where(NominationVersion.nomination_id == row.nomination.id)
        .order_by(NominationVersion.number.desc())
        .limit(1)
        .options(defer(NominationVersion.content))
    ).one_or_none()
