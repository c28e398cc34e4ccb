"""The ranking of a round as one person may see it, with everyone's scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from app.models import (
    Appointment,
    Candidate,
    Nomination,
    NominationVersion,
    Round,
    Rulebook,
    ScoreRevision,
    ScoreSheet,
    Seat,
)
from app.ranking.report import Line, Report
from app.rules.access import Permission, Role
from app.services import analyses, impartiality, jury, may, nominations
from app.services.analyses import Kept, Sitting
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class Judged:
    """A nomination, as much of it as a table of names and figures needs."""

    id: int
    number: int | None
    language: str
    names: tuple[str, ...]

    @property
    def candidate_names(self) -> str:
        """Name the candidates, as one would say them."""
        return " / ".join(self.names)


@dataclass(frozen=True)
class Cell:
    """What one seat made of one nomination."""

    score: float | None
    """The weighted mean of the sheet that counts; None without one."""
    appointment_id: int | None
    stepped_in: bool

    @property
    def vacant(self) -> bool:
        """Whether nobody sits in the seat for this nomination."""
        return self.appointment_id is None


@dataclass(frozen=True)
class Row:
    """One nomination in the ranking, with every seat's cell."""

    nomination: Judged
    line: Line
    cells: Mapping[int, Cell]
    """By seat."""

    @property
    def scores(self) -> list[float]:
        """The score of every juror who counts."""
        return [cell.score for cell in self.cells.values() if cell.score is not None]

    @property
    def expected(self) -> int:
        """How many seats somebody sits in for this nomination."""
        return sum(not cell.vacant for cell in self.cells.values())


@dataclass(frozen=True)
class Ranking:
    """The ranking of a round as one person may see it."""

    rows: Sequence[Row]
    seats: Sequence[Seat]
    kept: Kept
    rulebook: Rulebook
    people: Mapping[int, Appointment]
    """Everybody whose sheet counts, by appointment."""
    is_whole: bool
    """Whether nothing was left out because the reader is recused from it."""

    @property
    def report(self) -> Report:
        """The analysis."""
        return self.kept.report

    @property
    def first(self) -> list[int]:
        """The nominations that have the first place, several where nothing parts them."""
        return [row.nomination.id for row in self.rows if row.line.place == 1]

    def row(self, nomination_id: int) -> Row:
        """Find the row of a nomination.

        Raises:
            NotFoundError: it is not judged, or the reader may not know of it.

        """
        if nomination_id not in self._by_id:
            raise NotFoundError(f"nomination {nomination_id}")
        return self._by_id[nomination_id]

    @cached_property
    def _by_id(self) -> dict[int, Row]:
        return {row.nomination.id: row for row in self.rows}


@dataclass(frozen=True)
class Sheet:
    """A sealed sheet that counts, as it was last sealed."""

    scores: Mapping[str, Decimal]
    grounds: str
    revisions: int


def for_actor(work: Work, award_round: Round, rulebook: Rulebook | None = None) -> Ranking:
    """Give the ranking that the actor may see, under one version of the rulebook.

    A nomination that she is recused from is left out of everything: the places of the others
    are computed as if it did not exist.

    Raises:
        DeniedError, WrongPhaseError: she may not see it, or not yet.
        NotFoundError: a round that was held before the product existed has no scores.

    """
    held = may.roles(work, award_round)
    permission = (
        Permission.VIEW_SCORES_AS_AUDITOR if Role.AUDITOR in held else Permission.VIEW_RANKING
    )
    may.require(work, permission, award_round)
    if award_round.is_recorded:
        raise NotFoundError("a recorded round has no scores")
    hidden = hidden_from_actor(work, award_round)
    kept = analyses.of_round(work, award_round, hidden, rulebook)
    return lay_out(
        work.session, award_round, kept, rulebook or award_round.rulebook, is_whole=not hidden
    )


def hidden_from_actor(work: Work, award_round: Round) -> frozenset[int]:
    """List the nominations that the actor sees nothing of, because she is recused."""
    mine = work.actor.appointment_in(award_round.jury_id)
    if mine is None:
        return frozenset()
    return impartiality.hidden_from(work.session, award_round, mine.appointment_id)


def lay_out(
    session: Session, award_round: Round, kept: Kept, rulebook: Rulebook, *, is_whole: bool
) -> Ranking:
    """Put the names to an analysis."""
    known = names(session, award_round)
    seats = jury.seats(session, award_round)
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
    people = {one.id: one for seat in seats for one in seat.appointments if one.id in column}
    return Ranking(rows, seats, kept, rulebook, people, is_whole)


def _cell(line: Line, column: Mapping[int, int], sits: Sitting) -> Cell:
    at = column.get(sits.appointment_id or 0)
    return Cell(None if at is None else line.cells[at], sits.appointment_id, sits.stepped_in)


def names(session: Session, award_round: Round) -> dict[int, Judged]:
    """Name what is judged in a round, in one query."""
    found: dict[int, Judged] = {}
    for nomination_id, number, language, name in session.execute(
        select(Nomination.id, Nomination.number, Nomination.language, Candidate.name)
        .join(Candidate, Candidate.nomination_id == Nomination.id)
        .where(Nomination.round_id == award_round.id, Nomination.state.in_(nominations.IN_JUDGING))
        .order_by(Nomination.number, Candidate.position)
    ):
        before = found[nomination_id].names if nomination_id in found else ()
        found[nomination_id] = Judged(nomination_id, number, language, (*before, name))
    return found


def sheets(session: Session, award_round: Round, row: Row) -> dict[int, Sheet]:
    """Give the sheets that count for one nomination, by seat."""
    holders = {cell.appointment_id: seat for seat, cell in row.cells.items() if not cell.vacant}
    found = session.execute(
        select(ScoreSheet.appointment_id, ScoreRevision)
        .join(ScoreRevision, ScoreRevision.sheet_id == ScoreSheet.id)
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
            revision.number,
        )
        for appointment_id, revision in found
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


def to_freeze(session: Session, award_round: Round, today: date) -> dict[str, Any]:
    """Compute the whole ranking anew, with all its inputs, for a decision to keep.

    Under an amended rulebook the places by every version before it are kept as well, each with
    the rules of that version.
    """
    where = impartiality.board(session, award_round, today)
    kept = analyses.compute(session, award_round, where)
    judged = nominations.admitted_ids(session, award_round)
    number = {one.id: one.number for one in names(session, award_round).values()}
    given = analyses.sheets(session, award_round, where, judged)
    frozen = analyses.inputs(award_round, award_round.rulebook, judged, given)
    return {
        **frozen,
        "digest": kept.digest,
        "scores": [
            {
                "nomination": number[one.nomination_id],
                "seat": one.seat_id,
                "juror": one.appointment_id,
                "deputy": one.stepped_in,
                "scores": one.scores,
            }
            for one in given
        ],
        "places": places(kept.report, number),
        "before_amendment": [
            {
                **analyses.rules(award_round, book),
                "places": places(
                    analyses.compute(session, award_round, where, rulebook=book).report, number
                ),
            }
            for book in award_round.rulebooks[:-1]
        ],
        "report": msgspec.to_builtins(kept.report),
    }


def places(report: Report, number: Mapping[int, int | None]) -> list[dict[str, Any]]:
    """Give numbers, places and scores, best first."""
    return [
        {
            "nomination": number[line.nomination],
            "place": line.place,
            "score": None if line.score is None else str(line.score),
        }
        for line in report.lines
    ]
