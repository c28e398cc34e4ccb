"""Kinds of candidates: what is asked of each, what it is called, and when two are the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.tables import every


class CandidateKind(StrEnum):
    """What a nomination can be for, in the order in which it is asked for."""

    MUNICIPALITY = "municipality"
    ORGANISATION = "organisation"
    PLACE = "place"
    WORK = "work"
    PERSON = "person"


class CandidateField(StrEnum):
    """What can be asked of a candidate beside its name."""

    ORG_NUMBER = "org_number"
    WHERE = "where"
    """The municipality that a place or a work lies in."""
    PARTIES = "parties"
    """Who stands behind a work."""
    AFFILIATION = "affiliation"
    """Where a person works, or what she belongs to."""


class Need(StrEnum):
    """Whether something is asked for."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    UNASKED = "unasked"


FIELDS: dict[CandidateKind, Mapping[CandidateField, Need]] = {
    CandidateKind.MUNICIPALITY: {},
    CandidateKind.ORGANISATION: {CandidateField.ORG_NUMBER: Need.OPTIONAL},
    CandidateKind.PLACE: {CandidateField.WHERE: Need.REQUIRED},
    CandidateKind.WORK: {
        CandidateField.WHERE: Need.REQUIRED,
        CandidateField.PARTIES: Need.REQUIRED,
    },
    CandidateKind.PERSON: {CandidateField.AFFILIATION: Need.OPTIONAL},
}
"""What each kind can be asked beside its name, and whether it is, unless a round says otherwise."""
every(CandidateKind, FIELDS)

LISTED = (CandidateKind.MUNICIPALITY, CandidateKind.ORGANISATION)
"""The kinds of a round that says nothing else."""
MOST = 10
"""No round takes more candidates in one nomination."""
MOST_UNLESS_SAID = 5
MOST_PARTIES = 6


def setting_name(kind: CandidateKind, asked: CandidateField) -> str:
    """Name what a round says of a field of a kind."""
    return f"{kind}.{asked}"


@dataclass(frozen=True)
class CandidateRules:
    """What a round says of candidates."""

    kinds: tuple[CandidateKind, ...] = LISTED
    needs: Mapping[str, str] = field(default_factory=dict)
    """By ``setting_name``, where it is not as in ``FIELDS``."""
    most: int = MOST_UNLESS_SAID
    allows_own: bool = True
    """Whether nominators may propose themselves."""

    def need(self, kind: CandidateKind, asked: CandidateField) -> Need:
        """Say whether a field of a kind is asked for; never one that the kind does not have."""
        unless_said = FIELDS[kind].get(asked)
        if unless_said is None:
            return Need.UNASKED
        return Need(self.needs.get(setting_name(kind, asked), unless_said))


def called(kind: str, name: str, where: str = "") -> str:
    """Name a candidate. A place and a work are told apart by where they lie."""
    lies = kind in {CandidateKind.PLACE, CandidateKind.WORK} and where and where not in name
    return f"{name}, {where}" if lies else name


def kind_before(municipality_id: int | None) -> CandidateKind:
    """Give the kind of a candidate that was handed in before there were kinds."""
    return CandidateKind.MUNICIPALITY if municipality_id else CandidateKind.ORGANISATION


def folded(text: str) -> str:
    """Write a name so that it can be compared: no capitals, single spaces, no stops or quotes."""
    kept = (letter if letter.isalnum() else " " for letter in text.casefold())
    return " ".join("".join(kept).split())


def digits(org_number: str) -> str:
    """Write an organisation number without its spaces."""
    return "".join(org_number.split())


def likeness(
    kind: str, name: str, municipality_id: int | None = None, org_number: str | None = None
) -> frozenset[tuple[str, str]]:
    """Give what tells a candidate: two that share anything of it are perhaps the same.

    A body is told by its number or its name, whatever kind it was nominated as; a place and a work
    by name and where they lie; a person by name alone.
    """
    written = folded(name)
    if kind == CandidateKind.PERSON:
        return frozenset({("person", written)})
    if kind in {CandidateKind.PLACE, CandidateKind.WORK}:
        return frozenset({(f"lies in {municipality_id}", written)})
    found = {("body", written)}
    if municipality_id:
        found.add(("municipality", str(municipality_id)))
    if org_number:
        found.add(("number", digits(org_number)))
    return frozenset(found)
