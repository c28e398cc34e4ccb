"""Kill the server at moments of chance while people write, and look at what is left."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic, sleep

from app.extensions import db
from app.files.folder import FolderStore
from app.models.engine import writing
from app.services import attachments, organisations
from tests.addresses import at
from tests.conftest import close, make_app
from tests.factories import World, texts
from tests.reliability.ledger import Ledger
from tests.reliability.server import Server
from tests.reliability.writers import PASSWORD, Writer

MOST = 12  # changes that are acknowledged before it is killed
LONGEST = 20.0  # seconds, however little was acknowledged


@dataclass(frozen=True)
class Outcome:
    """What came of it: how often it was killed, what was acknowledged, and what was wrong.

    orphans: files that were stored and never listed; the product says so, and sweeps them.
    """

    kills: int
    acknowledged: int
    receipts: int
    nominations: int
    breaks: int
    orphans: int
    faults: list[str]


def kill(url: str, folder: Path, *, kills: int, writers: int, seed: int = 0) -> Outcome:
    """Let people write, and kill the server again and again.

    Args:
        url: an empty database.
        folder: where the server writes its log.
        kills: how often it is killed.
        writers: how many people write, each in nominations of her own.
        seed: of the moments at which it is killed.

    """
    chance = Random(seed)  # noqa: S311 - moments
    round_at, emails = _prepare(url, writers)
    server, ledger = Server(url, folder), Ledger()
    people = [Writer(server.port, ledger, email, round_at) for email in emails]
    try:
        for number in range(kills):
            server.start()
            if not number:
                for one in people:
                    one.start()
            _let_work(ledger, chance)
            server.kill()
        server.start()  # whoever waits for an answer gets it
        for one in people:
            one.over.set()
        for one in people:
            one.join(60)
    finally:
        server.kill()
    orphans, found = _look(url, folder, ledger)
    return Outcome(
        kills=kills,
        acknowledged=ledger.acknowledged,
        receipts=sum(len(one.receipts) for one in ledger.accounts.values()),
        nominations=len(ledger.accounts),
        breaks=sum(one.breaks for one in people),
        orphans=orphans,
        faults=[*_refused(people), *found],
    )


def _let_work(ledger: Ledger, chance: Random) -> None:
    """Wait until some changes were acknowledged, and a moment more: others are under way then."""
    enough, until = ledger.acknowledged + chance.randint(0, MOST), monotonic() + LONGEST
    while ledger.acknowledged < enough and monotonic() < until:
        sleep(0.005)
    sleep(chance.uniform(0, 0.1))


def _prepare(url: str, writers: int) -> tuple[str, list[str]]:
    """Open a call now, for as many organisations as there are writers, each with its person."""
    app = make_app(url)
    app.config["CLOCK"].now = datetime.now(UTC)
    token = writing.set(True)
    with app.app_context():
        world = World(db.session, app.config["CLOCK"])
        asked = {"groups": ["pdf"], "most": 100, "megabytes": 1}
        world.more_questions = [
            {"key": "files", "kind": "attachment", "label": texts("Vedlegg"), "files": asked}
        ]
        emails = []
        for number in range(writers):
            account = world.account(f"writer-{number}", password=PASSWORD)
            body = organisations.create(world.system, name=f"Virksomhet {number}")
            organisations.add_member(world.system, body, account, is_signatory=True)
            emails.append(account.email)
        app.config["CLOCK"].now -= timedelta(hours=3)  # two of which opening takes
        round_at = at(world.open().slug)
        db.session.commit()
    writing.reset(token)
    close(app)
    return round_at, emails


def _refused(people: list[Writer]) -> list[str]:
    """Say who was refused what should have been taken, and who waits for ever."""
    return [
        *(str(one.fault) for one in people if one.fault),
        *(f"{one.email} waits for ever" for one in people if one.is_alive()),
    ]


def _look(url: str, folder: Path, ledger: Ledger) -> tuple[int, list[str]]:
    """Sweep the store as is done every night; gives how much that was, and what is wrong then."""
    app, store = make_app(url), FolderStore(folder / "files")
    with app.app_context():
        tomorrow = datetime.now(UTC) + timedelta(days=8)
        _, orphans = attachments.sweep(db.session, store, tomorrow)
        found = [*ledger.faults(db.session), *attachments.check(db.session, store)]
        db.session.rollback()
    close(app)
    return orphans, found
