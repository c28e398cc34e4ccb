"""What is wrong with the candidates of a draft, kind by kind and line by line."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from app.models import Account, Candidate, Nomination, Organisation, Round
from app.rules.candidates import CandidateField, CandidateKind, CandidateRules, Need, digits, folded
from app.rules.forms import Fault, FaultKind
from app.services import organisations
from app.services.nominations.candidates import CANDIDATES, as_written

NAME = "name"
"""What every kind is asked."""


def faults(session: Session, nomination: Nomination, award_round: Round) -> list[Fault]:
    """List what is wrong with the candidates: none, too many, one without what is asked of it."""
    rules, named = award_round.candidate_rules, as_written(session, nomination)
    if not named:
        kinds = [kind.value for kind in rules.kinds]
        part = f"{kinds[0]}.{NAME}" if kinds else ""
        return [Fault(CANDIDATES, FaultKind.MISSING, {}, names=kinds, part=part)]
    found = []
    if len(named) > rules.most:
        found.append(Fault(CANDIDATES, FaultKind.TOO_MANY, {"most": rules.most}))
    lines: Counter[CandidateKind] = Counter()
    for candidate in named:
        if candidate.is_invented:
            continue
        lines[candidate.kind] += 1
        found += [
            Fault(
                CANDIDATES,
                kind,
                {"line": lines[candidate.kind]},
                written,
                names,
                part=f"{candidate.kind}.{part}",
            )
            for kind, part, written, names in _of_one(session, rules, candidate)
        ]
    if not rules.allows_own:
        found += _own(session, nomination, named)
    return found


Found = tuple[FaultKind, str, str, list[str]]


def _of_one(session: Session, rules: CandidateRules, candidate: Candidate) -> Iterator[Found]:
    if candidate.is_unclear:
        yield _unclear(session, candidate.name, NAME)
    elif not candidate.name.strip():
        yield FaultKind.NAMELESS, NAME, "", []
    yield from _missing(rules, candidate)
    where = candidate.details.get("where", "")
    if where and candidate.municipality_id is None:
        yield _unclear(session, where, CandidateField.WHERE)
    own = candidate.org_number if candidate.kind is CandidateKind.ORGANISATION else ""
    if own and not organisations.is_org_number(own):
        yield FaultKind.BAD_ORG_NUMBER, CandidateField.ORG_NUMBER, own, []
    for party in candidate.details.get("parties", ()):
        if party["org_number"] and not organisations.is_org_number(party["org_number"]):
            yield FaultKind.BAD_ORG_NUMBER, CandidateField.PARTIES, party["org_number"], []
        if not party["name"]:
            yield FaultKind.NAMELESS, CandidateField.PARTIES, "", []


def _missing(rules: CandidateRules, candidate: Candidate) -> Iterator[Found]:
    held = {
        CandidateField.ORG_NUMBER: candidate.org_number,
        CandidateField.WHERE: candidate.details.get("where"),
        CandidateField.PARTIES: candidate.details.get("parties"),
        CandidateField.AFFILIATION: candidate.details.get("affiliation"),
    }
    for asked, value in held.items():
        if rules.need(candidate.kind, asked) is Need.REQUIRED and not value:
            yield FaultKind.FIELD_MISSING, asked, "", []


def _unclear(session: Session, written: str, part: str) -> Found:
    names = [place.display_name for place in organisations.named(session, written)]
    kind = FaultKind.SEVERAL_MUNICIPALITIES if names else FaultKind.NO_MUNICIPALITY
    return kind, part, written, names


def _own(session: Session, nomination: Nomination, named: Sequence[Candidate]) -> list[Fault]:
    """Find whoever proposes itself where that is not taken."""
    body = (
        session.get(Organisation, nomination.organisation_id)
        if nomination.organisation_id
        else None
    )
    writer = session.get(Account, nomination.created_by_id) if nomination.created_by_id else None
    return [
        Fault(CANDIDATES, FaultKind.OWN_PROPOSAL, {}, candidate.called)
        for candidate in named
        if (body is not None and _is_body(candidate, body))
        or (writer is not None and _is_person(candidate, writer.name))
    ]


def _is_body(candidate: Candidate, body: Organisation) -> bool:
    if candidate.kind is CandidateKind.MUNICIPALITY:
        return candidate.municipality_id in {body.municipality_id} - {None} or (
            folded(candidate.name) == folded(body.name)
        )
    if candidate.kind is CandidateKind.ORGANISATION:
        number = body.org_number or ""
        return (bool(number) and digits(candidate.org_number or "") == number) or (
            folded(candidate.name) == folded(body.name)
        )
    return False


def _is_person(candidate: Candidate, name: str) -> bool:
    return candidate.kind is CandidateKind.PERSON and folded(candidate.name) == folded(name)
