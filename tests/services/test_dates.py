"""The dates of a round are put right with a reason, until they take effect."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.models import DateChange, Notice, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.dates import DateFault, RoundDate
from app.services import digests, nominations, phases, rounds
from app.services.nominations import ReasonMissingError
from app.services.phases import DatesQuestionedError, DatesRefusedError
from app.services.work import StaleEditError
from tests.factories import World
from tests.services.helpers import events, last_event, refused, told

DAY = timedelta(days=1)
WHY = "Skjemaet var nede en dag."


def change(
    world: World,
    award_round: Round,
    name: str = "secretariat",
    reason: str = WHY,
    **more: bool,
) -> object:
    deadline = award_round.deadline_at
    assert deadline is not None
    return phases.change_dates(
        world.work(name),
        award_round,
        {RoundDate.DEADLINE: deadline + 3 * DAY},
        reason,
        base=award_round.version,
        **more,
    )


def test_a_deadline_is_extended_with_a_reason_on_record(world: World) -> None:
    award_round = world.open()
    before = award_round.deadline_at
    assert before is not None
    change(world, award_round)
    assert award_round.deadline_at == before + 3 * DAY
    stored = world.session.scalars(select(DateChange)).one()
    assert (stored.date, stored.before, stored.after, stored.reason) == (
        "deadline",
        before,
        before + 3 * DAY,
        WHY,
    )
    event = last_event(world.session)
    assert (event.kind, event.data) == (
        "dates.changed",
        {
            "dates": {"deadline": (before + 3 * DAY).isoformat()},
            "digest": digests.of(
                [{"date": "deadline", "before": before.isoformat(), "reason": WHY}]
            ),
        },
    )


def test_the_minute_of_the_deadline_is_inside_it(world: World) -> None:
    award_round = world.open()
    nomination = world.draft(award_round)
    deadline = award_round.deadline_at
    assert deadline is not None
    world.clock.now = deadline + timedelta(seconds=59)
    assert [one.id for one in rounds.open_calls(world.session, world.clock.now)] == [award_round.id]
    nominations.submit(world.work("nominator"), nomination)
    late = world.draft(award_round)
    world.clock.now = deadline + timedelta(seconds=60)
    assert rounds.open_calls(world.session, world.clock.now) == []
    with refused(work := world.work("nominator"), WrongPhaseError):
        nominations.submit(work, late)


def test_a_slip_is_put_right_but_never_below_what_the_call_promised(world: World) -> None:
    award_round = world.open()
    promised = award_round.deadline_at
    assert promised is not None

    def move(days: int) -> None:
        phases.change_dates(
            world.work("secretariat"),
            award_round,
            {
                RoundDate.DEADLINE: promised + days * DAY,
                RoundDate.SCORING: None,
                RoundDate.DELIBERATION: None,
                RoundDate.ANNOUNCEMENT: None,
            },
            WHY,
            base=award_round.version,
            is_confirmed=True,
        )

    move(400)
    move(2)
    assert award_round.deadline_at == promised + 2 * DAY
    with refused(world.work("secretariat"), DatesRefusedError) as caught:
        move(-1)
    assert {date: fault.kind for date, fault in caught.value.faults.items()} == {
        RoundDate.DEADLINE: DateFault.SHORTENED
    }
    assert award_round.deadline_at == promised + 2 * DAY


def test_a_date_far_ahead_is_asked_about(world: World) -> None:
    award_round = world.open()
    wanted = {RoundDate.ANNOUNCEMENT: datetime(2028, 6, 1, 10, 0, tzinfo=UTC)}
    with refused(work := world.work("secretariat"), DatesQuestionedError) as caught:
        phases.change_dates(work, award_round, wanted, WHY, base=award_round.version)
    assert caught.value.far == {RoundDate.ANNOUNCEMENT}
    phases.change_dates(work, award_round, wanted, WHY, base=award_round.version, is_confirmed=True)
    assert award_round.announcement_planned_at == wanted[RoundDate.ANNOUNCEMENT]


def test_a_deadline_after_the_juries_is_refused_and_nothing_is_stored(world: World) -> None:
    award_round = world.open()
    before = award_round.dates
    scoring = before[RoundDate.SCORING]
    assert scoring is not None
    with refused(work := world.work("secretariat"), DatesRefusedError) as caught:
        phases.change_dates(
            work, award_round, {RoundDate.DEADLINE: scoring + DAY}, WHY, base=award_round.version
        )
    assert caught.value.faults[RoundDate.DEADLINE].kind is DateFault.AFTER
    assert award_round.dates == before
    assert events(world.session, "dates.changed") == []


def test_a_reason_is_owed_once_the_call_is_published(world: World) -> None:
    award_round = world.plan()
    change(world, award_round, reason="")
    phases.move(world.work("secretariat"), award_round, "publish_call")
    with refused(world.work("secretariat"), ReasonMissingError):
        change(world, award_round, reason=" \n")


def test_the_second_tab_does_not_undo_the_first(world: World) -> None:
    award_round = world.open()
    base = award_round.version
    change(world, award_round)
    with refused(work := world.work("secretariat"), StaleEditError):
        phases.change_dates(work, award_round, {RoundDate.DELIBERATION: None}, WHY, base=base)
    assert award_round.dates[RoundDate.DELIBERATION] is not None


def test_a_date_that_has_taken_effect_stays(world: World) -> None:
    award_round, _ = world.at("deliberation")
    with refused(work := world.work("secretariat"), DatesRefusedError) as caught:
        phases.change_dates(
            work,
            award_round,
            {RoundDate.SCORING: world.clock.now + 20 * DAY},
            WHY,
            base=award_round.version,
        )
    assert caught.value.faults[RoundDate.SCORING].kind is DateFault.SETTLED


def test_after_the_decision_no_date_of_the_plan_is_changed(world: World) -> None:
    award_round, _ = world.at("decided")
    with refused(world.work("secretariat"), WrongPhaseError):
        change(world, award_round)


@pytest.mark.parametrize("name", ["chair", "nominator", "auditor", "administrator"])
def test_nobody_else_changes_dates(world: World, name: str) -> None:
    award_round = world.open()
    with refused(world.work(name), DeniedError):
        change(world, award_round, name)


def test_who_has_begun_a_nomination_is_told_of_a_new_deadline(world: World) -> None:
    award_round = world.open()
    world.draft(award_round, "nominator")
    change(world, award_round)
    assert told(world.session, "dates_changed") == [("dates_changed", "nominator")]
    notice = world.session.scalars(select(Notice).where(Notice.kind == "dates_changed")).one()
    assert notice.context["changed"] == {
        "deadline": award_round.dates[RoundDate.DEADLINE].isoformat()
    }  # type: ignore[union-attr]
    assert notice.context["reason"] == WHY


def test_the_jury_is_told_of_its_own_dates_while_it_judges(world: World) -> None:
    award_round, _ = world.at("scoring")
    phases.change_dates(
        world.work("secretariat"),
        award_round,
        {
            RoundDate.SCORING: world.clock.now + 25 * DAY,
            RoundDate.ANNOUNCEMENT: world.clock.now + 70 * DAY,
        },
        WHY,
        base=award_round.version,
    )
    at_work = ["chair", "juror_b", "juror_c"]
    assert told(world.session, "dates_changed") == [("dates_changed", one) for one in at_work]
    stored = world.session.scalars(select(Notice).where(Notice.kind == "dates_changed")).all()
    assert [set(one.context["changed"]) for one in stored] == [{"scoring"}] * 3


def test_while_a_round_is_planned_nobody_is_told(world: World) -> None:
    change(world, world.plan())
    assert told(world.session, "dates_changed") == []


def test_nothing_changed_leaves_no_trace(world: World) -> None:
    award_round = world.open()
    same = {RoundDate.DEADLINE: award_round.deadline_at}
    assert phases.change_dates(world.work("secretariat"), award_round, same, "", base=0) == []
    assert events(world.session, "dates.changed") == []
