"""Conditions of the declared moves: each is looked into, and each can stop its move by itself."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from app.models import FormSection, NominationMove, Question, Round, RoundMove, Stage
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.impartiality import Answer
from app.rules.lifecycle import (
    COURSE_MOVES,
    ROUND_MOVES,
    STAGE_MOVES,
    Condition,
    Move,
    Mover,
    StageKind,
    StageState,
    UndeclaredMoveError,
)
from app.rules.lifecycle_docs import CONDITIONS
from app.rules.nomination_moves import NOMINATION_MOVES
from app.services import (
    closings,
    decisions,
    late,
    moves,
    nominations,
    phases,
    screening,
    tellings,
    withdrawals,
)
from app.services.decisions import DecisionIncompleteError
from app.services.moves import ConditionsUnmetError, UncheckedConditionError
from app.services.nominations import IncompleteError, ReasonMissingError
from app.services.phases import DatesRefusedError, conditions
from app.services.screening import ResidentsUncheckedError
from app.services.tellings import To
from app.words import terms
from tests import visiting
from tests.factories import World, decision

MOVES = (*ROUND_MOVES, *COURSE_MOVES, *STAGE_MOVES, *NOMINATION_MOVES)
Act = Callable[[], Any]


def made(world: World) -> list[str]:
    """Name the moves that have been made, those of rounds first."""
    session = world.session
    rounds = [one.name for one in session.query(RoundMove).order_by(RoundMove.id)]
    return rounds + [one.name for one in session.query(NominationMove).order_by(NominationMove.id)]


def _decline(world: World) -> None:
    """Have two candidates say no: one while it is judged, one after the decision."""
    to = To("kari@example.org")
    for is_late in (False, True):
        award_round, judged = world.at("deliberation", 2031 + is_late)
        (told,) = tellings.tell(world.work("secretariat"), judged[0], 1, to)
        if is_late:
            world.finalise(award_round, judged)
        tellings.decline(world.system, told.id, told.nonce, "Vi er ikke klare.")


def test_every_declared_move_can_be_made(world: World) -> None:
    """A move that nobody looks into raises, so the conditions of all of these were looked into."""
    world.at("archived")
    award_round = world.open(year=2027)
    rejected, withdrawn = world.submit(award_round, 2)
    withdrawals.withdraw(world.work("nominator"), withdrawn, "Vi trekker oss.")
    withdrawals.take_up_again(world.work("nominator"), withdrawn)
    world.pass_time(days=11)
    until = world.clock.now + timedelta(days=1)
    late.return_for_completion(
        world.work("secretariat"), rejected, ["second"], "Tall mangler.", until
    )
    nominations.submit(world.work("nominator"), rejected)
    late.make_exception(world.work("secretariat"), withdrawn, "Nettet var nede.", until)
    late.end_exception(world.work("secretariat"), withdrawn, "Det trengs ikke.")
    screening.reject(world.work("secretariat"), rejected, "Utenfor formålet.")
    screening.reopen(world.work("secretariat"), rejected, "Det var innenfor likevel.")
    _, (winner, _) = world.at("decided", 2028)
    withdrawals.withdraw(world.work("nominator"), winner, "Vi trekker oss.")
    _decline(world)
    office, paused = world.work("secretariat"), world.open(year=2029)
    phases.pause(office, paused, "Departementet vil vente.")
    phases.resume(office, paused, {}, "")
    phases.cancel(office, paused, "Det er ikke penger til prisen.")
    visited, first = visiting.visiting(world, year=2030)
    world.name(visited, first[:2])
    assert set(made(world)) == {move.name for move in MOVES}


@pytest.mark.parametrize(
    ("move", "condition"),
    [
        pytest.param(move, condition, id=f"{move.name}-{condition}")
        for move in MOVES
        for condition in move.conditions
    ],
)
def test_a_move_is_stopped_by_each_of_its_conditions(move: Move, condition: Condition) -> None:
    met = dict.fromkeys(move.conditions, True)
    with pytest.raises(ConditionsUnmetError) as caught:
        moves.insist(move, {**met, condition: False})
    assert caught.value.unmet == [condition]
    del met[condition]
    with pytest.raises(UncheckedConditionError):
        moves.insist(move, met)


def test_what_is_not_declared_is_not_looked_into() -> None:
    with pytest.raises(UncheckedConditionError):
        moves.insist(ROUND_MOVES[0], dict.fromkeys(Condition, True))


# --- for each condition a case in which it alone does not hold ---------------------------------


def secretariat(world: World, award_round: Round, name: str) -> Act:
    world.session.flush()
    return lambda: phases.move(world.work("secretariat"), award_round, name)


def no_form(world: World) -> Act:
    award_round = world.plan()
    world.session.query(Question).delete()
    world.session.query(FormSection).delete()
    return secretariat(world, award_round, "publish_call")


def nothing_runs(world: World) -> Act:
    award_round, _ = world.at("screening")
    return lambda: phases.pause(world.work("secretariat"), award_round, "Vi må vente.")


def not_under_way(world: World) -> Act:
    award_round = world.plan()
    return lambda: phases.cancel(world.work("secretariat"), award_round, "Vi må avlyse.")


def deadline_behind(world: World) -> Act:
    award_round = world.open()
    phases.pause(world.work("secretariat"), award_round, "Vi må vente.")
    world.pass_time(days=20)
    return lambda: phases.resume(world.work("secretariat"), award_round, {}, "")


def closed_prize(world: World) -> Act:
    award_round = world.plan()
    closings.close(world.work("administrator"), world.prize, "Ordningen er lagt ned.")
    return secretariat(world, award_round, "publish_call")


def screened(world: World) -> Round:
    award_round, submitted = world.at("screening")
    for nomination in submitted:
        screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    return award_round


def deadline_ahead(world: World) -> Act:
    award_round = screened(world)
    award_round.deadline_at = world.clock.now + timedelta(days=1)
    return secretariat(world, award_round, "begin_judging")


def unscreened(world: World) -> Act:
    award_round, _ = world.at("screening")
    return secretariat(world, award_round, "begin_judging")


def seat_without_member(world: World) -> Act:
    award_round = screened(world)
    world.jury.seats[1].appointments[0].until = date(2026, 1, 1)
    return secretariat(world, award_round, "begin_judging")


def quorum_out_of_reach(world: World) -> Act:
    award_round = screened(world)
    award_round.rulebook.quorum = 4
    return secretariat(world, award_round, "begin_judging")


def no_quorum(world: World) -> Act:
    award_round, _ = world.at("scoring")
    return secretariat(world, award_round, "open_deliberation")


def unannounced(world: World) -> Act:
    award_round, _ = world.at("decided")
    return secretariat(world, award_round, "archive")


def open_declaring(world: World, award_round: Round, stage: Stage) -> Act:
    """Open a stage as ``begin_judging`` does; the secretariat is offered it in judging alone."""
    declared = next(move for move in STAGE_MOVES if move.name == "open_declaring")

    def act() -> None:
        met = conditions.look_into(world.session, award_round, declared, world.clock.now)
        moves.move_stage(world.work("secretariat"), award_round, stage, declared.name, met)

    return act


def round_not_in_judging(world: World) -> Act:
    award_round = world.plan()
    return open_declaring(world, award_round, award_round.stages[0])


def earlier_stage_open(world: World) -> Act:
    award_round, _ = world.at("deliberation")
    later = Stage(position=2, kind=StageKind.FINAL, state=StageState.WAITING)
    award_round.stages.append(later)
    world.session.flush()
    return open_declaring(world, award_round, later)


def finalise(world: World, phase: str, **changes: Any) -> Act:
    award_round, judged = world.at(phase)
    given = decision(judged, **changes)
    return lambda: decisions.finalise(world.work("chair"), award_round, given)


def chair_recused(world: World) -> Act:
    award_round, judged = world.at("scoring")
    world.declare(award_round, "chair", judged[1], Answer.AUTOMATIC)
    for nomination in judged:
        for name in ("juror_b", "juror_c"):
            world.seal(name, nomination, 4, 4)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return lambda: decisions.finalise(world.work("chair"), award_round, decision(judged))


def submit_late(world: World) -> Act:
    draft = world.draft(world.open())
    world.pass_time(days=11)
    return lambda: nominations.submit(world.work("nominator"), draft)


def take_up_late(world: World) -> Act:
    [withdrawn] = world.submit(world.open(), 1)
    withdrawals.withdraw(world.work("nominator"), withdrawn, "Vi trekker oss.")
    world.pass_time(days=11)
    return lambda: withdrawals.take_up_again(world.work("nominator"), withdrawn)


def admit_awaited(world: World) -> Act:
    _, [nomination, _] = world.at("screening")
    until = world.clock.now + timedelta(days=1)
    late.make_exception(world.work("secretariat"), nomination, "Nettet var nede.", until)
    return lambda: screening.admit(world.work("secretariat"), nomination, residents_checked=True)


def submit_empty(world: World) -> Act:
    award_round, body = world.open(), world.body_of("nominator")
    draft = nominations.start(world.work("nominator"), award_round, body)
    return lambda: nominations.submit(world.work("nominator"), draft)


def admit_early(world: World) -> Act:
    (nomination,) = world.submit(world.open(), 1)
    return lambda: screening.admit(world.work("secretariat"), nomination, residents_checked=True)


def admit_unread(world: World) -> Act:
    _, (nomination, _) = world.at("screening")
    return lambda: screening.admit(world.work("secretariat"), nomination, residents_checked=False)


def reject_without_reason(world: World) -> Act:
    _, (nomination, _) = world.at("screening")
    return lambda: screening.reject(world.work("secretariat"), nomination, " ")


def withdraw_the_winner(world: World) -> Act:
    _, (nomination, _) = world.at("announced")
    return lambda: withdrawals.withdraw(world.work("nominator"), nomination, "Vi trekker oss.")


CASES: dict[Condition, tuple[Callable[[World], Act], type[Exception]]] = {
    Condition.SET_UP: (no_form, ConditionsUnmetError),
    Condition.SOMETHING_RUNS: (nothing_runs, UndeclaredMoveError),
    Condition.UNDER_WAY: (not_under_way, UndeclaredMoveError),
    Condition.NEW_DATES_VALID: (deadline_behind, DatesRefusedError),
    Condition.PRIZE_OPEN: (closed_prize, ConditionsUnmetError),
    Condition.DEADLINE_PASSED: (deadline_ahead, ConditionsUnmetError),
    Condition.ALL_SCREENED: (unscreened, ConditionsUnmetError),
    Condition.JURY_COMPLETE: (seat_without_member, ConditionsUnmetError),
    Condition.RULEBOOK_COMPLETE: (quorum_out_of_reach, ConditionsUnmetError),
    Condition.IN_DELIBERATION: (lambda world: finalise(world, "scoring"), WrongPhaseError),
    Condition.CHAIR_IMPARTIAL: (chair_recused, DeniedError),
    Condition.DECISION_COMPLETE: (
        lambda world: finalise(world, "deliberation", citation=""),
        DecisionIncompleteError,
    ),
    Condition.ANNOUNCED: (unannounced, ConditionsUnmetError),
    Condition.ROUND_IN_JUDGING: (round_not_in_judging, ConditionsUnmetError),
    Condition.EARLIER_STAGE_CONCLUDED: (earlier_stage_open, ConditionsUnmetError),
    Condition.COVERED_BY_QUORUM: (no_quorum, ConditionsUnmetError),
    Condition.STAGE_OUTCOME_NAMED: (
        lambda world: finalise(world, "deliberation", winners=[], nominees=[]),
        DecisionIncompleteError,
    ),
    Condition.IN_TIME: (submit_late, WrongPhaseError),
    Condition.CALL_OPEN: (take_up_late, WrongPhaseError),
    Condition.NOT_AWAITED: (admit_awaited, ConditionsUnmetError),
    Condition.FORM_COMPLETE: (submit_empty, IncompleteError),
    Condition.IN_SCREENING: (admit_early, WrongPhaseError),
    Condition.NO_RESIDENTS_NAMED: (admit_unread, ResidentsUncheckedError),
    Condition.REASON_GIVEN: (reject_without_reason, ReasonMissingError),
    Condition.BEFORE_DECISION: (withdraw_the_winner, WrongPhaseError),
    Condition.UNDER_EMBARGO: (withdraw_the_winner, WrongPhaseError),
}
"""A case for each condition, and how the move is refused. What is refused otherwise than as an
unmet condition is refused in words of its own, so nobody ever reads of the condition."""


def test_every_condition_belongs_to_a_move_and_has_a_case() -> None:
    declared = {condition for move in MOVES for condition in move.conditions}
    assert declared == set(Condition) == CASES.keys()


@pytest.mark.parametrize("condition", Condition)
def test_a_condition_stops_its_move_alone(world: World, condition: Condition) -> None:
    build, error = CASES[condition]
    act = build(world)
    before = made(world)
    with pytest.raises(error) as caught:
        act()
    if isinstance(caught.value, ConditionsUnmetError):
        assert caught.value.unmet == [condition]
    assert made(world) == before


def test_every_condition_that_people_meet_has_words_and_no_other() -> None:
    met = {condition for condition, (_, error) in CASES.items() if error is ConditionsUnmetError}
    assert terms.NAMED[Condition].keys() == met
    assert met == {Condition.NOT_AWAITED} | {
        condition
        for move in (*ROUND_MOVES, *STAGE_MOVES)
        if move.mover is Mover.SECRETARIAT
        for condition in move.conditions
    }


def test_every_condition_is_in_the_documentation() -> None:
    assert CONDITIONS.keys() == set(Condition)
