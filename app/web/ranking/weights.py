"""The ranking under other weights: who is first, who changes places, and where it tips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import numpy as np

from app.models import Round
from app.ranking.arrays import TIE, Floats, Ints
from app.ranking.report import Contest, Report
from app.ranking.reweigh import Edge, edges, under
from app.services.ranking import Ranking, Row
from app.web.ranking.plot import EDGE, WIDTH
from app.web.ranking.weights_form import MOST, Fault, field_of
from app.words import formats
from app.words.ranking import names
from app.words.text import _, _n

Weights = Mapping[str, Decimal]
"""By criterion key; as shares they sum to one."""
MOST_DECIMALS = 4
"""Of a percentage that is written so that it can be told from another."""
ALIKE = Decimal("1e-9")
"""Shares closer than this are one share."""


@dataclass(frozen=True)
class Moved:
    """One nomination under the weights that are tried, and what it is under the rulebook's."""

    row: Row
    place: int | None
    score: float | None
    shared: bool

    @property
    def up(self) -> int:
        """How many places it goes up; below zero down."""
        return (self.row.line.place or 0) - (self.place or 0)


@dataclass(frozen=True)
class Tried:
    """The ranking under some weights; rows best first, contest by contest, the unscored last."""

    shares: Weights
    is_rulebook: bool
    rows: Sequence[Moved]

    @property
    def has_ties(self) -> bool:
        """Whether some share a place that the rulebook might have parted."""
        return not self.is_rulebook and any(one.shared for one in self.rows)


@dataclass(frozen=True)
class Turn:
    """A point at which the winner changes: in words, and the weights just beyond, if there are."""

    at: float
    words: str
    beyond: Mapping[str, str] | None
    try_words: str


@dataclass(frozen=True)
class Reach:
    """How much one criterion may weigh with the same winner, from 0 to 1."""

    name: str
    weight: Decimal
    low: float
    high: float
    turns: Sequence[Turn]


def possible(report: Report) -> bool:
    """Say whether other weights can be tried: only averages can be weighed anew."""
    return any(line.by_criterion is not None for line in report.lines)


def shares(weights: Weights) -> dict[str, Decimal]:
    """Divide weights by their sum."""
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


def as_written(weights: Weights) -> dict[str, str]:
    """Write shares as one would in the fields: per cents, without the sign."""
    return {key: _number(100 * weight) for key, weight in weights.items()}


def _number(value: Decimal) -> str:
    text = f"{round(value, 10).normalize():f}"
    return text if formats.language() == "en" else text.replace(".", ",")


def as_asked(written: Mapping[str, str]) -> dict[str, str]:
    """Give the parts of an address that ask for some weights."""
    return {field_of(key): text for key, text in written.items()}


def try_out(table: Ranking, rulebook: Weights, tried: Weights) -> Tried:
    """Rank under other weights; the rulebook's own give the ranking itself, ties parted."""
    if all(abs(tried[key] - share) < ALIKE for key, share in rulebook.items()):
        same = [Moved(row, row.line.place, row.line.score, row.line.shared) for row in table.rows]
        return Tried(rulebook, is_rulebook=True, rows=same)
    contest = np.array([-1 if r.line.contest is None else r.line.contest for r in table.rows])
    found = under(_by_criterion(table), contest, _array(table, tried))
    taken = list(zip(contest.tolist(), found.place.tolist(), strict=True))
    times: dict[tuple[int, int], int] = {}
    for one in taken:
        times[one] = times.get(one, 0) + 1
    last = len(table.report.contests)
    order = sorted(
        range(len(taken)), key=lambda at: (taken[at][0] if taken[at][1] else last, taken[at][1])
    )
    rows = [
        Moved(
            table.rows[at],
            taken[at][1] or None,
            float(found.score[at]) if taken[at][1] else None,
            shared=bool(taken[at][1]) and times[taken[at]] > 1,
        )
        for at in order
    ]
    return Tried(tried, is_rulebook=False, rows=rows)


def _by_criterion(table: Ranking) -> Floats:
    nothing = [float("nan")] * len(table.report.criteria)
    return np.array([row.line.by_criterion or nothing for row in table.rows])


def _array(table: Ranking, weights: Weights) -> Floats:
    return np.array([float(weights[key]) for key in table.report.criteria])


def says(table: Ranking, tried: Tried) -> str:
    """Say who is first with these weights; contest by contest where there are several."""
    first: dict[int | None, list[int]] = {}
    for one in tried.rows:
        if one.place == 1:
            first.setdefault(one.row.line.contest, []).append(one.row.nomination.id)
    return " ".join(
        _first(table, contest, first[table.row(contest.order[0]).line.contest], tried)
        for contest in table.report.contests
    )


def _first(table: Ranking, contest: Contest, first: list[int], tried: Tried) -> str:
    name = names.nominations(table, first)
    if tried.is_rulebook:
        if len(first) > 1:
            return _("Med vurderingsreglenes vekter deler %(names)s førsteplassen.", names=name)
        return _("Med vurderingsreglenes vekter ligger %(name)s først.", name=name)
    if set(first) == set(contest.first):
        if len(first) > 1:
            return _("Med disse vektene deler %(names)s fortsatt førsteplassen.", names=name)
        return _("Med disse vektene ligger %(name)s fortsatt først.", name=name)
    if len(first) > 1:
        return _("Med disse vektene deler %(names)s førsteplassen.", names=name)
    before = names.nominations(table, contest.first)
    return _("Med disse vektene ligger %(name)s først, ikke %(before)s.", name=name, before=before)


def moves(tried: Tried) -> str:
    """Say how many change places."""
    if tried.is_rulebook:
        return _("Endre en vekt, så ser du hva som skjer.")
    number = sum(bool(one.up) for one in tried.rows)
    if not number:
        return _("Alle beholder plassen sin.")
    return _n(
        "%(num)s av %(all)s forslag får en annen plass.",
        "%(num)s av %(all)s forslag får en annen plass.",
        number,
        all=len(tried.rows),
    )


def fault(which: Fault) -> str:
    """Say what is wrong with a weight, and what to do."""
    return {
        Fault.BLANK: _("Skriv et tall. Skal kriteriet ikke telle, skriv 0."),
        Fault.UNREADABLE: _("Skriv vekten som et tall, for eksempel 20 eller 12,5."),
        Fault.NEGATIVE: _("En vekt kan ikke være under 0."),
        Fault.TOO_HIGH: _("En vekt kan ikke være over %(most)s.", most=formats.whole(MOST)),
        Fault.ALL_ZERO: _("Minst ett kriterium må ha en vekt over 0."),
    }[which]


def summary(award_round: Round, faults: Mapping[str, Fault]) -> list[tuple[str, str]]:
    """Give the field and the message of everything that is wrong, for the top of the form."""
    return [
        (
            field_of(key),
            fault(one)
            if one is Fault.ALL_ZERO
            else f"{names.criterion(award_round, key)}: {fault(one)}",
        )
        for key, one in faults.items()
    ]


def reaches(table: Ranking, award_round: Round, contest: Contest, rulebook: Weights) -> list[Reach]:
    """Find for each criterion how much it may weigh before another one wins."""
    row_of = {row.nomination.id: at for at, row in enumerate(table.rows)}
    order = np.array([row_of[one] for one in contest.order])
    scores, weights = _by_criterion(table), _array(table, rulebook)
    found = []
    for at, key in enumerate(table.report.criteria):
        sides = edges(scores, weights, at, int(order[0]), order[1:])
        found.append(
            Reach(
                names.criterion(award_round, key),
                rulebook[key],
                max((edge.at for edge in sides if not edge.rising), default=0.0),
                min((edge.at for edge in sides if edge.rising), default=1.0),
                [_turn(table, rulebook, key, edge, scores, order) for edge in sides],
            )
        )
    return found


def _turn(
    table: Ranking, rulebook: Weights, key: str, edge: Edge, scores: Floats, order: Ints
) -> Turn:
    name = names.name_of(table.rows[edge.to])
    beyond = _beyond(table, rulebook, key, edge, scores, order)
    if beyond is None:
        at = _percent(edge.at, rulebook[key], rulebook[key])
        return Turn(edge.at, _("Ved %(at)s ligger %(name)s like høyt.", at=at, name=name), None, "")
    at = _percent(edge.at, rulebook[key], beyond[key])
    words = (
        _("Snur ved %(at)s: over det går %(name)s forbi.", at=at, name=name)
        if edge.rising
        else _("Snur ved %(at)s: under det går %(name)s forbi.", at=at, name=name)
    )
    tried = formats.percent(beyond[key], MOST_DECIMALS)
    return Turn(edge.at, words, as_written(beyond), _("Prøv %(weight)s", weight=tried))


def _percent(share: float, weight: Decimal, beyond: Decimal) -> str:
    """Write an edge with as many decimals as it takes to stand between two other shares."""
    places = 1
    while places < MOST_DECIMALS:
        shown = round(Decimal(share), places + 2)
        if shown not in {weight, beyond} and (shown < beyond) == (share < beyond):
            break
        places += 1
    return formats.percent(share, places)


def _beyond(
    table: Ranking, rulebook: Weights, key: str, edge: Edge, scores: Floats, order: Ints
) -> dict[str, Decimal] | None:
    """Give shares just beyond an edge, as round as may be; None where nothing is beyond."""
    for places in range(1, MOST_DECIMALS + 1):
        tried = _stepped(rulebook, key, edge, Decimal(1).scaleb(-places))
        if tried is None:
            return None
        reached = scores @ _array(table, tried)
        leads = reached[edge.to] - reached[order]
        if leads[0] > TIE and leads.min() >= 0:
            return tried
    return None


def _stepped(rulebook: Weights, key: str, edge: Edge, unit: Decimal) -> dict[str, Decimal] | None:
    """Take one weight past an edge in whole units of a per cent, the others scaled with it."""
    steps = Decimal(repr(round(100 * edge.at, 9))) / unit
    number = (
        steps.to_integral_value(ROUND_FLOOR) + 1
        if edge.rising
        else steps.to_integral_value(ROUND_CEILING) - 1
    )
    rest = 100 - number * unit
    if not 0 <= rest <= 100:
        return None
    exact = {
        other: share * rest / (1 - rulebook[key]) / unit
        for other, share in rulebook.items()
        if other != key
    }
    whole = {other: value.to_integral_value(ROUND_FLOOR) for other, value in exact.items()}
    left = int(rest / unit - sum(whole.values()))
    for other in sorted(exact, key=lambda one: whole[one] - exact[one])[:left]:
        whole[other] += 1
    units = {**whole, key: number}
    return {one: units[one] * unit / 100 for one in rulebook}


def axis(share: float | Decimal) -> str:
    """Give the x of a share on a line from 0 to 1."""
    return f"{EDGE + float(share) * (WIDTH - 2 * EDGE):.1f}"
