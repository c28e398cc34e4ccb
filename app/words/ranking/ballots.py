"""What the ballots come to, in words: who is first, how each two stand, what a tie was parted by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

from app.services.ballots import Result
from app.words.formats import listed
from app.words.text import _, _n


def says(result: Result, names: Mapping[int, str]) -> str:
    """Say who is first."""
    if not result.counted:
        return _("Ingen stemmesedler rangerer noen.")
    first = [names[one] for one in result.first]
    if len(first) == 1:
        return _("%(name)s ligger først etter juryens rangering.", name=first[0])
    return _(
        "%(names)s deler førsteplassen etter juryens rangering. Juryen må velge.",
        names=listed(first),
    )


def base(result: Result) -> list[str]:
    """Say what the order rests on: how many ranked, abstained, or handed in nothing."""
    counted = len(result.counted)
    told = [
        _n(
            "Én stemmeseddel teller.",
            "Stemmesedler som teller: %(num)s.",
            counted,
        )
        if counted
        else _("Ingen stemmesedler teller.")
    ]
    abstained = len(result.casts) - counted
    if abstained:
        told.append(_n("Én har avstått.", "Avstått har %(num)s.", abstained))
    if result.missing:
        told.append(
            _n(
                "Én plass i juryen har ikke levert.",
                "Fra %(num)s plasser i juryen er ingenting levert.",
                result.missing,
            )
        )
    if result.vacant:
        told.append(
            _n("Én plass i juryen er tom.", "Tomme plasser i juryen: %(num)s.", result.vacant)
        )
    return told


@dataclass(frozen=True)
class Duel:
    """How two stand against each other."""

    says: str
    rest: str
    """Who has it the other way, and who ranks them equal."""


def duels(result: Result, names: Mapping[int, str]) -> list[Duel]:
    """Say of each two how many prefer which, from the top of the order."""
    return [_duel(result, names, one, other) for one, other in combinations(result.order, 2)]


def _duel(result: Result, names: Mapping[int, str], one: int, other: int) -> Duel:
    every, ahead, behind = (
        len(result.counted),
        result.prefer(one, other),
        result.prefer(other, one),
    )
    if ahead < behind:
        one, other, ahead, behind = other, one, behind, ahead
    equal = every - ahead - behind
    if ahead == behind:
        told = _(
            "%(one)s og %(other)s står likt: %(ahead)s av %(every)s foretrekker hver av dem.",
            one=names[one],
            other=names[other],
            ahead=ahead,
            every=every,
        )
        return Duel(told, _rest(0, equal))
    told = _(
        "%(one)s foretrekkes foran %(other)s av %(ahead)s av %(every)s.",
        one=names[one],
        other=names[other],
        ahead=ahead,
        every=every,
    )
    return Duel(told, _rest(behind, equal))


def _rest(behind: int, equal: int) -> str:
    told = []
    if behind:
        told.append(_n("Én har det omvendt.", "Omvendt har %(num)s det.", behind))
    if equal:
        told.append(_n("Én setter dem likt.", "Likt setter %(num)s dem.", equal))
    return " ".join(told)


def partings(result: Result, names: Mapping[int, str]) -> list[str]:
    """Say which ties the direct comparison has parted."""
    return [
        _(
            "%(names)s er like sterke når alle sammenligningene er regnet med. Reglene sier at de da skilles av hvem som foretrekkes når bare disse sammenlignes: %(order)s.",
            names=listed([names[result.running[at]] for group in one.groups for at in group]),
            order=_order([[names[result.running[at]] for at in group] for group in one.groups]),
        )
        for one in result.count.partings
    ]


def _order(groups: Sequence[Sequence[str]]) -> str:
    """Name groups, the first first."""
    return reduce(
        lambda before, after: _("%(one)s foran %(other)s", one=before, other=after),
        [listed(list(group)) for group in groups],
    )
