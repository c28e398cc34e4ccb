"""What the enums are called, one concept one word, as the glossary has them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from app.models import Distinction
from app.rules.forms import Fault, FaultKind
from app.rules.impartiality import Answer, Outcome
from app.rules.lifecycle import Condition, NominationState, Phase, StageKind, StageState
from app.services.desks import Task
from app.services.progress import Mark
from app.words import formats
from app.words.text import _, _l, _n

# Translated when they are shown: one look-up a word, however many a page holds.
_PHASES = {
    Phase.PLANNED: _l("Planlagt"),
    Phase.OPEN: _l("Åpen for forslag"),
    Phase.CALL_PAUSED: _l("Utlysningen er satt på pause"),
    Phase.SCREENING: _l("Gjennomgang"),
    Phase.JUDGING: _l("Vurdering"),
    Phase.JUDGING_PAUSED: _l("Vurderingen er satt på pause"),
    Phase.DECIDED: _l("Avgjort, ikke kunngjort"),
    Phase.ANNOUNCED: _l("Kunngjort"),
    Phase.ARCHIVED: _l("Arkivert"),
    Phase.CANCELLED: _l("Avlyst"),
}

_STAGE_STATES = {
    StageState.WAITING: _l("Ikke begynt"),
    StageState.DECLARING: _l("Erklæringer"),
    StageState.SCORING: _l("Poeng"),
    StageState.DELIBERATION: _l("Drøfting"),
    StageState.PLANNED: _l("Planlegges"),
    StageState.UNDER_WAY: _l("I gang"),
    StageState.CONCLUDED: _l("Avsluttet"),
}

_STAGE_KINDS = {
    StageKind.SHORTLIST: _l("Kortliste"),
    StageKind.VISIT: _l("Befaring"),
    StageKind.FINAL: _l("Finale"),
}

_NOMINATION_STATES = {
    NominationState.DRAFT: _l("Utkast"),
    NominationState.SUBMITTED: _l("Sendt inn"),
    NominationState.RETURNED: _l("Sendt tilbake for utfylling"),
    NominationState.ADMITTED: _l("Tatt opp til vurdering"),
    NominationState.REJECTED: _l("Avvist"),
    NominationState.WITHDRAWN: _l("Trukket"),
    NominationState.SHORTLISTED: _l("Gikk videre"),
}

_NOMINATION_MARKS = {
    NominationState.DRAFT: "draft",
    NominationState.SUBMITTED: "done",
    NominationState.RETURNED: "declare",
    NominationState.ADMITTED: "done",
    NominationState.REJECTED: "recused",
    NominationState.WITHDRAWN: "recused",
    NominationState.SHORTLISTED: "done",
}

_NOMINATION_MOVES = {
    "submit": _l("Sendt inn"),
    "submit_again": _l("Sendt inn på nytt"),
    "return": _l("Sendt tilbake for utfylling"),
    "make_exception": _l("Unntak fra fristen"),
    "end_exception": _l("Unntaket tatt tilbake"),
    "take_up_again": _l("Tatt opp igjen"),
    "admit": _l("Tatt opp til vurdering"),
    "reject": _l("Avvist"),
    "reopen": _l("Gjort om, gjennomgås på nytt"),
    "shortlist": _l("Går videre"),
    "leave_out": _l("Går ikke videre"),
    "withdraw": _l("Trukket"),
    "withdraw_late": _l("Trukket etter avgjørelsen"),
    "decline": _l("Kandidaten takket nei"),
    "decline_late": _l("Kandidaten takket nei etter avgjørelsen"),
}

_TASKS = {
    Task.DECLARE: _l("Svar mangler"),
    Task.AWAIT_RULING: _l("Venter på avgjørelse"),
    Task.RECUSED: _l("Inhabil"),
    Task.CONFIRM: _l("Bekreft"),
    Task.NOT_BEGUN: _l("Ikke begynt"),
    Task.DRAFT: _l("Utkast"),
    Task.SEALED: _l("Levert"),
}

_TASK_MARKS = {
    Task.DECLARE: "declare",
    Task.AWAIT_RULING: "declare",
    Task.RECUSED: "recused",
    Task.CONFIRM: "declare",
    Task.NOT_BEGUN: "none",
    Task.DRAFT: "draft",
    Task.SEALED: "done",
}

_PROGRESS = {
    Mark.UNDECLARED: _l("Ikke svart"),
    Mark.PENDING: _l("Venter på avgjørelse"),
    Mark.NOT_BEGUN: _l("Ikke begynt"),
    Mark.DRAFT: _l("Utkast"),
    Mark.SEALED: _l("Levert"),
    Mark.EXCEPTED: _l("Unntak, ventes ikke på"),
    Mark.VACANT: _l("Inhabil, tom plass"),
}

_PROGRESS_MARKS = {
    Mark.UNDECLARED: "declare",
    Mark.PENDING: "declare",
    Mark.NOT_BEGUN: "none",
    Mark.DRAFT: "draft",
    Mark.SEALED: "done",
    Mark.EXCEPTED: "except",
    Mark.VACANT: "recused",
}

_ANSWERS = {
    Answer.NO_CONFLICT: _l("Ingen bindinger"),
    Answer.POSSIBLE: _l("Mulig binding"),
    Answer.AUTOMATIC: _l("Jeg er inhabil"),
}

_DISTINCTIONS = {
    Distinction.WINNER: _l("Vinner"),
    Distinction.NOMINEE: _l("Nominert"),
    Distinction.MENTION: _l("Hederlig omtale"),
}

_MOVES = {
    "publish_call": _l("Publiser utlysningen"),
    "begin_judging": _l("Start vurderingen"),
    "open_declaring": _l("Åpne for erklæringer"),
    "open_scoring": _l("Åpne for poeng"),
    "open_deliberation": _l("Åpne drøftingen"),
    "begin_visits": _l("Start befaringene"),
    "archive": _l("Arkiver runden"),
    "pause": _l("Sett runden på pause"),
    "resume": _l("La runden gå videre"),
    "cancel": _l("Avlys runden"),
}

_MOVE_CONSEQUENCES = {
    "publish_call": _l(
        "Utlysningen blir offentlig når åpningstiden kommer. Kriterier og skjema kan ikke endres etter dette."
    ),
    "begin_judging": _l(
        "Vurderingsreglene låses, og juryen får beskjed om å si fra om bindinger. Ingen nye forslag kan tas opp."
    ),
    "open_declaring": _l(
        "Svarene om bindinger står. De som ikke har svart om alle som er igjen, får beskjed."
    ),
    "open_scoring": _l("Juryen får beskjed om at den kan lese forslagene og vurdere dem."),
    "open_deliberation": _l(
        "Alt som er levert, blir synlig for juryen og sekretariatet. Dette kan ikke gjøres om."
    ),
    "begin_visits": _l(
        "De som er på befaring, kan føre hva de så. Spørsmålene er de samme hvert sted. Juryleder avslutter befaringene."
    ),
    "archive": _l("Runden blir skrivebeskyttet. Resultatet er fortsatt offentlig."),
    "pause": _l(
        "Fristene stanser, og ingenting kan sendes inn eller leveres før runden går videre med nye datoer."
    ),
    "resume": _l("Runden går videre der den stanset, med nye datoer."),
    "cancel": _l("Runden blir ikke holdt. Ingen kan sende inn eller vurdere noe mer."),
}

_CONDITIONS = {
    Condition.PRIZE_OPEN: _l("Prisen er lukket."),
    Condition.SET_UP: _l("Oppsettet av runden er ikke ferdig."),
    Condition.DEADLINE_PASSED: _l("Fristen for forslag er ikke ute."),
    Condition.ALL_SCREENED: _l(
        "Ikke alle forslag er tatt opp eller avvist, eller ingen er tatt opp."
    ),
    Condition.JURY_COMPLETE: _l("Ikke alle plasser i juryen har et medlem."),
    Condition.RULEBOOK_COMPLETE: _l("Vurderingsreglene er ikke fullstendige."),
    Condition.COVERED_BY_QUORUM: _l("Ikke alle forslag har nok leverte vurderinger."),
    Condition.ROUND_IN_JUDGING: _l("Vurderingen har ikke begynt."),
    Condition.EARLIER_STAGE_CONCLUDED: _l("Trinnet før er ikke avsluttet."),
    Condition.ANNOUNCED: _l("Vinneren er ikke kunngjort."),
    Condition.NOT_AWAITED: _l("Forslaget er åpnet for forslagsstilleren, og fristen er ikke ute."),
}


_LANGUAGES = {"nb": _l("bokmål"), "nn": _l("nynorsk"), "en": _l("engelsk")}
_OUTCOMES = {Outcome.CLEARED: _l("Habil"), Outcome.RECUSED: _l("Inhabil")}

NAMED: dict[type[StrEnum], Mapping[Any, Any]] = {
    Phase: _PHASES,
    StageKind: _STAGE_KINDS,
    StageState: _STAGE_STATES,
    NominationState: _NOMINATION_STATES,
    Task: _TASKS,
    Mark: _PROGRESS,
    Answer: _ANSWERS,
    Outcome: _OUTCOMES,
    Distinction: _DISTINCTIONS,
    Condition: _CONDITIONS,
}
"""The words for the members of each enum that people meet; a test asks for all of them."""
_MARKS: dict[type[StrEnum], Mapping[Any, str]] = {
    NominationState: _NOMINATION_MARKS,
    Task: _TASK_MARKS,
    Mark: _PROGRESS_MARKS,
}


def term(value: StrEnum) -> str:
    """Name a member of one of the enums that people meet, as the glossary has it."""
    return str(NAMED[type(value)][value])


def mark(value: StrEnum) -> str:
    """Give the shape that goes with a member of an enum."""
    return _MARKS[type(value)][value]


def phase(
    value: Phase,
    stage: StageState | None = None,
    of: StageKind | None = None,
    *,
    number: int = 0,
    by_ballot: bool = False,
) -> str:
    """Name a phase; in judging, with where the stage stands, and which it is of several.

    ``number`` is given where another stage is of the same kind.
    """
    if value is Phase.JUDGING and stage is not None and of is not None:
        said = stage_state(stage, by_ballot=by_ballot).lower()
        if number:
            return _("%(of)s: %(stage)s, trinn %(number)s", of=term(of), stage=said, number=number)
        return _("%(of)s: %(stage)s", of=term(of), stage=said)
    if value is Phase.JUDGING and stage is not None and stage is not StageState.WAITING:
        return _("Vurdering: %(stage)s", stage=stage_state(stage, by_ballot=by_ballot).lower())
    return term(value)


def stage_state(stage: StageState, *, by_ballot: bool) -> str:
    """Name where a stage stands: what is scored in others is ranked where ballots decide."""
    return _("Rangering") if by_ballot and stage is StageState.SCORING else term(stage)


def nomination_move(name: str) -> str:
    """Say what was done to a nomination."""
    return str(_NOMINATION_MOVES[name])


def language_name(code: str) -> str:
    """Name a language as it stands inside a sentence."""
    return str(_LANGUAGES[code])


def move(name: str) -> str:
    """Name a move of a round as the button that makes it."""
    return str(_MOVES[name])


def move_consequence(name: str) -> str:
    """Say what a move leads to, before it is made."""
    return str(_MOVE_CONSEQUENCES[name])


def fault(value: Fault) -> str:
    """Say what is wrong with an answer, and what to do about it. What only candidates have is not here."""
    figures = value.figures
    if value.kind is FaultKind.TOO_LONG:
        return _(
            "Svaret er %(over)s ord for langt. Det kan være på %(limit)s ord.",
            over=figures["words"] - figures["limit"],
            limit=figures["limit"],
        )
    if value.kind is FaultKind.TOO_MANY_CHARACTERS:
        return _(
            "Svaret er %(over)s tegn for langt. Det kan være på %(limit)s tegn.",
            over=figures["characters"] - figures["limit"],
            limit=figures["limit"],
        )
    if value.kind is FaultKind.OUT_OF_RANGE:
        return _(
            "Skriv et tall fra %(low)s til %(high)s.",
            low=figures.get("low", ""),
            high=figures.get("high", ""),
        )
    return {
        FaultKind.MISSING: _("Dette må fylles ut."),
        FaultKind.NO_MUNICIPALITY: _(
            "Ingen kommune heter «%(written)s». Skriv navnet slik det står i listen, og velg kommunen der.",
            written=value.written,
        ),
        FaultKind.SEVERAL_MUNICIPALITIES: _(
            "Flere kommuner heter «%(written)s»: %(names)s. Velg én av dem.",
            written=value.written,
            names=formats.listed(list(value.names)),
        ),
        FaultKind.NOT_A_NUMBER: _("Skriv et helt tall, bare med sifre."),
        FaultKind.NOT_A_URL: _(
            "Kopier hele adressen fra nettleseren. Den ser slik ut: https://www.kommune.no/side."
        ),
        FaultKind.NOT_A_DATE: _("Skriv datoen som år, måned og dag, for eksempel 2026-05-15."),
        FaultKind.NOT_AN_OPTION: _("Velg blant svarene i listen."),
        FaultKind.TOO_MANY_FILES: _n(
            "Svaret kan ha én fil. Ta ut en av dem.",
            "Svaret kan ha høyst %(num)s filer. Ta ut en av dem.",
            figures.get("most", 0),
        ),
        FaultKind.ALT_MISSING: _(
            "Skriv hva bildet «%(name)s» viser, for dem som ikke ser det.", name=value.written
        ),
        FaultKind.INFECTED_FILE: _(
            "Viruskontrollen fant noe skadelig i «%(name)s». Ta fila ut av svaret.",
            name=value.written,
        ),
        FaultKind.UNSCANNED_FILE: _(
            "Fila «%(name)s» er større enn viruskontrollen tar imot. Ta den ut av svaret, og legg ved en mindre.",
            name=value.written,
        ),
        FaultKind.BAD_EMAIL: _("Skriv en hel e-postadresse, for eksempel navn@kommune.no."),
        FaultKind.BAD_ORG_NUMBER: _(
            "Organisasjonsnummeret stemmer ikke. Det har ni sifre, og det siste er et kontrollsiffer."
        ),
    }[value.kind]
