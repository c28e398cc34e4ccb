"""The set-up of a round: what the steps are called, and what is said of what lacks."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from app.rules.dates import RoundDate
from app.rules.holidays import Holiday
from app.rules.languages import CODES
from app.rules.setup import Lack, Step
from app.rules.tables import every
from app.services.setup import State
from app.words import builder, formats
from app.words.formats import listed
from app.words.rounds.dates import called
from app.words.terms import language_name
from app.words.text import _, _l, _n

STEPS = {
    Step.DATES: _l("Datoer"),
    Step.NOMINATORS: _l("Hvem som kan foreslå"),
    Step.CANDIDATES: _l("Kandidater"),
    Step.CRITERIA: _l("Kriterier og vekter"),
    Step.FORM: _l("Forslagsskjema"),
    Step.CALL: _l("Utlysningstekst"),
    Step.CONTACT: _l("Kontakt"),
    Step.AWARD: _l("Det vinneren får"),
    Step.STAGES: _l("Trinn"),
    Step.RULES: _l("Vurderingsregler"),
    Step.JURY: _l("Jury"),
}
every(Step, STEPS)

STATES = {
    State.DONE: _l("Klart"),
    State.WARNS: _l("Se over"),
    State.LACKS: _l("Mangler noe"),
}
every(State, STATES)
MARKS = {State.DONE: "done", State.WARNS: "declare", State.LACKS: "warn"}

HOLIDAYS = {
    Holiday.NEW_YEAR: _l("første nyttårsdag"),
    Holiday.MAUNDY_THURSDAY: _l("skjærtorsdag"),
    Holiday.GOOD_FRIDAY: _l("langfredag"),
    Holiday.EASTER_SUNDAY: _l("første påskedag"),
    Holiday.EASTER_MONDAY: _l("andre påskedag"),
    Holiday.LABOUR_DAY: _l("første mai"),
    Holiday.CONSTITUTION_DAY: _l("syttende mai"),
    Holiday.ASCENSION_DAY: _l("Kristi himmelfartsdag"),
    Holiday.WHIT_SUNDAY: _l("første pinsedag"),
    Holiday.WHIT_MONDAY: _l("andre pinsedag"),
    Holiday.CHRISTMAS_DAY: _l("første juledag"),
    Holiday.BOXING_DAY: _l("andre juledag"),
}
every(Holiday, HOLIDAYS)

PARTS = {
    "call_intro": _l("Innledning"),
    "call_who": _l("Hvem kan få prisen?"),
    "call_how": _l("Slik foreslår du noen"),
    "writing_aids": _l("Skriveverktøy (KI)"),
    "residents_warning": _l("Advarsel mot å skrive om beboere"),
}
"""What the parts of a call are called."""

CONTACT = {
    "contact_name": _l("Navn"),
    "contact_email": _l("E-post"),
    "contact_phone": _l("Telefon"),
}
"""What is said of whoever can be asked."""

Figures = Mapping[str, str | int]


def step(value: Step) -> str:
    """Say what a step is called."""
    return str(STEPS[value])


def in_languages(codes: str) -> str:
    """Name languages: bokmål og engelsk."""
    return listed([language_name(code) for code in CODES if code in codes.split()])


def _date(figures: Figures) -> str:
    return called(RoundDate(str(figures["date"])))


def _on_holiday(figures: Figures) -> str:
    day = formats.day(date.fromisoformat(str(figures["day"])))
    if figures["holiday"] == "sunday":
        return _("«%(date)s» er på en søndag, %(day)s.", date=_date(figures), day=day)
    name = str(HOLIDAYS[Holiday(str(figures["holiday"]))])
    return _(
        "«%(date)s» er på en helligdag: %(name)s, %(day)s.", date=_date(figures), name=name, day=day
    )


def _lacks_language(figures: Figures) -> str:
    return _(
        "«%(name)s» mangler tekst på %(languages)s.",
        name=figures["name"],
        languages=in_languages(str(figures["languages"])),
    )


def _levels_language(figures: Figures) -> str:
    return _(
        "Beskrivelsene av poengene for «%(name)s» mangler på %(languages)s.",
        name=figures["name"],
        languages=in_languages(str(figures["languages"])),
    )


def _off_scale(figures: Figures) -> str:
    return _(
        "«%(name)s» beskriver %(levels)s poeng, men skalaen har %(steps)s.",
        name=figures["name"],
        levels=figures["levels"],
        steps=figures["steps"],
    )


def _not_whole(figures: Figures) -> str:
    total = formats.percent(Decimal(str(figures["total"])), 3)
    return _("Vektene blir %(total)s til sammen. De må bli nøyaktig 100 prosent.", total=total)


def _call_language(figures: Figures) -> str:
    return _(
        "«%(part)s» er ikke skrevet på %(language)s, som er språket i utlysningen.",
        part=PARTS[str(figures["part"])],
        language=language_name(str(figures["language"])),
    )


SAID: dict[str, Callable[[Figures], str]] = {
    "date_missing": lambda f: _("«%(date)s» har ingen dato.", date=_date(f)),
    "dates_not_in_order": lambda _f: _("Datoene står ikke i riktig rekkefølge."),
    "deadline_passed": lambda _f: _("Fristen for forslag er passert."),
    "opens_at_once": lambda _f: _(
        "Åpningstiden er passert. Utlysningen blir åpen med en gang den publiseres."
    ),
    "date_on_holiday": _on_holiday,
    "term_ends": lambda f: _(
        "Juryen er oppnevnt ut %(year)s, men møtet er %(day)s.",
        year=f["year"],
        day=formats.day(date.fromisoformat(str(f["day"]))),
    ),
    "no_criterion": lambda _f: _("Runden har ingen kriterier."),
    "weights_not_whole": _not_whole,
    "criterion_language": _lacks_language,
    "no_levels": lambda f: _("«%(name)s» sier ikke hva hvert poeng betyr.", name=f["name"]),
    "levels_off_scale": _off_scale,
    "level_language": _levels_language,
    "no_call_text": lambda _f: _(
        "Utlysningen har ingen egen innledning. Formålet med prisen står i stedet."
    ),
    "call_language": _call_language,
    "call_part_missing": lambda f: _("«%(part)s» er tom.", part=PARTS[str(f["part"])]),
    "no_contact": lambda _f: _(
        "Utlysningen sier ikke hvem en kan spørre. Adressen til prisen står i stedet."
    ),
    "contact_missing": lambda f: _(
        "Det mangler noe om hvem en kan spørre: %(part)s.",
        part=str(CONTACT[str(f["part"])]).lower(),
    ),
    "no_gift": lambda _f: _("Det står ikke hva vinneren får."),
    "gift_language": _lacks_language,
    "visit_without_questions": lambda f: _(
        "Befaringen i trinn %(stage)s har ingen spørsmål.", stage=f["stage"]
    ),
    "no_rules": lambda _f: _("Runden har ingen vurderingsregler."),
    "law_language": lambda f: _(
        "Lovteksten om habilitet mangler på %(languages)s.",
        languages=in_languages(str(f["languages"])),
    ),
    "fewer_than_quorum": lambda f: _(
        "Minst %(quorum)s medlemmer må levere for hvert forslag, men juryen har bare %(members)s.",
        quorum=f["quorum"],
        members=f["members"],
    ),
    "no_jury": lambda _f: _("Runden har ingen jury."),
    "no_seats": lambda _f: _("Juryen har ingen plasser."),
    "no_leader": lambda _f: _("Ingen plass leder juryen."),
    "leader_without_member": lambda f: _(
        "Plassen som leder juryen, har ikke noe medlem: %(seat)s.", seat=f["seat"]
    ),
    "seat_without_member": lambda f: _(
        "En plass i juryen har ikke noe medlem: %(seat)s.", seat=f["seat"]
    ),
    "nominators_none": lambda _f: _("Runden sier ikke hvem som kan foreslå."),
}
"""The sentence for each thing that can lack, but for what ``builder`` says of the form."""


def lack(value: Lack) -> str:
    """Say what lacks."""
    said = SAID.get(value.what)
    return said(value.figures) if said else builder.lack(value)


def status(lacking: int, warnings: int, *, is_published: bool) -> str:
    """Say in a sentence or two how far a set-up has come."""
    if is_published:
        return _("Utlysningen er publisert. Noe kan fortsatt endres, og resten sier hvorfor ikke.")
    if lacking:
        return _n(
            "Én ting mangler før utlysningen kan publiseres.",
            "Det mangler %(num)s ting før utlysningen kan publiseres.",
            lacking,
        )
    if warnings:
        return _n(
            "Alt er på plass. Én ting bør dere se over før dere publiserer.",
            "Alt er på plass. Det er %(num)s ting dere bør se over før dere publiserer.",
            warnings,
        )
    return _("Alt er på plass. Utlysningen kan publiseres.")


def locked_with_call() -> str:
    """Say why something cannot be changed any more."""
    return _(
        "Dette ble låst da utlysningen ble publisert. De som skriver forslag, går ut fra det som står der."
    )


def over() -> str:
    """Say why nothing of a round can be changed any more."""
    return _("Runden er avgjort eller avlyst, og utlysningen står slik den sto.")
