"""Conflicts that the product can see from what it knows of a juror and who is nominated.

Each is said with where it is known from, and none is a verdict.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Appointment, Candidate, Round
from app.rules.candidates import CandidateKind, folded
from app.services.impartiality.earlier import declared_before
from app.services.impartiality.knowing import Area, Body, Known, Source, known
from app.services.nominations.candidates import LOCATED


class Nearness(IntEnum):
    """What binds a juror to a candidate, the closest first."""

    HERSELF = 1
    SAME_BODY = 2
    PARTY = 3
    AFFILIATION = 4
    LIES_IN = 5
    """The body is the municipality that a place or a work lies in."""
    COUNTY = 6
    DECLARED = 7
    """She declared a conflict to the same candidate in an earlier round."""


class Because(NamedTuple):
    """Where a bond is known from, and the body that it is known by."""

    source: Source
    body: str = ""
    detail: str = ""
    """The domain of a mail address, or the year of a declaration."""


@dataclass(frozen=True)
class Suggestion:
    """A conflict that the product can see; never a verdict."""

    nearness: Nearness
    about: str
    """What binds them: the county, the party, the body."""
    because: tuple[Because, ...]
    """All that it is known from."""


def suggest(
    session: Session, award_round: Round, appointments: Sequence[Appointment], ids: Sequence[int]
) -> dict[tuple[int, int], list[Suggestion]]:
    """Point out who of some of a jury may be bound to which of some nominations, and by what.

    By (nomination, appointment), the closest first. In as many queries for many as for one.
    """
    told = known(session, appointments)
    named = session.scalars(
        select(Candidate)
        .where(Candidate.nomination_id.in_(ids))
        .order_by(Candidate.nomination_id, Candidate.position)
        .options(joinedload(Candidate.municipality))
    ).all()
    found: dict[tuple[int, int], dict[tuple[Nearness, str], list[Because]]] = {}
    for one in appointments:
        for candidate in named:
            for nearness, about, because in _bonds(candidate, told[one.id]):
                bonds = found.setdefault((candidate.nomination_id, one.id), {})
                reasons = bonds.setdefault((nearness, about), [])
                if because not in reasons:
                    reasons.append(because)
    for key, before in declared_before(session, award_round, appointments, named).items():
        because = Because(Source.DECLARATION, detail=str(before.year))
        bonds = found.setdefault(key, {})
        bonds[Nearness.DECLARED, before.candidate_name] = [because]
    return {
        key: [
            Suggestion(nearness, about, tuple(reasons))
            for (nearness, about), reasons in sorted(bonds.items(), key=lambda bond: bond[0])
        ]
        for key, bonds in found.items()
    }


_Bond = tuple[Nearness, str, Because]


def _bonds(candidate: Candidate, told: Known) -> Iterator[_Bond]:
    said = candidate.details
    if candidate.kind is CandidateKind.PERSON and folded(candidate.name) == told.person:
        yield Nearness.HERSELF, candidate.name, Because(Source.NAME)
    for party in said.get("parties", ()):
        if folded(party["name"]) == told.person:
            yield Nearness.HERSELF, party["name"], Because(Source.NAME)
    for body in told.bodies:
        for nearness, about in _bound_by(candidate, body):
            yield nearness, about, Because(body.source, body.called, body.detail)
    for area in told.areas:
        if _is_within(candidate, area):
            yield Nearness.COUNTY, candidate.place, Because(area.source, area.called, area.detail)


def _bound_by(candidate: Candidate, body: Body) -> Iterator[tuple[Nearness, str]]:
    """Say how a candidate is bound to a body that somebody belongs to."""
    said, lies = candidate.details, candidate.kind in LOCATED
    is_there = (candidate.municipality_id or 0) == body.municipality_id
    if candidate.kind is CandidateKind.PERSON:
        affiliation = said.get("affiliation", "")
        if affiliation and body.is_called(affiliation, None, candidate.kind):
            yield Nearness.AFFILIATION, affiliation
    elif lies:
        for party in said.get("parties", ()):
            if body.is_called(party["name"], party["org_number"], candidate.kind):
                yield Nearness.PARTY, party["name"]
        if is_there and said.get("where"):
            yield Nearness.LIES_IN, said["where"]
    elif is_there or body.is_called(candidate.name, candidate.org_number, candidate.kind):
        yield Nearness.SAME_BODY, candidate.name


def _is_within(candidate: Candidate, area: Area) -> bool:
    if not candidate.place:
        return False
    if candidate.municipality is not None:
        return candidate.municipality.county_number in area.numbers
    return candidate.place in area.names
