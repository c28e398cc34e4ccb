"""What is said to whoever may not do something, or not now: a title, and what to do."""

from app.rules.access import Permission, WrongPhaseError
from app.rules.lifecycle import PAUSED, Phase
from app.words.text import _


def recused(permission: Permission) -> tuple[str, str]:
    """Say what somebody cannot do because she is recused, and who does."""
    if permission in {Permission.NAME_SHORTLIST, Permission.DECIDE, Permission.ANNOUNCE}:
        return (
            _("Du kan ikke lede denne avgjørelsen"),
            _(
                "Du er inhabil for et forslag som er med i vurderingen. Da leder en fungerende leder avgjørelsen. Juryen velger hvem, og sekretariatet fører det inn under «Habilitet»."
            ),
        )
    if permission is Permission.NOTE_ABSENCE:
        return (
            _("Du kan ikke melde noen borte nå"),
            _(
                "Du er inhabil for et forslag som er med i vurderingen. Da er det sekretariatet, eller den som leder i stedet for deg, som fører inn fravær."
            ),
        )
    return (
        _("Forslaget er ikke åpent for deg"),
        _(
            "Enten har du ikke svart på om du har bindinger til kandidaten, eller så er du inhabil, eller juryen har ikke avgjort om du er habil. Du ser hvilken av delene på arbeidslisten din."
        ),
    )


def stopped(error: WrongPhaseError) -> tuple[str, str] | None:
    """Say that a round stands still or is cancelled; None where that is not what is in the way."""
    if error.phase in PAUSED:
        return (
            _("Prisrunden er satt på pause"),
            _(
                "Fristene stanser, og ingenting kan sendes inn eller leveres nå. Det du har skrevet, er tatt vare på. Du får e-post når runden går videre."
            ),
        )
    if error.phase is Phase.CANCELLED:
        return (
            _("Prisrunden er avlyst"),
            _(
                "Ingenting kan sendes inn, leveres eller endres mer. Grunnen står på siden om runden."
            ),
        )
    return None


def phase(permission: Permission) -> tuple[str, str]:
    """Say why it cannot be done now, and what became of what was sent."""
    late_nomination = (
        _("Fristen for forslag er ute"),
        _(
            "Det du sendte nå, er ikke sendt inn. Teksten er tatt vare på, men blir ikke vurdert. Er det en god grunn til at den kom for sent, så skriv til sekretariatet. Det kan gi unntak til vurderingen starter."
        ),
    )
    late_score = (
        _("Poengene ble ikke levert"),
        _(
            "Det er ikke åpent for å sette poeng nå. Det du skrev, er tatt vare på som utkast, men teller ikke. Er drøftingen åpnet, kan ingen åpne for poeng igjen. Si det du mener, i møtet."
        ),
    )
    sealed = (
        _("Poengene er forseglet"),
        _(
            "Rangeringen åpnes når juryen begynner drøftingen. Før det ser ingen andres poeng. Unntaket er medlemmer som har levert sitt eget skjema, der reglene åpner for det. Revisor ser poengene når avgjørelsen er tatt."
        ),
    )
    known = {
        Permission.EDIT_NOMINATION: late_nomination,
        Permission.SUBMIT_NOMINATION: late_nomination,
        Permission.START_NOMINATION: (
            _("Prisrunden tar ikke imot forslag nå"),
            _(
                "Enten er fristen ute, eller så er utlysningen ikke åpnet ennå. Forslag du alt har begynt på, står under «Forslagene dine»."
            ),
        ),
        Permission.SCORE: late_score,
        Permission.ENTER_PAPER: (
            _("Papirskjemaer kan ikke føres inn nå"),
            _(
                "De føres inn mens juryen setter poeng. Det som ikke er bekreftet når drøftingen åpnes, teller ikke."
            ),
        ),
        Permission.REVISE_SHEET: (
            _("Vurderingen kan ikke endres nå"),
            _("Det som er forseglet, står fast. Det du sendte nå, er ikke lagret."),
        ),
        Permission.VIEW_RANKING: sealed,
        Permission.VIEW_SCORES_AS_AUDITOR: sealed,
        Permission.VIEW_JUROR_FIGURES: sealed,
        Permission.VIEW_OWN_FIGURES: sealed,
        Permission.REMIND_JURY: (
            _("Juryen har ingenting å levere nå"),
            _("Juryen kan minnes på noe mens den svarer om bindinger og setter poeng."),
        ),
        Permission.EXCEPT_SEAT: (
            _("Det kan ikke gjøres unntak for plasser nå"),
            _("Unntak kan gjøres mens juryen setter poeng, og under drøftingen."),
        ),
        Permission.LOOK_EARLY: (
            _("Det er ikke bruk for nødinnsyn nå"),
            _("Nødinnsyn er for tiden mens juryen setter poeng. I drøftingen er poengene åpne."),
        ),
        Permission.WITHDRAW_NOMINATION: (
            _("Forslaget kan ikke trekkes nå"),
            _("Resultatet er kunngjort, og da kan ingen trekke et forslag."),
        ),
        Permission.AMEND_RULES: (
            _("Reglene kan ikke endres nå"),
            _(
                "De kan endres fra vurderingen begynner til avgjørelsen er forseglet. Det du sendte nå, er ikke lagret."
            ),
        ),
        Permission.NAME_SHORTLIST: (
            _("Det kan ikke avgjøres nå hvem som går videre"),
            _(
                "Enten er juryen ikke kommet så langt, eller så er det alt avgjort. Åpne siden på nytt for å se hva som gjelder."
            ),
        ),
        Permission.VIEW_VISITS: (
            _("Befaringene er ikke åpne nå"),
            _("Du ser dem fra juryen begynner vurderingen."),
        ),
        Permission.PLAN_VISITS: (
            _("Befaringene kan ikke planlegges nå"),
            _(
                "Enten er juryen ikke kommet så langt, eller så er de avsluttet. Det du sendte nå, er ikke lagret."
            ),
        ),
        Permission.REPORT_VISIT: (
            _("Befaringen kan ikke føres nå"),
            _(
                "Enten er befaringene ikke i gang, eller så er de avsluttet. Det du sendte nå, er ikke lagret."
            ),
        ),
        Permission.DECIDE: (
            _("Avgjørelsen kan ikke tas nå"),
            _(
                "Enten har drøftingen ikke begynt, eller så er avgjørelsen alt forseglet. Åpne siden på nytt for å se hva som gjelder."
            ),
        ),
        Permission.VIEW_DECISION: (
            _("Avgjørelsen er ikke forseglet ennå"),
            _("Du kan lese den når juryleder har forseglet den, også før den er offentlig."),
        ),
        Permission.VIEW_ANNOUNCEMENT: (
            _("Ingenting skal kunngjøres ennå"),
            _("Du ser når resultatet blir offentlig, fra avgjørelsen er forseglet."),
        ),
        Permission.ANNOUNCE: (
            _("Kunngjøringen kan ikke settes nå"),
            _("Enten er avgjørelsen ikke forseglet, eller så er vinneren alt kunngjort."),
        ),
    }
    otherwise = (
        _("Dette kan ikke gjøres nå"),
        _("Prisrunden er i en annen fase. Åpne siden på nytt for å se hva som gjelder."),
    )
    return known.get(permission, otherwise)
