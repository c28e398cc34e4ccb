"""Rounds whose final is decided by ballots, taken to where they are looked at."""

from collections.abc import Sequence

from app.models import Nomination, Round
from app.rules.ballots import StageBasis
from app.rules.impartiality import Answer
from app.services import ballots, phases, rounds
from app.services.ballots import BallotInput
from tests.factories import World

MEMBERS = ("chair", "juror_b", "juror_c")


def ballot(
    made: Sequence[Nomination], *ranks: object, version: int = 0, why: str = ""
) -> BallotInput:
    """Fill in a ballot."""
    written = {one.id: str(rank) for one, rank in zip(made, ranks, strict=False)}
    return BallotInput(written, why, version)


def to_declaring(world: World, count: int = 3, year: int = 2026) -> tuple[Round, list[Nomination]]:
    """Take a round with one stage, decided by ballots, to where conflicts are declared."""
    award_round = world.plan(year)
    rounds.set_basis(world.work("secretariat"), award_round, StageBasis.BALLOT)
    world.open_planned(award_round)
    return award_round, world.judge(award_round, count)


def to_voting(
    world: World, count: int = 3, *, recused: Sequence[str] = (), year: int = 2026
) -> tuple[Round, list[Nomination]]:
    """Take such a round to the voting; some are recused from the first nomination."""
    award_round, made = to_declaring(world, count, year)
    world.declare_all(award_round, made, *recused)
    for name in recused:
        world.declare(award_round, name, made[0], Answer.AUTOMATIC)
        for other in made[1:]:
            world.declare(award_round, name, other, Answer.NO_CONFLICT)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    return award_round, made


def vote(
    world: World, award_round: Round, name: str, made: Sequence[Nomination], *ranks: int
) -> None:
    """Let somebody hand in a ballot."""
    ballots.seal(world.work(name), award_round, ballot(made, *ranks))


def to_deliberation(world: World, year: int = 2026) -> tuple[Round, list[Nomination]]:
    """Let the three members rank three: the second is first on two ballots of three."""
    award_round, made = to_voting(world, year=year)
    for name, ranks in zip(MEMBERS, ((1, 2, 3), (2, 1, 3), (2, 1, 2)), strict=True):
        vote(world, award_round, name, made, *ranks)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return award_round, made
