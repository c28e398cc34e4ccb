"""The rules are amended while somebody else amends them, or while the decision is sealed."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from app.models import Decision, Nomination, Notice, Round, Rulebook
from app.services import decisions, rounds, rulebooks
from app.services.work import Work
from tests.factories import decision
from tests.races.conftest import Act, Arena, kinds

JURY = 5


def amend(round_id: int, quorum: int, base: int = 1) -> Act:
    def act(work: Work) -> Rulebook:
        award_round = rounds.by_id(work.session, round_id)
        held = rulebooks.rules_of(award_round, award_round.rulebook)
        return rulebooks.amend(work, award_round, replace(held, quorum=quorum), "Ja.", base)

    return act


def finalise(round_id: int, made: list[int], **given: Any) -> Act:
    def act(work: Work) -> Decision:
        wanted = decision([work.session.get_one(Nomination, one) for one in made], **given)
        return decisions.finalise(work, rounds.by_id(work.session, round_id), wanted)

    return act


def versions(arena: Arena, round_id: int) -> list[tuple[int, int]]:
    found = arena.session.scalars(
        select(Rulebook).filter_by(round_id=round_id).order_by(Rulebook.version)
    )
    return [(book.version, book.quorum) for book in found]


def told(arena: Arena, round_id: int) -> int:
    count = select(func.count()).select_from(Notice)
    wanted = count.filter_by(round_id=round_id, kind="rules_amended")
    return arena.session.scalar(wanted) or 0


def test_two_amendments_at_once_make_one_and_a_conflict(arena: Arena) -> None:
    round_id, _ = arena.at("deliberation")
    outcomes = arena.race(("secretariat", amend(round_id, 1)), ("secretariat", amend(round_id, 3)))
    assert kinds(outcomes) == ["Rulebook", "StaleEditError"]
    made = next(one for one in outcomes if isinstance(one, Rulebook))
    assert versions(arena, round_id) == [(1, 2), (2, made.quorum)]
    assert told(arena, round_id) == JURY


def test_a_double_click_amends_once(arena: Arena) -> None:
    round_id, _ = arena.at("deliberation")
    act = ("secretariat", amend(round_id, 3))
    outcomes = arena.race(act, act)
    assert kinds(outcomes) == ["Rulebook", "Rulebook"]
    assert outcomes[0].id == outcomes[1].id
    assert versions(arena, round_id) == [(1, 2), (2, 3)]
    assert told(arena, round_id) == JURY


def sealed(arena: Arena, round_id: int) -> Decision | None:
    arena.session.expire_all()
    return decisions.of_round(arena.session, arena.session.get_one(Round, round_id))


def test_a_decision_that_meets_an_amendment_is_reckoned_by_the_new_rules(arena: Arena) -> None:
    round_id, made = arena.at("deliberation")
    outcomes = arena.overlap(
        ("secretariat", amend(round_id, 3)), ("chair", finalise(round_id, made))
    )
    assert kinds(outcomes) == ["Decision", "Rulebook"]
    found = sealed(arena, round_id)
    assert found is not None
    assert (found.ranking["rulebook"], found.ranking["quorum"]) == (2, 3)
    assert [one["rulebook"] for one in found.ranking["before_amendment"]] == [1]


def test_a_chair_who_saw_the_old_result_is_stopped_by_an_amendment(arena: Arena) -> None:
    round_id, made = arena.at("deliberation")
    outcomes = arena.overlap(
        ("secretariat", amend(round_id, 3)), ("chair", finalise(round_id, made, rulebook=1))
    )
    assert kinds(outcomes) == ["DecisionIncompleteError", "Rulebook"]
    found = sealed(arena, round_id)
    assert found is not None
    assert (found.sealed_at, found.citation) == (None, {"nb": "Hemmelig hyllest."})


def test_an_amendment_that_meets_a_decision_comes_too_late(arena: Arena) -> None:
    round_id, made = arena.at("deliberation")
    outcomes = arena.overlap(
        ("chair", finalise(round_id, made, rulebook=1)), ("secretariat", amend(round_id, 3))
    )
    assert kinds(outcomes) == ["Decision", "WrongPhaseError"]
    found = sealed(arena, round_id)
    assert found is not None
    assert (found.ranking["rulebook"], found.ranking["before_amendment"]) == (1, [])
    assert versions(arena, round_id) == [(1, 2)]
    assert told(arena, round_id) == 0


def test_an_amendment_and_a_decision_at_once_leave_no_third_way(arena: Arena) -> None:
    round_id, made = arena.at("deliberation")
    outcomes = arena.race(("secretariat", amend(round_id, 3)), ("chair", finalise(round_id, made)))
    found = sealed(arena, round_id)
    assert found is not None
    how = kinds(outcomes), found.ranking["rulebook"], len(versions(arena, round_id))
    assert how in (
        (["Decision", "Rulebook"], 2, 2),
        (["Decision", "WrongPhaseError"], 1, 1),
    )
