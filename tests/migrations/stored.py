"""What is stored before the migrations are gone through, and what they take with them undone."""

from app.services import domains, joining, registrations, subscriptions
from tests.factories import World
from tests.services.recorded_desk import use_desk

TAKEN_OUT = {
    "0020": [
        "prisen-2026: a check for residents of nomination 1 is gone in event 11",
        "prisen-2026: a check for residents of nomination 2 is gone in event 13",
        "prisen-2027: a check for residents of nomination 3 is gone in event 11",
        "prisen-2027: a check for residents of nomination 4 is gone in event 13",
        "prisen-2029: a check for residents of nomination 5 is gone in event 17",
        "prisen-2029: a check for residents of nomination 5 is gone in event 18",
        "prisen-2029: a check for residents of nomination 6 is gone in event 22",
        "prisen-2029: a message to the drafts of round 4 is gone in event 15",
        "prisen-2029: a note on nomination 5 is gone in event 16",
        "prisen-2029: that a candidate of nomination 5 was told is gone in event 20",
        "prisen-2029: that a candidate of nomination 6 was told is gone in event 24",
        "prisen-2029: the questions about round 4 is gone in event 9",
        "prisen-2029: what a candidate of nomination 5 answered is gone in event 21",
        "prisen-2029: what a candidate of nomination 6 answered is gone in event 25",
        "prisen-2029: whom to ask about round 4 is not as it was recorded in event 7",
    ],
    "0011": ["installation: invitation 1 is gone in event 38"],
    "0015": [
        "installation: the confidentiality accepted for appointment 1 is gone in event 21",
        "installation: the confidentiality accepted for appointment 2 is gone in event 26",
        "installation: the confidentiality accepted for appointment 3 is gone in event 29",
        "installation: the confidentiality accepted for appointment 4 is gone in event 34",
        "installation: the confidentiality accepted for appointment 5 is gone in event 37",
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
        "prisen-2029: round 4 is not as it was recorded in event 1",
    ],
    "0009": ["prisen-2028: a change of the dates of round 3 is gone in event 6"],
    "0003": [
        "prisen-2026: version 1 of the rules of round 1 is not as it was recorded in event 4",
        "prisen-2027: version 1 of the rules of round 2 is not as it was recorded in event 4",
        "prisen-2027: version 2 of the rules of round 2 is not as it was recorded in event 35",
        "prisen-2028: version 1 of the rules of round 3 is not as it was recorded in event 4",
        "prisen-2029: version 1 of the rules of round 4 is not as it was recorded in event 4",
    ],
}
"""What a migration takes with it when it is undone is not there again, and the check says so."""
LOST = {"0016": {"invitations": 1}, "0011": {"notices": 5}}
"""How many rows go with it that the version before could make nothing of."""


def desk(world: World) -> None:
    """Store what the secretariat does at its desk, and who wants to hear of the next call."""
    use_desk(world, world.open(2029))
    subscriptions.ask(
        world.session,
        world.prize,
        email="varsel@example.org",
        language="nb",
        network="n",
        now=world.clock.now,
    )


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
