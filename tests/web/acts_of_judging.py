"""Reminding the jury, as a case of acts."""

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
