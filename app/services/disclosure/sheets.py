"""The sheets of others, for whoever may see them before the deliberation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from app.models import Account, Appointment, Round, ScoreRevision, ScoreSheet, Seat
from app.services import impartiality
from app.services.disclosure.seeing import of
from app.services.work import Work


@dataclass(frozen=True)
class OtherSheet:
    """A sealed sheet of somebody else that counts, as it was last sealed."""

    seat: str
    name: str
    is_deputy: bool
    scores: Mapping[str, Decimal]
    grounds: str
    language: str | None
    """Of whoever wrote the grounds."""
    sealed_at: datetime


def others(work: Work, award_round: Round, nomination_id: int) -> list[OtherSheet]:
    """Give the others' sheets for a nomination, seat by seat; none for who may not see them yet.

    That there are none and that she may not see them reads the same.
    """
    return _sheets(work, award_round, [nomination_id]).get(nomination_id, [])


def looked_at(work: Work, award_round: Round) -> dict[int, list[OtherSheet]]:
    """Give the sheets of what the actor has looked at in an emergency, while that lasts."""
    return _sheets(work, award_round, sorted(of(work, award_round).looked_at))


def _sheets(work: Work, award_round: Round, wanted: Sequence[int]) -> dict[int, list[OtherSheet]]:
    disclosed = of(work, award_round)
    shown = [one for one in wanted if disclosed.others(one)]
    if not shown:
        return {}
    mine = work.actor.appointment_in(award_round.jury_id)
    where = impartiality.board(work.session, award_round, work.today)
    found = work.session.execute(
        select(ScoreSheet.nomination_id, ScoreRevision, Appointment, Seat.short, Account.language)
        .join(ScoreRevision, ScoreRevision.sheet_id == ScoreSheet.id)
        .join(Appointment, Appointment.id == ScoreSheet.appointment_id)
        .join(Seat, Seat.id == Appointment.seat_id)
        .join(Account, Account.id == Appointment.account_id, isouter=True)
        .where(
            ScoreSheet.stage_id == (award_round.stage.id if award_round.stage else None),
            ScoreSheet.nomination_id.in_(shown),
            ScoreSheet.appointment_id != (mine.appointment_id if mine else 0),
            ScoreRevision.number == ScoreSheet.revision_count,
        )
        .order_by(Seat.position)
    )
    made: dict[int, list[OtherSheet]] = {one: [] for one in shown}
    for nomination_id, revision, held, seat, language in found:
        if where.sits(nomination_id, held.id):
            made[nomination_id].append(
                OtherSheet(
                    seat,
                    held.person_name,
                    held.is_deputy,
                    {key: Decimal(value) for key, value in revision.scores.items()},
                    revision.grounds,
                    language,
                    revision.sealed_at,
                )
            )
    return made
