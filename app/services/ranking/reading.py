"""The ranking that the actor may see."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Candidate, Nomination, Round, Rulebook
from app.ranking.report import Line
from app.rules import terms
from app.rules.candidates import called
from app.services import analyses, ballots, disclosure, jury
from app.services.analyses import Kept, Sitting
from app.services.ranking.tables import Cell, Judged, Ranking, Row
from app.services.work import NotFoundError, Work


def for_actor(work: Work, award_round: Round, rulebook: Rulebook | None = None) -> Ranking:
    """Give the ranking that the actor may see, under one version of the rulebook.

    A nomination that she is recused from is left out of everything: the places of the others
    are computed as if it did not exist.

    Raises:
        DeniedError, WrongPhaseError: she may not see it, or not yet.
        NotFoundError: there are no scores: it was held before the product existed, or its stage
            is decided by ballots.

    """
    disclosure.require_all(work, award_round)
    if award_round.is_recorded:
        raise NotFoundError("a recorded round has no scores")
    if award_round.is_by_ballot:
        raise NotFoundError("the stage is decided by ballots")
    hidden = disclosure.hidden_from_actor(work, award_round)
    kept = analyses.of_round(work, award_round, hidden, rulebook)
    book = rulebook or award_round.rulebook
    return lay_out(work.session, award_round, kept, book, work.today, is_whole=not hidden)


def first_for_actor(work: Work, award_round: Round) -> list[int]:
    """List who has the first place, by scores or by ballots, of what the actor may see.

    Raises:
        DeniedError, WrongPhaseError: she may not see it, or not yet.

    """
    if award_round.is_by_ballot:
        return ballots.for_actor(work, award_round).first
    return for_actor(work, award_round).first


def lay_out(
    session: Session,
    award_round: Round,
    kept: Kept,
    rulebook: Rulebook,
    today: date,
    *,
    is_whole: bool,
) -> Ranking:
    """Put the names to an analysis."""
    known = names(session, award_round)
    sitting = jury.of_round(session, award_round)
    seats = sitting.seats if sitting else []
    column = {one.juror: at for at, one in enumerate(kept.report.jurors)}
    rows = [
        Row(
            known[line.nomination],
            line,
            {
                seat_id: _cell(line, column, sits)
                for seat_id, sits in zip(kept.seats, kept.seated[line.nomination], strict=True)
            },
        )
        for line in kept.report.lines
    ]
    appointed = [one for seat in seats for one in seat.appointments]
    people = {one.id: one for one in appointed if one.id in column}
    day = jury.day_that_counts(session, award_round, appointed, today)
    gone = [one for one in people.values() if not terms.holds(one.since, one.until, day)]
    return Ranking(rows, seats, kept, rulebook, people, gone, is_whole)


def _cell(line: Line, column: Mapping[int, int], sits: Sitting) -> Cell:
    at = column.get(sits.appointment_id or 0)
    return Cell(None if at is None else line.cells[at], sits.appointment_id, sits.stepped_in)


def names(session: Session, award_round: Round) -> dict[int, Judged]:
    """Name what is judged in a round, in one query."""
    found: dict[int, Judged] = {}
    for nomination_id, number, language, kind, name, said in session.execute(
        select(
            *(Nomination.id, Nomination.number, Nomination.language),
            *(Candidate.kind, Candidate.name, Candidate.details),
        )
        .join(Candidate, Candidate.nomination_id == Nomination.id)
        .where(
            Nomination.round_id == award_round.id, Nomination.state.in_(award_round.in_the_running)
        )
        .order_by(Nomination.number, Candidate.position)
    ):
        before = found[nomination_id].names if nomination_id in found else ()
        told = (*before, called(kind, name, said.get("where", "")))
        found[nomination_id] = Judged(nomination_id, number, language, told)
    return found
