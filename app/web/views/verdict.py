"""What a ranking says, in words: who is first, by how much, and where figures hide a difference."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from app.services.ranking import Ranking, Row
from app.web import formats
from app.web.text import _, _n
from app.web.views.honours import listed

PLACES = 2
"""Decimals that a mean is shown with."""
MOST_DECIMALS = 6
LEAST = Fraction(1, 10**PLACES)
"""The least difference that those decimals can show."""
Reason = tuple[str, str]


def says(table: Ranking) -> str:
    """Say who is first, and how far it is to the next."""
    placed = [row for row in table.rows if row.ranked.place is not None]
    if not table.rows:
        return _("Det er ingen forslag i rangeringen.")
    if not placed:
        return _("Ingen forslag har fått poeng.")
    first = [row for row in placed if row.ranked.place == 1]
    score = formats.decimal(first[0].ranked.score, PLACES)
    if len(first) > 1:
        return _("%(names)s deler førsteplassen med %(score)s.", names=_names(first), score=score)
    if len(placed) == 1:
        return _("%(name)s er det eneste forslaget med poeng.", name=_names(first))
    return _ahead(first[0], _next(placed), score)


def _next(placed: Sequence[Row]) -> list[Row]:
    """Give whoever has the place after the first."""
    return [row for row in placed if row.ranked.place == placed[1].ranked.place]


def _ahead(leader: Row, second: Sequence[Row], score: str) -> str:
    name, behind = name_of(leader), _names(second)
    gap = _gap(leader, second[0])
    if gap < LEAST / 2:
        return _(
            "%(name)s ligger først med %(score)s, mindre enn %(least)s foran %(behind)s.",
            name=name,
            score=score,
            least=formats.decimal(LEAST, PLACES),
            behind=behind,
        )
    if len(second) > 1:
        return _(
            "%(name)s ligger først med %(score)s, %(gap)s foran %(behind)s, som deler andreplassen.",
            name=name,
            score=score,
            gap=formats.decimal(gap, PLACES),
            behind=behind,
        )
    return _(
        "%(name)s ligger først med %(score)s, %(gap)s foran %(behind)s.",
        name=name,
        score=score,
        gap=formats.decimal(gap, PLACES),
        behind=behind,
    )


def _gap(one: Row, other: Row) -> Fraction:
    return (one.ranked.score or Fraction(0)) - (other.ranked.score or Fraction(0))


def reasons(table: Ranking) -> list[Reason]:
    """Say up to three things about how it came to this."""
    placed = [row for row in table.rows if row.ranked.place is not None]
    if len(placed) < 2:
        return []
    one, other = placed[0], placed[1]
    more, fewer, alike = head_to_head(one, other)
    compared = (
        _("%(more)s av %(all)s", more=more, all=more + fewer + alike),
        " ".join((_prefer(more, one, other), _others(fewer, alike, other))),
    )
    return [_distance(one, other), compared, *(_distance(other, row) for row in placed[2:3])]


def _distance(one: Row, other: Row) -> Reason:
    names = {"one": name_of(one), "other": name_of(other)}
    gap = _gap(one, other)
    if not gap:
        return _("Likt"), _("%(one)s og %(other)s har nøyaktig samme snitt.", **names)
    return (
        _("%(gap)s poeng", gap=_written(gap)),
        _("Så langt er det fra %(one)s ned til %(other)s.", **names),
    )


def _prefer(more: int, one: Row, other: Row) -> str:
    return _n(
        "%(num)s i juryen setter %(one)s høyere enn %(other)s.",
        "%(num)s i juryen setter %(one)s høyere enn %(other)s.",
        more,
        one=name_of(one),
        other=name_of(other),
    )


def _others(fewer: int, alike: int, other: Row) -> str:
    name = name_of(other)
    if alike:
        return _(
            "%(fewer)s setter %(other)s høyest, og %(alike)s setter dem likt.",
            fewer=fewer,
            alike=alike,
            other=name,
        )
    if not fewer:
        return _("Ingen setter %(other)s høyest.", other=name)
    return _("%(fewer)s setter %(other)s høyest.", fewer=fewer, other=name)


def head_to_head(one: Row, other: Row) -> tuple[int, int, int]:
    """Count the seats that put one above another, below it, and level; of those with both."""
    both = [
        (one.cells[seat].score, other.cells[seat].score)
        for seat in one.cells
        if seat in other.cells
    ]
    scored = [(a, b) for a, b in both if a is not None and b is not None]
    more = sum(a > b for a, b in scored)
    fewer = sum(a < b for a, b in scored)
    return more, fewer, len(scored) - more - fewer


def _written(value: Fraction) -> str:
    """Write a difference with as many decimals as it takes to show that there is one."""
    for places in range(PLACES, MOST_DECIMALS + 1):
        text = formats.decimal(value, places)
        if any(digit in text for digit in "123456789"):
            return text
    return text


def hidden_differences(table: Ranking) -> list[str]:
    """Name neighbours that are shown with the same figure and are not the same."""
    placed = [row for row in table.rows if row.ranked.score is not None]
    found = []
    for one, other in pairwise(placed):
        a, b = one.ranked.score, other.ranked.score
        if a == b or formats.decimal(a, PLACES) != formats.decimal(b, PLACES):
            continue
        places = next(
            (
                p
                for p in range(PLACES + 1, MOST_DECIMALS)
                if formats.decimal(a, p) != formats.decimal(b, p)
            ),
            MOST_DECIMALS,
        )
        found.append(
            _(
                "%(one)s og %(other)s vises med samme snitt, men er ikke like: %(a)s mot %(b)s.",
                one=name_of(one),
                other=name_of(other),
                a=formats.decimal(a, places),
                b=formats.decimal(b, places),
            )
        )
    return found


def name_of(row: Row) -> str:
    """Name the candidates of a nomination as one says them in a sentence."""
    return listed([candidate.name for candidate in row.nomination.candidates])


def _names(rows: Sequence[Row]) -> str:
    return listed([name_of(row) for row in rows])
