"""Scores: how they are read, what is on the scale, and when a sheet is complete."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.scoring import Lacks, Scale, ScoreOffScaleError, average, lacks, parse_score

WHOLE = Scale(Decimal(1), Decimal(6), Decimal(1))
HALF = Scale(Decimal("1.00"), Decimal("6.00"), Decimal("0.50"))
FROM_ZERO = Scale(Decimal(0), Decimal(10), Decimal("2.5"))


def test_the_scale_lists_its_scores() -> None:
    assert WHOLE.values() == [1, 2, 3, 4, 5, 6]
    assert [float(value) for value in FROM_ZERO.values()] == [0, 2.5, 5, 7.5, 10]
    assert [float(value) for value in HALF.values()] == [n / 2 for n in range(2, 13)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("4", "4"), (" 4 ", "4"), ("4,0", "4.0"), ("1", "1"), ("6", "6"), ("\u00a05\u00a0", "5")],
)
def test_a_whole_score_is_read(written: str, expected: str) -> None:
    assert parse_score("x", written, WHOLE) == Decimal(expected)


def test_a_comma_and_a_point_are_the_same() -> None:
    assert parse_score("x", "4,5", HALF) == Decimal("4.5")
    assert parse_score("x", "4.5", HALF) == Decimal("4.5")


@pytest.mark.parametrize("written", ["", " ", "\t", "\u00a0"])
def test_nothing_written_is_no_score(written: str) -> None:
    assert parse_score("x", written, WHOLE) is None


@pytest.mark.parametrize(
    "written",
    [
        "0",
        "0.99",
        "7",
        "6.0001",
        "-1",
        "-4",
        "4,5",
        "1e3",
        "4e0",
        "40e-1",
        "1_0",
        "0_4",
        "NaN",
        "nan",
        "sNaN",
        "inf",
        "Infinity",
        "-inf",
        "four",
        "4 5",
        "4,5,6",
        "1.000,5",
        "4/1",
        "4,",
        ",5",
        "+4",
        "٤",
        "４",
        "4.0000000000000000000000000000000000001",
        "9" * 5000,
    ],
)
def test_what_is_not_on_the_scale_is_refused(written: str) -> None:
    with pytest.raises(ScoreOffScaleError) as refused:
        parse_score("x", written, WHOLE)
    assert (refused.value.criterion_key, refused.value.written) == ("x", written)


@pytest.mark.parametrize("written", ["4.25", "4,75", "0.5", "6.5", "4.5" + "0" * 40 + "1"])
def test_what_falls_between_two_steps_is_refused(written: str) -> None:
    with pytest.raises(ScoreOffScaleError):
        parse_score("x", written, HALF)


@settings(deadline=None)
@given(st.sampled_from([WHOLE, HALF, FROM_ZERO]), st.data())
def test_every_score_of_a_scale_can_be_written_both_ways(scale: Scale, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(scale.values()))
    assert parse_score("x", str(value), scale) == value
    assert parse_score("x", str(value).replace(".", ","), scale) == value


@settings(deadline=None)
@given(st.text(max_size=12))
def test_whatever_is_written_is_a_score_or_refused(written: str) -> None:
    try:
        value = parse_score("x", written, HALF)
    except ScoreOffScaleError:
        return
    assert value is None or value in HALF.values()


FULL = {"x": Decimal(3), "y": Decimal(4)}


@pytest.mark.parametrize(
    ("scores", "grounds", "required", "expected"),
    [
        (FULL, "Fordi.", True, Lacks((), grounds=False)),
        (FULL, "", True, Lacks((), grounds=True)),
        (FULL, " \n", True, Lacks((), grounds=True)),
        (FULL, "", False, Lacks((), grounds=False)),
        ({"y": Decimal(4)}, "Fordi.", True, Lacks(("x",), grounds=False)),
        ({}, "", True, Lacks(("x", "y"), grounds=True)),
        ({"x": Decimal(0), "y": Decimal(0)}, "Fordi.", True, Lacks((), grounds=False)),
    ],
)
def test_a_sheet_lacks_criteria_and_grounds(
    scores: dict[str, Decimal], grounds: str, required: bool, expected: Lacks
) -> None:
    assert lacks(["x", "y"], scores, grounds, grounds_required=required, word_limit=2) == expected


def test_grounds_that_are_too_long_are_counted() -> None:
    found = lacks(["x", "y"], FULL, "Ett to tre fire", grounds_required=True, word_limit=2)
    assert found == Lacks((), grounds=False, words_over=2)
    assert found
    assert not lacks(["x", "y"], FULL, "Ett to", grounds_required=True, word_limit=2)


def test_lacking_nothing_is_false() -> None:
    assert [bool(Lacks((), grounds=False)), bool(Lacks((), grounds=True))] == [False, True]
    assert bool(Lacks(("x",), grounds=False)) is True


def test_a_sheet_is_weighed_together_when_it_is_whole() -> None:
    weights = {"x": Decimal("60.00"), "y": Decimal("40.00")}
    assert average({"x": Decimal(5), "y": Decimal(3)}, weights) == Fraction(21, 5)
    assert average({"x": Decimal(5)}, weights) is None
    assert average({"x": Decimal(5)}, {"x": Decimal(0)}) is None
