"""Handing in and withdrawing at the same moment: each is done once, after what was done before."""

from sqlalchemy import select

from app.models import NominationMove, NominationVersion
from app.services import nominations, phases, rounds, withdrawals
from app.services.work import Work
from tests.races.conftest import Act, Arena, kinds


def submit(nomination_id: int) -> Act:
    def act(work: Work) -> NominationVersion:
        return nominations.submit(work, nominations.by_id(work.session, nomination_id))

    return act


def withdraw(nomination_id: int) -> Act:
    def act(work: Work) -> None:
        found = nominations.by_id(work.session, nomination_id)
        withdrawals.withdraw(work, found, "Trekker oss.")

    return act


def moves_of(arena: Arena, nomination_id: int) -> list[tuple[str, str]]:
    found = arena.session.scalars(
        select(NominationMove).filter_by(nomination_id=nomination_id).order_by(NominationMove.id)
    )
    return [(move.source, move.name) for move in found]


def versions_of(arena: Arena, nomination_id: int) -> int:
    found = select(NominationVersion).filter_by(nomination_id=nomination_id)
    return len(arena.session.scalars(found).all())


def test_what_is_withdrawn_while_it_is_handed_in_was_handed_in_first(arena: Arena) -> None:
    _, [draft] = arena.settle(*arena.open())
    outcomes = arena.overlap(("nominator", submit(draft)), ("nominator", withdraw(draft)))
    assert kinds(outcomes) == ["NominationVersion", "NoneType"]
    assert moves_of(arena, draft) == [("draft", "submit"), ("submitted", "withdraw")]


def test_what_is_handed_in_while_it_is_withdrawn_is_refused(arena: Arena) -> None:
    _, [draft] = arena.settle(*arena.open())
    outcomes = arena.overlap(("nominator", withdraw(draft)), ("nominator", submit(draft)))
    assert kinds(outcomes) == ["NoneType", "WrongPhaseError"]
    assert moves_of(arena, draft) == [("draft", "withdraw")]
    assert versions_of(arena, draft) == 0


def test_a_second_click_on_hand_in_gets_the_receipt_of_the_first(arena: Arena) -> None:
    _, [draft] = arena.settle(*arena.open())
    outcomes = arena.overlap(("nominator", submit(draft)), ("nominator", submit(draft)))
    assert kinds(outcomes) == ["NominationVersion", "NominationVersion"]
    assert moves_of(arena, draft) == [("draft", "submit")]
    assert versions_of(arena, draft) == 1


def test_two_of_a_round_handed_in_at_once_have_numbers_of_their_own(arena: Arena) -> None:
    _, [one, other] = arena.settle(*arena.open(drafts=2))
    outcomes = arena.overlap(("nominator", submit(one)), ("nominator", submit(other)))
    assert kinds(outcomes) == ["NominationVersion", "NominationVersion"]
    found = [nominations.by_id(arena.session, key).number for key in (one, other)]
    assert found == [1, 2]


def test_a_second_click_on_withdraw_withdraws_no_more(arena: Arena) -> None:
    _, (one, _) = arena.at("screening")
    outcomes = arena.overlap(("nominator", withdraw(one)), ("nominator", withdraw(one)))
    assert outcomes == [None, None]
    assert moves_of(arena, one) == [("draft", "submit"), ("submitted", "withdraw")]


def pause(round_id: int) -> Act:
    def act(work: Work) -> None:
        phases.pause(work, rounds.by_id(work.session, round_id), "Departementet vil vente.")

    return act


def test_what_is_handed_in_while_the_call_is_paused_is_refused(arena: Arena) -> None:
    round_id, [draft] = arena.settle(*arena.open())
    outcomes = arena.overlap(("secretariat", pause(round_id)), ("nominator", submit(draft)))
    assert kinds(outcomes) == ["NoneType", "WrongPhaseError"]
    assert versions_of(arena, draft) == 0


def test_a_call_is_paused_after_what_was_handed_in_before(arena: Arena) -> None:
    round_id, [draft] = arena.settle(*arena.open())
    outcomes = arena.overlap(("nominator", submit(draft)), ("secretariat", pause(round_id)))
    assert kinds(outcomes) == ["NominationVersion", "NoneType"]
    assert moves_of(arena, draft) == [("draft", "submit")]
    assert versions_of(arena, draft) == 1
