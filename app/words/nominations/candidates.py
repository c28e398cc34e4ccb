"""Candidates in words: what each kind is called and asked, what is wrong, how one is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.rules.candidates import CandidateField, CandidateKind, called, kind_before
from app.rules.forms import Fault, FaultKind
from app.rules.tables import every
from app.words import formats
from app.words.text import _, _l, _n

NAME = "name"


@dataclass(frozen=True)
class KindWords:
    """What is said of a kind of candidate. All are read when they are shown.

    one: one of them, as a heading.
    what: what it is, in the settings.
    instead: how it is opened where another kind is asked for first.
    help: examples.
    name: what its name is called in the form.
    nameless: what is said where that lacks.
    add: the button for one more.
    """

    one: Any
    what: Any
    instead: Any
    help: Any
    name: Any
    nameless: Any
    add: Any


KINDS: dict[CandidateKind, KindWords] = {
    CandidateKind.MUNICIPALITY: KindWords(
        _l("Kommune"),
        _l("En kommune i registeret"),
        _l("Kandidaten er en kommune"),
        _l("Skriv begynnelsen av navnet, på norsk, samisk eller kvensk, og velg kommunen."),
        _l("Kommune"),
        _l("Skriv navnet på kommunen, og velg den i listen."),
        _l("Legg til en kommune"),
    ),
    CandidateKind.ORGANISATION: KindWords(
        _l("Virksomhet"),
        _l("En annen virksomhet, med organisasjonsnummer"),
        _l("Kandidaten er en annen virksomhet enn en kommune"),
        _l("For eksempel en bydel, en stiftelse eller en frivillig organisasjon."),
        _l("Navn på virksomheten"),
        _l("Skriv navnet på virksomheten."),
        _l("Legg til en virksomhet"),
    ),
    CandidateKind.PLACE: KindWords(
        _l("Sted"),
        _l("Et sted eller et område"),
        _l("Kandidaten er et sted eller et område"),
        _l("For eksempel et nabolag, en park eller et torg."),
        _l("Navn på stedet"),
        _l("Skriv navnet på stedet."),
        _l("Legg til et sted"),
    ),
    CandidateKind.WORK: KindWords(
        _l("Arbeid"),
        _l("Et bygg eller et prosjekt, med dem som står bak"),
        _l("Kandidaten er et bygg eller et prosjekt"),
        _l("Skriv også hvem som står bak: byggherre, arkitekt og andre."),
        _l("Navn på bygget eller prosjektet"),
        _l("Skriv navnet på bygget eller prosjektet."),
        _l("Legg til et bygg eller prosjekt"),
    ),
    CandidateKind.PERSON: KindWords(
        _l("Person"),
        _l("En person"),
        _l("Kandidaten er en person"),
        _l("Skriv ikke mer om personen enn det som trengs for å kjenne personen igjen."),
        _l("Navn på personen"),
        _l("Skriv navnet på personen."),
        _l("Legg til en person"),
    ),
}
every(CandidateKind, KINDS)

FIELDS = {
    CandidateField.ORG_NUMBER: _l("Organisasjonsnummer"),
    CandidateField.WHERE: _l("Kommunen det ligger i"),
    CandidateField.PARTIES: _l("Hvem som står bak"),
    CandidateField.AFFILIATION: _l("Hvor personen arbeider eller hører til"),
}
every(CandidateField, FIELDS)

_LACKS = {
    CandidateField.ORG_NUMBER: _l("Skriv organisasjonsnummeret."),
    CandidateField.WHERE: _l("Skriv navnet på kommunen det ligger i, og velg den i listen."),
    CandidateField.PARTIES: _l("Skriv minst én som står bak."),
    CandidateField.AFFILIATION: _l("Skriv hvor personen arbeider eller hører til."),
}
every(CandidateField, _LACKS)


def kind(value: CandidateKind) -> str:
    """Say what a kind of candidate is called."""
    return str(KINDS[value].one)


def numbered(words: str, number: int, total: int) -> str:
    """Call the first of several something else than the second."""
    return _("%(what)s %(number)s", what=words, number=number) if total > 1 else words


def asked(kinds: Sequence[CandidateKind], most: int, *, allows_own: bool) -> str:
    """Say above the chooser what is asked for."""
    parts = []
    if CandidateKind.MUNICIPALITY in kinds:
        parts.append(str(KINDS[CandidateKind.MUNICIPALITY].help))
    if allows_own:
        parts.append(_("Dere kan foreslå dere selv."))
    else:
        parts.append(_("Dere kan ikke foreslå dere selv."))
    if most > 1:
        parts.append(
            _("Er det et felles arbeid, legger du til alle som er med, opptil %(most)s.", most=most)
        )
    return " ".join(parts)


def nobody(kinds: Sequence[CandidateKind]) -> str:
    """Say that nobody is nominated yet, and what to do about it."""
    if set(kinds) == {CandidateKind.MUNICIPALITY, CandidateKind.ORGANISATION}:
        return _("Velg en kommune, eller skriv navnet på en annen virksomhet.")
    if len(kinds) == 1:
        return str(KINDS[kinds[0]].nameless)
    return _("Skriv hvem eller hva forslaget gjelder.")


def wrong(fault: Fault) -> str:
    """Say what lacks of a candidate, or that one cannot be nominated."""
    kind, _dot, part = fault.part.partition(".")
    if fault.kind is FaultKind.TOO_MANY:
        return _n(
            "Forslaget kan bare gjelde én. Ta bort de andre.",
            "Forslaget kan gjelde høyst %(num)s. Ta bort noen.",
            fault.figures["most"],
        )
    if fault.kind is FaultKind.OWN_PROPOSAL:
        return _(
            "Denne runden tar ikke imot forslag på en selv. Ta bort «%(name)s».", name=fault.written
        )
    if fault.kind is FaultKind.FIELD_MISSING:
        return str(_LACKS[CandidateField(part)])
    if part == CandidateField.PARTIES:
        return _("Skriv navnet på alle som står bak.")
    return str(KINDS[CandidateKind(kind)].nameless)


@dataclass(frozen=True)
class CandidateWords:
    """A candidate to be read: its name, and what else was said of it."""

    name: str
    about: Sequence[str]


def in_words(data: Mapping[str, Any]) -> CandidateWords:
    """Read a candidate as it was handed in, or as it is kept."""
    kind = data.get("kind") or kind_before(data["municipality_id"])
    said = data.get("details", {})
    about = [said["affiliation"]] if said.get("affiliation") else []
    about += [_party(party) for party in said.get("parties", ())]
    return CandidateWords(called(kind, data["name"], said.get("where", "")), about)


def about_all(candidates: Sequence[Mapping[str, Any]]) -> list[str]:
    """Give what was said of some candidates beside their names, a line each."""
    return [line for candidate in candidates for line in in_words(candidate).about]


def _party(party: Mapping[str, str]) -> str:
    number = formats.org_number(party["org_number"]) if party["org_number"] else ""
    return ", ".join(filter(None, (party["role"], party["name"], number)))
