"""Emergency looks: that somebody saw scores that are sealed, and why, as the whole jury reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.services.disclosure import Seen
from app.words import formats
from app.words.text import _


@dataclass(frozen=True)
class LookLine:
    """One look: who saw what, and why; the reason is in the words of whoever looked."""

    says: str
    reason: str
    is_kept_back: bool


def lines(held: Sequence[Seen], names: Mapping[int, str]) -> list[LookLine]:
    """Put looks in words, the latest first."""
    return [LookLine(_said(one, names), one.reason, not one.reason) for one in reversed(held)]


def _said(one: Seen, names: Mapping[int, str]) -> str:
    given = {"name": one.by, "moment": formats.short_moment(one.look.looked_at)}
    if one.look.nomination_id is None:
        return _("%(name)s så poengene for alle forslagene i trinnet %(moment)s.", **given)
    nomination = names.get(one.look.nomination_id)
    if nomination is None:  # no longer in the running
        return _("%(name)s så poengene for et forslag %(moment)s.", **given)
    return _("%(name)s så poengene for %(nomination)s %(moment)s.", nomination=nomination, **given)


def unconfirmed() -> str:
    """Say that it must be confirmed."""
    return _("Kryss av for at du har lest hva som følger.")


def choose() -> str:
    """Say that something must be chosen."""
    return _("Velg et av forslagene som vurderes nå, eller alle.")


def no_reason() -> str:
    """Say that a reason is needed."""
    return _("Skriv hvorfor. Hele juryen leser det.")
