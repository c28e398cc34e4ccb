"""Is what the ranking states true? By hand: ``python -m tests.benchmarks.calibrate_ranking 300``.

Makes up rounds whose true qualities are known, and prints tables for docs/ranking.md: the stated
probability of the leader against how often it was the best, in bands and by design; how often the
words were right; Kendall's tau with the truth, and what lies between the methods with its standard
error, round by round. The arguments are rounds per setting (300 give nearly every band 2,000
cases, in about half an hour), a seed, and a word of a group's name: "under" or "more" for the
designs of fewer or of more than 100 cells, "small" for juries of three and four with recusals,
"alike" for the smaller ones with nominations that hardly differ. The same rounds are made up
whatever the ranking does with them.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

import numpy as np

from app.ranking.arrays import Bools, Floats
from app.ranking.cells import from_array, weigh
from app.ranking.methods import z_score
from app.ranking.model.chances import SURELY, chances
from app.ranking.model.fair import fit
from app.ranking.model.graph import components
from app.ranking.robustness.leave_out import leave_one_out
from app.ranking.verdict import Verdict, verdict
from tests.ranking.worlds import World

UNDER = [
    ((3, 3), "complete"),
    ((4, 3), "complete"),
    ((5, 3), "complete"),
    ((5, 4), "complete"),
    ((8, 5), "complete"),
    ((10, 6), "gappy"),
    ((8, 8), "gappy"),
    ((14, 7), "sparse", 4),
    ((20, 8), "sparse", 3),
    ((30, 10), "sparse", 3),
    ((12, 8), "disconnected"),
]
MORE = [
    ((12, 9), "complete"),
    ((30, 8), "complete"),
    ((15, 10), "gappy"),
    ((30, 8), "gappy"),
    ((40, 12), "sparse", 4),
    ((60, 15), "sparse", 3),
    ((100, 25), "sparse", 3),
    ((24, 14), "disconnected"),
    ((100, 20), "gappy"),
]
TINY = 3
"""The first so many designs are juries of three."""
SMALL = [
    ((3, 3), "recused", 1),
    ((4, 3), "recused", 1),
    ((5, 3), "recused", 2),
    ((8, 3), "recused", 3),
    ((4, 4), "recused", 1),
    ((6, 4), "recused", 2),
    ((10, 4), "recused", 4),
]
SPREADS = (0.4, 0.8, 1.2)
ALIKE = (0.1, 0.2, 0.4)
"""True spreads of nominations that hardly differ, in σ."""
SEVERITIES = {"none": np.inf, "mild": 4.0, "strong": 1.5}
STEPS = (0.0, 0.5)
WHOLE = (0.5, 1.0)
"""Steps of the scales of small juries, in points: about one and two σ."""
GROUPS = {
    "under 100 cells": (UNDER, SPREADS, STEPS),
    "100 cells and more": (MORE, SPREADS, STEPS),
    "small juries with recusals": (SMALL, SPREADS, WHOLE),
    "nominations nearly alike": (UNDER[:6] + SMALL, ALIKE, WHOLE),
}
BANDS = [0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]
HIGH = 0.9
DRAWS = 1000


@dataclass(frozen=True)
class Case:
    """One leader: what was stated, whether it was true, what it was called, and where."""

    stated: float
    true: bool
    word: Verdict
    design: int
    spread: float
    severity: str


@dataclass
class Found:
    """All cases of some designs, and the taus (fair, mean, z-score) by design and severity."""

    cases: list[Case] = field(default_factory=list)
    taus: dict[tuple[int, str], list[list[float]]] = field(default_factory=dict)


def tau(truth: Floats, score: Floats, same: Bools) -> float:
    """Compute Kendall's tau-a over the pairs of one component, (n, n) ``same``."""
    at = np.triu_indices(truth.size, 1)
    apart = np.round(score[at[0]] - score[at[1]], 9)
    signs = np.sign(truth[at[0]] - truth[at[1]]) * np.sign(apart)
    return float(signs[same[at]].mean())


def trial(
    world: World, made_by: np.random.Generator, rng: np.random.Generator
) -> tuple[list[tuple], list[float]]:
    """Judge one made-up round: stated, true and word of each leader, and the taus."""
    quality, scores = world.draw(made_by)
    panel = weigh(from_array(scores), np.ones(1))
    parts = components(panel)
    found = fit(panel, parts, step=world.step)
    sure = chances(found, parts, rng, DRAWS)
    tipping: set[int] = set()
    if np.nanmax(sure.best, initial=0) >= SURELY:  # else nobody's absence changes the word
        out = leave_one_out(found, parts, [1] * parts.number)
        tipping = {one.component for one in out if one.changes_winner}
    leaders = []
    for part in range(parts.number):
        inside = np.flatnonzero(parts.nomination == part)
        leader = inside[np.argmax(found.score[inside])]
        if not np.isnan(stated := float(sure.best[leader])):
            word = verdict(stated, one_juror_decides=part in tipping)
            leaders.append((stated, bool(quality[leader] == quality[inside].max()), word))
    same = parts.nomination[:, None] == parts.nomination
    taus = [tau(quality, s, same) for s in (found.score, panel.means, z_score(panel))]
    return leaders, taus


def run(
    designs: Sequence[tuple],
    spreads: Sequence[float],
    steps: Sequence[float],
    rounds: int,
    seed: int,
) -> Found:
    """Judge ``rounds`` of each setting of each design."""
    out = Found()
    for at, design in enumerate(designs):
        shape, name, *readers = design
        settings = product(spreads, SEVERITIES.items(), steps)
        for number, (spread, (severity, lam), step) in enumerate(settings):
            made_by, rng = np.random.default_rng([seed, *shape, number]).spawn(2)
            world = World(shape, name, spread, lam, step, *readers)
            for _ in range(rounds):
                leaders, taus = trial(world, made_by, rng)
                out.cases += [Case(*leader, at, spread, severity) for leader in leaders]
                out.taus.setdefault((at, severity), []).append(taus)
        print(f"{shape} {name} done", file=sys.stderr, flush=True)  # noqa: T201
    return out


def row(*cells: object) -> None:
    """Print one line of a table."""
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)  # noqa: T201


def head(*cells: str) -> None:
    """Print the heading of a table."""
    print()  # noqa: T201
    row(*cells)
    row(*("---" for _ in cells))


def compare(name: str, cases: Iterable[Case]) -> None:
    """Print what was stated against what was true."""
    both = np.array([(case.stated, case.true) for case in cases], dtype=np.float64)
    if both.size:
        stated, true = both.mean(axis=0)
        row(name, len(both), f"{stated:.3f}", f"{true:.3f}", f"{stated - true:+.3f}")


def called(design: tuple) -> str:
    """Name a design."""
    (nominations, jurors), name, *number = design
    of = {"sparse": "{} each", "recused": "{} missing"}.get(name, "").format(*number)
    return f"{nominations} × {jurors}, {name}" + (f", {of}" if of else "")


def main() -> None:
    """Run all designs and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    which = sys.argv[3] if len(sys.argv) > 3 else ""
    for group, (designs, spreads, steps) in GROUPS.items():
        if which not in group:
            continue
        found = run(designs, spreads, steps, rounds, seed)
        cases = found.cases
        columns = ("cases", "stated", "true", "stated − true")
        head(f"Stated, {group}", *columns)
        for low, high in pairwise(BANDS):
            mine = [case for case in cases if low <= case.stated < high]
            compare(f"{low:.2f}–{min(high, 1):.2f}", mine)
        compare("all", cases)
        head("Design", *columns)
        for at, design in enumerate(designs):
            compare(called(design), [case for case in cases if case.design == at])
        head("Stated at .90 and more", *columns)
        for at, design in enumerate(designs):
            compare(called(design), [c for c in cases if c.design == at and c.stated >= HIGH])
        compare("all", [case for case in cases if case.stated >= HIGH])
        head("True spread, severity", *columns)
        for spread, severity in product(spreads, SEVERITIES):
            mine = [c for c in cases if (c.spread, c.severity) == (spread, severity)]
            compare(f"{spread} σ, {severity}", mine)
        head("Word", *columns)
        for word in Verdict:
            mine = [case for case in cases if case.word is word]
            compare(word, mine)
            if designs is UNDER:
                compare(f"{word}, juries of three", [c for c in mine if c.design < TINY])
        head("Design", "severity", "fair", "mean", "z-score", "fair − mean", "fair − z-score")
        for (at, severity), rounds_of in found.taus.items():
            taus = np.array(rounds_of)
            apart = taus[:, :1] - taus[:, 1:]
            error = apart.std(axis=0, ddof=1) / np.sqrt(len(apart))
            row(
                called(designs[at]),
                severity,
                *(f"{one:.3f}" for one in taus.mean(axis=0)),
                *(f"{a:+.4f} ± {e:.4f}" for a, e in zip(apart.mean(axis=0), error, strict=True)),
            )


if __name__ == "__main__":
    main()
