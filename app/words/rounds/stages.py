"""The stages of a round in words: what can be chosen, what each means, which one is under way."""

from collections.abc import Sequence

from app.rules.lifecycle import StageKind
from app.rules.stages import NamingFault
from app.words.text import _


def choice(kinds: Sequence[StageKind]) -> str:
    """Name a choice of stages."""
    if StageKind.SHORTLIST in kinds:
        return _("To trinn: først en kortliste, så en finale")
    return _("Ett trinn")


def means(kinds: Sequence[StageKind]) -> str:
    """Say what a choice of stages leads to."""
    if StageKind.SHORTLIST in kinds:
        return _(
            "Juryen vurderer alle forslagene. Juryleder avgjør hvem som går videre, og de blir de nominerte. Så vurderer juryen dem på nytt og kårer vinneren."
        )
    return _("Juryen vurderer alle forslagene én gang, og kårer vinneren blant dem.")


def locked() -> str:
    """Say why the stages cannot be changed any more."""
    return _("Juryen har begynt å vurdere, og trinnene ligger fast.")


def fault(value: NamingFault) -> str:
    """Say why those who were chosen cannot be named."""
    return {
        NamingFault.TOO_FEW: _("Velg minst to forslag. Er det bare ett igjen, velger du det."),
        NamingFault.UNKNOWN: _("Et forslag du valgte, er ikke med lenger. Velg på nytt."),
        NamingFault.REASON_MISSING: _("Skriv grunnen."),
    }[value]
