"""Two senders at the same moment send each message once."""

from dataclasses import replace
from threading import Barrier, Thread

from sqlalchemy import func, select

from app.documents.mail import send_due
from app.models import Notice
from app.rules.notices import NoticeKind
from app.services import notices
from tests.races.conftest import PATIENCE, Arena
from tests.services.mailbox import running


def test_two_senders_at_once_send_everything_once(arena: Arena) -> None:
    arena.session.execute(Notice.__table__.delete())
    for number in range(12):
        notices.queue(
            arena.session,
            arena.world.people["nominator"].id,
            NoticeKind.ROUND_ANNOUNCED,
            key=f"number:{number}",
            now=arena.clock.now,
            not_before=arena.clock.now,
            slug="prisen",
        )
    arena.session.commit()
    barrier = Barrier(3, timeout=PATIENCE)
    sent: list[tuple[int, int]] = []
    with running() as mailbox:
        settings = arena.app.config["HEDERSPRIS"]
        config = replace(settings, smtp_url=f"smtp://127.0.0.1:{mailbox.port}")

        def run() -> None:
            with arena.app.app_context():
                barrier.wait()
                sent.append(send_due(config, arena.clock.now))

        threads = [Thread(target=run, daemon=True) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()
    assert sum(count for count, _ in sent) == 12
    assert sum(failed for _, failed in sent) == 0
    identities = [message["Message-ID"] for message in mailbox.taken]
    assert len(identities) == len(set(identities)) == 12
    waiting = select(func.count()).select_from(Notice).where(Notice.sent_at.is_(None))
    assert arena.session.scalar(waiting) == 0
