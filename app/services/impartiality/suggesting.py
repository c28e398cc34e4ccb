"""Conflicts that the product can see from who sits where and who is nominated; never a verdict."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Appointment, Candidate, Municipality
from app.rules.candidates import CandidateKind, digits, folded
from app.services.nominations.candidates import LOCATED


class Nearness(IntEnum):
    """What binds a juror to a candidate, the closest first."""

    HERSELF = 1
    SAME_BODY = 2
    PARTY = 3
    AFFILIATION = 4
    LIES_IN = 5
    """The institution is the municipality that a place or a work lies in."""
    COUNTY = 6


@dataclass(frozen=True)
class Suggestion:
    """A conflict that the product can see; never a verdict."""

    nomination_id: int
    nearness: Nearness
    about: str
    """What binds them: the county, the party, the body."""


@dataclass(frozen=True)
class _Seat:
    """What is known of whoever answers: her name, and her institution by all that it is called."""

    person: str
    names: AbstractSet[str]
    org_number: str
    municipality_id: int | None
    areas: Sequence[str]
    counties: AbstractSet[str]
    """The names of the areas: a candidate that lies in no municipality has only that."""

    def is_body(self, name: str, org_number: str | None) -> bool:
        """Say whether a body is her institution, by number or by name."""
        number = digits(org_number or "")
        return (bool(number) and number == self.org_number) or folded(name) in self.names


def suggest(
    session: Session, appointment: Appointment, ids: Sequence[int]
) -> dict[int, Suggestion]:
    """Point out, of some nominations, those that somebody with a seat may be bound to."""
    seat = _seat(session, appointment)
    named = session.scalars(
        select(Candidate)
        .where(Candidate.nomination_id.in_(ids))
        .order_by(Candidate.nomination_id, Candidate.position)
        .options(joinedload(Candidate.municipality))
    )
    found: dict[int, Suggestion] = {}
    for candidate in named:
        near = _near(candidate, seat)
        held = found.get(candidate.nomination_id)
        if near is not None and (held is None or near.nearness < held.nearness):
            found[candidate.nomination_id] = near
    return found


def _seat(session: Session, appointment: Appointment) -> _Seat:
    areas, institution = appointment.seat.areas, appointment.seat.institution
    counties = (
        session.scalars(
            select(Municipality.county_name).where(Municipality.county_number.in_(areas)).distinct()
        )
        if areas
        else ()
    )
    return _Seat(
        folded(appointment.person_name),
        {folded(name) for name in (institution.name, *institution.names.values())},
        digits(institution.org_number or ""),
        institution.municipality_id,
        areas,
        frozenset(counties),
    )


def _near(candidate: Candidate, seat: _Seat) -> Suggestion | None:
    """Find the closest that binds a seat to a candidate."""
    found = [(nearness, about) for nearness, about in _bonds(candidate, seat) if about]
    if not found:
        return None
    return Suggestion(candidate.nomination_id, *min(found))


def _bonds(candidate: Candidate, seat: _Seat) -> list[tuple[Nearness, str]]:
    said, lies = candidate.details, candidate.kind in LOCATED
    parties = said.get("parties", ())
    is_person = candidate.kind is CandidateKind.PERSON
    is_body = not (lies or is_person) and (
        seat.is_body(candidate.name, candidate.org_number)
        or (candidate.municipality_id or 0) == seat.municipality_id
    )
    belongs = is_person and seat.is_body(said.get("affiliation", ""), None)
    herself = [one for one in parties if folded(one["name"]) == seat.person]
    if is_person and folded(candidate.name) == seat.person:
        herself.append({"name": candidate.name})
    joined = [one for one in parties if seat.is_body(one["name"], one["org_number"])]
    in_town = lies and (candidate.municipality_id or 0) == seat.municipality_id
    return [
        (Nearness.HERSELF, herself[0]["name"] if herself else ""),
        (Nearness.SAME_BODY, candidate.name if is_body else ""),
        (Nearness.PARTY, joined[0]["name"] if joined else ""),
        (Nearness.AFFILIATION, said.get("affiliation", "") if belongs else ""),
        (Nearness.LIES_IN, said.get("where", "") if in_town else ""),
        (Nearness.COUNTY, candidate.place if _is_within(candidate, seat) else ""),
    ]


def _is_within(candidate: Candidate, seat: _Seat) -> bool:
    if candidate.municipality is not None:
        return candidate.municipality.county_number in seat.areas
    return candidate.place in seat.counties
