"""Statements of support in words: to those who ask, and to whoever is asked."""

from dataclasses import dataclass
from datetime import datetime

from app.models import Round, Support
from app.rules.supports import MOST, MOST_WORDS, Fault
from app.services.nominations import window_of
from app.services.spent_links import Spent
from app.words import formats
from app.words.text import _


@dataclass(frozen=True)
class SupportLine:
    """Somebody who was asked, and how it stands."""

    support: Support
    who: str
    standing: str
    mark: str
    waits: bool
    """Whether she can be asked again."""
    counts: bool
    """Whether she has given one that stands."""


def line(one: Support, is_in: bool, now: datetime) -> SupportLine:
    """Say how it stands with somebody who was asked; is_in: it has been handed in."""
    who = ", ".join(filter(None, (one.name, one.role, one.body)))
    if one.withdrawn_at is not None:
        said = _(
            "Trukket, eller svart nei, %(moment)s", moment=formats.short_moment(one.withdrawn_at)
        )
        return SupportLine(one, who, said, "recused", waits=False, counts=False)
    if one.approved_at is not None:
        said = _("Godkjent %(moment)s", moment=formats.short_moment(one.approved_at))
        if is_in:
            said = _("Sendt inn med forslaget")
        return SupportLine(one, who, said, "done", waits=False, counts=True)
    if one.expires_at <= now:
        return SupportLine(one, who, _("Lenken er for gammel"), "none", waits=True, counts=False)
    said = _("Spurt %(moment)s, ikke svart", moment=formats.short_moment(one.asked_at))
    return SupportLine(one, who, said, "none", waits=True, counts=False)


def asker(found: Support) -> str:
    """Name who asks."""
    body = found.nomination.organisation
    return body.name if body else ""


def standing_of(found: Support, *, frozen: bool) -> str:
    """Say to whoever writes how it stands with what she has written; empty before she has."""
    if found.withdrawn_at is not None:
        return _("Du har trukket støtteerklæringen, eller svart nei. Den blir ikke brukt.")
    if frozen:
        return _(
            "Støtteerklæringen er sendt inn med forslaget, og kan ikke endres eller trekkes lenger. Spør den som ba deg, hvis noe er feil."
        )
    if found.approved_at is None:
        return ""
    return _(
        "Du godkjente dette %(moment)s. Til forslaget er sendt inn, kan du endre det eller trekke det.",
        moment=formats.short_moment(found.approved_at),
    )


def until(award_round: Round, found: Support, now: datetime) -> str:
    """Say by when it must be approved; empty where it can't be any more."""
    window = window_of(award_round, found.nomination, now)
    return formats.moment(window.until) if window and window.until else ""


def fault(kind: Fault, field: str) -> str:
    """Say at the field what is wrong, and what to do about it."""
    missing = {
        "name": _("Skriv navnet."),
        "email": _("Skriv e-postadressen."),
        "text": _("Skriv støtteerklæringen."),
    }
    said = {
        Fault.MISSING: missing.get(field, ""),
        Fault.BAD_EMAIL: _("Skriv en e-postadresse, for eksempel navn@kommune.no."),
        Fault.ASKED_BEFORE: _("Den som har denne adressen, er alt spurt."),
        Fault.TOO_MANY: _("Dere kan be om høyst %(most)s støtteerklæringer.", most=MOST),
        Fault.TOO_LONG: _("Skriv høyst 200 tegn."),
        Fault.TOO_MANY_WORDS: _("Skriv høyst %(limit)s ord.", limit=MOST_WORDS),
    }
    return said[kind]


def spent(why: Spent) -> tuple[str, str]:
    """Say why a link counts no longer, and whom to ask."""
    ask = _("Spør den som ba deg om støtteerklæringen.")
    said = {
        Spent.USED: (
            _("Støtteerklæringen er alt sendt inn"),
            _("Den er sendt inn med forslaget, og kan ikke endres eller trekkes lenger."),
        ),
        Spent.EXPIRED: (
            _("Det er for sent å skrive"),
            _("Fristen er ute, eller forslaget er ikke åpent for endringer nå."),
        ),
        Spent.WITHDRAWN: (
            _("Lenken gjelder ikke lenger"),
            _("Spørsmålet er tatt tilbake, eller du har selv trukket det du skrev."),
        ),
    }
    otherwise = (
        _("Lenken virker ikke"),
        _("Kanskje er den ikke hel. Åpne e-posten på nytt, og kopier hele lenken."),
    )
    title, text = said.get(why, otherwise)
    return title, f"{text} {ask}"
