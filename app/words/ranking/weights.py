"""The ranking under other weights, in words: who is first, who changes places, where it tips."""

from collections.abc import Mapping
from decimal import Decimal

from app.ranking.report import Contest
from app.services.ranking import Ranking
from app.services.ranking.reweighing import MOST_DECIMALS, Leeway, Tried, Turn, Weights
from app.words import formats
from app.words.ranking import names
from app.words.text import _, _n


def as_written(weights: Weights) -> dict[str, str]:
    """Write shares as one would in the fields: per cents, without the sign."""
    return {key: _number(100 * weight) for key, weight in weights.items()}


def _number(value: Decimal) -> str:
    text = f"{round(value, 10).normalize():f}"
    return text if formats.language() == "en" else text.replace(".", ",")


def says(table: Ranking, tried: Tried) -> str:
    """Say who is first with these weights; contest by contest where there are several."""
    return " ".join(
        _first(
            table,
            contest,
            tried.first[table.row(contest.order[0]).line.contest],
            is_rulebook=tried.is_rulebook,
        )
        for contest in table.report.contests
    )


def _first(table: Ranking, contest: Contest, first: list[int], *, is_rulebook: bool) -> str:
    name = names.nominations(table, first)
    if is_rulebook:
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
    if not tried.moved:
        return _("Alle beholder plassen sin.")
    return _n(
        "Plassen endres for %(num)s av %(all)s forslag.",
        "Plassen endres for %(num)s av %(all)s forslag.",
        tried.moved,
        all=len(tried.rows),
    )


def turns(leeway: Leeway, turn: Turn) -> str:
    """Say at which weight of a criterion another one passes, or only draws level."""
    name = names.name_of(turn.to)
    if turn.beyond is None:
        at = _percent(turn.at, leeway.weight, leeway.weight)
        return _("Ved %(at)s ligger %(name)s like høyt.", at=at, name=name)
    at = _percent(turn.at, leeway.weight, turn.beyond[leeway.criterion])
    if turn.rising:
        return _("Snur ved %(at)s: over det går %(name)s forbi.", at=at, name=name)
    return _("Snur ved %(at)s: under det går %(name)s forbi.", at=at, name=name)


def try_beyond(leeway: Leeway, beyond: Mapping[str, Decimal]) -> str:
    """Offer to try weights just beyond a turn."""
    tried = formats.percent(beyond[leeway.criterion], MOST_DECIMALS)
    return _("Prøv %(weight)s", weight=tried)


def _percent(share: float, weight: Decimal, beyond: Decimal) -> str:
    """Write an edge with as many decimals as it takes to stand between two other shares."""
    places = 1
    while places < MOST_DECIMALS:
        shown = round(Decimal(share), places + 2)
        if shown not in {weight, beyond} and (shown < beyond) == (share < beyond):
            break
        places += 1
    return formats.percent(share, places)
