"""What the events of the audit trail are called. An unknown kind is shown as it is recorded."""

from app.models import AuditEvent
from app.words import terms as words
from app.words.text import _, _l

KINDS = {
    "access.denied": _l("Nektet tilgang"),
    "account.address_asked_for": _l("Ny e-postadresse ønsket"),
    "account.address_changed": _l("E-postadresse endret"),
    "account.closed": _l("Konto stengt"),
    "account.created": _l("Konto opprettet"),
    "account.opened": _l("Konto åpnet igjen"),
    "account.password_asked_for": _l("Lenke til nytt passord sendt"),
    "account.password_set": _l("Passord satt"),
    "account.renamed": _l("Navn endret"),
    "account.sign_in_refused": _l("Innlogging avvist"),
    "account.signed_in": _l("Logget inn"),
    "account.signed_out_everywhere": _l("Logget ut overalt"),
    "announcement.moved": _l("Tidspunkt for kunngjøring flyttet"),
    "announcement.set": _l("Tidspunkt for kunngjøring satt"),
    "appointment.made": _l("Oppnevnt i juryen"),
    "criteria.set": _l("Kriterier fastsatt"),
    "dates.changed": _l("Datoer endret"),
    "decision.sealed": _l("Avgjørelse forseglet"),
    "deputy.stepped_in": _l("Varamedlem trådte inn"),
    "form.set": _l("Forslagsskjema fastsatt"),
    "invitation.confirmed": _l("Invitasjon bekreftet"),
    "invitation.made": _l("Invitasjon laget"),
    "invitation.sent_again": _l("Invitasjon sendt på nytt"),
    "invitation.taken": _l("Invitasjon tatt imot"),
    "invitation.withdrawn": _l("Invitasjon trukket tilbake"),
    "jury.assigned": _l("Jury knyttet til runden"),
    "jury.created": _l("Jury opprettet"),
    "membership.added": _l("Fikk handle for en virksomhet"),
    "nomination.admitted": _l("Forslag tatt opp til vurdering"),
    "nomination.rejected": _l("Forslag avvist"),
    "nomination.started": _l("Utkast til forslag begynt"),
    "nomination.submitted": _l("Forslag sendt inn"),
    "nomination.withdrawn": _l("Forslag trukket"),
    "nomination.withdrawn_late": _l("Forslag trukket etter avgjørelsen"),
    "notice.sent_again": _l("Melding lagt i kø på nytt"),
    "organisation.created": _l("Virksomhet opprettet"),
    "prize.created": _l("Pris opprettet"),
    "register.imported": _l("Kommuneregister lest inn"),
    "role.granted": _l("Rolle gitt"),
    "role.kept": _l("Rolle beholdt"),
    "role.revocation_asked_for": _l("Ønske om å fjerne en rolle"),
    "role.revoked": _l("Rolle fjernet"),
    "round.planned": _l("Runde planlagt"),
    "round.recorded": _l("Tidligere runde ført inn"),
    "rulebook.amended": _l("Vurderingsreglene endret"),
    "rulebook.set": _l("Vurderingsregler fastsatt"),
    "seat.added": _l("Plass i juryen opprettet"),
    "seat.vacant": _l("Plass ble tom for et forslag"),
    "sheet.revised": _l("Levert vurderingsskjema endret"),
    "sheet.sealed": _l("Vurderingsskjema levert"),
    "conflict.declared": _l("Svar om bindinger levert"),
    "conflict.ruled": _l("Habilitet avgjort"),
}
"""The kinds of event that are put on record; a move of a round is named by what it moved."""
EARLIER = {
    "deadline.extended": _l("Frist forlenget"),
    "tie.declared": _l("Svar om bindinger levert"),
    "tie.ruled": _l("Habilitet avgjort"),
}
"""What was put on record before, and is no more."""


_BY_THE_CHAIR = {
    "conclude": _l("Avslutt vurderingstrinnet"),
    "finalise": _l("Forsegl avgjørelsen"),
}
"""The moves that no button of the secretariat's makes."""


def happened(event: AuditEvent) -> str:
    """Say what happened. Of what an event holds, only the name of a move of the round is shown."""
    if event.kind == "round.moved":
        return _moved(str(event.data.get("move", "")))
    return str((KINDS | EARLIER).get(event.kind, event.kind))


def _moved(name: str) -> str:
    try:
        said = str(_BY_THE_CHAIR[name]) if name in _BY_THE_CHAIR else words.move(name)
    except KeyError:  # a move of an earlier version
        return _("Runden flyttet: %(move)s", move=name)
    return _("Runden flyttet: %(move)s", move=said.lower())
