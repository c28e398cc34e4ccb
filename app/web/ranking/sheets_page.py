"""What the page of one nomination's sheets shows: everyone's scores and grounds, side by side."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.models import Criterion, NominationVersion, Round, Seat
from app.rules.scoring import Scale
from app.services import scores
from app.services.ranking import Cell, Ranking, Row, Sheet
from app.web.ranking import heat
from app.web.ranking.heat import HeatCell
from app.words import formats
from app.words.jury import evidence
from app.words.jury.juries import institution
from app.words.scores import points


@dataclass(frozen=True)
class DisputedRow:
    """One criterion with the score of each seat. spread: from the lowest to the highest."""

    name: str
    weight: Decimal
    cells: Sequence[HeatCell]
    spread: str


@dataclass(frozen=True)
class SeatGrounds:
    """What one seat in the jury wrote, or why it wrote nothing."""

    seat: Seat
    institution: str
    cell: Cell | None
    sheet: Sheet | None
    evidence: Sequence[str]

    @property
    def is_vacant(self) -> bool:
        """Whether nobody sits in the seat for this nomination."""
        return self.cell is None or self.cell.vacant


@dataclass(frozen=True)
class SheetsPage:
    """Everything that the page shows. before, after: its neighbours in the ranking."""

    row: Row
    before: Row | None
    after: Row | None
    title: str
    seats: Sequence[Seat]
    criteria: Sequence[DisputedRow]
    means: Sequence[HeatCell]
    spread: float | None
    heat_key: Sequence[tuple[int, str]]
    grounds: Sequence[SeatGrounds]


def make(
    award_round: Round,
    table: Ranking,
    row: Row,
    given: Mapping[int, Sheet],
    version: NominationVersion | None,
) -> SheetsPage:
    """Make the page of a nomination's sheets, the criterion that is most disputed first."""
    place = table.rows.index(row)
    scale = scores.scale(award_round)
    weights = award_round.weights()
    return SheetsPage(
        row=row,
        before=table.rows[place - 1] if place else None,
        after=table.rows[place + 1] if place + 1 < len(table.rows) else None,
        title=version.title if version else "",
        seats=table.seats,
        criteria=[
            DisputedRow(
                formats.in_language(criterion.name),
                weights[criterion.key],
                _cells(table, row, given, criterion, scale),
                points(spread),
            )
            for criterion, spread in most_disputed_first(award_round, given.values())
        ],
        means=_means(table, row, scale),
        spread=max(row.scores) - min(row.scores) if row.scores else None,
        heat_key=heat.key(scale),
        grounds=[
            SeatGrounds(
                seat,
                institution(seat),
                row.cells.get(seat.id),
                given.get(seat.id),
                evidence.lines(award_round, given[seat.id].evidence) if seat.id in given else (),
            )
            for seat in table.seats
        ],
    )


def most_disputed_first(
    award_round: Round, given: Collection[Sheet]
) -> list[tuple[Criterion, Decimal | None]]:
    """Give each criterion with the distance between its highest and its lowest score."""
    spreads = []
    for criterion in award_round.criteria:
        found = [sheet.scores[criterion.key] for sheet in given if criterion.key in sheet.scores]
        spreads.append((criterion, max(found) - min(found) if found else None))
    return sorted(spreads, key=lambda pair: -(pair[1] or 0))


def _cells(
    table: Ranking, row: Row, given: Mapping[int, Sheet], criterion: Criterion, scale: Scale
) -> list[HeatCell]:
    cells = []
    for seat in table.seats:
        value = given[seat.id].scores.get(criterion.key) if seat.id in given else None
        cells.append(heat.of_seat(seat.short, row.cells.get(seat.id), value, scale))
    return cells


def _means(table: Ranking, row: Row, scale: Scale) -> list[HeatCell]:
    cells = []
    for seat in table.seats:
        cell = row.cells.get(seat.id)
        value = cell.score if cell else None
        cells.append(heat.of_seat(seat.short, cell, value, scale, places=2))
    return cells
