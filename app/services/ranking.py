"""The ranking of a round: loads the sealed sheets that count, and ranks by weighted mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Nomination, Round, ScoreRevision, ScoreSheet, Seat
from app.ranking import weighted_mean
from app.ranking.weighted_mean import Ranked
from app.rules.access import Permission, Role
from app.services import impartiality, jury, nominations, rounds
from app.services.impartiality import Board
from app.services.work import NotFoundError, Work

METHOD = "weighted_mean"
METHOD_VERSION = "1"


@dataclass(frozen=True)
class Cell:
    """What one juror made of one nomination."""

    score: Fraction | None
    """The weighted mean of her scores; None for a seat without a sealed sheet."""
    scores: Mapping[str, Decimal]
    grounds: str
    stepped_in: bool
    vacant: bool
    """Nobody sits in the seat for this nomination."""
    revisions: int


@dataclass(frozen=True)
class Row:
    """One nomination in the ranking, with every seat's cell."""

    nomination: Nomination
    ranked: Ranked
    cells: Mapping[int, Cell]
    """By seat."""

    @property
    def scores(self) -> list[Fraction]:
        """The score of every juror who counts."""
        return [cell.score for cell in self.cells.values() if cell.score is not None]

    @property
    def expected(self) -> int:
        """How many seats somebody sits in for this nomination."""
        return sum(not cell.vacant for cell in self.cells.values())

    @property
    def spread(self) -> Fraction | None:
        """The distance between the highest and the lowest juror."""
        found = self.scores
        return max(found) - min(found) if found else None

    def given(self, criterion_key: str) -> list[Decimal]:
        """List the scores that the jurors gave on one criterion."""
        cells = self.cells.values()
        return [cell.scores[criterion_key] for cell in cells if criterion_key in cell.scores]

    def criterion_mean(self, criterion_key: str) -> Fraction | None:
        """Give the plain mean of the jurors' scores on one criterion."""
        given = self.given(criterion_key)
        total = sum((Fraction(score) for score in given), Fraction(0))
        return total / len(given) if given else None

    def criterion_spread(self, criterion_key: str) -> Decimal | None:
        """Give the distance between the highest and the lowest score on one criterion."""
        given = self.given(criterion_key)
        return max(given) - min(given) if given else None


@dataclass(frozen=True)
class Ranking:
    """The ranking of a round as one person may see it."""

    rows: Sequence[Row]
    seats: Sequence[Seat]
    is_whole: bool = True
    """Whether nothing was left out because the reader is recused from it."""

    @property
    def first(self) -> list[int]:
        """The nominations that share the first place."""
        return [row.nomination.id for row in self.rows if row.ranked.place == 1]

    def row(self, nomination_id: int) -> Row:
        """Find the row of a nomination.

        Raises:
            NotFoundError: it is not judged, or the reader may not know of it.

        """
        for row in self.rows:
            if row.nomination.id == nomination_id:
                return row
        raise NotFoundError(f"nomination {nomination_id}")

    def leaning(self, seat_id: int) -> Fraction | None:
        """Say how far a seat lies above or below the means of what it has scored."""
        found = [
            row.cells[seat_id].score - row.ranked.score  # type: ignore[operator]
            for row in self.rows
            if row.ranked.score is not None
            and seat_id in row.cells
            and row.cells[seat_id].score is not None
        ]
        return sum(found, Fraction(0)) / len(found) if found else None

    def as_data(self, award_round: Round) -> dict[str, Any]:
        """Give the ranking with all its inputs, so that it can be computed again."""
        return {
            "method": METHOD,
            "version": METHOD_VERSION,
            "weights": {c.key: str(c.weight.normalize()) for c in award_round.criteria},
            "rulebook": award_round.rulebook.version,
            "scores": [
                {
                    "nomination": row.nomination.number,
                    "seat": seat_id,
                    "deputy": cell.stepped_in,
                    "scores": {key: str(value) for key, value in cell.scores.items()},
                }
                for row in self.rows
                for seat_id, cell in row.cells.items()
                if cell.score is not None
            ],
            "places": [
                {
                    "nomination": row.nomination.number,
                    "place": row.ranked.place,
                    "score": str(row.ranked.score),
                }
                for row in self.rows
            ],
        }


def for_actor(work: Work, award_round: Round) -> Ranking:
    """Give the ranking that the actor may see.

    A nomination that she is recused from is left out of everything: the places of the others
    are computed as if it did not exist.
    """
    held = rounds.roles(work, award_round)
    permission = (
        Permission.VIEW_SCORES_AS_AUDITOR if Role.AUDITOR in held else Permission.VIEW_RANKING
    )
    rounds.require(work, permission, award_round)
    where = impartiality.board(work.session, award_round, work.now.date())
    mine = work.actor.appointment_in(award_round.jury_id)
    hidden = where.recused_from(mine.appointment_id) if mine else frozenset()
    return compute(work.session, award_round, where, hidden)


def compute(
    session: Session, award_round: Round, where: Board, hidden: frozenset[int] = frozenset()
) -> Ranking:
    """Rank the nominations of a round by the sheets that count, leaving out the hidden ones."""
    judged = [
        nomination
        for nomination in nominations.admitted(session, award_round)
        if nomination.id not in hidden
    ]
    weights = {criterion.key: criterion.weight for criterion in award_round.criteria}
    sealed = _sealed(session, award_round)
    cells = {nomination.id: _cells(where, nomination.id, sealed, weights) for nomination in judged}
    ranked = weighted_mean.rank(
        {
            nomination_id: [cell.score for cell in by_seat.values() if cell.score is not None]
            for nomination_id, by_seat in cells.items()
        }
    )
    by_id = {nomination.id: nomination for nomination in judged}
    rows = [Row(by_id[r.nomination_id], r, cells[r.nomination_id]) for r in ranked]
    return Ranking(rows, jury.seats(session, award_round), is_whole=not hidden)


def _sealed(session: Session, award_round: Round) -> dict[tuple[int, int], ScoreRevision]:
    """Load the latest revision of every sealed sheet, by nomination and appointment."""
    stage = award_round.stage
    found = session.execute(
        select(ScoreSheet.nomination_id, ScoreSheet.appointment_id, ScoreRevision)
        .join(ScoreRevision, ScoreRevision.sheet_id == ScoreSheet.id)
        .where(
            ScoreSheet.stage_id == (stage.id if stage else None),
            ScoreRevision.number == ScoreSheet.revision_count,
        )
    )
    return {(nomination, holder): revision for nomination, holder, revision in found}


def _cells(
    where: Board,
    nomination_id: int,
    sealed: Mapping[tuple[int, int], ScoreRevision],
    weights: Mapping[str, Decimal],
) -> dict[int, Cell]:
    """Give each seat's cell. Only the sheet of whoever sits counts."""
    cells = {}
    for seat_id, sitting in where.seats.get(nomination_id, {}).items():
        revision = sealed.get((nomination_id, sitting.appointment_id or 0))
        scores = {k: Decimal(v) for k, v in revision.scores.items()} if revision else {}
        cells[seat_id] = Cell(
            score=weighted_mean.cell_score(scores, weights) if revision else None,
            scores=scores,
            grounds=revision.grounds if revision else "",
            stepped_in=sitting.stepped_in,
            vacant=sitting.appointment_id is None,
            revisions=revision.number if revision else 0,
        )
    return cells
