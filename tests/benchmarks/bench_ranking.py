"""How long the ranking takes. By hand: ``python -m tests.benchmarks.bench_ranking [large]``.

Prints wall time and processor time, first and second run, and the peak of memory; ``large`` adds
10,000 nominations × 50 jurors × 5 criteria with a tenth of the cells missing.
"""

import resource
import sys
import time

import numpy as np

from app.ranking.analysis import Question, analyse
from app.ranking.arrays import Floats
from app.ranking.cells import Sheets, from_array
from app.ranking.fair import fit


def scores(nominations: int, jurors: int, criteria: int = 5) -> Floats:
    """Make up scores with severities and gaps."""
    rng = np.random.default_rng(1)
    quality = rng.normal(3.5, 0.6, (nominations, 1, 1))
    severity = rng.normal(0, 0.3, (1, jurors, 1))
    out = quality + severity + rng.normal(0, 0.5, (nominations, jurors, 1))
    out = out + rng.normal(0, 0.4, (nominations, jurors, criteria))
    out[rng.random((nominations, jurors)) < 0.1] = np.nan
    return out


def panels(number: int, jurors: int = 3, nominations: int = 5) -> Sheets:
    """Make up many small panels that share no jurors."""
    rng = np.random.default_rng(2)
    panel = np.repeat(np.arange(number), jurors * nominations)
    nomination = panel * nominations + np.tile(np.repeat(np.arange(nominations), jurors), number)
    juror = panel * jurors + np.tile(np.arange(jurors), number * nominations)
    y = rng.normal(0, 1, number * nominations)[nomination] + rng.normal(0, 1, nomination.size)
    kept = rng.random(nomination.size) > 0.1
    return Sheets(
        nomination[kept], juror[kept], y[kept, None], number * nominations, number * jurors
    )


def clock(name: str, sheets: Sheets) -> None:
    """Run everything twice and print."""
    weights = np.ones(sheets.criteria)
    for run in ("first", "second"):
        wall, processor = time.perf_counter(), time.process_time()
        analyse(sheets, weights, Question(), np.random.default_rng(0))
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name:28} {run:6}: {wall:7.3f} s, processor {processor:7.3f} s, {peak:.0f} MB")  # noqa: T201


def main() -> None:
    """Run all sizes."""
    clock("10 × 9 × 5", from_array(scores(10, 9)))
    clock("500 × 20 × 5", from_array(scores(500, 20)))
    clock("2,000 × 20 × 5", from_array(scores(2000, 20)))
    from app.ranking.cells import weigh  # noqa: PLC0415 - only for the fit alone

    sheets = panels(1000)
    start = time.perf_counter()
    fit(weigh(sheets, np.ones(1)))
    print(f"1,000 panels of three, the fit alone: {time.perf_counter() - start:.3f} s")  # noqa: T201
    clock("1,000 panels of three", sheets)
    if "large" in sys.argv:
        clock("10,000 × 50 × 5", from_array(scores(10_000, 50)))


if __name__ == "__main__":
    main()
