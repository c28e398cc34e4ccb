"""Declaring conflicts and ruling on them: who may, what holds, and what is on record."""

import pytest

from app.models import Declaration, Nomination, Round, Ruling, ScoreSheet
from app.rules.access import DeniedError, Verdict, WrongPhaseError
from app.rules.impartiality import Answer, Outcome, Standing
from app.services import digests, impartiality, progress, ranking
from app.services.impartiality import (
    ConflictStandsError,
    DescriptionMissingError,
    NothingToRuleError,
    OwnConflictError,
    conflicts,
)
from app.services.nominations import ReasonMissingError
from app.services.work import NotFoundError
from tests.factories import World, texts
from tests.services.helpers import events, last_event, notice, others_declare, refused, told


def member(world: World, seat: int) -> int:
    """Give the appointment of the member in a seat: 0 leads, 1 is B, 2 is C."""
    return world.jury.seats[seat].appointments[0].id


def deputy(world: World, seat: int) -> int:
    return world.jury.seats[seat].appointments[1].id


def standing(
    world: World, award_round: Round, nomination: Nomination, appointment: int
) -> Standing:
    where = impartiality.board(world.session, award_round, world.clock.now.date())
    return where.standing(nomination.id, appointment)


def pend(world: World, award_round: Round, nomination: Nomination, name: str = "juror_b") -> None:
    world.declare(award_round, name, nomination, Answer.POSSIBLE, "Kjenner rådmannen.")


def rule(
    world: World,
    award_round: Round,
    nomination: Nomination,
    outcome: str,
    ground: str = "Vurdert.",
    by: str = "chair",
) -> Ruling:
    others_declare(world, award_round, nomination)
    return impartiality.rule(
        world.work(by), award_round, nomination, member(world, 1), Outcome(outcome), ground
    )


def test_declaring_is_on_record_without_its_words(world: World) -> None:
    award_round, made = world.at("declaring")
    given = impartiality.declare(
        world.work("juror_b"), award_round, made[0], Answer.POSSIBLE, " Kjenner rådmannen. "
    )
    assert (given.answer, given.description) == ("possible", "Kjenner rådmannen.")
    assert given.declared_at == world.clock.now
    event = last_event(world.session)
    assert (event.kind, event.subject) == ("conflict.declared", f"nomination:{made[0].id}")
    assert event.data == {
        "appointment": member(world, 1),
        "answer": "possible",
        "digest": digests.of({"answer": "possible", "description": "Kjenner rådmannen."}),
    }


def test_no_conflict_needs_no_words_and_keeps_none(world: World) -> None:
    award_round, made = world.at("declaring")
    given = impartiality.declare(
        world.work("juror_b"), award_round, made[0], Answer.NO_CONFLICT, "Ingen, altså."
    )
    assert given.description == ""


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_possible_conflict_must_be_described(world: World, words: str) -> None:
    award_round, made = world.at("declaring")
    work = world.work("juror_b")
    with refused(work, DescriptionMissingError):
        impartiality.declare(work, award_round, made[0], Answer.POSSIBLE, words)
    assert world.session.query(Declaration).count() == 0


def test_declaring_the_same_twice_declares_once(world: World) -> None:
    award_round, made = world.at("declaring")
    for _ in range(2):
        pend(world, award_round, made[0])
    assert world.session.query(Declaration).count() == 1
    assert len(events(world.session, "conflict.declared")) == 1


def test_a_conflict_that_comes_to_mind_later_is_declared_later(world: World) -> None:
    award_round, made = world.at("declaring")
    who = member(world, 1)
    found = []
    for answer, words in (
        (Answer.NO_CONFLICT, ""),
        (Answer.POSSIBLE, "Kjenner rådmannen."),
        (Answer.AUTOMATIC, "Min søster."),
    ):
        world.declare(award_round, "juror_b", made[0], answer, words)
        found.append(standing(world, award_round, made[0], who).value)
    assert found == ["clear", "pending", "recused"]


@pytest.mark.parametrize("answer", [Answer.POSSIBLE, Answer.AUTOMATIC])
def test_nobody_takes_back_a_conflict_by_herself(world: World, answer: Answer) -> None:
    award_round, made = world.at("declaring")
    world.declare(award_round, "juror_b", made[0], answer, "Kjenner rådmannen.")
    work = world.work("juror_b")
    with refused(work, ConflictStandsError):
        impartiality.declare(work, award_round, made[0], Answer.NO_CONFLICT)


def test_one_declares_for_what_is_judged_in_that_round_only(world: World) -> None:
    other, elsewhere = world.at("declaring", 2026)
    award_round, made = world.at("declaring", 2027)
    draft = world.draft(world.open(2028))
    work = world.work("juror_b")
    for nomination in (elsewhere[0], draft):
        with refused(work, NotFoundError):
            impartiality.declare(work, award_round, nomination, Answer.NO_CONFLICT)
    assert other.id != award_round.id
    assert len(made) == 2


@pytest.mark.parametrize(
    ("phase", "error"),
    [
        ("screening", WrongPhaseError),
        ("decided", WrongPhaseError),
    ],
)
def test_declaring_has_its_time(world: World, phase: str, error: type[Exception]) -> None:
    award_round, made = world.at(phase)
    work = world.work("juror_b")
    with refused(work, error):
        impartiality.declare(work, award_round, made[0], Answer.AUTOMATIC, "Min søster.")


@pytest.mark.parametrize("name", ["secretariat", "auditor", "administrator", "nominator"])
def test_nobody_outside_the_jury_declares(world: World, name: str) -> None:
    award_round, made = world.at("declaring")
    work = world.work(name)
    with refused(work, DeniedError):
        impartiality.declare(work, award_round, made[0], Answer.NO_CONFLICT)


def test_what_was_never_declared_is_undeclared(world: World) -> None:
    award_round, made = world.at("declaring")
    assert standing(world, award_round, made[0], member(world, 1)) is Standing.UNDECLARED


def test_a_ruling_is_entered_with_its_ground_and_the_law_as_it_reads(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0])
    ruling = rule(world, award_round, made[0], "cleared", " For fjernt bekjentskap. ")
    assert (ruling.outcome, ruling.ground) == ("cleared", "For fjernt bekjentskap.")
    assert ruling.law == texts("Loven")
    assert ruling.ruled_by_id == world.people["chair"].id
    event = last_event(world.session)
    assert (event.kind, event.subject) == ("conflict.ruled", f"nomination:{made[0].id}")
    covered = {"outcome": "cleared", "ground": "For fjernt bekjentskap.", "law": texts("Loven")}
    assert event.data == {
        "appointment": member(world, 1),
        "outcome": "cleared",
        "declaration": ruling.declaration_id,
        "lacks_quorum": False,
        "participants": [member(world, 0), member(world, 2)],
        "leader": member(world, 0),
        "digest": digests.of(covered),
    }
    assert standing(world, award_round, made[0], member(world, 1)) is Standing.CLEAR


def test_whom_a_ruling_concerns_is_told(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0])
    rule(world, award_round, made[0], "recused", "Tett bekjentskap.", by="secretariat")
    assert told(world.session, "conflict_ruled") == [("conflict_ruled", "juror_b")]
    context = notice(world.session, "conflict_ruled").context
    assert (context["outcome"], context["ground"]) == ("recused", "Tett bekjentskap.")
    assert context["nomination_id"] == made[0].id


def test_ruling_the_same_twice_rules_once(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0])
    first = rule(world, award_round, made[0], "cleared", "For fjernt.")
    assert rule(world, award_round, made[0], "cleared", " For fjernt. ") is first
    assert world.session.query(Ruling).count() == 1
    assert len(told(world.session, "conflict_ruled")) == 1


def test_what_was_ruled_on_is_not_ruled_on_otherwise(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0])
    rule(world, award_round, made[0], "cleared")
    for outcome, ground in (("recused", "Vurdert."), ("cleared", "Andre ord.")):
        work = world.work("chair")
        with refused(work, NothingToRuleError):
            impartiality.rule(
                work, award_round, made[0], member(world, 1), Outcome(outcome), ground
            )


@pytest.mark.parametrize("answer", [None, Answer.NO_CONFLICT])
def test_there_is_nothing_to_rule_but_a_conflict(world: World, answer: Answer | None) -> None:
    award_round, made = world.at("declaring")
    if answer is not None:
        world.declare(award_round, "juror_b", made[0], answer, "Min søster.")
    world.declare(award_round, "chair", made[0], Answer.NO_CONFLICT)
    work = world.work("chair")
    with refused(work, NothingToRuleError):
        impartiality.rule(work, award_round, made[0], member(world, 1), Outcome.CLEARED, "Vurdert.")


def test_a_ruling_needs_its_ground(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0])
    world.declare(award_round, "chair", made[0], Answer.NO_CONFLICT)
    work = world.work("chair")
    with refused(work, ReasonMissingError):
        impartiality.rule(work, award_round, made[0], member(world, 1), Outcome.RECUSED, " ")
    assert standing(world, award_round, made[0], member(world, 1)) is Standing.PENDING


def test_a_new_conflict_after_a_clearance_needs_a_new_ruling(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0])
    rule(world, award_round, made[0], "cleared", "For fjernt.")
    world.pass_time(hours=1)
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Er blitt hans gudmor.")
    assert standing(world, award_round, made[0], member(world, 1)) is Standing.PENDING
    rule(world, award_round, made[0], "recused", "Nå for nær.")
    assert standing(world, award_round, made[0], member(world, 1)) is Standing.RECUSED


def test_a_ruling_that_recuses_holds_whatever_is_declared_later(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0])
    rule(world, award_round, made[0], "recused")
    world.pass_time(hours=1)
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Likevel fjernt.")
    assert standing(world, award_round, made[0], member(world, 1)) is Standing.RECUSED


def test_the_chair_does_not_rule_on_her_own_conflict(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0], "chair")
    work = world.work("chair")
    with refused(work, OwnConflictError):
        impartiality.rule(work, award_round, made[0], member(world, 0), Outcome.CLEARED, "Vurdert.")
    assert standing(world, award_round, made[0], member(world, 0)) is Standing.PENDING


@pytest.mark.parametrize("answer", [Answer.POSSIBLE, Answer.AUTOMATIC])
def test_nor_on_anothers_where_her_own_is_in_question_too(world: World, answer: Answer) -> None:
    award_round, made = world.at("declaring")
    for nomination in made:
        pend(world, award_round, nomination)
    world.declare(award_round, "chair", made[0], answer, "Kjenner ordføreren.")
    work = world.work("chair")
    with refused(work, OwnConflictError):
        impartiality.rule(work, award_round, made[0], member(world, 1), Outcome.CLEARED, "Vurdert.")
    rule(world, award_round, made[1], "cleared")
    impartiality.elect_chair(
        world.work("secretariat"), award_round, member(world, 2), "Valgt av juryen.", made[0]
    )
    rule(world, award_round, made[0], "cleared", by="secretariat")
    for nomination in made:
        assert standing(world, award_round, nomination, member(world, 1)) is Standing.CLEAR


@pytest.mark.parametrize("name", ["juror_b", "juror_c", "deputy_b", "auditor", "nominator"])
def test_only_the_chair_and_the_secretariat_enter_rulings(world: World, name: str) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0])
    work = world.work(name)
    with refused(work, DeniedError) as denied:
        impartiality.rule(work, award_round, made[0], member(world, 1), Outcome.CLEARED, "Vurdert.")
    assert denied.value.verdict is Verdict.NOT_HERS


def test_the_cases_are_those_declared_but_for_ones_own(world: World) -> None:
    award_round, made = world.at("declaring")
    pend(world, award_round, made[0])
    world.declare(award_round, "juror_c", made[0], Answer.AUTOMATIC, "Min søster.")
    world.declare(award_round, "chair", made[1], Answer.POSSIBLE, "Kjenner ordføreren.")
    world.declare(award_round, "juror_b", made[1], Answer.AUTOMATIC, "Min bror.")
    world.declare(award_round, "deputy_b", made[0], Answer.NO_CONFLICT)
    rule(world, award_round, made[0], "cleared", by="secretariat")

    def cases(name: str) -> list[tuple[int, str, str, str, bool]]:
        return [
            (
                case.nomination.number or 0,
                case.appointment.person_name,
                case.standing.value,
                case.deputy_name,
                case.is_pending,
            )
            for case in conflicts.overview(world.work(name), award_round).cases
        ]

    of_first = [
        (1, "juror_b", "clear", "", False),
        (1, "juror_c", "recused", "deputy_c", False),
    ]
    assert cases("chair") == of_first
    assert cases("secretariat") == [
        *of_first,
        (2, "chair", "pending", "", True),
        (2, "juror_b", "recused", "deputy_b", False),
    ]


def test_a_conflict_found_in_the_deliberation_is_declared_and_its_scores_kept(
    world: World,
) -> None:
    award_round, made = world.at("deliberation")
    before = ranking.for_actor(world.work("secretariat"), award_round)
    world.declare(award_round, "juror_c", made[0], Answer.AUTOMATIC, "Oppdaget i møtet.")
    after = progress.progress(world.work("secretariat"), award_round)
    assert [(one.nomination.id, one.appointment.person_name) for one in after.uncounted] == [
        (made[0].id, "juror_c")
    ]
    table = ranking.for_actor(world.work("secretariat"), award_round)
    assert before.rows[0].nomination.id == made[0].id
    counted = {row.nomination.id: row.line.jurors for row in table.rows}
    assert counted == {made[0].id: 2, made[1].id: 3}
    kept = world.session.query(ScoreSheet).filter_by(nomination_id=made[0].id).count()
    assert kept == 3
