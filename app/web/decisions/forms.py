"""What the chair writes in the form of the decision."""

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from app.rules.numbers import row_number, row_numbers
from app.services.decisions import DecisionInput

GROUNDS = "grounds-"
"""How the fields with the reasons per criterion are called, before the criterion's key."""


def read_decision(sent: "MultiDict[str, str]", criteria: Sequence[str]) -> DecisionInput:
    """Read the form. A nomination that is no number is left out, as are unknown fields."""
    return DecisionInput(
        winners=row_numbers(sent.getlist("winners")),
        nominees=row_numbers(sent.getlist("nominees")),
        mentions=row_numbers(sent.getlist("mentions")),
        citation=sent.get("citation", ""),
        statement=sent.get("statement", ""),
        grounds={key: sent.get(f"{GROUNDS}{key}", "") for key in criteria},
        reason=sent.get("reason", ""),
        no_award=bool(sent.get("no_award")),
        version=row_number(sent.get("version")) or 0,
        rulebook=row_number(sent.get("rulebook")),
    )
