"""The declaration of writing aids in words."""

from collections.abc import Mapping

from app.rules.forms import Fault, FaultKind
from app.rules.writing_aids import Used
from app.words import terms
from app.words.text import _


def title() -> str:
    """Say what it is about."""
    return _("Skriveverktøy (KI)")


def choices() -> list[tuple[str, str]]:
    """List the answers."""
    return [
        (Used.NONE.value, _("Nei, vi har ikke brukt slike verktøy")),
        (Used.SOME.value, _("Ja, vi har brukt ett eller flere")),
    ]


def told(declared: Mapping[str, str]) -> list[str]:
    """Put a declaration into lines: whether any were used, then which, and for what."""
    if not declared["used"]:
        return []
    if declared["used"] == Used.NONE:
        return [_("Skriveverktøy brukt i arbeidet med forslaget")]
    return [_("Skriveverktøy brukt i arbeidet med forslaget"), declared["what"]]


def message(fault: Fault) -> str:
    """Say at the field what lacks."""
    if fault.kind is FaultKind.TOO_MANY_CHARACTERS:
        return terms.fault(fault)
    if fault.part == "what":
        return _("Skriv hva dere brukte, og til hva.")
    return _("Velg ett av svarene.")
