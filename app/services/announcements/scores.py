"""The scores of an announced round, where its rulebook lets everybody have them.

They are those that were sealed with the decision, so that whoever reckons anew gets its places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.models import Appointment, Decision, Round
from app.services import jury
from app.services.announcements.reading import results
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class PublicScore:
    """What somebody in a seat gave a nomination on a criterion.

    seat: the number of the seat. later: how many others in it had scored, by their appointments.
    nomination: its number. criterion: its key. score: as it was sealed.
    """

    seat: int
    later: int
    nomination: int
    criterion: str
    score: str


@dataclass(frozen=True)
class PublicScores:
    """The scores behind a decision, and how it was reckoned. weights: by criterion key."""

    scores: Sequence[PublicScore]
    weights: Mapping[str, str]
    method: str
    step: str


def public_scores(work: Work, award_round: Round) -> PublicScores:
    """Give the scores behind the decision of a round, without anybody's name.

    Raises:
        NotFoundError: the result is not public, its rulebook keeps the scores among the jury, or
            there are none.

    """
    if not award_round.rulebooks or not award_round.rulebook.scores_public:
        raise NotFoundError("scores")
    result = results(work, [award_round]).get(award_round.id)
    if result is None:
        raise NotFoundError("scores")
    wanted = select(Decision.ranking).where(Decision.id == result.decision.id)
    sealed: Mapping[str, Any] = work.session.scalars(wanted).one()
    given = sealed.get("scores", ())
    if not given:
        raise NotFoundError("scores")
    where = numbered(jury.appointed(work.session, award_round), {one["juror"] for one in given})
    found = [
        PublicScore(*where[one["juror"]], one["nomination"], key, one["scores"][key])
        for one in given
        for key in sealed["weights"]
        if key in one["scores"]
    ]
    return PublicScores(
        sorted(found, key=lambda one: (one.nomination, one.seat, one.later)),
        sealed["weights"],
        sealed["method"],
        sealed["scale_step"],
    )


def numbered(appointed: Sequence[Appointment], scored: set[int]) -> dict[int, tuple[int, int]]:
    """Give each who has scored the number of her seat, and how many scored in it before."""
    found: dict[int, tuple[int, int]] = {}
    seats = list(dict.fromkeys(one.seat_id for one in appointed))
    for place, seat_id in enumerate(seats, start=1):
        sat = sorted(one.id for one in appointed if one.seat_id == seat_id and one.id in scored)
        found |= {holder: (place, later) for later, holder in enumerate(sat)}
    return found
