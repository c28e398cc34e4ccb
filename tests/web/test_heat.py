"""The heat of a score: its shade follows from the figure that is shown."""

from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask

from app.rules.scoring import Scale
from app.web.ranking import heat
from app.web.ranking.heat import Score
from app.words import formats

SCALE = Scale(Decimal(1), Decimal(6), Decimal(1))
JUST_BELOW = 4.45 - 1e-12
"""A sum of floats that is 4.45, off by a hair: shown as 4,5."""


@pytest.mark.parametrize(
    ("value", "places", "text", "shade"),
    [
        (4.45, 1, "4,5", 5),
        (JUST_BELOW, 1, "4,5", 5),
        (Fraction(89, 20), 1, "4,5", 5),
        (4.44, 1, "4,4", 4),
        (4.46, 2, "4,46", 4),
        (4.495, 2, "4,50", 5),
        (Decimal("4.5"), 1, "4,5", 5),
        (Decimal(4), 1, "4", 4),
    ],
)
def test_the_shade_follows_from_the_figure(
    app: Flask, value: Score, places: int, text: str, shade: int
) -> None:
    with app.test_request_context():
        cell = heat.of_score("KS", value, SCALE, places)
    assert (cell.text, cell.shade) == (text, shade)


def test_a_hair_below_nothing_is_nothing(app: Flask) -> None:
    with app.test_request_context():
        assert formats.decimal(-0.001) == "0,00"
