"""How sure the order is: draws of true quality, and how often each nomination comes out best.

Not a bootstrap over jurors, which is overconfident. The variances are drawn as well where they
are uncertain (see ``variance``), then severity given them, then quality given severity.

The intervals of places need all nominations in every draw; who is the best, only those who can
be. So a first lot of draws is of everybody, and the rest of those within reach of the top.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Floats, Ints
from app.ranking.methods import BEST, MOST_PAIRWISE
from app.ranking.model.fair import Correction, Fit
from app.ranking.model.graph import Components
from app.ranking.model.posterior import Draws, draw, tally
from app.ranking.model.variance import Model, model
from app.ranking.places import in_order

DRAWS = 4000
FEWEST_DF = 2
"""With fewer degrees of freedom within nominations there is nothing to judge chance by."""
MOST_PLACED = 300_000
"""Draws times nominations in the first lot: with many nominations it has fewer draws …"""
FEWEST_PLACED = 400
"""… but not fewer than this, which gives the ends of an interval to .01 in probability."""
MOST_DRAWN = 1_000_000
"""Draws times nominations within reach in the second lot …"""
FEWEST_DRAWN = 1000
"""… and not fewer draws in both than this: .016 in probability."""
REACH = 4.0
"""Who is this many standard deviations away from the top is out of reach: one in 30,000."""
TAIL = 0.05
"""Left out at each end of an interval of places: 90 % are inside."""
SURELY = 1 - TAIL
"""From this probability of being the best on, the first place is the whole interval, and in no
other nomination's: the rule for both, and for the word "clear"."""


@dataclass(frozen=True)
class Chances:
    """What the draws say.

    best: (nominations,) the probability of being the best of its component; NaN where none is
        given. low, high: (nominations,) the 90 % interval of its place; 0 where none is given.
    listed: (nominations,) the probability of being among the best of its component, as many as
        was asked; NaN where none is given or asked for.
    """

    best: Floats
    low: Ints
    high: Ints
    listed: Floats

    @property
    def given(self) -> bool:
        """Whether any probability is given at all."""
        return bool((~np.isnan(self.best)).any())


@dataclass(frozen=True)
class Race:
    """Components in which equally many nominations compete, f of them with k each.

    component: (f,) their numbers. members: (f, k) the nominations. size: (f,) the length of the
    list that matters.
    """

    component: Ints
    members: Ints
    size: Ints


def chances(
    fit: Fit,
    parts: Components,
    rng: np.random.Generator,
    draws: int = DRAWS,
    sizes: Sequence[int] | None = None,
) -> Chances:
    """Draw true qualities and count.

    Args:
        fit: the fair averages.
        parts: within what the nominations compete.
        rng: where chance comes from; the same state gives the same answer.
        draws: how many; the standard error of a probability is at most ``0.5/√draws``.
        sizes: the length of each component's shortlist, where the chance to be on it is asked.

    Above 2,000 nominations, the 200 best of each component by fair average compete.

    """
    size = fit.panel.nominations
    out = Chances(
        np.full(size, np.nan),
        np.zeros(size, dtype=np.int64),
        np.zeros(size, dtype=np.int64),
        np.full(size, np.nan),
    )
    bare = {Correction.NO_SCORES, Correction.ONE_JUROR, Correction.ALL_EQUAL}
    if fit.correction in bare or fit.panel.df < FEWEST_DF:
        return out
    longest = np.ones(parts.number, np.int64) if sizes is None else np.asarray(sizes, np.int64)
    races = competing(fit, parts, longest)
    if races:
        _count(model(fit, parts), races, rng, draws, out)
    if sizes is None:
        out.listed[:] = np.nan
    return out


def competing(fit: Fit, parts: Components, longest: Ints) -> list[Race]:
    """Line up the components of at least two nominations, each with its best first."""
    order = in_order(fit.score)
    which = parts.nomination[order]
    by_part = order[np.argsort(which, kind="stable")]
    sizes = np.bincount(which, minlength=parts.number)
    start = np.cumsum(sizes) - sizes
    if order.size > MOST_PAIRWISE:
        sizes = np.minimum(sizes, BEST)
    races = []
    for size in np.unique(sizes[sizes > 1]):
        component = np.flatnonzero(sizes == size)
        members = by_part[start[component][:, None] + np.arange(size)]
        races.append(Race(component, members, longest[component]))
    return races


def _count(
    found: Model, races: list[Race], rng: np.random.Generator, draws: int, out: Chances
) -> None:
    among = np.concatenate([race.members.ravel() for race in races])
    first = min(draws, max(MOST_PLACED // among.size, FEWEST_PLACED))
    quality = draw(found, among, rng, first)
    near: list[Race] = []
    for race, drawn in _each(races, quality):
        times = tally(drawn)
        upto = np.cumsum(times, axis=2)
        out.low[race.members] = (upto <= TAIL * first).sum(axis=2) + 1
        out.high[race.members] = (upto < SURELY * first).sum(axis=2) + 1
        out.best[race.members] = times[:, :, 0]
        out.listed[race.members] = _listed(race, upto)
        near += within_reach(race, drawn) if first < draws else []
    if near:
        rest = np.concatenate([race.members.ravel() for race in near])
        more = max(min(draws - first, MOST_DRAWN // rest.size), min(draws, FEWEST_DRAWN) - first)
        for race, drawn in _each(near, draw(found, rest, rng, more)):
            times = tally(drawn)
            out.best[race.members] += times[:, :, 0]
            out.listed[race.members] += _listed(race, np.cumsum(times, axis=2))
        first += more
    out.best[among] /= first
    out.listed[among] /= first
    # Who is first is counted in both lots: there the ends follow from the probability stated.
    best = out.best[among]
    out.low[among] = np.where(best > TAIL, 1, np.maximum(out.low[among], 2))
    out.high[among] = np.where(best >= SURELY, 1, np.maximum(out.high[among], 2))


def _each(races: list[Race], quality: Draws) -> Iterator[tuple[Race, Draws]]:
    start = 0
    for race in races:
        end = start + race.members.size
        yield race, quality[:, start:end].reshape(-1, *race.members.shape)
        start = end


def _listed(race: Race, upto: Ints) -> Ints:
    last = np.minimum(race.size, race.members.shape[1]) - 1
    return upto[np.arange(last.size), :, last]


def within_reach(race: Race, quality: Draws) -> list[Race]:
    """Keep the nominations that may well be among the best ``size`` of their component.

    Args:
        race: components of one size.
        quality: (draws, f, k), some draws of them.

    """
    some = quality[:: max(len(quality) // 128, 1)]
    mean, room = some.mean(axis=0), REACH * some.std(axis=0)
    last = np.minimum(race.size, race.members.shape[1]) - 1
    surely = -np.sort(room - mean, axis=1)[np.arange(last.size), last]
    able = mean + room >= surely[:, None]
    left = able.sum(axis=1)
    return [
        Race(
            race.component[left == size],
            race.members[left == size][able[left == size]].reshape(-1, size),
            race.size[left == size],
        )
        for size in np.unique(left)
    ]
