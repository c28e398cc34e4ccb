"""Several read the ranking at the same moment, while somebody changes what it rests on."""

from threading import Barrier, Thread
from typing import Any

from sqlalchemy import func, select

from app.models import KeptAnalysis, Round
from app.services import analyses, impartiality, nominations, scores
from app.services.work import Work
from tests.addresses import at
from tests.clients import ReviewingClient
from tests.factories import sheet
from tests.races.conftest import PATIENCE, Arena
from tests.races.test_pages import slug_of, window

READERS = ("chair", "juror_b", "juror_c", "secretariat")


def windows(arena: Arena) -> list[ReviewingClient]:
    return [window(arena, name) for name in READERS]


def read_at_once(clients: list[ReviewingClient], url: str) -> list[int]:
    barrier = Barrier(len(clients), timeout=PATIENCE)
    answers: list[Any] = [None] * len(clients)

    def run(place: int) -> None:
        barrier.wait()
        answers[place] = clients[place].get(url).status_code

    threads = [Thread(target=run, args=(place,), daemon=True) for place in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "somebody waits for ever"
    return answers


def test_four_readers_get_the_ranking_and_it_is_kept_once(arena: Arena) -> None:
    round_id, _ = arena.at("deliberation")
    url = f"{at(slug_of(arena, round_id))}/rangering"
    assert read_at_once(windows(arena), url) == [200, 200, 200, 200]
    award_round = arena.session.get_one(Round, round_id)
    kept = select(func.count()).where(KeptAnalysis.stage_id == award_round.stages[0].id)
    assert arena.session.scalar(kept) == 1
    arena.session.commit()


def test_what_is_read_while_a_sheet_changes_is_true_afterwards(arena: Arena) -> None:
    round_id, made = arena.at("deliberation")
    url = f"{at(slug_of(arena, round_id))}/rangering"

    def revise(work: Work) -> None:
        nomination = nominations.by_id(work.session, made[0])
        scores.revise(work, nomination, sheet(1, 1, version=2), "Leste feil.")

    reader = Thread(target=read_at_once, args=(windows(arena), url), daemon=True)
    reader.start()
    arena.race(("juror_b", revise))
    reader.join(PATIENCE)
    arena.session.expire_all()
    assert window(arena, "chair").get(url).status_code == 200
    award_round = arena.session.get_one(Round, round_id)
    book, today = award_round.rulebook, arena.clock.now.date()
    mark = analyses.stamp(arena.session, award_round, frozenset(), book, today)
    stored = arena.session.scalars(select(KeptAnalysis).filter_by(stamp=mark)).one()
    where = impartiality.board(arena.session, award_round, arena.clock.now.date())
    assert stored.inputs_digest == analyses.compute(arena.session, award_round, where).digest
    arena.session.commit()
