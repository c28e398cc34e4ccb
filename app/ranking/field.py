"""One component of the ranking: nominations that compete with each other, and what parts them."""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Floats, Ints
from app.ranking.cells import Sheets
from app.ranking.methods import Method
from app.ranking.model.chances import Chances
from app.ranking.model.fair import Fit
from app.ranking.places import Parted, TieBreak, in_places
from app.ranking.robustness import weights as weightings
from app.ranking.robustness.pairs import HeadToHead, Nudge, head_to_head, margin_in_points
from app.ranking.robustness.weights import Flip
from app.ranking.shortlists import listed_share
from app.ranking.standing import Standing
from app.ranking.verdict import Verdict, verdict

LINEAR = {Method.FAIR, Method.MEAN}
"""The methods for which other weights can be tried in passing."""
RIVALS = 5
"""With how many of the next ones the leader is compared head to head."""


@dataclass(frozen=True)
class Drawn:
    """Scores per criterion (nominations, criteria), and the weightings (t, criteria) to try."""

    by_criterion: Floats
    near: Floats
    free: Floats


@dataclass(frozen=True)
class Material:
    """What all fields are made from; ``weights`` sum to one, ``drawn`` only where it applies.

    score: (nominations,) by the method asked for. standings: under each method.
    """

    sheets: Sheets
    weights: Floats
    fit: Fit
    method: Method
    score: Floats
    standings: dict[Method, Standing]
    chances: Chances
    drawn: Drawn | None
    tie_breaks: tuple[TieBreak, ...]


@dataclass(frozen=True)
class Field:
    """One component: nominations that compete with each other.

    order, place: (k,) best first, ties parted as far as the rules go. partings: how.
    winners: first by score, several if tied. listed: the shortlist.
    natural: where the list breaks off by itself, if it does. mean_winners: by the plain mean.
    by_method: first place under each method. listed_by_method: the shortlist under each.
    against: the leader head to head with the next ones. margin: points to the runner-up.
    margin_se: standard error of that, of the fair averages. nudges: one per criterion.
    won, won_freely: (k,) share of weightings won, around the rulebook's and of any kind.
    listed_share: (k,) share of the weightings around the rulebook's that put it on the shortlist.
    """

    component: int
    order: Ints
    place: Ints
    partings: tuple[Parted, ...]
    winners: tuple[int, ...]
    listed: tuple[int, ...]
    natural: int | None
    mean_winners: tuple[int, ...]
    by_method: dict[Method, tuple[int, ...]]
    listed_by_method: dict[Method, tuple[int, ...]]
    against: list[HeadToHead]
    margin: float | None
    margin_se: float | None
    nudges: list[Nudge]
    won: Floats | None
    won_freely: Floats | None
    listed_share: Floats | None
    flips: list[Flip]
    verdict: Verdict

    @property
    def first(self) -> tuple[int, ...]:
        """Who has the first place when the tie-breaks have done what they can."""
        return tuple(int(one) for one in self.order[self.place == 1])

    @property
    def averages_differ(self) -> bool:
        """Whether the plain and the fair average name different winners: then show both."""
        return set(self.mean_winners) != set(self.by_method[Method.FAIR])


def build(
    given: Material, component: int, size: int, natural: int | None, *, juror_decides: bool
) -> Field:
    """Describe one component.

    Args:
        given: what was computed for all.
        component: its number.
        size: the length of the shortlist.
        natural: where the shortlist breaks off by itself, if it does.
        juror_decides: whether some juror's absence alone changes the winner.

    """
    standing = given.standings[given.method]
    placed = in_places(
        *standing.of(component), given.sheets, given.fit.panel, given.weights, given.tie_breaks
    )
    order = placed.order
    first = standing.winners(component)
    runner_up = int(order[1]) if order.size > 1 else None
    linear = given.drawn is not None and order.size > 1
    # Of those who share the first place when all is done, what is said holds of each.
    sure = given.chances.best[order[placed.place == 1]]
    probability = None if not sure.size or np.isnan(sure).any() else float(sure.min())
    drawn = given.drawn if linear else None
    able = weightings.contenders(drawn.by_criterion, order) if drawn else order
    return Field(
        component=component,
        order=order,
        place=placed.place,
        partings=placed.partings,
        winners=first,
        listed=standing.within(component, size),
        natural=natural,
        mean_winners=given.standings[Method.MEAN].winners(component),
        by_method={m: standing.winners(component) for m, standing in given.standings.items()},
        listed_by_method={
            m: standing.within(component, size) for m, standing in given.standings.items()
        },
        against=head_to_head(given.fit, order[: RIVALS + 1]),
        margin=(
            None if runner_up is None else float(given.score[order[0]] - given.score[runner_up])
        ),
        margin_se=None if runner_up is None else given.fit.se(int(order[0]), runner_up),
        nudges=(
            margin_in_points(given.fit, given.sheets, given.weights, int(order[0]), runner_up)
            if linear and runner_up is not None
            else []
        ),
        won=weightings.won(drawn.by_criterion, able, drawn.near)[order] if drawn else None,
        won_freely=weightings.won(drawn.by_criterion, able, drawn.free)[order] if drawn else None,
        listed_share=listed_share(drawn.by_criterion, order, drawn.near, size) if drawn else None,
        flips=(
            weightings.flips(given.fit, given.sheets, given.weights, drawn.by_criterion, able)
            if drawn
            else []
        ),
        verdict=verdict(probability, one_juror_decides=juror_decides),
    )
