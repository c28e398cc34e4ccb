"""The worked example that explains the method: computed by the ranking itself, never typed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from app.ranking.analysis import Analysis, Question, analyse
from app.ranking.arrays import Floats
from app.ranking.cells import from_array, weigh
from app.ranking.methods import Method
from app.ranking.robustness import pairs
from app.ranking.verdict import Verdict

JURORS = ("Anna", "Bjørn", "Cecilie", "David", "Eva")
AWAY = None
RECUSED = "recused"
"""Why a cell is empty makes no difference to the figures; the page says it all the same."""
ExampleCell = float | str | None
SCORES: Mapping[str, Sequence[ExampleCell]] = {
    "Fjordvik": (5.5, 5.0, 4.5, 5.0, RECUSED),
    "Elvestrand": (5.0, 6.0, 5.0, 5.0, 3.5),
    "Granheim": (4.0, 5.5, 4.0, 5.0, 3.0),
    "Myrland": (4.5, 3.5, 5.0, AWAY, 3.5),
    "Nordskar": (4.0, 4.5, AWAY, 4.0, 2.0),
    "Austerøy": (AWAY, 2.5, 4.0, 4.5, 3.5),
    "Solvik": (3.5, 3.0, 3.5, 3.0, RECUSED),
    "Lyngmo": (4.0, 3.0, 3.5, 3.5, 1.5),
}
"""What the five gave eight invented nominations, 1 to 6, one number a sheet."""
SEED = 0
PLACES = 2
"""Decimals that an average is shown with."""
SHEET, SHEET_WEIGHTS = (5, 4), (0.75, 0.25)
"""One sheet of two criteria, for the weighted mean."""


@dataclass(frozen=True)
class ExampleJuror:
    """One juror of the example; ``against`` and ``leaning`` in points, negative is strict.

    against: how far her scores lie from the others' means for the same nominations.
    leaning: what the model makes of it.
    left_out: who is first without her.
    """

    name: str
    number: int
    against: float
    leaning: float
    left_out: Sequence[str]


@dataclass(frozen=True)
class ExampleRow:
    """One nomination of the example."""

    name: str
    cells: Sequence[ExampleCell]
    plain: float
    fair: float
    place: int
    best: float
    low: int
    high: int

    @property
    def of_hundred(self) -> int:
        """In how many of a hundred it is the best."""
        return round(100 * self.best)


@dataclass(frozen=True)
class ExampleStep:
    """A score, and what is left of it when the juror's leaning is taken off; None if empty."""

    score: float | None
    corrected: float | None


@dataclass(frozen=True)
class Example:
    """Everything that the page shows of the example.

    plain, fair: the rows that are first by the plain and by the fair average.
    strictest: the juror furthest below the others.
    firsts: who is first under each method.
    steps: per juror, of ``fair`` and of ``plain``, how the average is corrected.
    """

    rows: Sequence[ExampleRow]
    jurors: Sequence[ExampleJuror]
    plain: ExampleRow
    fair: ExampleRow
    strictest: ExampleJuror
    steps: Sequence[tuple[ExampleJuror, ExampleStep, ExampleStep]]
    firsts: Mapping[Method, Sequence[str]]
    verdict: Verdict
    analysis: Analysis

    @property
    def by_fair(self) -> list[ExampleRow]:
        """The rows, best first."""
        return sorted(self.rows, key=lambda row: row.place)

    @property
    def duel(self) -> pairs.HeadToHead:
        """The first against the second by the fair average."""
        return self.analysis.fields[0].against[0]


@cache
def example() -> Example:
    """Work the example out, once."""
    return work_out(SCORES)


@cache
def sheet() -> float:
    """Give the cell score of the one sheet with two criteria."""
    panel = weigh(from_array(np.array([[SHEET]], dtype=float)), np.array(SHEET_WEIGHTS))
    return float(panel.y[0])


def work_out(scores: Mapping[str, Sequence[ExampleCell]]) -> Example:
    """Rank some nominations, and take apart how."""
    names = list(scores)
    numbers = np.array(
        [[x if isinstance(x, float) else np.nan for x in cells] for cells in scores.values()]
    )
    found = analyse(
        from_array(numbers[:, :, None]), np.ones(1), Question(), np.random.default_rng(SEED)
    )
    field = found.fields[0]
    rows = [
        ExampleRow(
            name=name,
            cells=cells,
            plain=float(found.panel.means[at]),
            fair=float(found.score[at]),
            place=int(found.place[at]),
            best=float(found.chances.best[at]),
            low=int(found.chances.low[at]),
            high=int(found.chances.high[at]),
        )
        for at, (name, cells) in enumerate(scores.items())
    ]
    without = {one.juror: one.winners for one in found.left_out}
    people = [
        ExampleJuror(
            name=name,
            number=int(found.panel.per_juror[at]),
            against=_against(numbers, at),
            leaning=float(found.fit.severity[at]),
            left_out=[names[one] for one in without.get(at, ())],
        )
        for at, name in enumerate(JURORS)
    ]
    plain, fair = rows[field.mean_winners[0]], rows[field.winners[0]]
    return Example(
        rows=rows,
        jurors=people,
        plain=plain,
        fair=fair,
        strictest=min(people, key=lambda one: one.leaning),
        steps=[
            (one, _step(fair.cells[at], one), _step(plain.cells[at], one))
            for at, one in enumerate(people)
        ],
        firsts={
            method: [names[one] for one in winners] for method, winners in field.by_method.items()
        },
        verdict=field.verdict,
        analysis=found,
    )


def _against(numbers: Floats, juror: int) -> float:
    """Say how far a juror's scores lie, on average, from the others' means for the same ones."""
    mine = ~np.isnan(numbers[:, juror])
    others = np.nanmean(np.delete(numbers[mine], juror, axis=1), axis=1)
    return float((numbers[mine, juror] - others).mean())


def _step(cell: ExampleCell, juror: ExampleJuror) -> ExampleStep:
    """Take a juror's leaning, as it is shown, off a score."""
    if not isinstance(cell, float):
        return ExampleStep(None, None)
    return ExampleStep(cell, cell - round(juror.leaning, PLACES))
