import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ranking.agreement import Level, alpha, icc, icc_one_way, kendall_w
from tests.ranking.builders import array, panel, score_arrays, wide


def alpha_of(table, level):
    unit, rater = np.nonzero(~np.isnan(table))
    return alpha(unit, table[unit, rater], level)


def test_shrout_and_fleiss_1979() -> None:
    found = icc(wide("shrout_fleiss_1979.csv"))
    assert {name: round(value, 2) for name, value in vars(found).items()} == {
        "icc11": 0.17,
        "icc21": 0.29,
        "icc31": 0.71,
        "icc1k": 0.44,
        "icc2k": 0.62,
        "icc3k": 0.91,
    }


@pytest.mark.parametrize(
    ("level", "published"),
    [
        (Level.NOMINAL, 0.743),
        (Level.ORDINAL, 0.815),
        (Level.INTERVAL, 0.849),
        (Level.RATIO, 0.797),
    ],
)
def test_krippendorff(level, published) -> None:
    assert round(alpha_of(wide("krippendorff_c_data.csv"), level), 3) == published


def test_one_way_from_a_panel_is_that_of_the_table() -> None:
    table = wide("shrout_fleiss_1979.csv")
    found = icc(table)
    assert icc_one_way(panel(table.tolist())) == pytest.approx((found.icc11, found.icc1k))


def distance(level, c, k, given):
    """Krippendorff's differences, written as he writes them."""
    if level is Level.NOMINAL:
        return float(c != k)
    if level is Level.INTERVAL:
        return (c - k) ** 2
    if level is Level.RATIO:
        return ((c - k) / (c + k)) ** 2
    between = sum(n for value, n in given.items() if min(c, k) <= value <= max(c, k))
    return (between - (given[c] + given[k]) / 2) ** 2 if c != k else 0.0


@given(score_arrays(gaps=True, most=4), st.sampled_from(list(Level)))
def test_alpha_is_what_the_coincidence_matrix_gives(scores, level) -> None:
    table = scores[:, :, 0]
    pairs, given_ = [], {}
    for row in table:
        known = row[~np.isnan(row)]
        if known.size > 1:
            for value in known:
                given_[value] = given_.get(value, 0) + 1
            pairs += [
                (a, b, 1 / (known.size - 1))
                for i, a in enumerate(known)
                for j, b in enumerate(known)
                if i != j
            ]
    n = sum(given_.values())
    found = alpha_of(table, level)
    if len(given_) < 2:
        assert found is None
        return
    observed = sum(w * distance(level, a, b, given_) for a, b, w in pairs) / n
    expected = sum(
        na * (nb - (a == b)) * distance(level, a, b, given_)
        for a, na in given_.items()
        for b, nb in given_.items()
    ) / (n * (n - 1))
    assert found == pytest.approx(1 - observed / expected, abs=1e-9)


def test_kendalls_w_with_and_without_ties() -> None:
    # Kendall & Gibbons 1990, three raters of ten objects with ties: worked by hand here.
    table = array([[1, 2, 1], [2, 1, 2], [3, 3, 3], [4, 4, 4]])
    # rank sums 4, 5, 9, 12; S = 41; W = 12·41/(9·60)
    assert kendall_w(table, ties=False) == pytest.approx(41 * 12 / 540)
    assert kendall_w(table, ties=True) == pytest.approx(41 * 12 / 540)
    tied = array([[1, 1], [1, 2], [3, 3]])
    # ranks 1½ 1½ 3 and 1 2 3: sums 2½, 3½, 6; S = 6½; without ties 12·6½/(4·24)
    assert kendall_w(tied, ties=False) == pytest.approx(12 * 6.5 / 96)
    assert kendall_w(tied, ties=True) == pytest.approx(12 * 6.5 / (96 - 2 * 6))


@pytest.mark.parametrize(
    "rows",
    [[[3, 3], [3, 3]], [[1, None], [2, 3]], [[1, 2]], [[1], [2]]],
    ids=["equal", "gap", "one unit", "one rater"],
)
def test_what_cannot_be_said_is_none(rows) -> None:
    assert icc(array(rows)) is None
    assert kendall_w(array(rows), ties=True) is None


def test_alpha_of_nothing_comparable_is_none() -> None:
    table = array([[1, None], [None, 3]])
    assert [alpha_of(table, level) for level in Level] == [None] * 4


def test_a_ratio_needs_a_true_zero() -> None:
    table = array([[-1, 2], [3, 3]])
    assert alpha_of(table, Level.RATIO) is None
    assert alpha_of(array([[0, 0], [3, 3]]), Level.RATIO) == 1.0


def test_a_ratio_to_less_than_nothing_is_none() -> None:
    # Two who go opposite ways: of the mean of two raters the variances come to less than nothing.
    found = icc(array([[5, 1], [1, 5], [3, 3]]))
    assert (found.icc11, found.icc31) == (-1.0, -1.0)
    assert np.isnan([found.icc1k, found.icc2k, found.icc3k]).all()
