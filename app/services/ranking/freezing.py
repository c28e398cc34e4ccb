"""The ranking as a decision keeps it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from app.models import Round
from app.ranking.report import Report
from app.services import analyses, ballots, impartiality, nominations, progress
from app.services.ranking.reading import names


def to_freeze(session: Session, award_round: Round, today: date) -> dict[str, Any]:
    """Compute the whole ranking anew, with all its inputs, for a decision to keep.

    Under an amended rulebook the places by every version before it are kept as well, each with
    the rules of that version. Of a stage that is decided by ballots it is these that are kept.
    """
    coverage = progress.proof(session, award_round, today)
    if award_round.is_by_ballot:
        return {**ballots.to_freeze(session, award_round, today), "coverage": coverage}
    where = impartiality.board(session, award_round, today)
    kept = analyses.compute(session, award_round, where)
    judged = nominations.admitted_ids(session, award_round)
    number = {one.id: one.number for one in names(session, award_round).values()}
    given = analyses.sheets(session, award_round, where, judged)
    frozen = analyses.inputs(award_round, award_round.rulebook, judged, given)
    return {
        **frozen,
        "digest": kept.digest,
        "scores": [
            {
                "nomination": number[one.nomination_id],
                "seat": one.seat_id,
                "juror": one.appointment_id,
                "deputy": one.stepped_in,
                "scores": one.scores,
            }
            for one in given
        ],
        "places": places(kept.report, number),
        "coverage": coverage,
        "before_amendment": [
            {
                **analyses.rules(award_round, book),
                "places": places(
                    analyses.compute(session, award_round, where, rulebook=book).report, number
                ),
            }
            for book in award_round.rulebooks[:-1]
        ],
        "report": msgspec.to_builtins(kept.report),
    }


def stamp(session: Session, award_round: Round, today: date) -> str:
    """Tell the state of all that the whole ranking rests on from every other."""
    if award_round.is_by_ballot:
        return ballots.stamp(session, award_round, today)
    return analyses.stamp(session, award_round, frozenset(), award_round.rulebook, today)


def places(report: Report, number: Mapping[int, int | None]) -> list[dict[str, Any]]:
    """Give numbers, places and scores, best first."""
    return [
        {
            "nomination": number[line.nomination],
            "place": line.place,
            "score": None if line.score is None else str(line.score),
        }
        for line in report.lines
    ]
