"""Rulings to the end: who took part and who led, a recusal undone, and whose sheet counts then."""

import pytest

from app.models import Nomination, Round, Ruling
from app.rules.access import DeniedError
from app.rules.impartiality import Answer, Outcome, Reach, Standing
from app.services import impartiality, progress
from app.services.impartiality import (
    BenchError,
    ConflictStandsError,
    NothingToRuleError,
    OwnConflictError,
    conflicts,
)
from tests.factories import World
from tests.services.helpers import events, notice, others_declare, refused, told


def held(world: World, seat: int, rank: int = 0) -> int:
    return world.jury.seats[seat].appointments[rank].id


def rule(
    world: World,
    award_round: Round,
    nomination: Nomination,
    outcome: Outcome,
    *took_part: int,
    by: str = "secretariat",
    of: int = 1,
) -> Ruling:
    others_declare(world, award_round, nomination)
    return impartiality.rule(
        world.work(by),
        award_round,
        nomination,
        held(world, of),
        outcome,
        f"Vurdert: {outcome}.",
        took_part or None,
    )


def where(world: World, award_round: Round, nomination: Nomination, of: int = 1) -> Standing:
    found = impartiality.board(world.session, award_round, world.clock.now.date())
    return found.standing(nomination.id, held(world, of))


def sits(world: World, award_round: Round, nomination: Nomination, of: int = 1) -> int | None:
    found = impartiality.board(world.session, award_round, world.clock.now.date())
    return found.seats[nomination.id][world.jury.seats[of].id].appointment_id


def pend(world: World, award_round: Round, nomination: Nomination, *names: str) -> None:
    for name in names:
        world.declare(award_round, name, nomination, Answer.POSSIBLE, "Kjenner rådmannen.")


def test_who_took_part_and_who_led_is_on_record(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "juror_b")
    ruling = rule(world, award_round, made[0], Outcome.CLEARED, held(world, 0), held(world, 2))
    assert [(one.appointment_id, one.leads) for one in ruling.participants] == [
        (held(world, 0), True),
        (held(world, 2), False),
    ]
    assert ruling.lacks_quorum is False


@pytest.mark.parametrize(
    ("took_part", "fault"),
    [
        ((0,), "too_few"),
        ((0, 1), "stranger"),  # the member concerned
    ],
)
def test_those_who_cannot_have_ruled_are_refused(
    world: World, took_part: tuple[int, ...], fault: str
) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "juror_b")
    others_declare(world, award_round, made[0])
    work = world.work("secretariat")
    with refused(work, BenchError) as caught:
        impartiality.rule(
            work,
            award_round,
            made[0],
            held(world, 1),
            Outcome.CLEARED,
            "Vurdert.",
            [held(world, seat) for seat in took_part],
        )
    assert [one.value for one in caught.value.faults] == [fault]  # type: ignore[attr-defined]
    assert where(world, award_round, made[0]) is Standing.PENDING


def test_the_deputy_of_the_seat_concerned_takes_no_part(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    ruling = rule(world, award_round, made[0], Outcome.CLEARED)
    assert [one.appointment_id for one in ruling.participants] == [held(world, 0), held(world, 2)]


def test_who_has_not_declared_rules_on_nobody_until_she_has(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "juror_b")
    world.declare(award_round, "juror_c", made[0], Answer.NO_CONFLICT)
    world.declare(award_round, "chair", made[1], Answer.NO_CONFLICT)

    def enter(by: str) -> Ruling:
        one = held(world, 1)
        return impartiality.rule(
            world.work(by), award_round, made[0], one, Outcome.CLEARED, "Vurdert."
        )

    with refused(world.work("secretariat"), BenchError) as caught:
        enter("secretariat")
    assert [one.value for one in caught.value.faults] == ["must_wait"]  # type: ignore[attr-defined]
    with refused(world.work("chair"), OwnConflictError):
        enter("chair")
    assert conflicts.overview(world.work("chair"), award_round).cases == []
    world.declare(award_round, "chair", made[0], Answer.NO_CONFLICT)
    assert [one.leads for one in enter("chair").participants] == [True, False]


def test_of_several_in_question_none_rules_while_a_quorum_is_left(world: World) -> None:
    award_round, made = world.at("declaring")
    world.amend(award_round, quorum=1)
    pend(world, award_round, made[0], "juror_b", "juror_c")
    first = rule(world, award_round, made[0], Outcome.CLEARED)
    assert [one.appointment_id for one in first.participants] == [held(world, 0)]
    assert first.lacks_quorum is False


def test_too_few_left_have_the_others_in_question_take_part_and_it_is_on_record(
    world: World,
) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "juror_b", "juror_c")
    ruling = rule(world, award_round, made[0], Outcome.CLEARED)
    assert [one.appointment_id for one in ruling.participants] == [held(world, 0), held(world, 2)]
    assert ruling.lacks_quorum is True


def test_the_chairs_own_case_waits_for_an_acting_chair_who_leads_it(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "chair")
    work = world.work("secretariat")
    with refused(work, BenchError) as caught:
        rule(world, award_round, made[0], Outcome.CLEARED, of=0)
    assert [one.value for one in caught.value.faults] == ["nobody_leads"]  # type: ignore[attr-defined]
    impartiality.elect_chair(work, award_round, held(world, 1), "Valgt av juryen.", made[0])
    with refused(world.work("chair"), OwnConflictError):
        rule(world, award_round, made[0], Outcome.CLEARED, by="chair", of=0)
    ruling = rule(world, award_round, made[0], Outcome.CLEARED, by="juror_b", of=0)
    assert [(one.appointment_id, one.leads) for one in ruling.participants] == [
        (held(world, 1), True),
        (held(world, 2), False),
    ]


def test_an_acting_chair_rules_on_what_she_was_elected_for_and_nothing_else(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "chair")
    for nomination in made:
        pend(world, award_round, nomination, "juror_c")
    work = world.work("secretariat")
    impartiality.elect_chair(work, award_round, held(world, 1), "Valgt av juryen.", made[0])
    with refused(world.work("juror_b"), OwnConflictError):
        rule(world, award_round, made[1], Outcome.CLEARED, by="juror_b", of=2)
    rule(world, award_round, made[0], Outcome.CLEARED, by="juror_b", of=0)
    with refused(world.work("juror_b"), OwnConflictError):  # the chair leads it again
        rule(world, award_round, made[0], Outcome.CLEARED, by="juror_b", of=2)
    rule(world, award_round, made[0], Outcome.CLEARED, by="chair", of=2)


def test_another_juror_rules_on_nothing(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "juror_b")
    work = world.work("juror_c")
    with refused(work, DeniedError):
        rule(world, award_round, made[0], Outcome.CLEARED, by="juror_c")


def test_a_recusal_is_undone_by_a_ruling_of_its_own_and_her_sheet_counts_again(
    world: World,
) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 4)
    pend(world, award_round, made[0], "juror_b")
    rule(world, award_round, made[0], Outcome.RECUSED)
    world.seal("deputy_b", made[0], 2, 2)
    assert sits(world, award_round, made[0]) == held(world, 1, 1)
    assert uncounted(world, award_round) == ["juror_b"]
    rule(world, award_round, made[0], Outcome.CLEARED)
    assert sits(world, award_round, made[0]) == held(world, 1)
    assert uncounted(world, award_round) == ["deputy_b"]
    outcomes = [one.outcome.value for one in world.session.query(Ruling).order_by(Ruling.id)]
    assert outcomes == ["recused", "cleared"]
    assert told(world.session, "deputy_called", "deputy_released") == [
        ("deputy_called", "deputy_b"),
        ("deputy_released", "deputy_b"),
    ]
    assert events(world.session, "member.sits_again") == [
        ("member.sits_again", f"nomination:{made[0].id}")
    ]


def uncounted(world: World, award_round: Round) -> list[str]:
    found = progress.progress(world.work("secretariat"), award_round)
    return [one.appointment.person_name for one in found.uncounted]


def test_a_deputy_who_is_called_in_again_is_told_again(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "juror_b")
    for outcome in (Outcome.RECUSED, Outcome.CLEARED):
        rule(world, award_round, made[0], outcome)
    pend_again = "Nå er vi i slekt."
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, pend_again)
    rule(world, award_round, made[0], Outcome.RECUSED)
    assert len(told(world.session, "deputy_called")) == 2


def test_an_automatic_ground_is_undone_by_the_jury_alone(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    work = world.work("juror_b")
    with refused(work, ConflictStandsError):
        world.declare(award_round, "juror_b", made[0], Answer.NO_CONFLICT)
    pend(world, award_round, made[0], "juror_b")
    assert where(world, award_round, made[0]) is Standing.RECUSED
    assert sits(world, award_round, made[0]) == held(world, 1, 1)
    rule(world, award_round, made[0], Outcome.CLEARED)
    assert where(world, award_round, made[0]) is Standing.CLEAR
    assert sits(world, award_round, made[0]) == held(world, 1)
    assert notice(world.session, "conflict_ruled").context["undoes"] is True


def test_declaring_anew_takes_nobody_out_of_what_was_ruled(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "juror_b")
    rule(world, award_round, made[0], Outcome.RECUSED)
    for words in ("Likevel fjernt.", "Svært fjernt."):
        world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, words)
        assert where(world, award_round, made[0]) is Standing.RECUSED
    rule(world, award_round, made[0], Outcome.CLEARED)
    assert where(world, award_round, made[0]) is Standing.CLEAR


def test_a_recusal_that_only_reaches_from_another_is_not_undone_where_it_reaches(
    world: World,
) -> None:
    award_round = world.open(reach=Reach.COMPARISON)
    made = world.judge(award_round)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    assert where(world, award_round, made[1]) is Standing.RECUSED
    work = world.work("secretariat")
    with refused(work, NothingToRuleError):
        rule(world, award_round, made[1], Outcome.CLEARED)
    rule(world, award_round, made[0], Outcome.CLEARED)
    assert where(world, award_round, made[1]) is Standing.UNDECLARED
