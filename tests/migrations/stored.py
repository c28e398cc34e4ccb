"""What is stored before the migrations are gone through, and what they take with them undone."""

from datetime import timedelta

from app.models import Round
from app.services import domains, joining, late, registrations, supports
from tests.factories import World

TAKEN_OUT = {
    "0011": ["installation: invitation 1 is gone in event 38"],
    "0015": [
        "installation: the confidentiality accepted for appointment 1 is gone in event 21",
        "installation: the confidentiality accepted for appointment 2 is gone in event 26",
        "installation: the confidentiality accepted for appointment 3 is gone in event 29",
        "installation: the confidentiality accepted for appointment 4 is gone in event 34",
        "installation: the confidentiality accepted for appointment 5 is gone in event 37",
    ],
    "0019": [
        "prisen-2028: a move of nomination 5 is not as it was recorded in event 10",
        "prisen-2028: a request to support nomination 5 is gone in event 9",
    ],
    "0016": [
        "installation: invitation 2 is gone in event 45",
        "installation: a request to join organisation 2 is gone in event 44",
        "installation: the domains that let people in is gone in event 41",
    ],
    "0012": [
        "installation: a closing of prize 1 is gone in event 46",
        "installation: a closing of prize 1 is gone in event 47",
    ],
    "0013": [
        "prisen-2026: round 1 is not as it was recorded in event 1",
        "prisen-2027: round 2 is not as it was recorded in event 1",
        "prisen-2028: round 3 is not as it was recorded in event 1",
    ],
    "0009": ["prisen-2028: a change of the dates of round 3 is gone in event 6"],
    "0003": [
        "prisen-2026: version 1 of the rules of round 1 is not as it was recorded in event 4",
        "prisen-2027: version 1 of the rules of round 2 is not as it was recorded in event 4",
        "prisen-2027: version 2 of the rules of round 2 is not as it was recorded in event 33",
        "prisen-2028: version 1 of the rules of round 3 is not as it was recorded in event 4",
    ],
}
"""What a migration takes with it when it is undone is not there again, and the check says so."""
LOST = {"0016": {"invitations": 1}, "0011": {"notices": 3}}
"""How many rows go with it that the version before could make nothing of."""


def registering(world: World) -> None:
    """Store how people come in: a link, a domain, an organisation that waits, one that asks."""
    registrations.ask(
        world.session,
        now=world.clock.now,
        email="kari@xn--hyby-hra.example.org",
        name="Kari",
        language="nn",
        network="n",
    )
    secretariat, stranger = world.work("secretariat"), world.work("stranger")
    domains.add(secretariat, "nominator.example.org", world.body_of("nominator"))
    joining.by_number(stranger, "974760673", "Foreningen")
    joining.ask(stranger, world.body_of("nominator"))
    joining.invite(
        world.work("nominator"),
        world.body_of("nominator").id,
        email="kollega@example.org",
        name="Kollega",
        language="nb",
    )


def handing_in(world: World, planned: Round) -> None:
    """Store that somebody was asked to support a draft, and that it may come late."""
    draft = world.draft(world.open_planned(planned))
    nominator = world.work("nominator")
    supports.ask(nominator, draft, name="Eva", email="eva@example.net", body="Laget", language="nb")
    world.pass_time(days=11)
    until = world.clock.now + timedelta(days=1)
    late.make_exception(world.work("secretariat"), draft, "Nettet var nede.", until)
