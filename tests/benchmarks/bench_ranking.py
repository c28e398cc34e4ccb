"""How long the ranking takes, and how much room: ``python -m tests.benchmarks.bench_ranking``.

Each case runs in a process of its own, so that the peak of memory is its own: the whole analysis
from an array three times, the first one cold; then ``flask rank`` from start to end. Names of cases
may follow on the command line; without them all run.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from app.ranking.analysis import Question, analyse
from app.ranking.arrays import Floats
from app.ranking.cells import Sheets, from_array

RUNS = 3


def scores(nominations: int, jurors: int, criteria: int = 5, *, left_out: bool = False) -> Floats:
    """Make up scores with severities; a tenth of the sheets missing, or of the single scores."""
    rng = np.random.default_rng(1)
    quality = rng.normal(3.5, 0.6, (nominations, 1, 1))
    severity = rng.normal(0, 0.3, (1, jurors, 1))
    out = quality + severity + rng.normal(0, 0.5, (nominations, jurors, 1))
    out = out + rng.normal(0, 0.4, (nominations, jurors, criteria))
    out[rng.random(out.shape if left_out else (nominations, jurors)) < 0.1] = np.nan
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


def thin(nominations: int, jurors: int, each: int) -> Sheets:
    """Make up one component in which every nomination has a few of many jurors."""
    rng = np.random.default_rng(3)
    pairs = np.arange(nominations)[:, None] * jurors + rng.integers(0, jurors, (nominations, each))
    nomination, juror = np.divmod(np.unique(pairs), jurors)
    y = rng.normal(3.5, 0.6, nominations)[nomination] + rng.normal(0, 0.3, jurors)[juror]
    y += rng.normal(0, 0.6, y.size)
    return Sheets(nomination, juror, y[:, None], nominations, jurors)


CASES: dict[str, Callable[[], Floats | Sheets]] = {
    "10 × 9 × 5": lambda: scores(10, 9),
    "500 × 20 × 5": lambda: scores(500, 20),
    "2,000 × 20 × 5": lambda: scores(2000, 20),
    "10,000 × 50 × 5, sheets missing": lambda: scores(10_000, 50),
    "10,000 × 50 × 5, scores missing": lambda: scores(10_000, 50, left_out=True),
    "1,000 panels, 5 × 3": lambda: panels(1000),
    "10,000 × 500, 5 jurors each": lambda: thin(10_000, 500, 5),
}
COMMAND = "flask rank, 50,000 lines"


def analysed(name: str) -> None:
    """Run one case a few times and print."""
    data = CASES[name]()
    for run in range(RUNS):
        wall, processor = time.perf_counter(), time.process_time()
        # A new Sheets each time: what one has worked out it keeps.
        sheets = from_array(data) if isinstance(data, np.ndarray) else data.only(data.juror >= 0)
        analyse(sheets, np.ones(sheets.criteria), Question(), np.random.default_rng(0))
        told(name, run, time.perf_counter() - wall, time.process_time() - processor)


def commanded() -> None:
    """Run ``flask rank`` from start to end a few times and print."""
    seen = np.argwhere(np.ones((500, 20, 5), dtype=bool))
    values = np.clip(np.round(2 * np.nan_to_num(scores(500, 20), nan=3.5)) / 2, 1, 6)
    lines = [f"Juror {j},Nomination {i},criterion {c},{values[i, j, c]}" for i, j, c in seen]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scores.csv"
        path.write_text("\n".join(["juror,nomination,criterion,score", *lines]), encoding="utf-8")
        program = [str(Path(sys.executable).with_name("flask")), "--app", "app", "rank", str(path)]
        for run in range(RUNS):
            wall, before = time.perf_counter(), os.times()
            subprocess.run(program, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
            after = os.times()
            processor = sum(after[2:4]) - sum(before[2:4])
            told(COMMAND, run, time.perf_counter() - wall, processor)


def told(name: str, run: int, wall: float, processor: float) -> None:
    """Print one run."""
    peak = max(
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(  # noqa: T201
        f"{name:32} {'cold' if run == 0 else 'warm'}: {wall:7.3f} s, "
        f"processor {processor:7.3f} s, peak {peak:4.0f} MB",
        flush=True,
    )


def main() -> None:
    """Run the cases that are asked for, each in a process of its own."""
    asked = sys.argv[1:] or [*CASES, COMMAND]
    if len(asked) == 1:
        commanded() if asked[0] == COMMAND else analysed(asked[0])
        return
    for name in asked:
        program = [sys.executable, "-m", "tests.benchmarks.bench_ranking", name]
        subprocess.run(program, check=True)  # noqa: S603 - our own program


if __name__ == "__main__":
    main()
