"""Short ways to write scores down in tests."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from app.ranking.arrays import Floats
from app.ranking.cells import Panel, Sheets, from_array, weigh

DATA = Path(__file__).parent.parent / "data" / "scores"


def array(rows: Sequence[Sequence[float | None]]) -> Floats:
    """One row a nomination, one column a juror, None where there is no score."""
    return np.array([[np.nan if x is None else x for x in row] for row in rows], dtype=np.float64)


def sheets(rows: Sequence[Sequence[float | None]]) -> Sheets:
    return from_array(array(rows)[:, :, None])


def panel(rows: Sequence[Sequence[float | None]]) -> Panel:
    return weigh(sheets(rows), np.ones(1))


def lines(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wide(name: str) -> Floats:
    """Read a table with a unit a row; the first column is its name."""
    rows = [list(line.values())[1:] for line in lines(name)]
    return np.array([[float(x) if x else np.nan for x in row] for row in rows])


def score_arrays(*, gaps: bool, criteria: int = 1, most: int = 7) -> st.SearchStrategy[Floats]:
    """Scores 1 to 6 in halves, (nominations, jurors, criteria); with gaps, whole cells missing."""

    def build(shape: tuple[int, int], seed: int, share: float) -> Floats:
        rng = np.random.default_rng(seed)
        quality = rng.normal(3.5, 0.8, (shape[0], 1, 1))
        severity = rng.normal(0, 0.5, (1, shape[1], 1))
        noise = rng.normal(0, 0.7, (*shape, criteria))
        scores = np.clip(np.round(2 * (quality + severity + noise)) / 2, 1, 6)
        if gaps:
            scores[rng.random(shape) < share] = np.nan
        return scores

    shapes = st.tuples(st.integers(1, 2 * most), st.integers(1, most))
    return st.builds(build, shapes, st.integers(0, 2**32 - 1), st.floats(0.05, 0.7))
