"""Candidates: whom a nomination is for, as they are filled in and as they are kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.models import Candidate, Municipality, Nomination
from app.rules.forms import Fault, FaultKind
from app.services import organisations
from app.services.work import NotFoundError

CANDIDATES = "candidates"
"""The key of the built-in question, in the first section of every form."""
MOST_CANDIDATES = 5


@dataclass(frozen=True)
class CandidateInput:
    """One candidate as it was filled in: a municipality, or another body by name.

    Unclear is what was written where a municipality is chosen, and names none, or several.
    """

    municipality_id: int | None = None
    name: str = ""
    org_number: str = ""
    is_unclear: bool = False

    @property
    def is_municipality(self) -> bool:
        """Whether it was filled in where municipalities are chosen."""
        return self.is_unclear or self.municipality_id is not None


def municipality(session: Session, written: str) -> CandidateInput:
    """Read what was written where a municipality is chosen."""
    found = organisations.named(session, written)
    if len(found) == 1:
        return CandidateInput(found[0].id)
    return CandidateInput(name=written, is_unclear=bool(written))


def as_data(candidate: Candidate) -> dict[str, Any]:
    """Give a candidate as plain data, as a version that is handed in freezes it."""
    return {
        "municipality_id": candidate.municipality_id,
        "name": candidate.name,
        "org_number": candidate.org_number or "",
    }


def as_filled_in(nomination: Nomination) -> list[CandidateInput]:
    """Give the candidates of a nomination as they were filled in."""
    return [
        CandidateInput(candidate.municipality_id)
        if candidate.municipality_id
        else CandidateInput(
            name=candidate.name,
            org_number=candidate.org_number or "",
            is_unclear=candidate.is_unclear,
        )
        for candidate in nomination.candidates
    ]


def distinct(inputs: Sequence[CandidateInput]) -> list[CandidateInput]:
    """Tidy what was filled in: no empty lines, nobody twice, no more than there is room for."""
    found: dict[tuple[int | None, str], CandidateInput] = {}
    for one in inputs:
        name = one.name.strip()
        number = one.org_number.replace(" ", "").replace("\u00a0", "")
        tidy = (
            CandidateInput(one.municipality_id)
            if one.municipality_id
            else CandidateInput(name=name, org_number=number, is_unclear=one.is_unclear)
        )
        if tidy != CandidateInput():
            found.setdefault((tidy.municipality_id, tidy.name.casefold()), tidy)
    return list(found.values())[:MOST_CANDIDATES]


def plain(inputs: Sequence[CandidateInput]) -> list[dict[str, Any]]:
    """Give tidied candidates as plain values, to be compared."""
    return [asdict(one) for one in distinct(inputs)]


def stored(nomination: Nomination, key: str) -> Any:
    """Give what is stored under the key of a question, or of the candidates."""
    if key == CANDIDATES:
        return plain(as_filled_in(nomination))
    return nomination.answers.get(key)


def given(answers: Mapping[str, Any], inputs: Sequence[CandidateInput] | None) -> dict[str, Any]:
    """Give what was filled in by key, the candidates among them where they were asked for."""
    return dict(answers) if inputs is None else {**answers, CANDIDATES: plain(inputs)}


def replace(session: Session, nomination: Nomination, inputs: Sequence[CandidateInput]) -> None:
    """Give a nomination other candidates."""
    before = {one.municipality_id for one in nomination.candidates}
    nomination.candidates.clear()
    session.flush()
    for place, one in enumerate(distinct(inputs), start=1):
        candidate = _candidate(session, one, before)
        candidate.position = place
        nomination.candidates.append(candidate)
    session.flush()


def _candidate(session: Session, one: CandidateInput, before: Collection[int | None]) -> Candidate:
    if one.municipality_id is None:
        return Candidate(
            name=one.name, org_number=one.org_number or None, is_unclear=one.is_unclear
        )
    municipality = session.get(Municipality, one.municipality_id)
    # A draft keeps what it named, though a newer register has been read meanwhile.
    is_known = municipality is not None and (
        municipality.id in before
        or municipality.register_year == organisations.register_year(session)
    )
    if municipality is None or not is_known:
        raise NotFoundError(f"municipality {one.municipality_id}")
    return Candidate(
        name=f"{municipality.display_name} kommune",
        municipality_id=municipality.id,
        org_number=municipality.org_number,
        place=municipality.county_name,
    )


def faults(session: Session, nomination: Nomination) -> list[Fault]:
    """List what is wrong: no candidate, one without a name, one unclear, a number misread."""
    found = []
    if not nomination.candidates or any(not c.name for c in nomination.candidates):
        found.append(Fault(CANDIDATES, FaultKind.MISSING, {}))
    chosen = [one for one in as_filled_in(nomination) if one.is_municipality]
    for line, one in enumerate(chosen, start=1):
        if one.is_unclear:
            found.append(_unclear(session, one.name, line))
    for candidate in nomination.candidates:
        number = candidate.org_number
        if number and not candidate.municipality_id and not organisations.is_org_number(number):
            found.append(Fault(CANDIDATES, FaultKind.BAD_ORG_NUMBER, {}))
            break
    return found


def _unclear(session: Session, written: str, line: int) -> Fault:
    names = [place.display_name for place in organisations.named(session, written)]
    kind = FaultKind.SEVERAL_MUNICIPALITIES if names else FaultKind.NO_MUNICIPALITY
    return Fault(CANDIDATES, kind, {"line": line}, written, names)
