"""What is concluded from the figures of one juror, and where nothing is."""

import pytest

from app.ranking.robustness.leanings import (
    Accord,
    Side,
    Straying,
    accord,
    is_known,
    reach,
    side,
    straying,
)
from tests.ranking.reports import juror


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (0.2, Side.NEITHER),
        (0.2001, Side.MORE_GENEROUS),
        (-0.2, Side.NEITHER),
        (-0.2001, Side.STRICTER),
        (None, Side.NEITHER),
    ],
)
def test_more_than_two_standard_errors_are_more_than_chance(
    severity: float | None, expected: Side
) -> None:
    assert side(juror(severity=severity, se=0.1), is_enough=True) == expected
    assert reach(juror(se=0.1)) == 0.2


def test_nothing_is_said_of_severity_that_is_not_known() -> None:
    assert is_known(juror(), is_enough=True)
    for one, is_enough in ((juror(severity=9.0), False), (juror(severity=9.0, se=None), True)):
        assert not is_known(one, is_enough=is_enough)
        assert side(one, is_enough=is_enough) == Side.NEITHER
    assert not is_known(None, is_enough=True)
    assert side(None, is_enough=True) == Side.NEITHER
    assert reach(juror(se=None)) == 0.0


@pytest.mark.parametrize(
    ("misfit", "number", "expected"),
    [
        # Two standard errors of a mean square of 16 are 2·√(2/16) = 0.707.
        (1.71, 16, Straying.MORE),
        (1.70, 16, Straying.AS_EXPECTED),
        (0.30, 16, Straying.AS_EXPECTED),
        (0.29, 16, Straying.LESS),
        (9.0, 3, Straying.MORE),
        (9.0, 2, None),
        (None, 16, None),
    ],
)
def test_how_far_the_scores_stray(
    misfit: float | None, number: int, expected: Straying | None
) -> None:
    assert straying(juror(misfit=misfit, number=number)) == expected


@pytest.mark.parametrize(
    ("correlation", "expected"),
    [
        (0.7, Accord.CLOSE),
        (0.69, Accord.SOME),
        (0.3, Accord.SOME),
        (0.29, Accord.LITTLE),
        (-0.29, Accord.LITTLE),
        (-0.3, Accord.CONTRARY),
        (None, Accord.UNKNOWN),
    ],
)
def test_how_the_scores_go_with_the_others(correlation: float | None, expected: Accord) -> None:
    assert accord(juror(correlation=correlation)) == expected
