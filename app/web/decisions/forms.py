"""What the chair writes in the form of the decision."""

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from app.services.decisions import DecisionInput

GROUNDS = "grounds-"
"""How the fields with the reasons per criterion are called, before the criterion's key."""


def read_decision(sent: "MultiDict[str, str]", criteria: Sequence[str]) -> DecisionInput:
    """Read the form. A nomination that is no number is left out, as are unknown fields."""
    return DecisionInput(
        winners=_numbers(sent, "winners"),
        nominees=_numbers(sent, "nominees"),
        mentions=_numbers(sent, "mentions"),
        citation=_text(sent, "citation"),
        statement=_text(sent, "statement"),
        grounds={key: _text(sent, f"{GROUNDS}{key}") for key in criteria},
        reason=_text(sent, "reason"),
        no_award=bool(sent.get("no_award")),
        version=sent.get("version", default=0, type=int),
        rulebook=sent.get("rulebook", type=int),
    )


def _numbers(sent: "MultiDict[str, str]", name: str) -> list[int]:
    return list(dict.fromkeys(sent.getlist(name, type=int)))


def _text(sent: "MultiDict[str, str]", name: str) -> str:
    """Read a text as it was written, with the line breaks that everything else has."""
    return sent.get(name, default="").replace("\r\n", "\n")
