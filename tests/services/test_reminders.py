"""Reminding the jury: who lacks what, one message to each, once, and only as it was shown."""

from typing import Any

import pytest

from app.models import Notice, Reminder
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.impartiality import Answer
from app.services import foresight, phases, reminders, scores, seat_exceptions
from app.services.foresight import ForeseenOtherwiseError
from app.services.reminders import NobodyLacksError
from tests.factories import World, sheet


def sent(world: World) -> list[tuple[str, dict[str, Any]]]:
    return [
        (one.account.name, {key: one.context[key] for key in ("undeclared", "lacking", "drafts")})
        for one in world.session.query(Notice).filter_by(kind="jury_reminded").order_by(Notice.id)
        if one.account is not None
    ]


def says(undeclared: int, lacking: int, drafts: int) -> dict[str, int]:
    return {"undeclared": undeclared, "lacking": lacking, "drafts": drafts}


def test_each_who_lacks_something_gets_one_message_about_all_of_it(world: World) -> None:
    award_round, made = world.at("scoring")
    for nomination in made:
        world.seal("chair", nomination, 4, 4)
    world.seal("juror_b", made[0], 4, 4)
    scores.save_draft(world.work("juror_c"), made[0], sheet(4, 4))
    office = world.work("secretariat")
    seen = reminders.foresee(office, award_round)
    assert [(one.name, one.last) for one in seen.receivers] == [
        ("juror_b", None),
        ("juror_c", None),
    ]
    made_now = reminders.remind(office, award_round, foresight.stamp(seen))
    assert sent(world) == [("juror_b", says(0, 1, 0)), ("juror_c", says(0, 2, 1))]
    assert [(one.lacking, one.sent_by_id) for one in made_now] == [
        (1, office.actor.account_id),
        (2, office.actor.account_id),
    ]


def test_the_same_page_sends_once_and_the_next_says_when(world: World) -> None:
    award_round, _made = world.at("scoring")
    office = world.work("secretariat")
    shown = foresight.stamp(reminders.foresee(office, award_round))
    first = reminders.remind(office, award_round, shown)
    world.pass_time(seconds=1)
    again = reminders.remind(world.work("secretariat"), award_round, shown)
    assert [one.id for one in again] == [one.id for one in first]
    assert len(sent(world)) == 3
    anew = reminders.foresee(world.work("secretariat"), award_round)
    assert {one.last for one in anew.receivers} == {office.now.isoformat()}
    reminders.remind(world.work("secretariat"), award_round, foresight.stamp(anew))
    assert (len(sent(world)), world.session.query(Reminder).count()) == (6, 6)


def test_what_was_not_shown_is_not_sent(world: World) -> None:
    award_round, made = world.at("scoring")
    shown = foresight.stamp(reminders.foresee(world.work("secretariat"), award_round))
    world.seal("chair", made[0], 4, 4)
    for stamp in (shown, ""):
        with pytest.raises(ForeseenOtherwiseError):
            reminders.remind(world.work("secretariat"), award_round, stamp)
    assert sent(world) == []


def test_while_the_jury_declares_it_is_reminded_of_that_alone(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare(award_round, "chair", made[0], Answer.NO_CONFLICT)
    world.declare(award_round, "chair", made[1], Answer.POSSIBLE, "Kjenner rådmannen.")
    world.declare(award_round, "juror_b", made[0], Answer.NO_CONFLICT)
    office = world.work("secretariat")
    seen = reminders.foresee(office, award_round)
    reminders.remind(office, award_round, foresight.stamp(seen))
    # The chair waits for a ruling, which is not hers to make.
    assert sent(world) == [("juror_b", says(1, 0, 0)), ("juror_c", says(2, 0, 0))]


def test_whoever_is_not_waited_for_is_not_reminded(world: World) -> None:
    award_round, made = world.at("scoring")
    office = world.work("secretariat")
    for seat in world.jury.seats:
        seat_exceptions.make(office, award_round, seat.id, made[0].id, "Borte.")
    for seat in world.jury.seats[1:]:
        seat_exceptions.make(office, award_round, seat.id, None, "Borte.")
    seen = reminders.foresee(office, award_round)
    assert [(one.name, one.lacking) for one in seen.receivers] == [("chair", 1)]


def test_with_nobody_to_remind_nothing_is_sent(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal_all(made)
    office = world.work("secretariat")
    seen = reminders.foresee(office, award_round)
    assert seen.receivers == []
    with pytest.raises(NobodyLacksError):
        reminders.remind(office, award_round, foresight.stamp(seen))


def test_the_secretariat_reminds_and_only_while_something_can_be_handed_in(world: World) -> None:
    award_round, made = world.at("scoring")
    for name in ("chair", "juror_b", "auditor", "nominator"):
        with pytest.raises(DeniedError):
            reminders.foresee(world.work(name), award_round)
    world.seal_all(made)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    with pytest.raises(WrongPhaseError):
        reminders.foresee(world.work("secretariat"), award_round)
