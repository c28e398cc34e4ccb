"""Is a stated probability true? By hand: ``python -m tests.benchmarks.calibrate_ranking 500``.

For many made-up rounds: the stated probability that the leader is the best, and whether it was.
Prints a line per band, for designs of fewer and of more than 100 cells, and Kendall's tau of the
fair average, the mean and the z-scores with the truth. The arguments are rounds per design, a
seed, and "under" or "more" for only one of the two groups of designs.
"""

import sys
from itertools import product

import numpy as np

from app.ranking.arrays import Floats
from app.ranking.cells import from_array, weigh
from app.ranking.chances import chances
from app.ranking.fair import fit
from app.ranking.graph import components
from app.ranking.methods import z_score
from tests.ranking.worlds import World

SMALL = [((8, 5), "complete"), ((10, 6), "gappy"), ((5, 4), "complete"), ((14, 7), "sparse")]
LARGE = [
    ((12, 9), "complete"),
    ((15, 10), "gappy"),
    ((40, 12), "sparse"),
    ((24, 14), "disconnected"),
    ((100, 20), "gappy"),
]
BANDS = [0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]


def tau(first: Floats, second: Floats) -> float:
    """Compute Kendall's tau-a of two rankings (n,)."""
    at = np.triu_indices(first.size, 1)
    signs = np.sign(first[:, None] - first)[at] * np.sign(second[:, None] - second)[at]
    return float(signs.mean())


def trial(world: World, rng: np.random.Generator) -> tuple[list[tuple[float, bool]], list[float]]:
    """Judge one made-up round."""
    quality, scores = world.draw(rng)
    panel = weigh(from_array(scores), np.ones(1))
    parts = components(panel)
    found = fit(panel, parts)
    sure = chances(found, parts, rng, 500)
    stated = []
    for part in range(parts.number):
        inside = np.flatnonzero(parts.nomination == part)
        leader = inside[np.argmax(found.score[inside])]
        if not np.isnan(sure.best[leader]):
            stated.append((float(sure.best[leader]), quality[leader] == quality[inside].max()))
    if parts.number > 1:
        return stated, []
    return stated, [tau(quality, s) for s in (found.score, panel.means, z_score(panel))]


def main() -> None:
    """Run all designs and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    which = sys.argv[3] if len(sys.argv) > 3 else ""
    for name, designs in (("under 100 cells", SMALL), ("100 cells and more", LARGE)):
        if which not in name:
            continue
        pooled: list[tuple[float, bool]] = []
        settings = product(designs, (0.4, 0.8), (1.5, 4.0, np.inf), (0.0, 0.5))
        for number, ((shape, design), spread, lam, step) in enumerate(settings):
            rng = np.random.default_rng([seed, number])
            world = World(shape, design, spread, lam, step)
            trials = [trial(world, rng) for _ in range(rounds)]
            stated = [case for cases, _ in trials for case in cases]
            pooled += stated
            p, hit = np.array(stated, dtype=np.float64).T
            taus = np.array([t for _, t in trials if t])
            shown = " ".join(f"{t:.3f}" for t in taus.mean(axis=0)) if taus.size else "–"
            print(  # noqa: T201
                f"{shape} {design:12} spread {spread} λ {lam:3} step {step}: n {p.size}, stated "
                f"{p.mean():.3f} true {hit.mean():.3f} off {p.mean() - hit.mean():+.3f}; "
                f"tau fair mean z: {shown}",
                flush=True,
            )
        p, hit = np.array(pooled, dtype=np.float64).T
        print(f"\n{name}: n {p.size}, stated {p.mean():.3f}, true {hit.mean():.3f}")  # noqa: T201
        band = np.digitize(p, BANDS)
        for number in np.unique(band):
            mine = band == number
            off = p[mine].mean() - hit[mine].mean()
            print(  # noqa: T201
                f"  {BANDS[number - 1]:.2f}–{BANDS[number]:.2f}: n {mine.sum():6}, stated "
                f"{p[mine].mean():.3f}, true {hit[mine].mean():.3f}, off {off:+.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
