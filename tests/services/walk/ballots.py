"""Ballots on a walk: drafted, handed in, changed, and handed in by those who abstain."""

from app.services import ballots
from app.services.ballots import BallotInput
from tests.balloting import ballot
from tests.services.walk.history import IN_TIME, Walk


def draft(walk: Walk) -> None:
    """Let somebody save a ballot with whatever on it."""
    judged = walk.judged()
    given = ballot(judged, *walk.random.choices(("", "1", "2", "9", "to"), k=len(judged)))
    ballots.save_draft(walk.world.work(walk.any_of_jury()), walk.award_round, given)


def vote(walk: Walk) -> None:
    """Let somebody hand in a ballot, at times one with gaps."""
    name = walk.any_of_jury()
    ballots.seal(walk.world.work(name), walk.award_round, _any(walk, name))


def abstain(walk: Walk) -> None:
    """Let somebody abstain, mostly with a reason."""
    why = "Kjenner for lite til det." if walk.random.random() < IN_TIME else ""
    name = walk.any_of_jury()
    given = ballot([], version=_version(walk, name), why=why)
    ballots.abstain(walk.world.work(name), walk.award_round, given)


def revise(walk: Walk) -> None:
    """Let somebody change the ballot that she has handed in."""
    name = walk.any_of_jury()
    given = _any(walk, name)
    ballots.revise(walk.world.work(name), walk.award_round, given, "Leste feil.")


def _any(walk: Walk, name: str) -> BallotInput:
    """Fill in a ballot: mostly ranks from the first on, at times whatever."""
    judged = walk.judged()
    ranks = list(range(1, len(judged) + 1))
    walk.random.shuffle(ranks)
    if walk.random.random() > IN_TIME:
        ranks = walk.random.choices(ranks or [1], k=len(judged))
    return ballot(judged, *ranks, version=_version(walk, name))


def _version(walk: Walk, name: str) -> int:
    found = ballots.find(walk.world.session, walk.award_round, walk.appointment(name))
    return found.version if found else 0
