"""Acts upon the jury while it judges: reminding it, and noting somebody as away."""

from app.models import Absence
from app.services import reminders
from tests.factories import World
from tests.web.acts import Case


def reminding(world: World) -> Case:
    award_round, made = world.at("scoring")
    for name in ("chair", "juror_b"):
        world.seal(name, made[0], 4, 4)

    def meanwhile() -> None:
        world.seal("juror_b", made[1], 3, 3)

    return Case(
        "secretariat",
        "/priser/prisen/2026/framdrift/paminnelse",
        {},
        meanwhile,
        [
            "Disse 3 får e-post",
            "chair, juror_b og juror_c.",
            "Påminnelse: 2 skjemaer mangler fra deg",
            "– Lever skjemaene for 2 forslag.",
        ],
        lambda: bool(reminders.last_sent(world.session, award_round)),
    )


def absence(world: World) -> Case:
    _award_round, made = world.at("scoring")
    return Case(
        "secretariat",
        "/priser/prisen/2026/habilitet/fravaer",
        {"who": str(world.jury.seats[1].appointments[0].id), "reason": "Reise.", "act": "away"},
        lambda: world.seal("juror_b", made[0], 4, 4),
        [
            "juror_b vurderer ikke mer i dette trinnet.",
            "deputy_b trer inn for 2 forslag.",
            "juror_b og deputy_b.",
        ],
        lambda: world.session.query(Absence).count() == 1,
        asks_by_post=True,
    )
