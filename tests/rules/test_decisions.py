"""What stands in the way of sealing a decision."""

from typing import Any

import pytest

from app.rules.decisions import lacks

TWENTY = "Juryen legger vekt på " + "godt " * 16
COMPLETE: dict[str, Any] = {
    "winners": [1],
    "nominees": [2, 3],
    "first_places": [1],
    "citation": "For varig arbeid.",
    "statement": TWENTY,
    "reason": "",
    "no_award": False,
}


def lacking(**changes: Any) -> list[str]:
    return [str(lack) for lack in lacks(**{**COMPLETE, **changes})]


def test_a_complete_decision_lacks_nothing() -> None:
    assert lacking() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"winners": []}, ["no_winner"]),
        ({"citation": " \n"}, ["no_citation"]),
        ({"statement": ""}, ["short_statement"]),
        ({"winners": [2], "nominees": [1]}, ["reason_for_other"]),
        ({"winners": [2], "nominees": [1], "reason": " "}, ["reason_for_other"]),
        ({"winners": [2], "nominees": [1], "reason": "Bredden."}, []),
        ({"winners": [1, 2], "nominees": [3]}, ["reason_for_other"]),
        ({"winners": [1, 2], "nominees": [3], "first_places": [1, 2]}, []),
        ({"winners": [2], "nominees": [], "first_places": [1, 2]}, []),
        ({"first_places": []}, ["reason_for_other"]),
        ({"nominees": [1, 2]}, ["winner_is_also_nominee"]),
        ({"winners": [], "no_award": True, "citation": "", "reason": "Ingen holdt mål."}, []),
        ({"winners": [], "no_award": True, "citation": ""}, ["reason_for_other"]),
        ({"no_award": True, "reason": "Uenighet."}, ["winner_and_no_award"]),
        (
            {"winners": [], "citation": "", "statement": "Kort."},
            ["no_winner", "no_citation", "short_statement"],
        ),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_named(
    changes: dict[str, Any], expected: list[str]
) -> None:
    assert lacking(**changes) == expected


def test_a_statement_has_twenty_words_at_least() -> None:
    assert lacking(statement=" ".join(["ord"] * 19)) == ["short_statement"]
    assert lacking(statement="\n".join(["ord"] * 20)) == []
