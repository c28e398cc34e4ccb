"""The declaration of writing aids: which were used, and for what. Nothing follows from it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from app.rules.counting import count_characters
from app.rules.forms import Fault, FaultKind, is_empty

WRITING_AIDS = "writing_aids"
"""The key that the declaration is kept by, among the answers. No question has it: keys of questions
are made by the product."""
MOST_CHARACTERS = 2000


class Used(StrEnum):
    """The answers to whether writing aids were used."""

    NONE = "none"
    SOME = "some"


def fitting(value: Any) -> dict[str, str]:
    """Give a stored declaration if it has the shape of one, else an empty one."""
    if not isinstance(value, Mapping):
        return {"used": "", "what": ""}
    used, what = value.get("used"), value.get("what")
    return {
        "used": used if used in set(Used) else "",
        "what": what if isinstance(what, str) else "",
    }


def find_fault(value: Any) -> Fault | None:
    """Find what is missing of a declaration: an answer, or, where some were used, which."""
    declared = fitting(value)
    if not declared["used"]:
        return Fault(WRITING_AIDS, FaultKind.MISSING, {}, part="used")
    if declared["used"] == Used.SOME and is_empty(declared["what"]):
        return Fault(WRITING_AIDS, FaultKind.MISSING, {}, part="what")
    characters = count_characters(declared["what"])
    if characters > MOST_CHARACTERS:
        figures = {"characters": characters, "limit": MOST_CHARACTERS}
        return Fault(WRITING_AIDS, FaultKind.TOO_MANY_CHARACTERS, figures, part="what")
    return None
