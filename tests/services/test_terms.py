"""Members come and go: what was sealed by somebody who then held the seat counts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.models import Appointment, Nomination, Round
from app.rules.access import DeniedError, Role
from app.rules.impartiality import Answer, Outcome
from app.services import (
    announcements,
    decisions,
    desks,
    figures,
    impartiality,
    jury,
    may,
    phases,
    progress,
    ranking,
    scores,
)
from app.services.progress import Mark
from tests.factories import World, decision, sheet

YESTERDAY = timedelta(days=1)


def appointment(world: World, name: str) -> Appointment:
    account = world.people[name]
    return next(
        one
        for seat in world.jury.seats
        for one in seat.appointments
        if one.account_id == account.id
    )


def leave(world: World, *names: str) -> None:
    """Let some people's terms have ended yesterday."""
    for name in names:
        appointment(world, name).until = world.work(name).today - YESTERDAY
    world.session.flush()


def follow(world: World, name: str, seat: int) -> Appointment:
    """Appoint a successor to a seat, from today."""
    secretariat = world.work("secretariat")
    world.people[name] = world.account(name)
    made = jury.appoint(
        secretariat,
        world.jury.seats[seat],
        person_name=name,
        account=world.people[name],
        since=secretariat.today,
        until=None,
    )
    jury.pledge(world.work(name), made, "nb")
    return made


def scored(world: World) -> tuple[Round, list[Nomination]]:
    award_round = world.open()
    made = world.judge(award_round)
    world.score(award_round, made)
    return award_round, made


def cover(world: World, award_round: Round) -> list[int]:
    found = progress.coverage_of(world.session, award_round, world.work("chair").today)
    return [part.sealed for part in found]


def test_the_sheets_of_a_member_who_left_count(world: World) -> None:
    award_round, made = scored(world)
    world.seal_all(made)
    assert cover(world, award_round) == [3, 3]
    leave(world, "juror_b")
    assert cover(world, award_round) == [3, 3]
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    seen = ranking.for_actor(world.work("chair"), award_round)
    assert [row.line.jurors for row in seen.rows] == [3, 3]
    assert [one.person_name for one in seen.gone] == ["juror_b"]


def test_who_left_is_named_with_the_sheets_that_count(world: World) -> None:
    award_round, made = scored(world)
    world.seal("juror_b", made[0], 5, 4)
    leave(world, "juror_b")
    seen = progress.progress(world.work("secretariat"), award_round)
    assert [(one.person_name, sheets) for one, sheets in seen.gone] == [("juror_b", 1)]


def test_nobody_has_left_while_all_hold_their_seats(world: World) -> None:
    award_round, made = scored(world)
    world.seal_all(made)
    assert progress.progress(world.work("secretariat"), award_round).gone == []


def test_who_left_acts_no_more(world: World) -> None:
    _, made = scored(world)
    world.seal("juror_b", made[0], 5, 4)
    leave(world, "juror_b")
    with pytest.raises(DeniedError):
        scores.seal(world.work("juror_b"), made[1], sheet(3, 3))


def test_the_deputy_sits_for_what_the_member_left_undone(world: World) -> None:
    award_round, made = scored(world)
    world.seal("juror_b", made[0], 5, 4)
    leave(world, "juror_b")
    found = desks.desk(world.work("deputy_b"), award_round)
    assert [(entry.id, entry.task) for entry in found.entries] == [
        (made[1].id, desks.Task.NOT_BEGUN)
    ]
    world.seal("deputy_b", made[1], 3, 3)
    seen = progress.progress(world.work("secretariat"), award_round)
    seat = world.jury.seats[1].id
    assert [seen.squares[one.id, seat].mark for one in made] == [Mark.SEALED, Mark.SEALED]


def test_a_successor_takes_over_what_is_left_and_no_seat_counts_twice(world: World) -> None:
    award_round, made = scored(world)
    world.seal("juror_b", made[0], 5, 4)
    leave(world, "juror_b")
    successor = follow(world, "successor", 1)
    for one in made:
        world.declare(award_round, "successor", one, Answer.NO_CONFLICT)
    world.seal("successor", made[1], 2, 2)
    with pytest.raises(DeniedError):
        scores.seal(world.work("successor"), made[0], sheet(1, 1))
    for name in ("chair", "juror_c"):
        for one in made:
            world.seal(name, one, 4, 4)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    seen = ranking.for_actor(world.work("chair"), award_round)
    seat = world.jury.seats[1].id
    left = appointment(world, "juror_b").id
    assert [seen.row(one.id).cells[seat].appointment_id for one in made] == [left, successor.id]
    assert [seen.row(one.id).cells[seat].stepped_in for one in made] == [False, False]
    assert [row.line.jurors for row in seen.rows] == [3, 3]
    held = [
        one.held.person_name for one in figures.of_all(world.work("chair"), award_round).figures
    ]
    assert held == ["chair", "juror_b", "successor", "juror_c"]


def test_a_conflict_of_who_left_makes_the_sheet_not_count_by_a_ruling(world: World) -> None:
    award_round, made = scored(world)
    world.seal_all(made)
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Arbeidet der")
    leave(world, "juror_b")
    case = impartiality.rule(
        world.work("secretariat"),
        award_round,
        made[0],
        appointment(world, "juror_b").id,
        Outcome.RECUSED,
        "Søsteren leder tiltaket.",
    )
    assert case.outcome is Outcome.RECUSED
    assert cover(world, award_round) == [2, 3]
    assert desks.desk(world.work("deputy_b"), award_round).entries[0].id == made[0].id


def test_a_draft_of_who_left_counts_for_nothing(world: World) -> None:
    award_round, made = scored(world)
    scores.save_draft(world.work("juror_b"), made[0], sheet(5, 5))
    leave(world, "juror_b")
    assert cover(world, award_round) == [0, 0]
    assert progress.progress(world.work("secretariat"), award_round).gone == []
    assert [e.id for e in desks.desk(world.work("deputy_b"), award_round).entries] == [
        one.id for one in made
    ]


EVERYBODY = ("chair", "juror_b", "juror_c", "deputy_b", "deputy_c")


def test_a_round_whose_jury_s_term_ended_yesterday_is_decided(world: World) -> None:
    award_round, made = scored(world)
    world.seal_all(made)
    leave(world, *EVERYBODY)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    decisions.finalise(world.work("chair"), award_round, decision(made))
    found = decisions.of_round(world.session, award_round)
    assert found is not None
    assert len(found.ranking["scores"]) == 6
    announcements.announce(world.work("chair"), award_round, None)
    phases.move(world.work("secretariat"), award_round, "archive")


def test_a_jury_scores_on_when_the_years_of_its_term_are_over(world: World) -> None:
    award_round, made = scored(world)
    world.clock.now = datetime(2028, 12, 31, 22, 0, tzinfo=UTC)
    world.seal("juror_b", made[0], 5, 4)
    world.clock.now = datetime(2029, 1, 2, 9, 0, tzinfo=UTC)
    world.seal("juror_b", made[1], 5, 4)
    world.seal("chair", made[1], 5, 4)
    assert cover(world, award_round) == [1, 2]


def test_who_left_before_the_jury_s_last_day_does_not_come_back_with_it(world: World) -> None:
    _, made = scored(world)
    appointment(world, "juror_b").until = date(2026, 3, 20)
    world.session.flush()
    world.clock.now = datetime(2029, 1, 2, 9, 0, tzinfo=UTC)
    with pytest.raises(DeniedError):
        world.seal("juror_b", made[0], 5, 4)
    world.seal("deputy_b", made[0], 5, 4)


def test_a_jury_whose_term_is_over_has_no_part_in_rounds_that_it_does_not_judge(
    world: World,
) -> None:
    world.open()
    leave(world, *EVERYBODY)
    assert Role.CHAIR not in world.work("chair").actor.roles(jury_id=world.jury.id)


def test_what_a_jury_sees_through_gives_it_no_part_in_its_other_rounds(world: World) -> None:
    judged, _ = scored(world)
    other = world.open(2027)
    leave(world, *EVERYBODY)
    chair = world.work("chair")
    assert [Role.CHAIR in may.roles(chair, one) for one in (judged, other)] == [True, False]


def test_terms_end_at_midnight_in_norway(world: World) -> None:
    world.open()
    world.clock.now = datetime(2028, 12, 31, 22, 59, tzinfo=UTC)
    assert Role.CHAIR in world.work("chair").actor.roles(jury_id=world.jury.id)
    world.clock.now = datetime(2028, 12, 31, 23, 0, tzinfo=UTC)
    assert Role.CHAIR not in world.work("chair").actor.roles(jury_id=world.jury.id)


def test_sheets_that_do_not_count_are_named_with_the_reason(world: World) -> None:
    award_round, made = scored(world)
    world.seal_all(made)
    assert progress.progress(world.work("secretariat"), award_round).uncounted == []
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster")
    world.seal("deputy_b", made[0], 3, 3)
    seen = progress.progress(world.work("secretariat"), award_round)
    assert [
        (one.nomination.id, one.appointment.person_name, one.is_recused) for one in seen.uncounted
    ] == [(made[0].id, "juror_b", True)]
    assert cover(world, award_round) == [3, 3]
