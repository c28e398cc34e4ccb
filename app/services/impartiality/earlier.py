"""Conflicts that were declared to the same candidates in earlier rounds."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Appointment, Candidate, Declaration, Nomination, Round
from app.rules.candidates import likeness
from app.rules.impartiality import Answer


@dataclass(frozen=True)
class EarlierConflict:
    """A conflict that somebody declared to the same candidate in an earlier round."""

    year: int
    candidate_name: str


def declared_before(
    session: Session,
    award_round: Round,
    appointments: Sequence[Appointment],
    candidates: Sequence[Candidate],
) -> dict[tuple[int, int], EarlierConflict]:
    """Point out who of a jury had a conflict to whom of some candidates in an earlier round.

    By (nomination, appointment). What she declared last of a candidate is what counts.
    """
    theirs = [one.account_id for one in appointments if one.account_id is not None]
    rows = session.execute(
        select(Appointment.account_id, Declaration.answer, Candidate, Round.year)
        .join(Appointment, Declaration.appointment_id == Appointment.id)
        .join(Nomination, Declaration.nomination_id == Nomination.id)
        .join(Candidate, Candidate.nomination_id == Nomination.id)
        .join(Round, Nomination.round_id == Round.id)
        .where(Appointment.account_id.in_(theirs), Round.id != award_round.id)
        .order_by(Declaration.id)
    ).all()
    told: dict[int | None, dict[tuple[str, str], EarlierConflict]] = {}
    for account_id, answer, named, year in rows:
        hers = told.setdefault(account_id, {})
        for same in _told(named):
            hers.pop(same, None)
            if answer is not Answer.NO_CONFLICT:
                hers[same] = EarlierConflict(year, named.called)
    return {
        (candidate.nomination_id, one.id): hers[same]
        for one in appointments
        for hers in [told.get(one.account_id, {})]
        for candidate in candidates
        for same in sorted(_told(candidate) & hers.keys())
    }


def _told(candidate: Candidate) -> AbstractSet[tuple[str, str]]:
    return likeness(candidate.kind, candidate.name, candidate.municipality_id, candidate.org_number)
