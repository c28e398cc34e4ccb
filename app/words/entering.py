"""What tables are entered from: their headings in every language, and what is wrong with a cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.rules.entering import MOST_LINES, Wrong
from app.rules.tables import every
from app.services.entering import juries, past_rounds, people
from app.spreadsheets import Fault, Sheet
from app.words import formats
from app.words.text import _, _l


class Kind(StrEnum):
    """The kinds of table."""

    JURY = "jury"
    PEOPLE = "personer"
    PAST = "tidligere"


@dataclass(frozen=True)
class Column:
    """A column: its heading in every language, what is written in it, and an example."""

    key: str
    names: Mapping[str, str]
    about: Any
    example: str


def _column(key: str, nb: str, nn: str, en: str, about: Any, example: str) -> Column:
    return Column(key, {"nb": nb, "nn": nn, "en": en}, about, example)


_MAIL = _l("E-postadressen. Dit går invitasjonen.")
_LANGUAGE = _l("Språket i invitasjonen: bokmål, nynorsk eller engelsk. Tomt er bokmål.")
COLUMNS: dict[Kind, Sequence[Column]] = {
    Kind.JURY: (
        _column(
            "institution",
            "Institusjon",
            "Institusjon",
            "Institution",
            _l("Hvem plassen hører til. Skriv den likt på hver linje for samme plass."),
            "Statsforvalteren i Nordland",
        ),
        _column(
            "short",
            "Kortnavn",
            "Kortnamn",
            "Short name",
            _l("Høyst 20 tegn. Må stå på den første linjen for en ny plass."),
            "SFN",
        ),
        _column("leads", "Leder", "Leiar", "Leads", _l("Ja for plassen som leder juryen."), "nei"),
        _column(
            "areas",
            "Fylker",
            "Fylke",
            "Counties",
            _l("Fylkene institusjonen har ansvar for, med komma mellom. Ellers tomt."),
            "Nordland",
        ),
        _column("place", "Som", "Som", "As", _l("Medlem eller vara. Tomt er medlem."), "medlem"),
        _column(
            "name",
            "Navn",
            "Namn",
            "Name",
            _l("Hvem som inviteres. Tomt lager bare plassen."),
            "Kari Nordmann",
        ),
        _column("email", "E-post", "E-post", "Email", _MAIL, "kari@example.org"),
        _column(
            "since",
            "Første dag",
            "Første dag",
            "First day",
            _l("Datoen vervet begynner. Tomt er fra starten av perioden, eller fra i dag."),
            "01.01.2027",
        ),
        _column("language", "Språk", "Språk", "Language", _LANGUAGE, "bokmål"),
    ),
    Kind.PEOPLE: (
        _column("name", "Navn", "Namn", "Name", _l("Hvem som inviteres."), "Kari Nordmann"),
        _column("email", "E-post", "E-post", "Email", _MAIL, "kari@example.org"),
        _column(
            "role",
            "Rolle",
            "Rolle",
            "Role",
            _l("Sekretariat, revisor eller administrator."),
            "revisor",
        ),
        _column(
            "prize",
            "Pris",
            "Pris",
            "Prize",
            _l("Navnet på prisen. Tomt gjelder alle priser, og må være tomt for en administrator."),
            "",
        ),
        _column("language", "Språk", "Språk", "Language", _LANGUAGE, "bokmål"),
    ),
    Kind.PAST: (
        _column("year", "År", "År", "Year", _l("Året runden ble holdt."), "2019"),
        _column(
            "candidate",
            "Kandidat",
            "Kandidat",
            "Candidate",
            _l("Én linje for vinneren, og én for hver nominert."),
            "Eksempel kommune",
        ),
        _column("result", "Resultat", "Resultat", "Result", _l("Vinner eller nominert."), "vinner"),
        _column(
            "county",
            "Sted",
            "Stad",
            "Place",
            _l("Fylket. Tomt hentes fra kommuneregisteret når kandidaten er en kommune."),
            "Nordland",
        ),
        _column(
            "citation",
            "Begrunnelse",
            "Grunngiving",
            "Citation",
            _l("Juryens ord om vinneren."),
            "For et arbeid som varer.",
        ),
        _column(
            "about",
            "Om runden",
            "Om runden",
            "About the round",
            _l("Annet som er verdt å vite."),
            "",
        ),
        _column(
            "leader",
            "Juryleder",
            "Juryleiar",
            "Jury chair",
            _l("Navnet, om det er alt en vet om juryen."),
            "",
        ),
        _column(
            "jury",
            "Jury",
            "Jury",
            "Jury",
            _l("Navn, institusjon; navn, institusjon. Den første leder."),
            "Ola Nordmann, KS; Kari Nordmann, Husbanken",
        ),
        _column(
            "source", "Kilde", "Kjelde", "Source", _l("En adresse som begynner med https://"), ""
        ),
    ),
}
every(Kind, COLUMNS)
NEEDED = {Kind.JURY: juries.NEEDED, Kind.PEOPLE: people.NEEDED, Kind.PAST: past_rounds.NEEDED}

TITLES = {
    Kind.JURY: _l("Les inn plasser og medlemmer"),
    Kind.PEOPLE: _l("Les inn personer"),
    Kind.PAST: _l("Les inn tidligere runder"),
}
ABOUT = {
    Kind.JURY: _l(
        "En linje for hver person, med plassen hun eller han skal ha. Alle får en invitasjon når du lagrer."
    ),
    Kind.PEOPLE: _l(
        "En linje for hver person som skal ha en rolle. Alle får en invitasjon når du lagrer."
    ),
    Kind.PAST: _l(
        "En linje for hver kandidat. Rundene blir offentlige når du lagrer, og kan ikke endres etterpå."
    ),
}
every(Kind, TITLES)
every(Kind, ABOUT)

_SAID = {
    Wrong.EMPTY: _l("Cellen er tom. Fyll den ut."),
    Wrong.TOO_LONG: _l("Teksten er for lang. Kort den ned."),
    Wrong.NOT_MAIL: _l("Dette er ingen e-postadresse. Skriv for eksempel navn@kommune.no."),
    Wrong.NOT_YEAR: _l("Dette er ikke noe årstall. Skriv fire sifre, for eksempel 2019."),
    Wrong.NOT_DATE: _l("Dette er ingen dato. Skriv for eksempel 15.05.2027."),
    Wrong.NOT_YES_NO: _l("Skriv ja eller nei."),
    Wrong.NOT_PLACE: _l("Skriv medlem eller vara."),
    Wrong.NOT_ROLE: _l("Skriv sekretariat, revisor eller administrator."),
    Wrong.NOT_PRIZE: _l("Ingen pris heter dette. Skriv navnet slik det står på forsiden."),
    Wrong.NOT_LANGUAGE: _l("Skriv bokmål, nynorsk eller engelsk."),
    Wrong.NOT_COUNTY: _l("Et av fylkene finnes ikke. Skriv dagens navn, med komma mellom."),
    Wrong.NOT_RESULT: _l("Skriv vinner eller nominert."),
    Wrong.NOT_SEATS: _l("Skriv navn, institusjon; navn, institusjon. Hver institusjon én gang."),
    Wrong.BROKEN_FORMULA: _l("Cellen har en formel uten svar. Skriv svaret selv."),
    Wrong.NEEDLESS_PRIZE: _l("En administrator har rollen i alle priser. La cellen stå tom."),
    Wrong.ALREADY_HELD: _l("Den som har adressen, har plassen eller rollen alt. Fjern linjen."),
    Wrong.ALREADY_INVITED: _l(
        "Adressen er invitert alt, eller står på en linje til. Fjern linjen."
    ),
    Wrong.SEAT_TAKEN: _l(
        "Plassen har et medlem eller en invitasjon alt. Skriv vara, eller velg en senere dag."
    ),
    Wrong.OUTSIDE_TERM: _l("Dagen er utenfor perioden til juryen."),
    Wrong.KEEPS_OUT: _l(
        "Personen har en rolle eller et forslag som ikke går sammen med å sitte i juryen."
    ),
    Wrong.YEAR_TAKEN: _l("Prisen har en runde dette året alt. Fjern linjene for året."),
    Wrong.NO_WINNER: _l("Året har ingen vinner. Skriv vinner på en av linjene."),
    Wrong.NOT_OVER: _l("Året er ikke kommet ennå."),
}
every(Wrong, _SAID)

_UNREADABLE = {
    Fault.OLD_OR_LOCKED: _l(
        "Filen er et gammelt regneark, eller har passord. Lagre den som .xlsx uten passord."
    ),
    Fault.NOT_A_SPREADSHEET: _l(
        "Filen er ikke et regneark, eller den er ødelagt. Lagre den på nytt som .xlsx."
    ),
    Fault.NOT_TEXT: _l("Filen er ikke et regneark. Velg en .xlsx-, .ods- eller CSV-fil."),
    Fault.NOT_IN_LETTERS: _l("Filen er ikke et regneark. Velg en .xlsx-, .ods- eller CSV-fil."),
    Fault.QUOTES: _l("Anførselstegnene i CSV-filen går ikke opp. Lagre den heller som .xlsx."),
    Fault.TOO_LARGE: _l("Arket rekker for langt. Slett det som står langt utenfor tabellen."),
}
every(Fault, _UNREADABLE)


def said(wrong: Wrong) -> str:
    """Say what is wrong with a cell, and what to write."""
    return str(_SAID[wrong])


def unreadable(fault: Fault) -> str:
    """Say why a file can't be read, and what to do."""
    return str(_UNREADABLE[fault])


def too_many() -> str:
    """Say that there are more lines than are taken at once."""
    return _("Filen har flere enn %(number)s linjer. Del den i flere.", number=MOST_LINES)


def heading(kind: Kind, key: str) -> str:
    """Give what a column is called."""
    column = next(one for one in COLUMNS[kind] if one.key == key)
    return formats.in_language(dict(column.names))


def known(kind: Kind) -> dict[str, str]:
    """Give the key of each heading, in whichever language it is written."""
    return {
        name.casefold(): column.key for column in COLUMNS[kind] for name in column.names.values()
    }


def template(kind: Kind) -> list[Sheet]:
    """Give the table to be filled in, and beside it what is written where."""
    columns = COLUMNS[kind]
    headings = [formats.in_language(dict(one.names)) for one in columns]
    guide = [
        [name, str(one.about), _("Ja") if one.key in NEEDED[kind] else "", one.example]
        for name, one in zip(headings, columns, strict=True)
    ]
    return [
        Sheet(str(TITLES[kind]), headings, []),
        Sheet(
            _("Veiledning"),
            [_("Kolonne"), _("Hva du skriver"), _("Må fylles ut"), _("Eksempel")],
            guide,
        ),
    ]
