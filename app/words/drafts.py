"""Drafts that save themselves: when they were last stored."""

from datetime import datetime

from app.words import formats
from app.words.text import _


def saved(saved_at: datetime | None, now: datetime) -> str:
    """Say when a draft was last stored; nothing of one that never was."""
    if saved_at is None:
        return ""
    if formats.local(saved_at).date() == formats.local(now).date():
        return _("Lagret på serveren %(time)s", time=formats.time_of_day(saved_at))
    return _("Lagret på serveren %(moment)s", moment=formats.short_moment(saved_at))
