"""Acts about organisations, each with something that changes meanwhile."""

from app.models import Municipality
from app.services import domains, joining, organisations
from tests.factories import World
from tests.web.acts import Case


def refusing(world: World) -> Case:
    world.people["newcomer"] = world.account("newcomer")
    body = joining.by_number(world.work("newcomer"), "999990002", "Nøkkelen").organisation

    def meanwhile() -> None:
        organisations.add_member(world.system, body, world.people["stranger"])

    return Case(
        "secretariat",
        f"/organisasjoner/{body.id}/avvis",
        {"reason": "Vi kjenner dem ikke."},
        meanwhile,
        ["Én får e-post", "newcomer.", "De kan ikke sendes inn, og ingen ser dem lenger."],
        lambda: body.refused_at is not None,
    )


def leaving(world: World) -> Case:
    body = world.body_of("nominator")
    return Case(
        "nominator",
        f"/organisasjoner/{body.id}/ga-ut",
        {"heir": str(world.people["stranger"].id)},
        lambda: organisations.add_member(world.system, body, world.people["stranger"]),
        ["Du er den siste.", "Sekretariatet får e-post, og kan invitere en."],
        lambda: organisations.members(world.session, body.id) == [world.people["stranger"].id],
    )


def confirming_domains(world: World) -> Case:
    def meanwhile() -> None:
        second = organisations.register(world.session)[1]
        world.session.get_one(Municipality, second.id).website = "https://www.aasen.kommune.no"
        world.session.flush()

    return Case(
        "secretariat",
        "/organisasjoner/domener/alle/kommune.no",
        {},
        meanwhile,
        ["Ett domene blir bekreftet", "provedal.kommune.no: Prøvedal kommune"],
        lambda: len(domains.confirmed(world.work("secretariat"))) == 2,
    )
