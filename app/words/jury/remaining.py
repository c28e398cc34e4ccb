"""Who has what left to hand in, in a sentence each."""

from app.services.remaining import Unfinished
from app.words.text import _, _n


def unfinished(one: Unfinished, *, by_ballot: bool = False) -> str:
    """Say what somebody has not handed in, and why as far as is known."""
    who = _("%(name)s (%(seat)s)", name=one.name, seat=one.seat)
    if one.is_deputy:
        who = _("%(name)s (%(seat)s, varamedlem)", name=one.name, seat=one.seat)
    parts = [
        _("%(who)s: stemmeseddelen mangler", who=who)
        if by_ballot
        else _n(
            "%(who)s: ett skjema mangler", "%(who)s: %(num)s skjemaer mangler", one.missing, who=who
        )
    ]
    if one.complete:
        parts.append(
            _n(
                "ett av dem er ferdig utfylt, men ikke levert",
                "%(num)s av dem er ferdig utfylt, men ikke levert",
                one.complete,
            )
        )
    if one.undeclared:
        parts.append(
            _n(
                "for ett er det ikke svart på om det er bindinger",
                "for %(num)s er det ikke svart på om det er bindinger",
                one.undeclared,
            )
        )
    if one.pending:
        parts.append(
            _n(
                "for ett er en mulig binding ikke avgjort",
                "for %(num)s er en mulig binding ikke avgjort",
                one.pending,
            )
        )
    return _("%(parts)s.", parts="; ".join(parts))
