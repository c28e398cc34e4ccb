"""What each permission lets somebody do, for the page that shows the access table itself."""

from app.rules.access import TABLE, Permission, Role
from app.rules.lifecycle import Phase
from app.rules.tables import every
from app.words import terms
from app.words.text import _, _l

DOES = {
    Permission.VIEW_ROUND: _l("Lese om runden"),
    Permission.VIEW_RESULT: _l("Lese resultatet"),
    Permission.START_NOMINATION: _l("Begynne på et forslag"),
    Permission.READ_OWN_NOMINATION: _l(
        "Lese forslagene fra sin egen virksomhet, eller det en er invitert inn i"
    ),
    Permission.EDIT_NOMINATION: _l(
        "Skrive på forslag fra sin egen virksomhet, eller det en er invitert inn i"
    ),
    Permission.SHARE_NOMINATION: _l("Invitere andre inn i ett forslag fra sin egen virksomhet"),
    Permission.LEAVE_NOMINATION: _l("Gå ut av et forslag som en er invitert inn i"),
    Permission.ASK_TO_SUBMIT: _l("Be dem som kan det, om å sende inn"),
    Permission.SUBMIT_NOMINATION: _l("Sende inn forslag fra sin egen virksomhet"),
    Permission.WITHDRAW_NOMINATION: _l("Trekke forslag fra sin egen virksomhet"),
    Permission.RUN_ROUND: _l("Styre runden"),
    Permission.SET_UP_ROUND: _l("Lage runder og sette dem opp"),
    Permission.CHANGE_DATES: _l("Endre datoer"),
    Permission.SEND_AGAIN: _l("Sende meldinger på nytt"),
    Permission.READ_SUBMITTED: _l("Lese alt som er sendt inn"),
    Permission.SCREEN: _l("Ta opp og avvise forslag"),
    Permission.ANNOTATE: _l("Skrive notater om forslag, og se etter beboere i dem"),
    Permission.TELL_CANDIDATES: _l("Si fra til kandidater"),
    Permission.WRITE_TO_DRAFTS: _l("Skrive til alle som har utkast"),
    Permission.VIEW_QUESTIONS: _l("Lese spørsmål om utlysningen"),
    Permission.ANSWER_QUESTIONS: _l("Svare på spørsmål om utlysningen"),
    Permission.VIEW_RULES: _l("Lese vurderingsreglene"),
    Permission.AMEND_RULES: _l("Endre vurderingsreglene"),
    Permission.VIEW_DESK: _l("Bruke arbeidslisten for juryen"),
    Permission.DECLARE: _l("Si fra om bindinger"),
    Permission.RULE_ON_CONFLICT: _l("Avgjøre hvem som er inhabile"),
    Permission.ELECT_CHAIR: _l("Føre inn hvem som leder når juryens leder ikke kan"),
    Permission.NOTE_ABSENCE: _l("Føre inn at noen i juryen er borte i et trinn"),
    Permission.READ_AS_JURY: _l("Lese forslag i juryen, når en er habil"),
    Permission.SCORE: _l("Sette poeng, når en er habil"),
    Permission.REVISE_SHEET: _l("Endre et levert vurderingsskjema, når en er habil"),
    Permission.ENTER_PAPER: _l("Føre inn et papirskjema, som jurymedlemmet så bekrefter"),
    Permission.VIEW_PROGRESS: _l("Se hvem som har levert, uten poeng"),
    Permission.REMIND_JURY: _l("Minne juryen på det som mangler"),
    Permission.EXCEPT_SEAT: _l("Gjøre unntak for en plass som ikke leverer"),
    Permission.LOOK_EARLY: _l("Se poengene før drøftingen i en nødssituasjon"),
    Permission.VIEW_RANKING: _l("Se rangeringen"),
    Permission.VIEW_SCORES_AS_AUDITOR: _l("Se poengene for å kontrollere dem"),
    Permission.VIEW_JUROR_FIGURES: _l("Se hva poengene sier om hvert jurymedlem"),
    Permission.VIEW_OWN_FIGURES: _l("Se hva poengene sier om en selv"),
    Permission.VIEW_VISITS: _l("Se befaringene"),
    Permission.PLAN_VISITS: _l("Planlegge befaringer"),
    Permission.REPORT_VISIT: _l("Føre hva en så på befaring"),
    Permission.VIEW_MEETING: _l("Se møtene i juryen"),
    Permission.HOLD_MEETING: _l("Åpne møter i juryen"),
    Permission.RECORD_MEETING: _l("Føre møter i juryen, når en leder eller er satt til det"),
    Permission.WRITE_MINUTES: _l("Skrive referat fra møter, når en leder eller er satt til det"),
    Permission.ANSWER_MINUTES: _l("Godkjenne referat fra møter som en var med på"),
    Permission.NAME_SHORTLIST: _l("Avgjøre hvem som går videre, når en er habil"),
    Permission.DECIDE: _l("Ta avgjørelsen, når en er habil"),
    Permission.VIEW_DECISION: _l("Lese avgjørelsen før den er offentlig"),
    Permission.FETCH_BUNDLE: _l("Hente kontrollfilen med alt avgjørelsen hviler på"),
    Permission.FETCH_ANNOUNCED_BUNDLE: _l("Hente kontrollfilen når vinneren er kunngjort"),
    Permission.ANNOUNCE: _l("Sette tidspunktet for kunngjøringen"),
    Permission.VIEW_ANNOUNCEMENT: _l("Se når resultatet skal kunngjøres"),
    Permission.VIEW_DATES: _l("Lese datoene, og hva som er endret"),
    Permission.VIEW_NOTICES: _l("Se hvem som har fått beskjed om hva"),
    Permission.VIEW_CONFLICTS: _l("Lese hvem som har bindinger, og hva juryen avgjorde"),
    Permission.CHECK_RECORD: _l("Kontrollere hendelsesloggen"),
    Permission.VIEW_ROUND_AUDIT: _l("Lese hva som har skjedd i runden"),
    Permission.VIEW_INSTALLATION_AUDIT: _l("Lese hva som har skjedd i systemet"),
    Permission.VIEW_JURY: _l("Lese hvem som sitter og har sittet i juryene til prisen"),
    Permission.MANAGE_JURY: _l("Lage juryer, invitere medlemmer og bytte ut dem som slutter"),
    Permission.MANAGE_PEOPLE: _l("Invitere, gi og fjerne roller og stenge kontoer"),
    Permission.MANAGE_PRIZES: _l("Lage priser, lukke dem og åpne dem igjen"),
    Permission.EDIT_PRIZE: _l("Endre det som står om prisen"),
    Permission.VIEW_ORGANISATION: _l("Se hvem som handler for virksomheten"),
    Permission.MANAGE_MEMBERS: _l(
        "Bestemme hvem som handler for virksomheten, når en kan sende inn for den"
    ),
    Permission.LEAVE_ORGANISATION: _l("Gå ut av sin egen virksomhet"),
    Permission.MANAGE_ORGANISATIONS: _l("Bekrefte og avvise virksomheter og e-postdomener"),
    Permission.REGISTER_ORGANISATION: _l("Registrere en virksomhet, eller be om å slippe inn"),
}
every(Permission, DOES)

ROLES = {
    Role.PUBLIC: _l("Alle"),
    Role.ACCOUNT: _l("Alle som er logget inn"),
    Role.NOMINATOR: _l("Forslagsstiller"),
    Role.EDITOR: _l("Medskriver i ett forslag"),
    Role.READER: _l("Leser av ett forslag"),
    Role.SECRETARIAT: _l("Sekretariatet"),
    Role.JUROR: _l("Jurymedlem"),
    Role.DEPUTY: _l("Varamedlem"),
    Role.CHAIR: _l("Juryleder"),
    Role.AUDITOR: _l("Revisor"),
    Role.ADMINISTRATOR: _l("Administrator"),
}
every(Role, ROLES)


def allowed(role: Role) -> list[tuple[str, str]]:
    """List what a role may do, from the access table: each act, and in which phases."""
    return [
        (str(DOES[permission]), _when(grant.phases))
        for permission, grant in TABLE.items()
        if role in grant.roles and role not in grant.barred
    ]


def _when(phases: frozenset[Phase]) -> str:
    if phases == frozenset(Phase):
        return _("Alltid")
    return ", ".join(terms.phase(phase) for phase in Phase if phase in phases)
