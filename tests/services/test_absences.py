"""Away for a whole stage: the deputy steps in for what is not handed in, until she is back."""

import pytest

from app.models import Absence, Nomination, Notice, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.impartiality import Answer, Outcome, Reach
from app.services import impartiality, phases, progress, scores
from app.services.impartiality import ForeseenAbsence, NotHereError
from app.services.impartiality.shortfalls import Shortfall
from app.services.moves import ReasonMissingError
from app.services.work import NotFoundError
from tests.factories import World
from tests.services.helpers import events, refused, told


def held(world: World, seat: int, rank: int = 0) -> int:
    return world.jury.seats[seat].appointments[rank].id


def note(
    world: World, award_round: Round, seat: int, *, is_away: bool = True, by: str = "secretariat"
) -> Absence:
    return impartiality.note_absence(
        world.work(by), award_round, held(world, seat), "Syk.", is_away=is_away
    )


def sitting(
    world: World, award_round: Round, made: list[Nomination], seat: int
) -> list[int | None]:
    found = impartiality.board(world.session, award_round, world.clock.now.date())
    return [found.seats[one.id][world.jury.seats[seat].id].appointment_id for one in made]


def uncounted(world: World, award_round: Round) -> list[tuple[int | None, str]]:
    found = progress.progress(world.work("secretariat"), award_round).uncounted
    return [(one.nomination.number, one.appointment.person_name) for one in found]


def test_the_deputy_steps_in_for_what_is_not_handed_in(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 4)
    note(world, award_round, 1)
    assert sitting(world, award_round, made, 1) == [held(world, 1), held(world, 1, 1)]
    assert told(world.session, "absence_noted", "deputy_called") == [
        ("absence_noted", "juror_b"),
        ("deputy_called", "deputy_b"),
    ]
    called = world.session.query(Notice).filter_by(kind="deputy_called").one().context
    assert (called["is_away"], called["count"], called["scoring"]) == (True, 1, True)
    with refused(world.work("juror_b"), DeniedError):
        scores.open_nomination(world.work("juror_b"), made[1].id)
    world.seal("deputy_b", made[1], 3, 3)
    assert uncounted(world, award_round) == []


def test_who_is_back_sits_again_and_a_seat_counts_once(world: World) -> None:
    award_round, made = world.at("scoring")
    note(world, award_round, 1)
    world.seal("deputy_b", made[0], 3, 3)
    note(world, award_round, 1, is_away=False)
    assert sitting(world, award_round, made, 1) == [held(world, 1), held(world, 1)]
    assert uncounted(world, award_round) == [(1, "deputy_b")]
    world.seal("juror_b", made[0], 5, 5)
    counted = progress.coverage_of(world.session, award_round, world.clock.now.date())
    assert [one.sealed for one in counted] == [1, 0]
    assert told(world.session, "deputy_released") == [("deputy_released", "deputy_b")]
    stage = f"stage:{award_round.stage.id}"  # type: ignore[union-attr]
    assert events(world.session, "absence.noted") == [("absence.noted", stage)] * 2


def test_a_deputy_can_be_away_too_and_then_the_next_sits(world: World) -> None:
    award_round, made = world.at("scoring")
    second = world.second_deputy(world.jury.seats[1], "second_b")
    impartiality.note_absence(
        world.work("secretariat"), award_round, held(world, 1, 1), "Ferie.", is_away=True
    )
    note(world, award_round, 1)
    assert sitting(world, award_round, made, 1) == [second.id, second.id]


def test_a_seat_without_a_deputy_is_vacant_while_its_member_is_away(world: World) -> None:
    award_round, made = world.at("scoring")
    note(world, award_round, 0)
    assert sitting(world, award_round, made, 0) == [None, None]
    assert len(events(world.session, "seat.vacant")) == 2


def test_an_absence_is_of_that_stage_alone(world: World) -> None:
    award_round, made = world.deliberate_shortlist(3)
    note(world, award_round, 1)
    world.name(award_round, made[:2])
    phases.move(world.work("secretariat"), award_round, "open_declaring")
    assert sitting(world, award_round, made[:2], 1) == [held(world, 1), held(world, 1)]


def test_what_cannot_be_noted_is_refused(world: World) -> None:
    award_round, _made = world.at("scoring")
    work = world.work("secretariat")
    with refused(work, ReasonMissingError):
        impartiality.note_absence(work, award_round, held(world, 1), "  ", is_away=True)
    with refused(work, NotFoundError):
        impartiality.note_absence(work, award_round, 9999, "Syk.", is_away=True)
    with refused(work, NotHereError):
        impartiality.note_absence(work, award_round, held(world, 1), "Frisk.", is_away=False)
    note(world, award_round, 1)
    with refused(work, NotHereError):
        note(world, award_round, 1)


def test_the_chair_notes_the_others_absence_and_not_her_own(world: World) -> None:
    award_round, made = world.at("scoring")
    note(world, award_round, 1, by="chair")
    with refused(world.work("chair"), DeniedError):
        note(world, award_round, 0, by="chair")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    with refused(world.work("chair"), DeniedError):
        note(world, award_round, 2, by="chair")
    with refused(world.work("chair"), DeniedError):
        note(world, award_round, 1, by="chair", is_away=False)


@pytest.mark.parametrize("name", ["juror_b", "deputy_b", "auditor", "nominator", "administrator"])
def test_nobody_else_does(world: World, name: str) -> None:
    award_round, _made = world.at("scoring")
    work = world.work(name)
    with refused(work, DeniedError):
        note(world, award_round, 1, by=name)


def test_nobody_is_noted_away_when_it_is_over(world: World) -> None:
    award_round, _made = world.at("decided")
    work = world.work("secretariat")
    with refused(work, WrongPhaseError):
        note(world, award_round, 1)


def test_it_is_foreseen_which_seats_stand_vacant_and_where_too_few_are_left(world: World) -> None:
    award_round, made = world.at("scoring")
    office = world.work("secretariat")

    def foreseen(seat: int) -> ForeseenAbsence:
        one = held(world, seat)
        return impartiality.foresee_absence(office, award_round, one, "Syk.", is_away=True)

    name = "Prøvedal kommune"
    assert foreseen(1).shortfall == Shortfall([], 0, [], 0)
    assert foreseen(0).shortfall == Shortfall([name, name], 2, [], 0)  # the chair has no deputy
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    world.declare(award_round, "deputy_b", made[0], Answer.AUTOMATIC)
    found = foreseen(0)
    assert found.shortfall == Shortfall([name, name], 2, [name], 1)
    assert (found.leads, found.steps_in, found.told) == (True, {}, ["chair"])
    world.declare(award_round, "juror_c", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    ruled = impartiality.foresee(office, award_round, made[0], held(world, 2), Outcome.RECUSED)
    assert ruled.shortfall == Shortfall([], 0, [], 0)  # her deputy steps in
    world.declare(award_round, "deputy_c", made[0], Answer.AUTOMATIC)
    ruled = impartiality.foresee(office, award_round, made[0], held(world, 2), Outcome.RECUSED)
    assert ruled.shortfall == Shortfall([name], 1, [name], 1)


def test_a_recusal_from_one_that_reaches_all_is_foreseen_for_all(world: World) -> None:
    award_round = world.open(reach=Reach.COMPARISON)
    made = world.judge(award_round)
    for name in ("deputy_b", "juror_c"):
        world.declare(award_round, name, made[0], Answer.AUTOMATIC)
    world.declare(award_round, "juror_b", made[1], Answer.POSSIBLE, "Kjenner rådmannen.")
    for name in ("chair", "deputy_c"):
        world.declare(award_round, name, made[1], Answer.NO_CONFLICT)
    office = world.work("secretariat")
    found = impartiality.foresee(office, award_round, made[1], held(world, 1), Outcome.RECUSED)
    assert (found.shortfall.vacant_count, found.shortfall.below_count) == (2, 0)
