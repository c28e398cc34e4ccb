"""What the tests of mail share: sending to a server, and what is stored of it."""

from app.documents.outbox import Outcome, send_due
from app.models import Notice
from config import Config
from tests.factories import World


def send(world: World, config: Config, *, at_once: bool = False) -> Outcome:
    """Send what is due, as the command does."""
    world.session.commit()
    return send_due(config, world.clock, at_once=at_once)


def stored(world: World) -> list[tuple[str, int, bool, str]]:
    """Give kind, attempts, whether sent, and last error of every notice."""
    world.session.expire_all()
    found = world.session.query(Notice).order_by(Notice.id)
    return [(n.kind, n.attempts, n.sent_at is not None, n.last_error) for n in found]
