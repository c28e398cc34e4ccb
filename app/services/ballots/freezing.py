"""The ballots as a decision keeps them."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.models import Round
from app.services import digests, lists
from app.services.ballots.counting import compute, inputs


def to_freeze(session: Session, award_round: Round, today: date) -> dict[str, Any]:
    """Count the ballots anew, with all that counts, for a decision to keep."""
    result = compute(session, award_round, today)
    held = inputs(award_round, result)
    number = {one.id: one.number for one in lists.judged(session, award_round)}
    return {
        **held,
        "digest": digests.of(held),
        "nominations": [number[one] for one in result.running],
        "ballots": [
            {
                "seat": one.seat_id,
                "juror": one.appointment_id,
                "deputy": one.stepped_in,
                "ranks": [one.ranks[n] for n in result.running] if one.ranks else None,
            }
            for one in result.casts
        ],
        "preferred": result.count.preferred.tolist(),
        "places": [
            {"nomination": number[one], "place": place, "score": None}
            for one, place in result.places.items()
        ],
    }
