"""What is said first of a juror follows from all that is said below, in every combination."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from flask import Flask

from app.ranking.report import Juror
from app.words.ranking import headline
from app.words.ranking import juror as ranking_juror
from app.words.ranking.jurors import Whose
from tests.web.test_ranking_juror_words import ORDINARY, figures

LEVELS = {"lower": -0.5, "alike": 0.1, "higher": 0.5}
ORDERS = {"close": 0.9, "some": 0.5, "little": 0.0, "contrary": -0.8, "unknown": None}
SPREADS = {"far": 4.8, "expected": 1.0, "near": 0.05, "unknown": None}

ALIKE = "Poengene dine ligger omtrent på linje med de andres."
LEVEL = {
    "lower": "Poengene dine er merkbart lavere enn de andres.",
    "alike": "Poengene dine er i snitt omtrent like høye som de andres.",
    "higher": "Poengene dine er merkbart høyere enn de andres.",
}
APART = {
    ("close", "far"): "Poengene spriker mer enn ventet.",
    ("some", "far"): "Rekkefølgen ligner bare delvis på de andres, og poengene spriker mye.",
    ("little", "far"): "Rekkefølgen har lite til felles med de andres, og poengene spriker mye.",
    ("contrary", "far"): "Rekkefølgen er oftest motsatt av de andres, og poengene spriker mye.",
    ("unknown", "far"): "Poengene spriker mer enn ventet.",
    **{("some", spread): "Rekkefølgen ligner bare delvis på de andres."
       for spread in ("expected", "near", "unknown")},
    **{("little", spread): "Rekkefølgen har lite til felles med de andres."
       for spread in ("expected", "near", "unknown")},
    **{("contrary", spread): "Rekkefølgen er oftest motsatt av de andres."
       for spread in ("expected", "near", "unknown")},
}  # fmt: skip
AGAINST = {
    "Merkbart strengere", "Merkbart rausere", "Delvis enig", "Lite til felles", "Oftest motsatt",
    "Kan ikke sammenlignes", "Spriker mer enn ventet", "Samme poeng til alle",
    "Strenghet kan ikke måles",
}  # fmt: skip
"""What is said below of scores that are not like the others'."""


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def a_juror(level: str, order: str, spread: str, number: int = 16) -> Juror:
    return replace(
        ORDINARY,
        severity=LEVELS[level],
        correlation=ORDERS[order],
        misfit=SPREADS[spread],
        number=number,
    )


def says(juror: Juror, **changes: object) -> str:
    found = figures(juror, **changes)
    return headline.says(found, Whose(found.held, is_own=True))


def told(juror: Juror, **changes: object) -> set[str]:
    found = figures(juror, **changes)
    return {one.title for one in ranking_juror.told(found, Whose(found.held, is_own=True))}


@pytest.mark.parametrize(("level", "order", "spread"), list(product(LEVELS, ORDERS, SPREADS)))
def test_every_combination(level: str, order: str, spread: str) -> None:
    said = says(a_juror(level, order, spread))
    is_alike = (level, order) == ("alike", "close") and spread != "far"
    first = ALIKE if is_alike else LEVEL[level]
    assert said == " ".join(filter(None, (first, APART.get((order, spread), ""))))


def test_it_is_said_to_be_alike_when_nothing_below_says_otherwise() -> None:
    wrong = []
    for *kind, number, same, enough in product(
        LEVELS, ORDERS, SPREADS, (1, 2, 3, 16), (False, True), (False, True)
    ):
        juror = replace(a_juror(*kind, number), same=same)
        below = told(juror, is_enough=enough)
        if (says(juror, is_enough=enough) == ALIKE) is not below.isdisjoint(AGAINST):
            wrong.append((kind, number, same, enough))
    assert wrong == []


def test_of_few_scores_nothing_is_said_of_how_far_they_stray() -> None:
    assert says(a_juror("alike", "close", "far", number=2)) == ALIKE
    assert says(a_juror("alike", "close", "far", number=3)) == (
        f"{LEVEL['alike']} {APART['close', 'far']}"
    )


def test_where_severity_is_not_known_the_rest_is_still_said() -> None:
    few = "Det er for få poeng til å si om noen er strengere enn andre."
    assert says(a_juror("alike", "close", "expected"), is_enough=False) == few
    assert says(a_juror("lower", "contrary", "far"), is_enough=False) == (
        f"{few} {APART['contrary', 'far']}"
    )
    none = replace(a_juror("alike", "little", "expected"), severity=0.0, se=None)
    assert says(none) == (
        "Ingen i juryen er funnet strengere enn andre. "
        "Rekkefølgen har lite til felles med de andres."
    )


def test_the_same_to_all_is_said_first_of_all() -> None:
    same = replace(a_juror("alike", "unknown", "unknown"), same=True)
    assert says(same) == f"{LEVEL['alike']} Alle forslagene har fått samme poeng."
