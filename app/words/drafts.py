"""Drafts: when they were last stored, and what is written to everybody who has one."""

from collections.abc import Mapping
from datetime import datetime

from app.words import formats
from app.words.text import _, _n


def saved(saved_at: datetime | None, now: datetime) -> str:
    """Say when a draft was last stored; nothing of one that never was."""
    if saved_at is None:
        return ""
    if formats.local(saved_at).date() == formats.local(now).date():
        return _("Lagret på serveren %(time)s", time=formats.time_of_day(saved_at))
    return _("Lagret på serveren %(moment)s", moment=formats.short_moment(saved_at))


def message_faults(faults: Mapping[str, bool]) -> list[tuple[str, str]]:
    """Say what is wrong with a message to everybody with a draft, by field."""
    empty = {"title": _("Skriv et emne."), "body": _("Skriv en melding.")}
    long = {
        "title": _("Emnet er for langt. Det kan ha høyst 150 tegn."),
        "body": _("Meldingen er for lang. Den kan ha høyst 5000 tegn."),
    }
    return [(name, (long if is_long else empty)[name]) for name, is_long in faults.items()]


def sent_to(receivers: int) -> str:
    """Say that a message has been sent, and to how many."""
    return _n(
        "Meldingen er sendt til én person.", "Meldingen er sendt til %(num)s personer.", receivers
    )
