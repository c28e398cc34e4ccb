"""A round in deliberation with scores enough to tell severity from chance."""

from app.models import Nomination, Round
from app.rules.impartiality import Answer
from app.services import jury, phases
from tests.factories import World
from tests.memory import remembered

NOISE = (0, 1, -1, 0, 1, 0, -1, 0, 1, -1, 0, 0)


@remembered
def deliberated(world: World, called: int = 4) -> tuple[Round, list[Nomination]]:
    """Take twelve nominations to deliberation; the juror of B is recused from the first ones.

    Her deputy sits for those. The chair is a point stricter than the others, give or take one.
    """
    award_round = world.open()
    made = world.judge(award_round, 12)
    for nomination in made[:called]:
        world.declare(award_round, "juror_b", nomination, Answer.AUTOMATIC)
    world.declare_all(award_round, made[:called], "juror_b")
    world.score(award_round, made[called:])
    for at, (nomination, noise) in enumerate(zip(made, NOISE, strict=True)):
        level = 3 + at % 3
        sits = "deputy_b" if at < called else "juror_b"
        world.seal("chair", nomination, level - 1, level - 1)
        world.seal(sits, nomination, level + noise, level)
        world.seal("juror_c", nomination, level, level - noise)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return award_round, made


def appointments(world: World, award_round: Round) -> dict[str, int]:
    """Give everybody's appointment by name."""
    held = jury.holders(world.session, award_round, world.clock.now.date())
    return {one.person_name: one.id for one in held}


@remembered
def five_sheets(world: World) -> Round:
    """Take two nominations to deliberation; one of three jurors hands in only one of her sheets."""
    award_round = world.open()
    made = world.judge(award_round, 2)
    world.score(award_round, made)
    for name, nomination, points in (
        ("chair", made[0], 4),
        ("chair", made[1], 2),
        ("juror_b", made[0], 5),
        ("juror_b", made[1], 5),
        ("juror_c", made[0], 5),
    ):
        world.seal(name, nomination, points, points)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return award_round
