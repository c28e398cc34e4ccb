"""Naming who goes on while something else happens: it is done once, as it was shown."""

from collections.abc import Sequence

from sqlalchemy import select

from app.models import NominationMove, Shortlist
from app.services import audit, nominations, rounds, shortlists, withdrawals
from app.services.foresight import stamp
from app.services.work import Work
from tests.races.conftest import Act, Arena, kinds


def name(round_id: int, chosen: Sequence[int], seen: str | None = None) -> Act:
    def act(work: Work) -> Shortlist:
        return shortlists.name(work, rounds.by_id(work.session, round_id), chosen, seen=seen)

    return act


def moved(arena: Arena, ids: Sequence[int]) -> list[int]:
    found = select(NominationMove.nomination_id).where(
        NominationMove.name == "shortlist", NominationMove.nomination_id.in_(ids)
    )
    return sorted(arena.session.scalars(found))


def test_of_two_who_conclude_at_once_one_is_told_that_it_is_done(arena: Arena) -> None:
    round_id, ids = arena.deliberate_shortlist(3)
    outcomes = arena.race(("chair", name(round_id, ids[:2])), ("chair", name(round_id, ids[:3])))
    assert kinds(outcomes) == ["Shortlist", "WrongPhaseError"]
    won = 2 if isinstance(outcomes[0], Shortlist) else 3
    assert moved(arena, ids) == ids[:won]
    assert audit.verify(arena.session) == []


def test_who_withdraws_meanwhile_is_not_named_unseen(arena: Arena) -> None:
    round_id, ids = arena.deliberate_shortlist(3)
    world = arena.world
    seen = stamp(
        shortlists.foresee(world.work("chair"), rounds.by_id(arena.session, round_id), ids[:2])
    )

    def withdraw(work: Work) -> None:
        withdrawals.withdraw(work, nominations.by_id(work.session, ids[0]), "Trekker oss.")

    arena.session.commit()
    outcomes = arena.overlap(("nominator", withdraw), ("chair", name(round_id, ids[:2], seen)))
    assert kinds(outcomes) == ["NamingRefusedError", "NoneType"]
    assert moved(arena, ids) == []
