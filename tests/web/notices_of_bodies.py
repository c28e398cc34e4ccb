"""Every kind of message about organisations, and how people come in to them."""

from sqlalchemy import select

from app.models import Notice
from app.rules.notices import NoticeKind
from app.services import organisations, registrations
from app.services.foresight import stamp
from tests.factories import World
from tests.services.recorded_bodies import change_bodies

OF_BODIES = frozenset(
    {
        NoticeKind.REGISTRATION,
        NoticeKind.REGISTERED_BEFORE,
        NoticeKind.ORGANISATION_WAITING,
        NoticeKind.ORGANISATION_CONFIRMED,
        NoticeKind.ORGANISATION_REFUSED,
        NoticeKind.ORGANISATION_LEFT,
        NoticeKind.JOIN_ASKED,
        NoticeKind.JOIN_ANSWERED,
        NoticeKind.MEMBERSHIP_ENDED,
        NoticeKind.SIGNATORY_NAMED,
    }
)


def tell_of_bodies(world: World) -> list[Notice]:
    """Have each of them queued."""
    last = max(world.session.scalars(select(Notice.id)), default=0)
    change_bodies(world)
    ola = world.work("ola")
    (body,) = ola.actor.organisations
    organisations.leave(ola, body, seen=stamp(organisations.foresee_leaving(ola, body)))
    for address in ("ukjent@example.org", "stranger@example.org"):
        registrations.ask(
            world.session,
            email=address,
            name="Ny",
            language="nb",
            network="n",
            now=world.clock.now,
        )
    return list(world.session.scalars(select(Notice).where(Notice.id > last)))
