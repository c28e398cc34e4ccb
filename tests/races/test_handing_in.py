"""Handing in again against the deadline, a return, a withdrawal: one is first, nothing is half."""

from datetime import timedelta

from sqlalchemy import select

from app.models import NominationMove, NominationVersion, Round
from app.services import late, nominations, screening, supports, withdrawals
from app.services.work import Work
from tests.races.conftest import Act, Arena, kinds


def submit(nomination_id: int) -> Act:
    def act(work: Work) -> NominationVersion:
        return nominations.submit(work, nominations.by_id(work.session, nomination_id))

    return act


def change(arena: Arena, nomination_id: int, story: str = "Endret.") -> None:
    work = arena.world.work("nominator")
    found = nominations.by_id(arena.session, nomination_id)
    base = nominations.base_of(found, ["story"])
    nominations.save(work, found, {"story": story}, base=base)
    arena.session.commit()


def submitted(arena: Arena) -> tuple[Round, int]:
    """Give an open round with a nomination that was handed in and has been changed since."""
    award_round, [draft] = arena.open()
    nominations.submit(arena.world.work("nominator"), draft)
    arena.settle(award_round, [draft])
    change(arena, draft.id)
    return award_round, draft.id


def moves_of(arena: Arena, nomination_id: int) -> list[str]:
    found = select(NominationMove).filter_by(nomination_id=nomination_id)
    return [move.name for move in arena.session.scalars(found.order_by(NominationMove.id))]


def stories(arena: Arena, nomination_id: int) -> list[str]:
    found = select(NominationVersion).filter_by(nomination_id=nomination_id)
    rows = arena.session.scalars(found.order_by(NominationVersion.number))
    return [row.content["answers"]["story"] for row in rows]


def test_a_second_click_on_hand_in_again_gets_the_same_receipt(arena: Arena) -> None:
    _, nomination = submitted(arena)
    outcomes = arena.overlap(("nominator", submit(nomination)), ("nominator", submit(nomination)))
    assert [version.number for version in outcomes] == [2, 2]
    assert moves_of(arena, nomination) == ["submit", "submit_again"]


def test_what_is_withdrawn_while_it_is_handed_in_again_was_handed_in_first(arena: Arena) -> None:
    _, nomination = submitted(arena)

    def withdraw(work: Work) -> None:
        withdrawals.withdraw(work, nominations.by_id(work.session, nomination), "Feil.")

    outcomes = arena.overlap(("nominator", submit(nomination)), ("nominator", withdraw))
    assert kinds(outcomes) == ["NominationVersion", "NoneType"]
    assert moves_of(arena, nomination) == ["submit", "submit_again", "withdraw"]


def test_taking_up_and_withdrawing_follow_each_other(arena: Arena) -> None:
    _, nomination = submitted(arena)

    def withdraw(work: Work) -> None:
        withdrawals.withdraw(work, nominations.by_id(work.session, nomination), "Feil.")

    def take_up(work: Work) -> None:
        withdrawals.take_up_again(work, nominations.by_id(work.session, nomination))

    outcomes = arena.overlap(("nominator", withdraw), ("nominator", take_up))
    assert kinds(outcomes) == ["NoneType", "NoneType"]
    assert moves_of(arena, nomination) == ["submit", "withdraw", "take_up_again"]


def test_a_click_that_comes_too_late_gets_the_receipt_of_the_one_in_time(arena: Arena) -> None:
    award_round, nomination = submitted(arena)
    assert award_round.deadline_at is not None
    over = award_round.deadline_at + timedelta(minutes=1)

    def in_time(work: Work) -> NominationVersion:
        early = Work(work.session, work.actor, over - timedelta(seconds=1))
        return submit(nomination)(early)

    def too_late(work: Work) -> NominationVersion:
        return submit(nomination)(Work(work.session, work.actor, over))

    outcomes = arena.overlap(("nominator", in_time), ("nominator", too_late))
    assert [version.number for version in outcomes] == [2, 2]
    assert stories(arena, nomination)[1:] == ["Endret."]
    change(arena, nomination, "Endret igjen.")
    (refused,) = arena.race(("nominator", too_late))
    assert type(refused).__name__ == "WrongPhaseError"
    assert stories(arena, nomination)[1:] == ["Endret."]


def test_what_is_answered_while_it_is_taken_back_is_refused(arena: Arena) -> None:
    _, nomination = submitted(arena)
    arena.world.pass_time(days=11)
    office = arena.world.work("secretariat")
    until = arena.clock.now + timedelta(days=1)
    found = nominations.by_id(arena.session, nomination)
    late.return_for_completion(office, found, ["second"], "Tall mangler.", until)
    arena.session.commit()

    def reopen(work: Work) -> None:
        screening.reopen(work, nominations.by_id(work.session, nomination), "Det sto der.")

    outcomes = arena.overlap(("secretariat", reopen), ("nominator", submit(nomination)))
    assert kinds(outcomes) == ["NoneType", "WrongPhaseError"]
    assert moves_of(arena, nomination) == ["submit", "return", "reopen"]


def test_what_is_written_in_support_while_it_is_handed_in_is_in_it_or_refused(
    arena: Arena,
) -> None:
    _, nomination = submitted(arena)
    found = nominations.by_id(arena.session, nomination)
    asked = supports.ask(
        arena.world.work("nominator"), found, name="Eva", email="e@x.no", body="", language="nb"
    )
    arena.session.commit()
    row, nonce = asked.id, asked.nonce

    def give(work: Work) -> None:
        words = {"name": "Eva", "body": "", "role": "", "text": "Vi støtter dette."}
        supports.give(work.session, supports.find(work.session, row, nonce), work.now, **words)

    outcomes = arena.overlap(("stranger", give), ("nominator", submit(nomination)))
    assert kinds(outcomes) == ["NominationVersion", "NoneType"]
    (version,) = [one for one in outcomes if one is not None]
    assert [one["text"] for one in version.content["support"]] == ["Vi støtter dette."]
