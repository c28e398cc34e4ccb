"""Jurors weighed by their precision: exact where it can be done by hand, and what always holds."""

import math

import numpy as np
from hypothesis import given

from app.ranking.cells import from_array, weigh
from app.ranking.model.fair import fit
from app.ranking.weighing import (
    digamma,
    inverse_trigamma,
    moderated,
    trigamma,
    weighed_by_precision,
)
from tests.ranking.builders import panel, score_arrays

EULER = 0.5772156649015329
BASEL = math.pi**2 / 6


def test_the_gamma_function_is_followed_to_twelve_digits() -> None:
    at = np.array([0.5, 1.0, 2.0])
    expected = [-EULER - 2 * math.log(2), -EULER, 1 - EULER]
    np.testing.assert_allclose(digamma(at), expected, atol=1e-12)
    np.testing.assert_allclose(trigamma(at), [3 * BASEL, BASEL, BASEL - 1], atol=1e-12)
    np.testing.assert_allclose([inverse_trigamma(BASEL), inverse_trigamma(3 * BASEL)], [1, 0.5])


def test_variances_are_moderated_as_by_hand() -> None:
    """Three jurors with two degrees each, and ``log s²`` at −a, 0 and a, where a² is π²/3.

    Then the spread of the logarithms is a², twice what chance makes (ψ′(1) = π²/6): ψ′(d₀/2) is
    π²/6 too, d₀ is 2, and s₀² is 1, because ψ(1) is there once and taken away once.
    """
    a = math.pi / math.sqrt(3)
    found = moderated(2 * np.exp([-a, 0.0, a]), np.full(3, 2.0))
    np.testing.assert_allclose(found, [(1 + math.exp(-a)) / 2, 1.0, (1 + math.exp(a)) / 2])


def test_who_has_no_degrees_of_freedom_is_as_precise_as_jurors_are() -> None:
    a = math.pi / math.sqrt(3)
    found = moderated(np.append(2 * np.exp([-a, 0.0, a]), 5.0), np.array([2.0, 2.0, 2.0, 0.0]))
    np.testing.assert_allclose(found[3], 1.0)


def test_alike_jurors_and_few_jurors_weigh_alike() -> None:
    for squares, freedom in (([2.0, 2.1, 1.9], 2.0), ([0.0, 8.0], 2.0), ([0.0, 0.0, 0.0], 2.0)):
        assert moderated(np.array(squares), np.full(len(squares), freedom)).tolist() == [1.0] * len(
            squares
        )


ERRATIC = [[5, 5, 5, 1], [4, 4, 4, 6], [3, 3, 3, 1], [2, 2, 2, 6], [4, 4, 4, 1], [3, 3, 3, 6]]


def test_an_erratic_juror_counts_less_than_those_who_agree() -> None:
    found = weigh(from_array(np.array(ERRATIC, dtype=float)[:, :, None]), np.ones(1))
    others = np.array(ERRATIC)[:, :3].mean(axis=1)
    by_precision, plain = weighed_by_precision(fit(found)), found.means
    level = by_precision - by_precision.mean() + others.mean()
    assert np.abs(level - others).max() < 0.3
    assert np.abs(plain - plain.mean() + others.mean() - others).max() > 0.7


@given(score_arrays(gaps=True, criteria=1))
def test_every_score_lies_among_its_own_and_a_constant_moves_all_alike(scores) -> None:
    found = weigh(from_array(scores), np.ones(1))
    fitted = fit(found)
    by_precision = weighed_by_precision(fitted)
    level = found.y - fitted.solve(found.surplus)[found.juror]
    for nomination in np.flatnonzero(found.per_nomination):
        own = level[found.nomination == nomination]
        assert own.min() - 1e-9 <= by_precision[nomination] <= own.max() + 1e-9
    assert np.isnan(by_precision[found.per_nomination == 0]).all()
    moved = weighed_by_precision(fit(weigh(from_array(scores + 3), np.ones(1))))
    np.testing.assert_allclose(moved, by_precision + 3, atol=1e-6)


def test_where_jurors_are_alike_it_is_the_fair_average() -> None:
    """Each juror leaves one out, and strays from the others exactly as each of them does."""
    strays = [None, 1, 0, -1]
    scores = [
        [None if i == j else 3 + i / 2 + (strays[(j - i) % 4] or 0) for j in range(4)]
        for i in range(4)
    ]
    fitted = fit(panel(scores))
    np.testing.assert_allclose(weighed_by_precision(fitted), fitted.score, atol=1e-9)
    np.testing.assert_allclose(fitted.score, [3.0, 3.5, 4.0, 4.5], atol=1e-9)
