"""What an amendment of the rules must contain, and what the rules may be."""

from decimal import Decimal
from typing import Any

import pytest

from app.rules.rulebooks import Choices, RuleFault, Rules, faults

CHOICES = Choices(
    criteria=["x", "y"],
    seats=3,
    methods=["fair", "mean"],
    tie_breaks=["head", "heaviest", "chair"],
    last="chair",
)


def rules(**changes: Any) -> Rules:
    given: dict[str, Any] = {
        "weights": {"x": Decimal("0.6"), "y": Decimal("0.4")},
        "quorum": 2,
        "method": "fair",
        "tie_breaks": ("head", "chair"),
    }
    return Rules(**{**given, **changes})


def weights(x: str, y: str) -> dict[str, dict[str, Decimal]]:
    return {"weights": {"x": Decimal(x), "y": Decimal(y)}}


def found(after: Rules, reason: str = "Fordi.") -> list[str]:
    return [fault.value for fault in faults(rules(), after, reason, CHOICES)]


@pytest.mark.parametrize(
    "changes",
    [
        weights("0.5", "0.5"),
        weights("1", "0"),
        weights("0.33333", "0.66667"),
        {"quorum": 1},
        {"quorum": 3},
        {"method": "mean"},
        {"tie_breaks": ()},
        {"tie_breaks": ("chair",)},
        {"tie_breaks": ("heaviest", "head")},
        {"tie_breaks": ("heaviest", "head", "chair")},
    ],
)
def test_the_rules_may_be_so(changes: dict[str, Any]) -> None:
    assert found(rules(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"weights": {"x": Decimal(1)}}, "weights_incomplete"),
        (
            {"weights": {"x": Decimal("0.5"), "y": Decimal("0.5"), "z": Decimal(0)}},
            "weights_incomplete",
        ),
        (weights("0.6", "0.39999"), "weights_not_whole"),
        (weights("0.6", "0.5"), "weights_not_whole"),
        (weights("0", "0"), "weights_not_whole"),
        (weights("1.2", "-0.2"), "weight_out_of_range"),
        (weights("0.333333", "0.666667"), "weight_out_of_range"),
        (weights("NaN", "0.4"), "weight_out_of_range"),
        (weights("Infinity", "0.4"), "weight_out_of_range"),
        ({"quorum": 0}, "quorum_too_low"),
        ({"quorum": 4}, "quorum_too_high"),
        ({"method": "dice"}, "method_unknown"),
        ({"tie_breaks": ("date",)}, "tie_breaks_impossible"),
        ({"tie_breaks": ("head", "head")}, "tie_breaks_impossible"),
        ({"tie_breaks": ("chair", "head")}, "tie_breaks_impossible"),
    ],
)
def test_the_rules_may_not_be_so(changes: dict[str, Any], fault: str) -> None:
    assert found(rules(**changes)) == [fault]


def test_an_amendment_changes_something_for_a_reason() -> None:
    assert found(rules()) == ["nothing_changed"]
    assert found(rules(**weights("0.60000", "0.40000"))) == ["nothing_changed"]
    assert found(rules(quorum=1), "  \n ") == ["no_reason"]
    assert found(rules(), "") == ["nothing_changed", "no_reason"]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = rules(**weights("0.6", "0.5"), quorum=0, method="dice", tie_breaks=("date",))
    assert faults(rules(), wrong, "", CHOICES) == [
        RuleFault.WEIGHTS_NOT_WHOLE,
        RuleFault.QUORUM_TOO_LOW,
        RuleFault.METHOD_UNKNOWN,
        RuleFault.TIE_BREAKS_IMPOSSIBLE,
        RuleFault.NO_REASON,
    ]


def test_what_differs_is_named() -> None:
    other = rules(method="mean", quorum=3, tie_breaks=("chair",), **weights("0.5", "0.5"))
    assert rules().differing(other) == ["method", "weights", "quorum", "tie_breaks"]
    assert rules().differing(rules()) == []
