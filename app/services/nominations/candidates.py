"""Candidates: whom a nomination is for, as they are filled in and as they are kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.models import Candidate, Municipality, Nomination
from app.rules.candidates import MOST_PARTIES, CandidateKind, digits
from app.services import organisations
from app.services.nominations import alts
from app.services.work import NotFoundError

CANDIDATES = "candidates"
"""The key of the built-in question, in the first section of every form."""
LOCATED = (CandidateKind.PLACE, CandidateKind.WORK)
"""The kinds of which a municipality is where they lie, and not what they are."""


@dataclass(frozen=True)
class Party:
    """Somebody who stands behind a work."""

    name: str = ""
    role: str = ""
    org_number: str = ""


@dataclass(frozen=True)
class CandidateInput:
    """One candidate as it was filled in.

    Unclear is what was written where a municipality is chosen, and names none, or several. What was
    written where a place or a work has its municipality is kept as ``where`` until it is clear.
    """

    municipality_id: int | None = None
    name: str = ""
    org_number: str = ""
    is_unclear: bool = False
    kind: CandidateKind | None = None
    where: str = ""
    affiliation: str = ""
    parties: tuple[Party, ...] = ()

    @property
    def is_a(self) -> CandidateKind:
        """The kind; without one, what it must be: a municipality, or another body."""
        if self.kind is not None:
            return self.kind
        chosen = self.is_unclear or self.municipality_id is not None
        return CandidateKind.MUNICIPALITY if chosen else CandidateKind.ORGANISATION


def municipality(session: Session, written: str) -> CandidateInput:
    """Read what was written where a municipality is chosen."""
    found = organisations.named(session, written)
    if len(found) == 1:
        return CandidateInput(found[0].id)
    return CandidateInput(name=written, is_unclear=bool(written))


def located(
    session: Session, kind: CandidateKind, name: str, where: str, parties: Sequence[Party] = ()
) -> CandidateInput:
    """Read a place or a work, with what was written where its municipality is chosen."""
    found = organisations.named(session, where)
    lies = found[0].id if len(found) == 1 else None
    return CandidateInput(lies, name, kind=kind, where=where, parties=tuple(parties))


def as_data(candidate: Candidate) -> dict[str, Any]:
    """Give a candidate as plain data, as a version that is handed in freezes it."""
    return {
        "kind": candidate.kind.value,
        "municipality_id": candidate.municipality_id,
        "name": candidate.name,
        "org_number": candidate.org_number or "",
        "details": candidate.details,
    }


def as_filled_in(nomination: Nomination) -> list[CandidateInput]:
    """Give the candidates of a nomination as they were filled in last, handed in or not."""
    if nomination.written_candidates is not None:
        return [_from_plain(one) for one in nomination.written_candidates]
    return [_tidy(_as_input(candidate)) for candidate in nomination.candidates]


def _from_plain(data: Mapping[str, Any]) -> CandidateInput:
    kind = CandidateKind(data["kind"]) if data["kind"] else None
    parties = tuple(Party(**party) for party in data["parties"])
    return CandidateInput(**{**data, "kind": kind, "parties": parties})


def as_written(session: Session, nomination: Nomination) -> Sequence[Candidate]:
    """Give the candidates as they would be handed in: those that stand as rows, or new ones."""
    if nomination.written_candidates is None:
        return nomination.candidates
    before = {one.municipality_id for one in nomination.candidates}
    return rows(session, as_filled_in(nomination), before)


def _as_input(candidate: Candidate) -> CandidateInput:
    said = candidate.details
    return CandidateInput(
        candidate.municipality_id,
        candidate.name,
        candidate.org_number or "",
        candidate.is_unclear,
        candidate.kind,
        said.get("where", ""),
        said.get("affiliation", ""),
        tuple(Party(**party) for party in said.get("parties", ())),
    )


def _tidy(given: CandidateInput) -> CandidateInput:
    """Keep of what was filled in what its kind has, without spaces around it.

    Of the first two kinds the kind is plain from the rest, and not said.
    """
    kind, name = given.is_a, given.name.strip()
    if kind is CandidateKind.MUNICIPALITY:
        if given.municipality_id:
            return CandidateInput(given.municipality_id)
        return CandidateInput(name=name, is_unclear=bool(name))
    if kind is CandidateKind.ORGANISATION:
        return CandidateInput(name=name, org_number=digits(given.org_number))
    if kind is CandidateKind.PERSON:
        return CandidateInput(name=name, affiliation=given.affiliation.strip(), kind=kind)
    lies = given.municipality_id
    parties = _parties(given.parties) if kind is CandidateKind.WORK else ()
    where = "" if lies else given.where.strip()
    return CandidateInput(lies, name, kind=kind, where=where, parties=parties)


def _parties(given: Sequence[Party]) -> tuple[Party, ...]:
    tidy = (Party(one.name.strip(), one.role.strip(), digits(one.org_number)) for one in given)
    return tuple(one for one in tidy if one != Party())[:MOST_PARTIES]


def distinct(inputs: Sequence[CandidateInput]) -> list[CandidateInput]:
    """Tidy what was filled in: no empty lines, and nobody twice."""
    found: dict[tuple[CandidateKind, int | None, str], CandidateInput] = {}
    for one in map(_tidy, inputs):
        if one != CandidateInput(kind=one.kind):
            found.setdefault((one.is_a, one.municipality_id, one.name.casefold()), one)
    return list(found.values())


def plain(inputs: Sequence[CandidateInput]) -> list[dict[str, Any]]:
    """Give tidied candidates as plain values, to be compared."""
    return [asdict(one) for one in distinct(inputs)]


def stored(nomination: Nomination, key: str) -> Any:
    """Give what is stored under the key of a question, or of the candidates."""
    if key == CANDIDATES:
        return plain(as_filled_in(nomination))
    said = alts.stored(nomination.answers, key)
    return nomination.answers.get(key) if said is None else said


def given(answers: Mapping[str, Any], inputs: Sequence[CandidateInput] | None) -> dict[str, Any]:
    """Give what was filled in by key, the candidates among them where they were asked for."""
    return dict(answers) if inputs is None else {**answers, CANDIDATES: plain(inputs)}


def write(session: Session, nomination: Nomination, inputs: Sequence[CandidateInput]) -> None:
    """Write other candidates in a nomination.

    Once it has been handed in those that were stand as rows, whoever reads them, and what is
    written is kept apart until it is handed in too.
    """
    if nomination.submissions:
        before = {one.municipality_id for one in nomination.candidates}
        rows(session, inputs, before)  # refuses a municipality that is not in the register
        nomination.written_candidates = plain(inputs)
        session.flush()
    else:
        _replace(session, nomination, inputs)


def settle(session: Session, nomination: Nomination) -> None:
    """Let the candidates that were written be those that count: they are handed in."""
    if nomination.written_candidates is not None:
        inputs = as_filled_in(nomination)
        nomination.written_candidates = None
        _replace(session, nomination, inputs)


def _replace(session: Session, nomination: Nomination, inputs: Sequence[CandidateInput]) -> None:
    before = {one.municipality_id for one in nomination.candidates}
    nomination.candidates.clear()
    session.flush()
    nomination.candidates.extend(rows(session, inputs, before))
    session.flush()


def rows(
    session: Session, inputs: Sequence[CandidateInput], before: Collection[int | None] = ()
) -> list[Candidate]:
    """Make the rows of what was filled in, which nobody has stored.

    ``before``: the municipalities that it named. It keeps them though a newer register has been
    read meanwhile.
    """
    made = [_candidate(session, one, before) for one in distinct(inputs)]
    for place, row in enumerate(made, start=1):
        row.position = place
    return made


def _candidate(session: Session, one: CandidateInput, before: Collection[int | None]) -> Candidate:
    """Make the row of a tidied candidate."""
    row = Candidate(
        kind=one.is_a,
        name=one.name,
        org_number=one.org_number or None,
        is_unclear=one.is_unclear,
        details=_details(one),
    )
    if one.municipality_id is None:
        return row
    town = session.get(Municipality, one.municipality_id)
    is_known = town is not None and (
        town.id in before or town.register_year == organisations.register_year(session)
    )
    if town is None or not is_known:
        raise NotFoundError(f"municipality {one.municipality_id}")
    row.municipality_id, row.place = town.id, town.county_name
    if one.is_a in LOCATED:
        row.details = {**row.details, "where": town.display_name}
    else:
        row.name, row.org_number = f"{town.display_name} kommune", town.org_number
    return row


def _details(one: CandidateInput) -> dict[str, Any]:
    said: dict[str, Any] = {"where": one.where, "affiliation": one.affiliation}
    said["parties"] = [asdict(party) for party in one.parties]
    return {name: value for name, value in said.items() if value}
