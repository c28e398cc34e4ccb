"""Opening a nomination after the deadline, as cases of acts."""

from datetime import timedelta

from app.services import organisations
from app.web.moments import write_moment
from tests.factories import World
from tests.web.acts import Case


def returning(world: World) -> Case:
    return _opening(world, "send-tilbake", {"sections": "second"}, "returned")


def excepting(world: World) -> Case:
    return _opening(world, "unntak", {}, "submitted")


def _opening(world: World, path: str, more: dict[str, str], state: str) -> Case:
    _, made = world.at("screening")
    until = write_moment(world.clock.now + timedelta(days=3))

    def meanwhile() -> None:
        body, colleague = world.body_of("nominator"), world.account("colleague")
        organisations.add_member(world.system, body, colleague)

    return Case(
        "secretariat",
        f"/forslag/{made[0].id}/{path}",
        {"reason": "Tall mangler.", "deadline": until} | more,
        meanwhile,
        ["Én får e-post", "nominator."],
        lambda: made[0].opening is not None and made[0].state.value == state,
    )
