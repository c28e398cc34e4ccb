"""What the kinds of message are called in lists. What each says is its template's."""

from app.rules.notices import NoticeKind
from app.rules.tables import every
from app.words.text import _, _l

CALLED = {
    NoticeKind.NOMINATION_SUBMITTED: _l("Kvittering for forslag"),
    NoticeKind.NOMINATION_ADMITTED: _l("Forslag tatt opp til vurdering"),
    NoticeKind.NOMINATION_REJECTED: _l("Forslag avvist, med begrunnelse"),
    NoticeKind.NOMINATION_REOPENED: _l("Forslag gjennomgås på nytt, med begrunnelse"),
    NoticeKind.NOMINATION_WITHDRAWN: _l("Kvittering for trukket forslag"),
    NoticeKind.SUBMISSION_ASKED_FOR: _l("Bedt om å sende inn et forslag"),
    NoticeKind.NOMINATION_TAKEN_UP: _l("Trukket forslag tatt opp igjen"),
    NoticeKind.NOMINATION_RETURNED: _l("Forslag sendt tilbake for utfylling"),
    NoticeKind.NOMINATION_ANSWERED: _l("Forslag utfylt og sendt inn på nytt"),
    NoticeKind.NOMINATION_EXCEPTED: _l("Unntak fra fristen"),
    NoticeKind.EXCEPTION_ENDED: _l("Unntak fra fristen tatt tilbake"),
    NoticeKind.SUPPORT_ASKED: _l("Spørsmål om en støtteerklæring"),
    NoticeKind.SUPPORT_GIVEN: _l("Støtteerklæring mottatt"),
    NoticeKind.SUPPORT_WITHDRAWN: _l("Støtteerklæring trukket"),
    NoticeKind.SUPPORT_TAKEN_BACK: _l("Støtteerklæring ikke lenger bedt om"),
    NoticeKind.WITHDRAWN_IN_JUDGING: _l("Forslag trukket fra vurderingen"),
    NoticeKind.DECLARING_OPEN: _l("Åpent for erklæringer"),
    NoticeKind.SCORING_OPEN: _l("Åpent for poeng"),
    NoticeKind.DELIBERATION_OPEN: _l("Drøftingen er åpnet"),
    NoticeKind.CONFLICT_RULED: _l("Avgjørelse om habilitet"),
    NoticeKind.DEPUTY_CALLED: _l("Varamedlem innkalt"),
    NoticeKind.PAPER_ENTERED: _l("Papirskjema å bekrefte"),
    NoticeKind.PAPER_REFUSED: _l("Nei til et papirskjema"),
    NoticeKind.JURY_REMINDED: _l("Påminnelse til juryen"),
    NoticeKind.SEAT_EXCEPTED: _l("Unntak for en plass i juryen"),
    NoticeKind.SCORES_LOOKED_AT: _l("Sekretariatet har sett forseglede poeng"),
    NoticeKind.DEPUTY_RELEASED: _l("Varamedlem ikke lenger innkalt"),
    NoticeKind.ABSENCE_NOTED: _l("Fravær i juryen"),
    NoticeKind.CHAIR_ELECTED: _l("Fungerende juryleder"),
    NoticeKind.RULES_AMENDED: _l("Regelendring"),
    NoticeKind.DATES_CHANGED: _l("Endrede datoer"),
    NoticeKind.ROUND_PAUSED: _l("Runden er satt på pause"),
    NoticeKind.ROUND_RESUMED: _l("Runden går videre"),
    NoticeKind.ROUND_CANCELLED: _l("Runden er avlyst"),
    NoticeKind.NOMINEES_ANNOUNCED: _l("De nominerte er kunngjort"),
    NoticeKind.VISIT_PLANNED: _l("Skal være med på befaring"),
    NoticeKind.ROUND_ANNOUNCED: _l("Resultatet er kunngjort"),
    NoticeKind.INVITATION: _l("Invitasjon"),
    NoticeKind.SEAT_INVITATION: _l("Invitasjon til juryen"),
    NoticeKind.SEAT_DECLINED: _l("Nei til en plass i juryen"),
    NoticeKind.NEW_PASSWORD: _l("Lenke til nytt passord"),
    NoticeKind.PASSWORD_CHANGED: _l("Passordet er endret"),
    NoticeKind.ADDRESS_FROM: _l("Bekreft fra den gamle adressen"),
    NoticeKind.ADDRESS_TO: _l("Bekreft fra den nye adressen"),
    NoticeKind.ADDRESS_CHANGED: _l("E-postadressen er endret"),
    NoticeKind.PRIZE_CLOSED: _l("Prisen er lukket"),
    NoticeKind.PRIZE_REOPENED: _l("Prisen er åpnet igjen"),
    NoticeKind.REGISTRATION: _l("Lenke til å registrere seg"),
    NoticeKind.REGISTERED_BEFORE: _l("Adressen har en konto fra før"),
    NoticeKind.ORGANISATION_WAITING: _l("En virksomhet venter på å bli bekreftet"),
    NoticeKind.ORGANISATION_CONFIRMED: _l("Virksomheten er bekreftet"),
    NoticeKind.ORGANISATION_REFUSED: _l("Virksomheten er avvist, med begrunnelse"),
    NoticeKind.ORGANISATION_LEFT: _l("En virksomhet er uten folk"),
    NoticeKind.JOIN_ASKED: _l("Noen ber om å slippe inn i virksomheten"),
    NoticeKind.JOIN_ANSWERED: _l("Svar til den som ba om å slippe inn"),
    NoticeKind.MEMBERSHIP_ENDED: _l("Handler ikke lenger for virksomheten"),
    NoticeKind.SIGNATORY_NAMED: _l("Kan sende inn for virksomheten"),
    NoticeKind.DRAFTS_WRITTEN_TO: _l("Melding til alle med utkast"),
    NoticeKind.CANDIDATE_TOLD: _l("Beskjed til kandidat"),
    NoticeKind.CANDIDATE_DECLINED: _l("Kandidaten takket nei"),
    NoticeKind.QUESTION_ASKED: _l("Spørsmål om utlysningen"),
    NoticeKind.QUESTION_ANSWERED: _l("Svar på spørsmål om utlysningen"),
    NoticeKind.SUBSCRIPTION_ASKED: _l("Bekreft at du vil ha varsel"),
    NoticeKind.CALL_PUBLISHED: _l("En utlysning er publisert"),
}
every(NoticeKind, CALLED)


def called(kind: str) -> str:
    """Say what a message is about; of a kind that an earlier version sent, that it is one."""
    if kind not in set(NoticeKind):
        return _("En melding som ikke sendes lenger")
    return str(CALLED[NoticeKind(kind)])
