"""Exceptions for seats that will never deliver: what they are, and why one cannot be made."""

from collections.abc import Sequence

from app.models import SeatException
from app.rules.coverage import Account
from app.rules.tables import every
from app.services.seat_exceptions import Refusal
from app.words import formats
from app.words.text import _, _l

_REFUSED = {
    Refusal.NO_SEAT: _l("Velg en av plassene i juryen."),
    Refusal.NOT_JUDGED: _l("Velg et av forslagene som vurderes nå, eller alle som gjenstår."),
    Refusal.HANDED_IN: _l("Plassen har alt levert for dette forslaget."),
    Refusal.NOTHING_REMAINS: _l("Plassen har levert for alle forslagene, så ingenting gjenstår."),
    Refusal.NO_REASON: _l("Skriv hvorfor. Juryleder og den det gjelder, leser det."),
    Refusal.NONE_HOLDS: _l("Unntaket gjelder ikke lenger. Åpne siden på nytt."),
}
every(Refusal, _REFUSED)
_ACCOUNTED = {
    Account.QUORUM: _l("Nok plasser har levert"),
    Account.EXCEPTION: _l("Nok, med unntak"),
    Account.NOTHING: _l("Mangler vurderinger"),
}
every(Account, _ACCOUNTED)


def refused(refusal: Refusal) -> str:
    """Say why an exception cannot be made or lifted."""
    return str(_REFUSED[refusal])


def accounted(by: Account) -> str:
    """Say what accounts for a nomination."""
    return str(_ACCOUNTED[by])


def seats(handed_in: Sequence[str], excepted: Sequence[str]) -> str:
    """Name the seats that have handed in, and those that nobody waits for."""
    return ", ".join([*handed_in, *(_("%(seat)s (unntak)", seat=seat) for seat in excepted)])


def made(one: SeatException, who: str) -> str:
    """Say that an exception was made or lifted, by whom and when."""
    at = formats.short_moment(one.made_at)
    if one.is_lifted:
        return _("Opphevet %(moment)s av %(name)s", moment=at, name=who)
    return _("Gjort %(moment)s av %(name)s", moment=at, name=who)
