"""Who is writing where in a nomination, and who saved last, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.models import FormSection
from app.services.presence import Seen
from app.words import formats
from app.words.text import _


@dataclass(frozen=True)
class Here:
    """Who else is in a nomination: in sentences, and at which questions of one part."""

    people: Sequence[str] = ()
    at: Mapping[str, str] = field(default_factory=dict)
    """By the key of a question: who writes there now."""
    last: str = ""
    """Who of the others saved last, and when."""


def here(
    others: Sequence[Seen], sections: Sequence[FormSection], now: datetime, section: str = ""
) -> Here:
    """Put into words who else is there; section: the part that the reader has before her."""
    titles = {part.key: formats.in_language(part.title) for part in sections}
    now_here = [one for one in others if one.is_here]
    at: dict[str, list[str]] = {}
    for one in now_here:
        if one.section == section and one.question:
            at.setdefault(one.question, []).append(one.name)
    return Here(
        [_place(one, titles) for one in now_here],
        {key: _at(names) for key, names in at.items()},
        _last(others, now),
    )


def _place(one: Seen, titles: Mapping[str, str]) -> str:
    if one.section not in titles:
        return _("%(name)s er i forslaget nå.", name=one.name)
    return _("%(name)s skriver i «%(part)s» nå.", name=one.name, part=titles[one.section])


def _at(names: Sequence[str]) -> str:
    if len(names) == 1:
        return _("%(name)s skriver her nå.", name=names[0])
    return _("%(names)s skriver her nå.", names=formats.listed(names))


def _last(others: Sequence[Seen], now: datetime) -> str:
    saved = [(one.saved_at, one.name) for one in others if one.saved_at]
    if not saved:
        return ""
    saved_at, name = max(saved)
    if formats.local(saved_at).date() == formats.local(now).date():
        return _("Sist lagret av %(name)s %(time)s.", name=name, time=formats.time_of_day(saved_at))
    return _(
        "Sist lagret av %(name)s %(moment)s.", name=name, moment=formats.short_moment(saved_at)
    )


def saved_by(others: Sequence[Seen], section: str) -> str:
    """Name who of the others saved last in a part: whose text stands there, most likely."""
    saved = [(one.saved_at, one.name) for one in others if one.saved_at and one.section == section]
    return max(saved)[1] if saved else ""
