"""Who leads, who was elected where the chair cannot, who is away: in words."""

from collections.abc import Sequence
from datetime import datetime

from app.models import Appointment
from app.services.impartiality import Lead
from app.services.impartiality.electing import ElectionFault
from app.words import formats
from app.words.jury.juries import institution, place
from app.words.text import _


def leads(lead: Lead, *, has_cases: bool) -> str:
    """Say who leads what compares all that is in the running."""
    if not has_cases:
        return _("Det er ingen forslag til vurdering.")
    chair = lead.chair.person_name if lead.chair else ""
    if lead.chair_can:
        return _("%(name)s leder juryen.", name=chair)
    if lead.acting is not None:
        return _(
            "%(name)s leder det som gjelder hele vurderingen, i stedet for juryens leder.",
            name=lead.acting.person_name,
        )
    if not chair:
        return _("Plassen som leder juryen, er tom. Juryen må velge en fungerende leder.")
    return _(
        "%(name)s kan ikke lede det som gjelder hele vurderingen: Hun eller han er borte, eller inhabil eller ikke avklart for et forslag. Juryen må velge en fungerende leder.",
        name=chair,
    )


def about(names: str) -> str:
    """Name what somebody is elected for."""
    if not names:
        return _("Hele dette trinnet")
    return _("%(names)s, og hver avgjørelse det forslaget er med i", names=names)


def person(one: Appointment) -> str:
    """Name somebody of the jury by her seat too."""
    role = place(one.rank, leads=one.seat.leads).lower()
    return _("%(name)s (%(role)s, %(seat)s)", name=one.person_name, role=role, seat=one.seat.short)


def elected(who: Appointment | None, names: str, *, is_in_force: bool) -> str:
    """Say who was elected for what, and whether it holds now."""
    name = who.person_name if who else _("Noen som ikke sitter lenger")
    said = (
        _("%(who)s er valgt til å lede det som gjelder %(names)s.", who=name, names=names)
        if names
        else _("%(who)s er valgt til å lede i dette trinnet.", who=name)
    )
    if is_in_force:
        return said
    return f"{said} " + _("Det gjelder ikke nå: Lederen kan lede selv, eller den valgte kan ikke.")


def took_part(found: Sequence[Appointment]) -> str:
    """Say who took part in an election; nothing of one of which that was not noted."""
    if not found:
        return ""
    names = formats.listed([one.person_name for one in found])
    return _("Med på valget: %(names)s.", names=names)


def away(who: Appointment) -> str:
    """Say that somebody is away."""
    return _(
        "%(name)s er borte i dette trinnet. %(seat)s.",
        name=who.person_name,
        seat=institution(who.seat),
    )


def when(at: datetime) -> str:
    """Say when it was entered."""
    return _("Ført inn %(moment)s.", moment=formats.short_moment(at))


def noted(at: datetime, name: str) -> str:
    """Say when it was entered, and by whom."""
    return _("Ført inn %(moment)s av %(name)s.", moment=formats.short_moment(at), name=name or "–")


def election_fault(fault: ElectionFault) -> str:
    """Say why somebody cannot be entered as elected, or an election as ended."""
    return {
        ElectionFault.CHAIR_LEADS: _(
            "Juryens leder kan lede dette selv. En fungerende leder velges bare når lederen er inhabil, ikke avklart eller borte."
        ),
        ElectionFault.CANNOT_LEAD: _(
            "Den du har valgt, kan ikke lede dette: Hun eller han er selv inhabil, ikke avklart eller borte, eller sitter ikke for alle forslagene det gjelder."
        ),
        ElectionFault.STRANGER: _(
            "Noen du har krysset av, kan ikke være med på dette valget: Hun eller han er borte eller inhabil, eller sitter ikke for alle forslagene det gjelder."
        ),
        ElectionFault.NOBODY: _("Kryss av hvem som var med på valget."),
        ElectionFault.NOT_ELECTED: _("Ingen er valgt til å lede dette. Kanskje var noen før deg."),
    }[fault]


def noted_already(*, is_away: bool) -> str:
    """Say that it stands so already."""
    if is_away:
        return _("Det står alt i loggen at hun eller han er borte. Kanskje var noen før deg.")
    return _("Hun eller han er ikke meldt borte. Kanskje var noen før deg.")
