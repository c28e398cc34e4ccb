"""Closing a prize, before it is done."""

from collections.abc import Sequence

from app.services.closings import ForeseenClosing
from app.words.acts.shape import ActWords, Part, told
from app.words.formats import listed
from app.words.text import _, _n


def before_closing(name: str, going_on: Sequence[str], seen: ForeseenClosing) -> ActWords:
    """Say what closing a prize leads to.

    Args:
        name: of the prize.
        going_on: what the rounds are called that are under way.
        seen: what follows.

    """
    parts = [Part(_("Runder som er i gang"), _rounds(going_on))]
    if seen.planned:
        line = _n(
            "Én runde er planlagt. Utlysningen av den kan ikke åpnes.",
            "I alt %(num)s runder er planlagt. Utlysningene av dem kan ikke åpnes.",
            len(seen.planned),
        )
        parts.append(Part(_("Planlagte runder"), [line]))
    parts.append(told([*seen.officers, *seen.jurors]))
    if seen.nominators:
        line = _n(
            "Også én som skriver eller har sendt inn forslag, får e-post.",
            "Også %(num)s som skriver eller har sendt inn forslag, får e-post.",
            seen.nominators,
        )
        parts.append(Part(_("Forslagsstillere"), [line]))
    return ActWords(
        _("Lukk %(name)s", name=name),
        _("Det kan ikke lages nye runder. Alt som er kunngjort, står der alle kan lese det."),
        parts,
        [_("E-posten kan ikke kalles tilbake. Prisen kan åpnes igjen, med en ny begrunnelse.")],
        _("Lukk prisen"),
    )


def _rounds(going_on: Sequence[str]) -> list[str]:
    if not going_on:
        return [_("Ingen runder er i gang.")]
    return [_("%(rounds)s går som planlagt til resultatet er kunngjort.", rounds=listed(going_on))]
