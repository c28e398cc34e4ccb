"""Opening one nomination after the deadline, before it is done and afterwards."""

from datetime import datetime

from app.models import Nomination
from app.rules.lifecycle import NominationState
from app.rules.windows import OpeningKind
from app.services.late import DeadlineFault, ForeseenOpening, Opened
from app.words import formats
from app.words.acts.shape import ActWords, Part, told
from app.words.organisations import behalf
from app.words.text import _


def before_return(seen: ForeseenOpening) -> ActWords:
    """Say what returning a nomination leads to."""
    lines = [
        _("Forslagsstilleren kan endre delene du velger, og ingenting annet."),
        _("Sendes det inn på nytt, får forslaget en ny versjon, og du kan sammenligne de to."),
        _("Går fristen ut uten at det er sendt inn på nytt, vurderer dere forslaget slik det var."),
    ]
    return ActWords(
        _("Send tilbake for utfylling"),
        _("Til fristen er ute, kan dere verken ta forslaget opp til vurdering eller avvise det."),
        [Part(_("Dette skjer"), lines), told(seen.told)],
        [_("Dere kan ta det tilbake til vurderingen starter. E-posten kan ikke hentes tilbake.")],
        _("Send tilbake"),
    )


def before_exception(seen: ForeseenOpening) -> ActWords:
    """Say what an exception leads to."""
    first = (
        _("Utkastet kan skrives på og sendes inn én gang innen den nye fristen.")
        if seen.state is NominationState.DRAFT
        else _("Forslaget kan endres og sendes inn på nytt én gang innen den nye fristen.")
    )
    lines = [
        first,
        _("Vurderingen kan ikke starte før det er sendt inn og gjennomgått, eller fristen er ute."),
    ]
    return ActWords(
        _("Gi unntak fra fristen"),
        _("Unntaket gjelder dette forslaget alene, og blir stående i loggen med begrunnelsen."),
        [Part(_("Dette skjer"), lines), told(seen.told)],
        [_("Dere kan ta unntaket tilbake til det er brukt. E-posten kan ikke hentes tilbake.")],
        _("Gi unntak"),
    )


def over(nomination: Nomination) -> str:
    """Name a nomination that was handed in; of a draft only whose it is."""
    whose = behalf(nomination.organisation) if nomination.organisation else ""
    if nomination.state is NominationState.DRAFT or nomination.number is None:
        return _("Utkast fra %(name)s", name=whose)
    return _(
        "Forslag %(number)s, %(names)s",
        number=nomination.number,
        names=nomination.candidate_names,
    )


def standing(one: Opened, now: datetime) -> str:
    """Say how something that was opened stands."""
    until = formats.short_moment(one.opening.deadline_at)
    is_return = one.opening.kind is OpeningKind.RETURN
    if one.is_awaited(now):
        if is_return:
            return _("Sendt tilbake for utfylling, frist %(until)s", until=until)
        return _("Unntak, frist %(until)s", until=until)
    if one.opening.ended_at is not None:
        if is_return:
            return _("Sendt tilbake for utfylling, avsluttet")
        return _("Unntak, brukt eller tatt tilbake")
    if is_return:
        return _("Sendt tilbake for utfylling, fristen %(until)s gikk ut", until=until)
    return _("Unntak, fristen %(until)s gikk ut", until=until)


def returned(number: int | None) -> str:
    """Say that a nomination has been returned, and who is told."""
    return _(
        "Forslag %(number)s er sendt tilbake for utfylling. Forslagsstilleren får beskjed.",
        number=number,
    )


def deadline_fault(fault: DeadlineFault) -> str:
    """Say what is wrong with a deadline of its own."""
    if fault is DeadlineFault.PASSED:
        return _("Tidspunktet er passert. Velg et som ligger fram i tid.")
    return _("Det er mer enn tre måneder fram. Se over datoen.")
