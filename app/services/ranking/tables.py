"""What a ranking is made of: nominations, seats, and a cell where they meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.models import Appointment, Rulebook, Seat
from app.ranking.report import Line, Report
from app.services.analyses import Kept
from app.services.work import NotFoundError


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
    gone: Sequence[Appointment]
    """Those among them who hold their seat no more."""
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
