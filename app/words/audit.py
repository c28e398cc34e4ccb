"""What the events of the audit trail are called. An unknown kind is shown as it is recorded."""

from app.models import AuditEvent
from app.words import terms as words
from app.words.text import _


def happened(event: AuditEvent) -> str:
    """Say what happened. Of what an event holds, only the name of a move of the round is shown."""
    if event.kind == "round.moved":
        return _moved(str(event.data.get("move", "")))
    return _kinds().get(event.kind, event.kind)


def _moved(name: str) -> str:
    try:
        return _("Runden flyttet: %(move)s", move=words.move(name).lower())
    except KeyError:
        return _("Runden flyttet: %(move)s", move=name)


def _kinds() -> dict[str, str]:
    return {
        "access.denied": _("Nektet tilgang"),
        "account.created": _("Konto opprettet"),
        "account.sign_in_refused": _("Innlogging avvist"),
        "account.signed_in": _("Logget inn"),
        "account.signed_out_everywhere": _("Logget ut overalt"),
        "announcement.set": _("Tidspunkt for kunngjøring satt"),
        "appointment.made": _("Oppnevnt i juryen"),
        "criteria.set": _("Kriterier fastsatt"),
        "deadline.extended": _("Frist forlenget"),
        "decision.sealed": _("Avgjørelse forseglet"),
        "deputy.stepped_in": _("Varamedlem trådte inn"),
        "form.set": _("Forslagsskjema fastsatt"),
        "jury.assigned": _("Jury knyttet til runden"),
        "jury.created": _("Jury opprettet"),
        "membership.added": _("Fikk handle for en virksomhet"),
        "nomination.admitted": _("Forslag tatt opp til vurdering"),
        "nomination.rejected": _("Forslag avvist"),
        "nomination.started": _("Utkast til forslag begynt"),
        "nomination.submitted": _("Forslag sendt inn"),
        "nomination.withdrawn": _("Forslag trukket"),
        "organisation.created": _("Virksomhet opprettet"),
        "prize.created": _("Pris opprettet"),
        "register.imported": _("Kommuneregister lest inn"),
        "role.granted": _("Rolle gitt"),
        "round.planned": _("Runde planlagt"),
        "round.recorded": _("Tidligere runde ført inn"),
        "rulebook.amended": _("Vurderingsreglene endret"),
        "rulebook.set": _("Vurderingsregler fastsatt"),
        "seat.added": _("Plass i juryen opprettet"),
        "seat.vacant": _("Plass ble tom for et forslag"),
        "sheet.revised": _("Levert vurderingsskjema endret"),
        "sheet.sealed": _("Vurderingsskjema levert"),
        "conflict.declared": _("Habilitet erklært"),
        "conflict.ruled": _("Habilitet avgjort"),
        # What the same was called in events that were recorded before.
        "tie.declared": _("Habilitet erklært"),
        "tie.ruled": _("Habilitet avgjort"),
    }
