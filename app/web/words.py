"""What the enums are called, one concept one word, as the glossary has them."""

from app.models import Distinction
from app.rules.forms import Fault, FaultKind
from app.rules.impartiality import Answer, Outcome
from app.rules.lifecycle import NominationState, Phase, StageState
from app.services.conditions import Unmet
from app.services.progress import Mark
from app.services.scores import Task
from app.web.text import _


def phase(value: Phase, stage: StageState | None = None) -> str:
    """Name a phase; in judging, with where the stage stands."""
    names = {
        Phase.PLANNED: _("Planlagt"),
        Phase.OPEN: _("Åpen for forslag"),
        Phase.SCREENING: _("Gjennomgang"),
        Phase.JUDGING: _("Vurdering"),
        Phase.DECIDED: _("Avgjort, ikke kunngjort"),
        Phase.ANNOUNCED: _("Kunngjort"),
        Phase.ARCHIVED: _("Arkivert"),
    }
    if value is Phase.JUDGING and stage is not None and stage is not StageState.WAITING:
        return _("Vurdering: %(stage)s", stage=stage_state(stage).lower())
    return names[value]


def stage_state(value: StageState) -> str:
    """Name where a stage stands."""
    return {
        StageState.WAITING: _("Ikke begynt"),
        StageState.DECLARING: _("Erklæring"),
        StageState.SCORING: _("Poeng"),
        StageState.DELIBERATION: _("Drøfting"),
        StageState.CONCLUDED: _("Avsluttet"),
    }[value]


def nomination_state(value: NominationState) -> str:
    """Name the state of a nomination."""
    return {
        NominationState.DRAFT: _("Utkast"),
        NominationState.SUBMITTED: _("Sendt inn"),
        NominationState.RETURNED: _("Sendt tilbake for utfylling"),
        NominationState.ADMITTED: _("Tatt opp til vurdering"),
        NominationState.REJECTED: _("Avvist"),
        NominationState.WITHDRAWN: _("Trukket"),
        NominationState.SHORTLISTED: _("Nominert"),
    }[value]


def nomination_mark(value: NominationState) -> str:
    """Give the shape that goes with the state of a nomination."""
    return {
        NominationState.DRAFT: "draft",
        NominationState.SUBMITTED: "done",
        NominationState.RETURNED: "declare",
        NominationState.ADMITTED: "done",
        NominationState.REJECTED: "recused",
        NominationState.WITHDRAWN: "recused",
        NominationState.SHORTLISTED: "done",
    }[value]


def nomination_move(name: str) -> str:
    """Say what was done to a nomination."""
    return {
        "submit": _("Sendt inn"),
        "admit": _("Tatt opp til vurdering"),
        "reject": _("Avvist"),
        "withdraw": _("Trukket"),
    }[name]


def task(value: Task) -> str:
    """Name what a juror has to do, or has done."""
    return {
        Task.DECLARE: _("Må erklæres"),
        Task.AWAIT_RULING: _("Venter på avgjørelse"),
        Task.RECUSED: _("Inhabil"),
        Task.NOT_BEGUN: _("Ikke begynt"),
        Task.DRAFT: _("Utkast"),
        Task.SEALED: _("Levert"),
    }[value]


def task_mark(value: Task) -> str:
    """Give the shape that goes with a task."""
    return {
        Task.DECLARE: "declare",
        Task.AWAIT_RULING: "declare",
        Task.RECUSED: "recused",
        Task.NOT_BEGUN: "none",
        Task.DRAFT: "draft",
        Task.SEALED: "done",
    }[value]


def progress_mark(value: Mark) -> tuple[str, str]:
    """Give the shape and the word of a square in the table of progress."""
    return {
        Mark.UNDECLARED: ("declare", _("Ikke erklært")),
        Mark.PENDING: ("declare", _("Venter på avgjørelse")),
        Mark.NOT_BEGUN: ("none", _("Ikke begynt")),
        Mark.DRAFT: ("draft", _("Utkast")),
        Mark.SEALED: ("done", _("Levert")),
        Mark.VACANT: ("recused", _("Inhabil, tomt sete")),
    }[value]


def answer(value: Answer) -> str:
    """Name what is declared."""
    return {
        Answer.NO_TIES: _("Ingen bindinger"),
        Answer.POSSIBLE: _("Mulig binding"),
        Answer.AUTOMATIC: _("Jeg er inhabil"),
    }[value]


def outcome(value: Outcome) -> str:
    """Name what was ruled."""
    return {Outcome.CLEARED: _("Habil"), Outcome.RECUSED: _("Inhabil")}[value]


def distinction(value: Distinction) -> str:
    """Name what a decision makes of a nomination."""
    return {
        Distinction.WINNER: _("Vinner"),
        Distinction.NOMINEE: _("Nominert"),
        Distinction.MENTION: _("Hederlig omtale"),
    }[value]


def move(name: str) -> str:
    """Name a move of a round as the button that makes it."""
    return {
        "publish_call": _("Publiser utlysningen"),
        "begin_judging": _("Start vurderingen"),
        "open_declaring": _("Åpne for erklæringer"),
        "open_scoring": _("Åpne for poeng"),
        "open_deliberation": _("Åpne drøftingen"),
        "archive": _("Arkiver runden"),
    }[name]


def move_consequence(name: str) -> str:
    """Say what a move leads to, before it is made."""
    return {
        "publish_call": _(
            "Utlysningen blir offentlig når åpningstiden kommer. Kriterier og skjema kan ikke endres etter dette."
        ),
        "begin_judging": _(
            "Vurderingsreglene låses, og juryen får beskjed om å erklære seg. Ingen nye forslag kan tas opp."
        ),
        "open_declaring": _("Juryen får beskjed om å erklære seg."),
        "open_scoring": _("Juryen får beskjed om at den kan lese forslagene og sette poeng."),
        "open_deliberation": _(
            "Alle leverte poeng blir synlige for juryen og sekretariatet. Dette kan ikke gjøres om."
        ),
        "archive": _("Runden blir skrivebeskyttet. Resultatet er fortsatt offentlig."),
    }[name]


def unmet(value: Unmet) -> str:
    """Say what stands in the way of a move."""
    return {
        Unmet.FORM_AND_CRITERIA_READY: _(
            "Skjemaet og kriteriene er ikke ferdige, eller vektene blir ikke 100 % til sammen."
        ),
        Unmet.DATES_IN_ORDER: _("Åpningstid og frist mangler eller står i feil rekkefølge."),
        Unmet.DEADLINE_PASSED: _("Fristen for forslag er ikke ute."),
        Unmet.ALL_SCREENED: _(
            "Ikke alle forslag er tatt opp eller avvist, eller ingen er tatt opp."
        ),
        Unmet.JURY_COMPLETE: _("Ikke alle plasser i juryen har et medlem."),
        Unmet.RULEBOOK_COMPLETE: _("Vurderingsreglene er ikke fullstendige."),
        Unmet.COVERED_BY_QUORUM: _("Ikke alle forslag har nok leverte vurderinger."),
        Unmet.ANNOUNCED: _("Vinneren er ikke kunngjort."),
    }[value]


def fault(value: Fault) -> str:
    """Say what is wrong with an answer, and what to do about it."""
    figures = value.figures
    if value.kind is FaultKind.TOO_LONG:
        return _(
            "Svaret er %(over)s ord for langt. Det kan være på %(limit)s ord.",
            over=figures["words"] - figures["limit"],
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
        FaultKind.NOT_A_NUMBER: _("Skriv et helt tall, bare med sifre."),
        FaultKind.NOT_A_URL: _("Skriv hele adressen. Den begynner med https://"),
        FaultKind.NOT_A_DATE: _("Skriv datoen som år, måned og dag, for eksempel 2026-05-15."),
        FaultKind.NOT_AN_OPTION: _("Velg blant svarene i listen."),
        FaultKind.BAD_EMAIL: _("Skriv en hel e-postadresse, for eksempel navn@kommune.no."),
        FaultKind.BAD_ORG_NUMBER: _(
            "Organisasjonsnummeret stemmer ikke. Det har ni sifre, og det siste er et kontrollsiffer."
        ),
    }[value.kind]
