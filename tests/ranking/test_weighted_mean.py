"""The ranking by weighted mean: exact, and explained by figures worked out by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from app.ranking.weighted_mean import Ranked, cell_score, rank

WEIGHTS = {"x": Decimal("0.50"), "y": Decimal("0.30"), "z": Decimal("0.20")}


def scores(**written: str) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in written.items()}


def places(cells: dict[int, list[Fraction]]) -> list[tuple[int, int | None, bool]]:
    return [(one.nomination_id, one.place, one.shared) for one in rank(cells)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (scores(x="6", y="6", z="6"), Fraction(6)),
        (scores(x="4", y="5", z="3"), Fraction(41, 10)),
        (scores(x="1", y="1", z="6"), Fraction(2)),
        (scores(x="4.5", y="4", z="4"), Fraction(17, 4)),
        (scores(x="4", y="5"), Fraction(35, 8)),
        (scores(z="3"), Fraction(3)),
        (scores(x="4", y="5", z="3", other="6"), Fraction(41, 10)),
    ],
)
def test_a_juror_is_weighed_by_the_criteria_she_scored(
    given: dict[str, Decimal], expected: Fraction
) -> None:
    assert cell_score(given, WEIGHTS) == expected


def test_a_criterion_without_a_score_is_left_out_and_not_counted_as_nought() -> None:
    assert cell_score(scores(x="6", y="6"), WEIGHTS) == 6
    assert cell_score(scores(x="6", y="6", z="0"), WEIGHTS) == Fraction(24, 5)


def test_without_anything_that_weighs_there_is_no_score() -> None:
    nought = {"x": Decimal(0), "y": Decimal("0.00")}
    assert cell_score(scores(x="4", y="5"), nought) is None
    assert cell_score({}, WEIGHTS) is None
    assert cell_score(scores(other="6"), WEIGHTS) is None
    assert cell_score(scores(x="4"), {}) is None


def test_a_criterion_that_weighs_nothing_changes_nothing() -> None:
    weights = {"x": Decimal(1), "y": Decimal(0)}
    assert cell_score(scores(x="4", y="1"), weights) == cell_score(scores(x="4"), weights) == 4


def test_weights_need_not_sum_to_one() -> None:
    assert cell_score(scores(x="4", y="1"), scores(x="2", y="1")) == 3


def test_a_tie_on_paper_is_a_tie_here() -> None:
    """In binary fractions one of the two is ahead: 1.5999999999999999 against 1.6."""
    one = cell_score(scores(x="1", y="3", z="1"), WEIGHTS)
    other = cell_score(scores(x="1", y="1", z="4"), WEIGHTS)
    assert 0.5 * 1 + 0.3 * 3 + 0.2 * 1 != 0.5 * 1 + 0.3 * 1 + 0.2 * 4
    assert one == other == Fraction(8, 5)
    assert places({1: [one], 2: [other]}) == [(1, 1, True), (2, 1, True)]


def test_means_of_thirds_tie_exactly() -> None:
    tenths = [Fraction(41, 10), Fraction(42, 10), Fraction(40, 10)]
    assert sum(float(f) for f in tenths) / 3 != float(Fraction(41, 10))
    assert places({7: tenths, 8: [Fraction(41, 10)]}) == [(7, 1, True), (8, 1, True)]


def test_two_first_places_are_followed_by_the_third() -> None:
    four, three, two = Fraction(4), Fraction(3), Fraction(2)
    assert places({1: [three], 2: [four], 3: [four], 4: [two]}) == [
        (2, 1, True),
        (3, 1, True),
        (1, 3, False),
        (4, 4, False),
    ]
    assert places({1: [two], 2: [four], 3: [three], 4: [three], 5: [three]}) == [
        (2, 1, False),
        (3, 2, True),
        (4, 2, True),
        (5, 2, True),
        (1, 5, False),
    ]


def test_a_nomination_is_ranked_by_the_mean_of_its_jurors() -> None:
    cells = {1: [Fraction(5), Fraction(4)], 2: [Fraction(6), Fraction(2), Fraction(5)]}
    assert rank(cells) == [
        Ranked(1, place=1, score=Fraction(9, 2), jurors=2, shared=False),
        Ranked(2, place=2, score=Fraction(13, 3), jurors=3, shared=False),
    ]


def test_the_unscored_come_last_without_a_place() -> None:
    cells: dict[int, list[Fraction]] = {1: [], 2: [Fraction(1)], 3: []}
    assert rank(cells) == [
        Ranked(2, place=1, score=Fraction(1), jurors=1, shared=False),
        Ranked(1, place=None, score=None, jurors=0, shared=False),
        Ranked(3, place=None, score=None, jurors=0, shared=False),
    ]


def test_a_score_of_nought_is_a_score() -> None:
    assert places({1: [Fraction(0)], 2: []}) == [(1, 1, False), (2, None, False)]


def test_nothing_gives_nothing() -> None:
    assert rank({}) == []
