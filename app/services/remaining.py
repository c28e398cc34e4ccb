"""What remains to be handed in, person by person, of those who sit. Never a score."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Appointment, Round, ScoreSheet
from app.rules import scoring
from app.rules.impartiality import Standing
from app.services import handed_in, impartiality, seat_exceptions
from app.services.impartiality import Board


@dataclass(frozen=True)
class Remaining:
    """How far somebody has come with the nominations that she sits for."""

    appointment: Appointment
    sealed: int = 0
    drafts: int = 0
    complete: int = 0
    """How many of the drafts lack nothing but being handed in."""
    not_begun: int = 0
    undeclared: int = 0
    pending: int = 0

    @property
    def ready(self) -> int:
        """How many she can score now, done or not."""
        return self.sealed + self.drafts + self.not_begun

    @property
    def missing(self) -> int:
        """How many she has not handed in, for whatever reason."""
        return self.drafts + self.not_begun + self.undeclared + self.pending


@dataclass(frozen=True)
class Unfinished:
    """Somebody who has not handed in everything, or has not answered for everything."""

    name: str
    seat: str
    is_deputy: bool
    missing: int
    complete: int
    """How many lack nothing but being handed in."""
    undeclared: int
    pending: int


def of_round(
    session: Session, award_round: Round, today: date, hidden: Collection[int] = ()
) -> list[Remaining]:
    """Look at everybody who sits for something: members first, then deputies, seat by seat.

    What nobody waits for is not missing: only what she has handed in of it is counted.

    Args:
        session: where to look.
        award_round: a round whose jury has begun.
        today: who holds the seats changes with the day.
        hidden: nominations to leave out.

    """
    where = impartiality.board(session, award_round, today)
    sheets = _sheets(session, award_round)
    excepted = seat_exceptions.standing(session, award_round)
    found: dict[int, Counter[str]] = {}
    for nomination_id in where.nominations:
        for seat_id, sitting in where.seats[nomination_id].items():
            holder = sitting.appointment_id
            if holder is None or holder in where.left or nomination_id in hidden:
                continue
            marks = _marks(where, nomination_id, holder, sheets)
            waited_for = (nomination_id, seat_id) not in excepted
            found.setdefault(holder, Counter()).update(
                marks if waited_for or marks == ("sealed",) else ()
            )
    if award_round.is_by_ballot:
        found = {holder: _once(marks) for holder, marks in found.items()}
    return [Remaining(one, **found[one.id]) for one in where.holders if one.id in found]


def _once(marks: Counter[str]) -> Counter[str]:
    """Count what is handed in of a ballot once, however many it ranks."""
    return Counter(
        {name: count if name in {"undeclared", "pending"} else 1 for name, count in marks.items()}
    )


def unfinished(found: Sequence[Remaining]) -> list[Unfinished]:
    """List who of those that were looked at has not handed in everything, by name."""
    return [
        Unfinished(
            one.appointment.person_name,
            one.appointment.seat.short,
            one.appointment.is_deputy,
            one.missing,
            one.complete,
            one.undeclared,
            one.pending,
        )
        for one in found
        if one.missing
    ]


_Sheets = dict[tuple[int, int], tuple[str, ...]]


def _sheets(session: Session, award_round: Round) -> _Sheets:
    """Say of each sheet what it is: handed in, a draft, or one that lacks only that.

    A ballot is about everything at once, and no more is said of a draft.
    """
    if award_round.is_by_ballot:
        states = handed_in.states(session, award_round)
        return {key: ("sealed",) if sealed else ("drafts",) for key, sealed in states.items()}
    rows = session.execute(
        select(
            *(ScoreSheet.nomination_id, ScoreSheet.appointment_id, ScoreSheet.revision_count),
            *(ScoreSheet.draft_scores, ScoreSheet.draft_grounds),
        ).where(ScoreSheet.stage_id == (award_round.stage.id if award_round.stage else None))
    )
    return {
        (nomination, holder): ("sealed",)
        if revisions
        else ("drafts", "complete")
        if _is_complete(award_round, scores, grounds)
        else ("drafts",)
        for nomination, holder, revisions, scores, grounds in rows
    }


def _is_complete(award_round: Round, scores: dict[str, str], grounds: str) -> bool:
    rules = award_round.rulebook
    return not scoring.lacks(
        [criterion.key for criterion in award_round.criteria],
        scores,
        grounds,
        grounds_required=rules.grounds_required,
        word_limit=rules.grounds_word_limit,
    )


def _marks(where: Board, nomination_id: int, holder: int, sheets: _Sheets) -> tuple[str, ...]:
    standing = where.standing(nomination_id, holder)
    if standing is Standing.CLEAR:
        return sheets.get((nomination_id, holder), ("not_begun",))
    return ("pending",) if standing is Standing.PENDING else ("undeclared",)
