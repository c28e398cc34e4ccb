"""Progress: who has finished how much, without a single score."""

import pytest

from app.models import Nomination, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.coverage import Coverage
from app.rules.impartiality import Answer
from app.services import handed_in, phases, progress, scores
from app.services.progress import Mark, Progress
from tests.factories import World, sheet
from tests.services.helpers import refused


def marks(world: World, found: Progress) -> dict[int, list[str]]:
    """Give the marks of the seats A, B and C by the number of the nomination."""
    return {
        nomination.number or 0: [
            found.squares[nomination.id, seat.id].mark.value for seat in world.jury.seats
        ]
        for nomination in found.nominations
    }


def stepped_in(world: World, found: Progress, nomination: Nomination) -> list[bool]:
    return [found.squares[nomination.id, seat.id].stepped_in for seat in world.jury.seats]


@pytest.fixture
def under_way(world: World) -> tuple[Round, list[Nomination]]:
    """Give a round in which the seats are as unlike as they can be."""
    award_round, made = world.at("declaring")
    first, second = made
    world.declare(award_round, "chair", first, Answer.AUTOMATIC, "Min søster.")
    world.declare(award_round, "chair", second, Answer.NO_CONFLICT)
    world.declare(award_round, "juror_b", first, Answer.AUTOMATIC, "Min bror.")
    world.declare(award_round, "juror_b", second, Answer.NO_CONFLICT)
    world.declare(award_round, "deputy_b", first, Answer.NO_CONFLICT)
    world.declare(award_round, "juror_c", first, Answer.POSSIBLE, "Kjenner rådmannen.")
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    scores.save_draft(world.work("deputy_b"), first, sheet(4, 4))
    world.seal("chair", second, 4, 4)
    return award_round, made


def test_every_seat_says_how_far_it_has_come(
    world: World, under_way: tuple[Round, list[Nomination]]
) -> None:
    award_round, made = under_way
    found = progress.progress(world.work("secretariat"), award_round)
    leads = world.jury.seats[0].id
    assert marks(world, found) == {
        1: ["vacant", "draft", "pending"],
        2: ["sealed", "not_begun", "undeclared"],
    }
    assert stepped_in(world, found, made[0]) == [False, True, False]
    assert (found.expected, found.seats_done) == (5, 1)
    assert found.count(Mark.SEALED, Mark.DRAFT) == 2
    assert found.of_seat(world.jury.seats[1].id, Mark.DRAFT, Mark.NOT_BEGUN) == 2
    assert list(found.coverage) == [
        Coverage(made[0].id, seats_filled=2, sealed=0, quorum=2),
        Coverage(made[1].id, seats_filled=3, sealed=1, quorum=2, sealed_by=(leads,)),
    ]
    pending = [(p.nomination.id, p.appointment.person_name, p.description) for p in found.pending]
    assert pending == [(made[0].id, "juror_c", "Kjenner rådmannen.")]


def test_the_chair_sees_nothing_of_what_she_is_recused_from(
    world: World, under_way: tuple[Round, list[Nomination]]
) -> None:
    award_round, made = under_way
    found = progress.for_reader(world.work("chair"), award_round)
    assert marks(world, found) == {2: ["sealed", "not_begun", "undeclared"]}
    assert [part.nomination_id for part in found.coverage] == [made[1].id]
    assert list(found.pending) == []
    whole = progress.for_reader(world.work("secretariat"), award_round)
    assert sorted(marks(world, whole)) == [1, 2]


def test_a_late_recusal_takes_a_sealed_sheet_off_the_count(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal_all(made)
    found = progress.progress(world.work("secretariat"), award_round)
    assert (found.count(Mark.SEALED), found.seats_done) == (6, 3)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Oppdaget sent.")
    found = progress.progress(world.work("secretariat"), award_round)
    assert marks(world, found)[1] == ["sealed", "not_begun", "sealed"]
    assert [part.sealed for part in found.coverage] == [2, 3]


def test_jurors_and_outsiders_do_not_follow_the_progress(world: World) -> None:
    award_round, _ = world.at("scoring")
    for name in ("juror_b", "deputy_b", "administrator", "nominator"):
        work = world.work(name)
        with refused(work, DeniedError):
            progress.progress(work, award_round)


@pytest.mark.parametrize("phase", ["open", "screening"])
def test_there_is_no_progress_before_the_judging(world: World, phase: str) -> None:
    award_round, _ = world.at(phase)
    with pytest.raises(WrongPhaseError):
        progress.progress(world.work("secretariat"), award_round)


def test_sheets_are_told_of_without_what_they_say(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal("chair", made[0], 4, 4)
    scores.save_draft(world.work("juror_b"), made[1], sheet(4, 4))
    members = [seat.appointments[0].id for seat in world.jury.seats]
    assert handed_in.states(world.session, award_round) == {
        (made[0].id, members[0]): True,
        (made[1].id, members[1]): False,
    }
