"""What the result of ballots shows: places, each two in words, everybody's ballot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Round
from app.services import ballots, jury, lists
from app.services.ballots import Cast, Result
from app.services.work import Work
from app.words.jury.juries import institution
from app.words.ranking import ballots as words
from app.words.ranking.ballots import Duel
from app.words.ranking.names import appointed


@dataclass(frozen=True)
class Placed:
    """One line of the order. place: None where nobody has ranked."""

    id: int
    place: int | None
    is_shared: bool
    name: str


@dataclass(frozen=True)
class CastLine:
    """One ballot, seat by seat: who cast it, and the rank of each, in the order of the result."""

    seat: str
    person: str
    ranks: Sequence[int | None]
    abstention: str
    """Why she abstains; empty where she does not."""
    is_changed: bool


@dataclass(frozen=True)
class BallotsPage:
    """Everything that the page shows."""

    says: str
    base: Sequence[str]
    places: Sequence[Placed]
    duels: Sequence[Duel]
    partings: Sequence[str]
    casts: Sequence[CastLine]
    strengths: Sequence[tuple[str, Sequence[int | None]]]
    """By name in the order of the result, the strongest path to each; None to itself."""
    is_counted: bool


def make(work: Work, award_round: Round, result: Result) -> BallotsPage:
    """Lay out what the ballots come to."""
    names = lists.names(work.session, result.running)
    return BallotsPage(
        says=words.says(result, names),
        base=words.base(result),
        places=places(result, names),
        duels=words.duels(result, names) if result.counted else [],
        partings=words.partings(result, names) if result.counted else [],
        casts=_casts(work, award_round, result),
        strengths=_strengths(result, names),
        is_counted=bool(result.counted),
    )


def places(result: Result, names: Mapping[int, str]) -> list[Placed]:
    """List the order, best first."""
    held = list(result.places.values())
    return [
        Placed(one, place, place is not None and held.count(place) > 1, names[one])
        for one, place in result.places.items()
    ]


def _casts(work: Work, award_round: Round, result: Result) -> list[CastLine]:
    by_seat: dict[int, Cast] = {one.seat_id: one for one in result.casts}
    lines = []
    for seat in jury.seats(work.session, award_round):
        cast = by_seat.get(seat.id)
        if cast is None:
            continue
        person = next(one for one in seat.appointments if one.id == cast.appointment_id)
        lines.append(
            CastLine(
                institution(seat),
                appointed(person),
                [cast.ranks.get(one) for one in result.order],
                cast.abstention,
                is_changed=cast.revisions > 1,
            )
        )
    return lines


def _strengths(result: Result, names: Mapping[int, str]) -> list[tuple[str, list[int | None]]]:
    at = result.count.order
    return [
        (
            names[result.running[one]],
            [None if one == to else int(result.count.strengths[one, to]) for to in at],
        )
        for one in at
    ]


def of_actor(work: Work, award_round: Round) -> BallotsPage:
    """Lay out what the actor may see."""
    return make(work, award_round, ballots.for_actor(work, award_round))
