"""What the events of the audit trail say: who did what to what, in a sentence for each kind."""

from dataclasses import dataclass

from app.models import AuditEvent
from app.rules.access import Role
from app.services.subjects import Known
from app.words import subjects
from app.words import terms as words
from app.words.text import _, _l

KINDS = {
    "access.denied": _l("%(who)s ble nektet tilgang til noe i %(what)s"),
    "account.address_asked_for": _l("%(what)s ba om å bytte e-postadresse"),
    "account.address_changed": _l("%(what)s byttet e-postadresse"),
    "account.closed": _l("%(who)s stengte kontoen til %(what)s"),
    "account.created": _l("%(who)s opprettet kontoen til %(what)s"),
    "account.opened": _l("%(who)s åpnet kontoen til %(what)s igjen"),
    "account.password_asked_for": _l("En lenke til nytt passord ble sendt til %(what)s"),
    "account.password_set": _l("%(what)s fikk nytt passord"),
    "account.renamed": _l("%(who)s endret navnet til %(what)s"),
    "account.sign_in_refused": _l("En innlogging ble avvist: %(what)s"),
    "account.signed_in": _l("%(what)s logget inn"),
    "account.signed_out_everywhere": _l("%(what)s ble logget ut overalt"),
    "announcement.moved": _l("%(who)s flyttet kunngjøringen av %(what)s"),
    "announcement.set": _l("%(who)s satte tidspunktet for kunngjøringen av %(what)s"),
    "appointment.ended": _l("%(who)s satte siste dag i juryen for %(what)s"),
    "appointment.ranked": _l("%(who)s endret rekkefølgen på varamedlemmene: %(what)s"),
    "appointment.made": _l("%(who)s oppnevnte %(what)s til juryen"),
    "affiliations.noted": _l("%(who)s endret tilknytningene til %(what)s"),
    "confidentiality.accepted": _l("%(what)s godtok taushetserklæringen for juryen"),
    "candidates.set": _l("%(who)s fastsatte hvem eller hva som kan foreslås i %(what)s"),
    "candidate.answered": _l("En kandidat svarte om %(what)s"),
    "candidate.told": _l("%(who)s sa fra til en kandidat om %(what)s"),
    "contact.set": _l("%(who)s fastsatte hvem en kan spørre om %(what)s"),
    "award.set": _l("%(who)s fastsatte hva vinneren får i %(what)s"),
    "ballot.revised": _l("%(who)s endret %(what)s"),
    "ballot.sealed": _l("%(who)s leverte %(what)s"),
    "basis.set": _l("%(who)s fastsatte hva finalen avgjøres med i %(what)s"),
    "call.written": _l("%(who)s skrev utlysningsteksten for %(what)s"),
    "criteria.set": _l("%(who)s fastsatte kriteriene for %(what)s"),
    "domains.confirmed": _l("%(who)s bekreftet e-postdomener i %(what)s"),
    "domains.removed": _l("%(who)s fjernet e-postdomener i %(what)s"),
    "dates.changed": _l("%(who)s endret datoene for %(what)s"),
    "decision.sealed": _l("%(who)s forseglet %(what)s"),
    "deputy.stepped_in": _l("%(person)s trådte inn for %(what)s"),
    "drafts.written_to": _l("%(who)s skrev til alle som hadde utkast i %(what)s"),
    "exception.lifted": _l(
        "%(who)s opphevet unntaket for plassen til %(seat)s. Det gjelder %(what)s"
    ),
    "exception.made": _l("%(who)s gjorde unntak for plassen til %(seat)s. Det gjelder %(what)s"),
    "file.infected": _l("Viruskontrollen fant noe skadelig i en fil"),
    "form.changed": _l("%(who)s endret forslagsskjemaet for %(what)s"),
    "form.corrected": _l("%(who)s rettet en tekst i forslagsskjemaet for %(what)s"),
    "form.set": _l("%(who)s fastsatte forslagsskjemaet for %(what)s"),
    "invitation.confirmed": _l("%(who)s bekreftet %(what)s"),
    "invitation.declined": _l("Det ble svart nei til %(what)s"),
    "invitation.made": _l("%(who)s laget %(what)s"),
    "invitation.sent_again": _l("%(who)s sendte %(what)s på nytt"),
    "invitation.taken": _l("%(person)s tok imot %(what)s"),
    "invitation.withdrawn": _l("%(who)s trakk tilbake %(what)s"),
    "join.asked": _l("%(person)s ba om å slippe inn i virksomheten %(what)s"),
    "join.let_in": _l("%(who)s slapp %(person)s inn i virksomheten %(what)s"),
    "join.refused": _l("%(who)s slapp ikke %(person)s inn i virksomheten %(what)s"),
    "key.made": _l("%(who)s laget %(what)s"),
    "jury.assigned": _l("%(who)s knyttet juryen til %(what)s"),
    "jury.changed": _l("%(who)s endret perioden for %(what)s"),
    "jury.created": _l("%(who)s opprettet %(what)s"),
    "jury.reminded": _l("%(who)s minnet %(what)s på det som manglet"),
    "membership.added": _l("%(who)s lot %(person)s handle for %(what)s"),
    "membership.ended": _l("%(who)s avsluttet at %(person)s handler for %(what)s"),
    "membership.signatory_set": _l("%(who)s endret om %(person)s kan sende inn for %(what)s"),
    "nomination.let_in": _l("%(who)s slapp %(person)s inn i %(what)s"),
    "nomination.let_out": _l("%(who)s avsluttet at %(person)s er med i %(what)s"),
    "nomination.role_set": _l("%(who)s endret om %(person)s kan skrive i %(what)s"),
    "nomination.submission_asked_for": _l("%(who)s ba om at %(what)s blir sendt inn"),
    "nomination.admitted": _l("%(who)s tok %(what)s opp til vurdering"),
    "nomination.file_attached": _l("%(who)s la ved en fil til %(what)s"),
    "nomination.file_put_back": _l("%(who)s la tilbake en fil i %(what)s"),
    "nomination.file_removed": _l("%(who)s tok en fil ut av %(what)s"),
    "nomination.rejected": _l("%(who)s avviste %(what)s"),
    "nomination.reopened": _l("%(who)s åpnet gjennomgangen av %(what)s på nytt"),
    "nomination.left_out": _l("%(who)s lot %(what)s ikke gå videre"),
    "nomination.shortlisted": _l("%(who)s lot %(what)s gå videre"),
    "nomination.started": _l("%(who)s begynte på %(what)s"),
    "nomination.submitted": _l("%(who)s sendte inn %(what)s"),
    "nomination.returned": _l("%(who)s sendte %(what)s tilbake for utfylling"),
    "nomination.excepted": _l("%(who)s ga %(what)s unntak fra fristen"),
    "nomination.exception_ended": _l("%(who)s tok tilbake unntaket for %(what)s"),
    "nomination.taken_up_again": _l("%(who)s tok opp igjen %(what)s"),
    "support.asked": _l("%(who)s ba om en støtteerklæring til %(what)s"),
    "support.asked_again": _l("%(who)s ba på nytt om en støtteerklæring til %(what)s"),
    "support.given": _l("Det kom en støtteerklæring til %(what)s"),
    "support.taken_back": _l("%(who)s tok tilbake et spørsmål om støtteerklæring til %(what)s"),
    "support.withdrawn": _l("En støtteerklæring til %(what)s ble trukket"),
    "nomination.withdrawn": _l("%(who)s trakk %(what)s"),
    "nomination.withdrawn_late": _l("%(who)s trakk %(what)s etter avgjørelsen"),
    "nomination.declined": _l("Kandidaten takket nei, og %(what)s er trukket"),
    "nomination.declined_late": _l("Kandidaten takket nei etter avgjørelsen. Det gjelder %(what)s"),
    "nominators.set": _l("%(who)s fastsatte hvem som kan sende inn forslag i %(what)s"),
    "note.written": _l("%(who)s skrev et notat om %(what)s"),
    "notice.sent_again": _l("%(who)s la %(what)s i kø på nytt"),
    "organisation.created": _l("%(who)s opprettet virksomheten %(what)s"),
    "paper.confirmed": _l("%(who)s bekreftet papirskjemaet sitt for %(what)s"),
    "paper.entered": _l("%(who)s førte inn papirskjemaet fra %(person)s for %(what)s"),
    "paper.refused": _l("%(who)s sa nei til papirskjemaet som var ført inn for %(what)s"),
    "paper.withdrawn": _l("%(who)s tok tilbake papirskjemaet fra %(person)s for %(what)s"),
    "prize.changed": _l("%(who)s endret det som står om %(what)s"),
    "prize.closed": _l("%(who)s lukket %(what)s"),
    "organisation.confirmed": _l("%(who)s bekreftet virksomheten %(what)s"),
    "organisation.letting_in_set": _l("%(who)s endret hvordan folk slipper inn i %(what)s"),
    "organisation.refused": _l("%(who)s avviste virksomheten %(what)s"),
    "prize.created": _l("%(who)s opprettet %(what)s"),
    "prize.reopened": _l("%(who)s åpnet %(what)s igjen"),
    "register.imported": _l("%(who)s leste inn %(what)s"),
    "question.answered": _l("%(who)s svarte på et spørsmål om %(what)s"),
    "question.set_aside": _l("%(who)s la bort et spørsmål om %(what)s"),
    "residents.checked": _l("%(who)s så etter beboere i %(what)s"),
    "role.granted": _l("%(who)s ga %(what)s rollen %(role)s"),
    "role.kept": _l("%(who)s lot %(person)s beholde %(what)s"),
    "role.revocation_asked_for": _l("%(who)s ba om å fjerne %(what)s fra %(person)s"),
    "role.revoked": _l("%(who)s fjernet %(what)s fra %(person)s"),
    "round.cancelled": _l("%(who)s avlyste %(what)s"),
    "round.paused": _l("%(who)s satte %(what)s på pause"),
    "round.planned": _l("%(who)s planla %(what)s"),
    "round.recorded": _l("%(who)s førte inn %(what)s, som ble holdt før systemet fantes"),
    "round.resumed": _l("%(who)s lot %(what)s gå videre"),
    "rulebook.amended": _l("%(who)s endret vurderingsreglene for %(what)s"),
    "rulebook.set": _l("%(who)s fastsatte vurderingsreglene for %(what)s"),
    "scores.looked_at": _l(
        "%(who)s så forseglede poeng i %(what)s, med en grunn som juryen kan lese"
    ),
    "seat.added": _l("%(who)s opprettet plassen til %(what)s i juryen"),
    "seat.changed": _l("%(who)s endret plassen til %(what)s i juryen"),
    "seat.removed": _l("%(who)s fjernet en plass fra juryen"),
    "absence.noted": _l("%(who)s førte inn fravær for %(person)s i %(what)s"),
    "chair.elected": _l("%(who)s førte inn at %(person)s er valgt til å lede %(what)s"),
    "chair.relieved": _l("%(who)s førte inn at %(person)s ikke lenger leder %(what)s"),
    "member.sits_again": _l("Medlemmet tok plassen igjen for %(what)s"),
    "seat.vacant": _l("Plassen til %(seat)s ble tom for %(what)s"),
    "sheet.revised": _l("%(who)s endret %(what)s"),
    "shortlist.named": _l("%(who)s avgjorde hvem som går videre fra %(what)s"),
    "sheet.sealed": _l("%(who)s leverte %(what)s"),
    "meeting.opened": _l("%(who)s åpnet %(what)s"),
    "meeting.closed": _l("%(who)s avsluttet %(what)s"),
    "meeting.turned": _l("%(who)s gikk til en annen sak i %(what)s"),
    "meeting.attended": _l("%(who)s førte oppmøtet til %(person)s i %(what)s"),
    "meeting.noted": _l("%(who)s skrev et notat i %(what)s"),
    "motion.put": _l("%(who)s førte inn et forslag til vedtak i %(what)s"),
    "motion.voted_on": _l("%(who)s førte inn en avstemning i %(what)s"),
    "minutes.written": _l("%(who)s skrev referatet fra %(what)s"),
    "minutes.answered": _l("%(person)s svarte på om referatet fra %(what)s kan godkjennes"),
    "minutes.locked": _l("Referatet fra %(what)s ble godkjent av flertallet og låst"),
    "visit.planned": _l("%(who)s planla befaringen hos %(what)s"),
    "visit.reported": _l("%(who)s førte befaringen hos %(what)s"),
    "observation.written": _l("%(who)s skrev hva vedkommende så hos %(what)s"),
    "stages.set": _l("%(who)s fastsatte trinnene i vurderingen for %(what)s"),
    "conflict.declared": _l("%(who)s svarte på om det er bindinger til %(what)s"),
    "conflict.ruled": _l("%(who)s førte inn hva juryen avgjorde om %(person)s og %(what)s"),
}
"""The kinds of event that are put on record; a move of a round is said by what it moved."""
EARLIER = {
    "deadline.extended": _l("%(who)s forlenget fristen for %(what)s"),
    "tie.declared": _l("%(who)s svarte på om det er bindinger til %(what)s"),
    "tie.ruled": _l("%(who)s førte inn hva juryen avgjorde om %(person)s og %(what)s"),
}
"""What was put on record before, and is no more."""

_BY_THE_CHAIR = {
    "conclude": _l("Avslutt vurderingstrinnet"),
    "finalise": _l("Forsegl avgjørelsen"),
}
"""The moves that no button of the secretariat's makes."""

_ROLES = {
    Role.SECRETARIAT.value: _l("saksbehandler"),
    Role.AUDITOR.value: _l("revisor"),
    Role.ADMINISTRATOR.value: _l("administrator"),
}
_PLACE = "\0"
"""Stands where the subject comes in, until the sentence is taken apart there."""


@dataclass(frozen=True)
class Sentence:
    """What happened, taken apart around what it happened to, which may be led to.

    what: empty where the sentence does not name it.
    """

    before: str
    what: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.what}{self.after}"


def happened(event: AuditEvent, known: Known) -> Sentence:
    """Say what happened. Of what an event holds, only names of rows and of moves are told."""
    what = subjects.called(event.subject, known)
    before, _place, after = _said(event, known).partition(_PLACE)
    if not before:
        what = what[:1].upper() + what[1:]
    return Sentence(before, what if _place else "", after)


def _said(event: AuditEvent, known: Known) -> str:
    who = _who(event, known)
    if event.kind == "round.moved":
        move = _move(str(event.data.get("move", "")))
        return _("%(who)s flyttet %(what)s: %(move)s", who=who, what=_PLACE, move=move)
    template = (KINDS | EARLIER).get(event.kind)
    if template is None:
        return _("%(who)s gjorde noe med %(what)s", who=who, what=_PLACE)
    data = event.data
    role = data.get("role")
    return str(template) % {
        "who": who,
        "what": _PLACE,
        "person": _named(data, known),
        "seat": subjects.called(f"seat:{data.get('seat')}", known),
        "role": str(_ROLES.get(str(role), role)),
    }


def _who(event: AuditEvent, known: Known) -> str:
    if event.actor_id is None:
        return _("Systemet")
    account = known.accounts.get(event.actor_id)
    return account.name if account else _("Ukjent")


def _named(data: dict[str, object], known: Known) -> str:
    """Name the person that the data of an event names beside its subject."""
    if "account" in data:
        return subjects.called(f"account:{data['account']}", known)
    return subjects.called(f"appointment:{data.get('appointment')}", known)


def _move(name: str) -> str:
    try:
        said = str(_BY_THE_CHAIR[name]) if name in _BY_THE_CHAIR else words.move(name)
    except KeyError:  # a move of an earlier version
        return _("et steg som ikke finnes lenger")
    return said.lower()
