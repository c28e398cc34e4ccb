"""New dates of a round, before those who go by them are told."""

from app.services.phases import ForeseenDates
from app.words.acts.shape import ActWords, Part
from app.words.formats import listed, stored_moment
from app.words.rounds.dates import called
from app.words.text import _, _n


def before_change(seen: ForeseenDates, reason: str) -> ActWords:
    """Say what changes, from when to when, and who is told.

    Args:
        seen: what follows.
        reason: as it will be read.

    """
    lines = [
        _(
            "%(date)s: fra %(before)s til %(after)s.",
            date=called(one.date),
            before=stored_moment(one.before) if one.before else _("ingen dato"),
            after=stored_moment(one.after) if one.after else _("ingen dato"),
        )
        for one in seen.changes
    ]
    return ActWords(
        _("Endre datoer"),
        _("Ingenting er endret ennå. Se over før de som går etter datoene, får e-post."),
        [
            Part(_("Dette endres"), lines),
            Part(_("Grunnen, som de får lese"), [reason]),
            *_told(seen),
        ],
        [
            _("E-posten kan ikke hentes tilbake."),
            _("En dato kan endres igjen til den trer i kraft. Da får de samme en ny e-post."),
        ],
        _("Endre og send e-post"),
    )


def _told(seen: ForeseenDates) -> list[Part]:
    found = []
    if seen.writers:
        line = _n(
            "Den ene som skriver eller leser et forslag i runden. Hvem det er, vises ikke her.",
            "Alle som skriver eller leser et forslag i runden. Hvem de er, vises ikke her.",
            seen.writers,
        )
        found.append(
            Part(_n("E-post til én person", "E-post til %(num)s personer", seen.writers), [line])
        )
    if seen.members:
        title = _n("Én får e-post", "Disse %(num)s får e-post", len(seen.members))
        found.append(Part(title, [_("%(names)s.", names=listed(seen.members))]))
    return found
