"""The full form of a bundle: everything that a decision rests on, with names and grounds."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Candidate, Nomination, Round
from app.rules.candidates import called
from app.services import jury
from app.services.bundles import judging, outcomes
from app.services.bundles.records import Chain
from app.services.meetings import minutes


def gather(session: Session, award_round: Round) -> dict[str, Any]:
    """Give all parts as plain data, by their names."""
    chain = Chain(session, award_round)
    rankings: outcomes.Rankings = {}
    return {
        "round.json": about(session, award_round),
        "rulebook.json": judging.rules(award_round, chain),
        "sheets.json": {"sheets": judging.sheets(session, award_round, chain)},
        "ballots.json": {"ballots": judging.ballots(session, award_round, chain)},
        "recusals.json": judging.recusals(session, award_round, chain),
        "decisions.json": {
            "shortlists": outcomes.shortlists(session, award_round, chain, rankings),
            "decisions": outcomes.decisions(session, award_round, chain, rankings),
        },
        "ranking.json": rankings,
        "minutes.json": {"minutes": _minutes(session, award_round)},
        "chain.json": chain.whole(),
    }


def _minutes(session: Session, award_round: Round) -> list[dict[str, Any]]:
    """Give the digest of the minutes of each stage that was deliberated on in a meeting."""
    found = {one.id: minutes.digest_of(session, one) for one in award_round.stages}
    return [{"stage": stage, "digest": digest} for stage, digest in found.items() if digest]


def about(session: Session, award_round: Round) -> dict[str, Any]:
    """Tell what the numbers in the other parts stand for."""
    sitting = jury.of_round(session, award_round)
    return {
        "round": award_round.slug,
        "year": award_round.year,
        "prize": award_round.prize.name,
        "criteria": [one.key for one in award_round.criteria],
        "stages": [
            {"stage": one.id, "kind": one.kind.value, "decided_by": one.decided_by.value}
            for one in award_round.stages
        ],
        "seats": [
            {
                "seat": seat.id,
                "number": number,
                "institution": seat.institution.name,
                "people": [
                    {"appointment": one.id, "name": one.person_name, "deputy": one.is_deputy}
                    for one in seat.appointments
                ],
            }
            for number, seat in enumerate(sitting.seats if sitting else [], start=1)
        ],
        "nominations": _nominations(session, award_round),
    }


def _nominations(session: Session, award_round: Round) -> list[dict[str, Any]]:
    """List everything that got a number, with its candidates."""
    found: dict[int, dict[str, Any]] = {}
    rows = session.execute(
        select(Nomination.id, Nomination.number, Candidate.kind, Candidate.name, Candidate.details)
        .join(Candidate, Candidate.nomination_id == Nomination.id, isouter=True)
        .where(Nomination.round_id == award_round.id, Nomination.number.is_not(None))
        .order_by(Nomination.number, Candidate.position)
    )
    for nomination_id, number, kind, name, said in rows:
        one = found.setdefault(
            nomination_id, {"nomination": nomination_id, "number": number, "candidates": []}
        )
        if kind is not None:
            one["candidates"].append(called(kind, name, said.get("where", "")))
    return list(found.values())
