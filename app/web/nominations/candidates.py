"""The chooser of candidates: of each kind that the round takes, lines to fill in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.models import Candidate, Municipality, Organisation, Round
from app.rules.candidates import (
    MOST,
    MOST_PARTIES,
    CandidateField,
    CandidateKind,
    CandidateRules,
    Need,
)
from app.rules.forms import Fault
from app.services import organisations
from app.services.nominations.candidates import LOCATED, CandidateInput, Party
from app.services.work import Work
from app.words import formats
from app.words.nominations import candidates as words
from app.words.nominations import forms
from app.words.nominations.candidates import NAME
from app.words.text import _

PARTY_PARTS = ("name", "role", "number")


def field_id(kind: str, part: str, line: int) -> str:
    """Name the field of a candidate: what links lead to, and labels belong to."""
    if kind == CandidateKind.MUNICIPALITY:
        return f"candidate-{line}"
    if kind == CandidateKind.ORGANISATION:
        return f"other-{line}-name" if part == NAME else f"other-{line}"
    if part == CandidateField.PARTIES:
        return f"work-{line}-party-1-name"
    return f"{kind}-{line}-{part}"


_SENT = {
    (CandidateKind.MUNICIPALITY, NAME): "candidate",
    (CandidateKind.ORGANISATION, NAME): "other-name",
    (CandidateKind.ORGANISATION, CandidateField.ORG_NUMBER): "other-number",
}
"""What fields are sent as, where that is not their kind and part."""


@dataclass(frozen=True)
class Option:
    """One municipality of the register, and what else it is known by."""

    name: str
    also: str
    about: str


@dataclass(frozen=True)
class Entry:
    """One field of a line: what stands in it, and what is wrong with that."""

    id: str
    name: str
    label: str
    value: str
    error: str = ""
    is_optional: bool = False
    is_chosen: bool = False
    """Whether it is one of the municipalities of the register."""
    is_number: bool = False


@dataclass(frozen=True)
class Line:
    """One candidate to fill in; of a work, with those who stand behind it."""

    entries: Sequence[Entry]
    parties: Sequence[Sequence[Entry]] = ()
    has_room: bool = False
    """Whether one more can stand behind it."""
    is_optional: bool = False
    """Whether nobody has to."""


@dataclass(frozen=True)
class Group:
    """The lines of one kind."""

    kind: CandidateKind
    summary: str
    help: str
    lines: Sequence[Line]
    is_open: bool
    add: str
    """The button for one more; empty where there is no room."""


@dataclass(frozen=True)
class Chooser:
    """The lines to fill in, as many as there are candidates and what was asked for."""

    invented: Sequence[Candidate]
    """Candidates of the demonstration: they stand fast."""
    help: str = ""
    register: Sequence[Option] = ()
    """The municipalities that can be chosen: the nominator's own first."""
    groups: Sequence[Group] = ()
    errors: Sequence[str] = ()
    """What is wrong with all of them together."""
    is_wrong: bool = False


@dataclass(frozen=True)
class Draft:
    """What a chooser is filled in from: of a nomination, or of one that is only tried out."""

    award_round: Round
    filled: Sequence[CandidateInput]
    invented: Sequence[Candidate] = ()
    body: Organisation | None = None
    faults: Sequence[Fault] = ()
    asked: Mapping[CandidateKind, int] = field(default_factory=dict)
    """How many lines of each kind the writer has asked for."""


def chooser(work: Work, draft: Draft) -> Chooser:
    """Lay out the lines."""
    if draft.invented:
        return Chooser(draft.invented)
    rules = draft.award_round.candidate_rules
    register = organisations.register(work.session)
    made = _Lines(draft, rules, {place.id: place.display_name for place in register})
    whole = [one for one in draft.faults if "line" not in one.figures]
    return Chooser(
        [],
        words.asked(rules.kinds, rules.most, allows_own=rules.allows_own),
        _options(register, draft.body),
        [made.group(kind, is_first=place == 0) for place, kind in enumerate(made.kinds)],
        [forms.message(one, ()) for one in whole],
        bool(draft.faults),
    )


class _Lines:
    """The lines of all kinds, while they are being laid out."""

    def __init__(self, draft: Draft, rules: CandidateRules, names: Mapping[int, str]) -> None:
        self.draft, self.rules, self.names = draft, rules, names
        self.filled: dict[CandidateKind, list[CandidateInput]] = {}
        for one in draft.filled:
            if one != CandidateInput(kind=one.kind):
                self.filled.setdefault(one.is_a, []).append(one)
        # What was written of a kind that is not taken any more is not hidden from its writer.
        self.kinds = list(dict.fromkeys((*rules.kinds, *self.filled)))
        self.total = sum(map(len, self.filled.values()))

    def group(self, kind: CandidateKind, *, is_first: bool) -> Group:
        """Lay out the lines of one kind: those that are filled in, and some that are not."""
        told, filled = words.KINDS[kind], self.filled.get(kind, [])
        wanted = min(max(1, self.draft.asked.get(kind, 0)), MOST)
        lines = filled + [CandidateInput(kind=kind)] * (wanted - len(filled))
        return Group(
            kind,
            "" if is_first else str(told.instead),
            "" if kind is CandidateKind.MUNICIPALITY else str(told.help),
            [self.line(kind, one, place, len(lines)) for place, one in enumerate(lines, start=1)],
            is_open=bool(filled) or kind in self.draft.asked,
            add=str(told.add) if self.rules.most > max(self.total, len(lines)) else "",
        )

    def line(self, kind: CandidateKind, one: CandidateInput, place: int, total: int) -> Line:
        """Lay out one line."""
        name = words.numbered(str(words.KINDS[kind].name), place, total)
        is_chosen = kind is CandidateKind.MUNICIPALITY
        value = self.names.get(one.municipality_id or 0, one.name) if is_chosen else one.name
        entries = [self.entry(kind, NAME, place, name, value, is_chosen=is_chosen)]
        values = {
            CandidateField.ORG_NUMBER: _written_number(one.org_number),
            CandidateField.WHERE: self.names.get(one.municipality_id or 0, one.where),
            CandidateField.AFFILIATION: one.affiliation,
        }
        for part, value_of in values.items():
            need = self.rules.need(kind, part)
            if need is not Need.UNASKED or (value_of and kind in LOCATED):
                label = words.numbered(str(words.FIELDS[part]), place, total)
                entries.append(
                    self.entry(
                        kind,
                        part,
                        place,
                        label,
                        value_of,
                        is_optional=need is not Need.REQUIRED,
                        is_chosen=part is CandidateField.WHERE,
                        is_number=part is CandidateField.ORG_NUMBER,
                    )
                )
        need = self.rules.need(kind, CandidateField.PARTIES)
        if need is Need.UNASKED:
            return Line(entries)
        parties = self.parties(one.parties, place)
        return Line(
            entries, parties, len(one.parties) < MOST_PARTIES, is_optional=need is Need.OPTIONAL
        )

    def entry(
        self, kind: CandidateKind, part: str, place: int, label: str, value: str, **more: Any
    ) -> Entry:
        """Lay out one field of a line."""
        sent = _SENT.get((kind, part), f"{kind}-{part}")
        error = self.error(f"{kind}.{part}", place)
        return Entry(field_id(kind, part, place), sent, label, value, error, **more)

    def parties(self, filled: Sequence[Party], place: int) -> list[list[Entry]]:
        """Lay out those who stand behind a work, and room for one more."""
        rows = [*filled, *[Party()] * (1 if filled else 2)][:MOST_PARTIES]
        error = self.error(f"{CandidateKind.WORK}.{CandidateField.PARTIES}", place)
        labels = (_("Navn"), _("Rolle"), str(words.FIELDS[CandidateField.ORG_NUMBER]))
        return [
            [
                Entry(
                    f"work-{place}-party-{number}-{part}",
                    f"work-{place}-party-{part}",
                    label,
                    value,
                    error if number == 1 and part == NAME else "",
                    is_optional=part != NAME,
                    is_number=part == "number",
                )
                for part, label, value in zip(
                    PARTY_PARTS,
                    labels,
                    (row.name, row.role, _written_number(row.org_number)),
                    strict=True,
                )
            ]
            for number, row in enumerate(rows, start=1)
        ]

    def error(self, part: str, place: int) -> str:
        """Say what is wrong with a field."""
        found = [
            forms.message(one, ())
            for one in self.draft.faults
            if one.part == part and one.figures.get("line") == place
        ]
        return found[0] if found else ""


def _written_number(number: str) -> str:
    return formats.org_number(number) if organisations.is_org_number(number) else number


def _options(register: Sequence[Municipality], body: Organisation | None) -> list[Option]:
    own = body.municipality_id if body else None
    return [
        Option(
            place.display_name,
            ", ".join(filter(None, (place.sami_name, place.kven_name))),
            _about(place, own),
        )
        for place in sorted(register, key=lambda place: place.id != own)
    ]


def _about(place: Municipality, own: int | None) -> str:
    """Say what tells a municipality from the others, where its name does not."""
    if place.id == own:
        return _("Deres egen kommune")
    return "" if place.county_name in place.display_name else place.county_name
