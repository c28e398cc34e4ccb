"""What events are about, as one says it: a nomination, a sheet, an account."""

from collections.abc import Callable
from typing import Any

from app.services.subjects import About, Known, parse
from app.words import formats
from app.words.accounts import office
from app.words.jury.juries import institution
from app.words.notices import called as called_notice
from app.words.ranking.names import appointed
from app.words.rounds.glance import title as round_title
from app.words.text import _


def called(subject: str, known: Known) -> str:
    """Name what an event is about; what is there no longer is named by its noun alone."""
    noun, key = parse(subject)
    if noun not in CALLED:
        return _("noe som systemet ikke kjenner lenger")
    return CALLED[noun](known, key)


def nomination(about: About | None) -> str:
    """Name a nomination by its number and its candidates; a draft by neither."""
    if about is None or about.number is None:
        return _("et forslag som ikke er sendt inn")
    return _("forslag %(number)s, %(names)s", number=about.number, names=about.names)


def _sheet(known: Known, key: Any) -> str:
    sheet = known.sheets.get(key)
    if sheet is None:
        return _("et vurderingsskjema som ikke finnes lenger")
    held = known.appointments.get(sheet.appointment_id)
    return _(
        "vurderingsskjemaet fra %(seat)s for %(nomination)s",
        seat=appointed(held) if held else "–",
        nomination=nomination(known.nominations.get(sheet.nomination_id)),
    )


def _ballot(known: Known, key: Any) -> str:
    ballot = known.ballots.get(key)
    held = known.appointments.get(ballot.appointment_id) if ballot else None
    if held is None:
        return _("en stemmeseddel som ikke finnes lenger")
    return _("stemmeseddelen fra %(seat)s", seat=appointed(held))


def _account(known: Known, key: Any) -> str:
    found = known.accounts.get(key)
    return found.name if found else _("en ukjent konto")


def _appointment(known: Known, key: Any) -> str:
    found = known.appointments.get(key)
    return found.person_name if found else _("et medlem som ikke finnes lenger")


def _seat(known: Known, key: Any) -> str:
    found = known.seats.get(key)
    return institution(found) if found else _("en plass som ikke finnes lenger")


def _round(known: Known, key: Any) -> str:
    found = known.rounds.get(key)
    return round_title(found) if found else _("en runde som ikke finnes lenger")


def _jury(known: Known, key: Any) -> str:
    found = known.juries.get(key)
    if found is None:
        return _("en jury som ikke finnes lenger")
    return _("juryen for %(start)s–%(end)s", start=found.term_from, end=found.term_to)


def _organisation(known: Known, key: Any) -> str:
    found = known.organisations.get(key)
    return found.name if found else _("en virksomhet som ikke finnes lenger")


def _prize(known: Known, key: Any) -> str:
    found = known.prizes.get(key)
    return formats.in_language(found.name) if found else _("en pris som ikke finnes lenger")


def _notice(known: Known, key: Any) -> str:
    found = known.notices.get(key)
    if found is None:
        return _("en melding som ikke finnes lenger")
    return _(
        "meldingen «%(kind)s» til %(name)s",
        kind=called_notice(found.kind),
        name=found.receiver.name,
    )


def _grant(known: Known, key: Any) -> str:
    found = known.grants.get(key)
    if found is None:
        return _("en rolle som ikke finnes lenger")
    return _("rollen «%(office)s»", office=office(found))


def _invitation(known: Known, key: Any) -> str:
    found = known.invitations.get(key)
    if found is None:
        return _("en invitasjon som ikke finnes lenger")
    return _(
        "invitasjonen av %(name)s til rollen «%(office)s»", name=found.name, office=office(found)
    )


CALLED: dict[str, Callable[[Known, Any], str]] = {
    "account": _account,
    "appointment": _appointment,
    "ballot": _ballot,
    "decision": lambda _known, _key: _("avgjørelsen"),
    "grant": _grant,
    "installation": lambda _known, _key: _("systemet"),
    "invitation": _invitation,
    "jury": _jury,
    "meeting": lambda _known, _key: _("møtet i juryen"),
    "key": lambda _known, key: _("signeringsnøkkel nummer %(number)s", number=key),
    "nomination": lambda known, key: nomination(known.nominations.get(key)),
    "notice": _notice,
    "organisation": _organisation,
    "prize": _prize,
    "register": lambda _known, _key: _("kommuneregisteret"),
    "round": _round,
    "seat": _seat,
    "sheet": _sheet,
    "stage": lambda _known, _key: _("et trinn i vurderingen"),
}
"""How each noun that an event can be about is named."""
