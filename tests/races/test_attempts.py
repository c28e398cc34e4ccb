"""Wrong passwords at the same moment: each counts, and none slips in before the count."""

from threading import Barrier, Thread

from sqlalchemy import select

from app.models import Attempts
from tests.clients import client_of
from tests.races.conftest import PATIENCE, Arena


def statuses(arena: Arena, times: int, email: str) -> list[int]:
    """Send so many wrong passwords at the same moment."""
    clients = [client_of(arena.app, None) for _ in range(times)]
    barrier = Barrier(times, timeout=PATIENCE)
    answers: list[int] = []

    def run(place: int) -> None:
        barrier.wait()
        given = {"email": email, "password": "galt"}
        answers.append(clients[place].post("/logg-inn", data=given).status_code)

    threads = [Thread(target=run, args=(place,), daemon=True) for place in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "somebody waits for ever"
    return sorted(answers)


def failures(arena: Arena) -> list[int]:
    found = arena.session.scalars(
        select(Attempts.failures).where(Attempts.key.startswith("pair:")).order_by(Attempts.id)
    ).all()
    arena.session.commit()
    return list(found)


def test_wrong_ones_at_once_count_each(arena: Arena) -> None:
    before = failures(arena)
    assert statuses(arena, 2, "one@example.org") == [422, 422]
    assert failures(arena) == [*before, 2]
    # Ten at once: of these three are free still, and the others were not looked at.
    assert statuses(arena, 10, "one@example.org") == [422] * 3 + [429] * 7
    assert failures(arena) == [*before, 5]
