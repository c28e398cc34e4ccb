"""What is stored before the migrations are gone through, so that they have it to keep."""

from app.services import domains, joining, registrations
from tests.factories import World


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
