"""Visits: planned, reported and observed, and who is named after them."""

import pytest
from sqlalchemy import func, select

from app.models import AuditEvent, Observation, Round, ScoreSheet
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.impartiality import Answer
from app.rules.lifecycle import StageKind, StageState
from app.rules.stages import FINAL_ONLY, WITH_SHORTLIST, Nominees, PlannedStage
from app.services import (
    audit,
    decisions,
    desks,
    nominees,
    phases,
    progress,
    ranking,
    scores,
    shortlists,
    visits,
)
from app.services.setup import make
from app.services.shortlists import NamingRefusedError
from app.services.visits import NobodyWentError, NotImpartialError, Report, VisitPlan
from app.services.visits.finding import of_nomination
from app.services.work import NotFoundError, StaleEditError
from tests.factories import World, decision
from tests.visiting import AS_IN_2018, QUESTIONS, observe, plan, planned, report, seats, told
from tests.visiting import visiting as under_way

VISIT_FIRST = (PlannedStage(StageKind.VISIT, Nominees.LATER), *FINAL_ONLY)
TWO_FINALS = (PlannedStage(StageKind.FINAL), *WITH_SHORTLIST)


def stands(award_round: Round) -> list[tuple[str, str]]:
    return [(stage.kind.value, stage.state.value) for stage in award_round.stages]


# --- a whole round --------------------------------------------------------------------------------


def test_a_round_goes_from_shortlist_by_visits_and_naming_to_its_final(world: World) -> None:
    award_round, made = planned(world)
    assert stands(award_round) == [
        ("shortlist", "concluded"),
        ("visit", "planned"),
        ("final", "waiting"),
    ]
    assert nominees.public(world.session, award_round) is None
    plan(world, award_round, made[0], "chair", "juror_b")
    phases.move(world.work("secretariat"), award_round, "begin_visits")
    report(world, award_round, made[0], "chair", "juror_b")
    observe(world, made[0], "juror_b")
    assert visits.not_made(world.session, award_round) == [made[1].id, made[2].id]
    seen = shortlists.foresee(world.work("chair"), award_round, [made[0].id, made[2].id])
    assert (len(seen.unvisited), seen.nominees.value, list(seen.told)) == (
        2,
        "at_once",
        ["nominator"],
    )
    world.name(award_round, [made[0], made[2]])
    assert [one.state.value for one in made] == ["shortlisted", "admitted", "shortlisted"]
    announced = nominees.public(world.session, award_round)
    assert announced is not None
    assert (announced.at, len(announced.names)) == (world.clock.now, 2)
    assert told(world, "nominees_announced") == ["nominator"]
    world.open_final(award_round)
    _, _, found = scores.open_nomination(world.work("juror_b"), made[0].id)
    assert found is None
    with pytest.raises(NotFoundError):
        scores.open_nomination(world.work("juror_b"), made[1].id)
    mine = seats(world, award_round)["juror_b"]
    before = scores.find_earlier(world.session, award_round, made[0].id, mine)
    assert before is not None
    assert before.scores == {"x": "5", "y": "4"}
    for name in ("chair", "juror_b", "juror_c"):
        world.seal(name, made[0], 2, 2)
        world.seal(name, made[2], 6, 6)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    table = ranking.for_actor(world.work("chair"), award_round)
    assert [row.nomination.id for row in table.rows] == [made[2].id, made[0].id]
    sealed = decisions.finalise(world.work("chair"), award_round, decision([made[2]], nominees=[]))
    assert [(one.nomination_id, one.distinction.value) for one in sealed.distinctions] == [
        (made[2].id, "winner"),
        (made[0].id, "nominee"),
    ]
    assert [line["nomination"] for line in sealed.ranking["places"]] == [3, 1]
    assert [state for _kind, state in stands(award_round)] == ["concluded"] * 3
    assert len(shortlists.named(world.session, award_round)) == 2
    assert world.session.scalar(select(func.count(ScoreSheet.id))) == 3 * 4 + 3 * 2
    assert audit.verify(world.session) == []


def test_a_round_can_begin_with_visits(world: World) -> None:
    award_round = world.open(stages=VISIT_FIRST)
    made = world.judge(award_round, 2)
    assert stands(award_round) == [("visit", "planned"), ("final", "waiting")]
    assert told(world, "declaring_open") == [
        "chair", "juror_b", "deputy_b", "juror_c", "deputy_c"
    ]  # fmt: skip
    with pytest.raises(NotImpartialError):
        plan(world, award_round, made[0], "chair")  # she has not declared
    world.declare_all(award_round, made)
    plan(world, award_round, made[0], "chair")
    phases.move(world.work("secretariat"), award_round, "begin_visits")
    world.name(award_round, made)
    world.open_final(award_round)
    world.seal_all(made)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    world.finalise(award_round, made)
    assert [state for _kind, state in stands(award_round)] == ["concluded"] * 2
    assert audit.verify(world.session) == []


def test_a_final_before_the_last_names_who_goes_on_and_decides_nothing(world: World) -> None:
    award_round = world.open(stages=TWO_FINALS)
    made = world.judge(award_round, 4)
    world.score(award_round, made)
    world.deliberate(award_round, made)
    with pytest.raises(WrongPhaseError):
        decisions.save(world.work("chair"), award_round, decision(made))
    world.name(award_round, made[:3])
    world.open_final(award_round)  # the shortlist, by the same moves
    world.seal_all(made[:3])
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    world.name(award_round, made[:2])
    world.open_final(award_round)
    with pytest.raises(WrongPhaseError):
        shortlists.name(world.work("chair"), award_round, [made[0].id, made[1].id])
    mine = seats(world, award_round)["chair"]
    before = scores.find_earlier(world.session, award_round, made[1].id, mine)
    assert before is not None
    sheet = world.session.get_one(ScoreSheet, before.sheet_id)
    assert sheet.stage_id == award_round.stages[1].id  # the latest of the two before
    world.seal_all(made[:2])
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    world.finalise(award_round, made)
    assert [state for _kind, state in stands(award_round)] == ["concluded"] * 3
    assert audit.verify(world.session) == []


def test_the_next_round_takes_the_list_over_with_what_is_asked(world: World) -> None:
    world.plan(stages=AS_IN_2018)
    made = make(world.work("secretariat"), world.prize, year=2027, source="last")
    assert made.plan == AS_IN_2018


# --- planning -------------------------------------------------------------------------------------


def test_those_who_go_are_told_once_for_each_time_and_place(world: World) -> None:
    award_round, made = planned(world)
    plan(world, award_round, made[0], "chair", "juror_b")
    plan(world, award_round, made[0], "chair", "juror_b")
    assert told(world, "visit_planned") == ["chair", "juror_b"]
    plan(world, award_round, made[0], "chair", "juror_b", "juror_c")
    assert told(world, "visit_planned") == ["chair", "juror_b", "juror_c"]
    world.pass_time(days=1)
    plan(world, award_round, made[0], "chair")
    assert told(world, "visit_planned") == ["chair", "juror_b", "juror_c", "chair"]


def test_a_visit_without_a_time_tells_nobody(world: World) -> None:
    award_round, made = planned(world)
    given = VisitPlan(None, "Torget", frozenset(seats(world, award_round).values()) & {1})
    visits.plan(world.work("secretariat"), made[0], given)
    assert told(world, "visit_planned") == []
    assert visits.not_planned(world.session, award_round) == [one.id for one in made]


@pytest.mark.parametrize("name", ["chair", "juror_b", "auditor", "administrator", "nominator"])
def test_nobody_plans_but_the_secretariat(world: World, name: str) -> None:
    _award_round, made = planned(world)
    with pytest.raises(DeniedError):
        visits.plan(world.work(name), made[0], VisitPlan(None, "Torget", ()))


def test_what_is_seen_on_a_visit_that_nobody_planned_is_on_record(world: World) -> None:
    award_round, made = under_way(world)
    assert visits.plan(world.work("secretariat"), made[0], VisitPlan(None, " ", ())) is None
    observe(world, made[1], "juror_b")
    assert audit.verify(world.session) == []
    report(world, award_round, made[1], "juror_b")
    assert audit.verify(world.session) == []
    assert of_nomination(world.session, award_round.stages[1], made[0].id) is None


def test_two_who_plan_at_once_do_not_overwrite_each_other(world: World) -> None:
    award_round, made = planned(world)
    plan(world, award_round, made[0], "chair")
    with pytest.raises(StaleEditError) as stale:
        visits.plan(world.work("secretariat"), made[0], VisitPlan(None, "Torget", ()), base="older")
    assert stale.value.theirs["place"] == "Hemmelig gate 1"


def test_what_is_not_visited_has_no_visit(world: World) -> None:
    award_round, made = world.deliberate_shortlist(4, stages=AS_IN_2018)
    for wanted in (made[0], made[3]):
        with pytest.raises((NotFoundError, WrongPhaseError)):
            visits.see(world.work("chair"), wanted.id)
    assert visits.listed(world.work("chair"), award_round) == []
    world.name(award_round, made[:3])
    with pytest.raises(NotFoundError):
        visits.see(world.work("chair"), made[3].id)


def test_a_round_without_visits_has_no_list_of_them(world: World) -> None:
    award_round, _made = world.at("scoring")
    with pytest.raises(NotFoundError):
        visits.listed(world.work("chair"), award_round)


# --- who may go, report and see -------------------------------------------------------------------


def recuse(world: World, award_round: Round, name: str, place: int) -> None:
    made = visits.listed(world.work("secretariat"), award_round)
    nomination = visits.see(world.work("secretariat"), made[place].nomination_id).nomination
    world.declare(award_round, name, nomination, Answer.AUTOMATIC)


def test_a_recused_juror_cannot_go_nor_see_and_her_deputy_can(world: World) -> None:
    award_round, made = under_way(world)
    observe(world, made[0], "chair")
    recuse(world, award_round, "juror_b", 0)
    for who in ("juror_b",):
        with pytest.raises(NotImpartialError):
            report(world, award_round, made[0], "chair", who)
    with pytest.raises(DeniedError):
        visits.see(world.work("juror_b"), made[0].id)
    with pytest.raises(DeniedError):
        observe(world, made[0], "juror_b")
    with pytest.raises(DeniedError):
        report(world, award_round, made[0], "chair", by="juror_b")
    listed = visits.listed(world.work("juror_b"), award_round)
    assert [one.is_open for one in listed] == [False, True, True]
    report(world, award_round, made[0], "chair", "deputy_b", by="deputy_b")
    observe(world, made[0], "deputy_b", "Varaens syn")
    seen = visits.see(world.work("juror_c"), made[0].id)
    assert seen.visit is not None
    assert [one.text for one in seen.visit.observations] == ["Hemmelig syn", "Varaens syn"]
    assert [one.appointment.person_name for one in seen.visit.party if one.went] == [
        "chair",
        "deputy_b",
    ]


@pytest.mark.parametrize("name", ["nominator", "stranger", "administrator"])
def test_others_see_no_visits(world: World, name: str) -> None:
    award_round, made = under_way(world)
    with pytest.raises(DeniedError):
        visits.listed(world.work(name), award_round)
    with pytest.raises(NotFoundError):
        visits.see(world.work(name), made[0].id)


def test_a_deputy_who_does_not_sit_cannot_open_a_visit(world: World) -> None:
    _award_round, made = under_way(world)
    with pytest.raises(DeniedError):
        visits.see(world.work("deputy_b"), made[0].id)


def test_a_report_says_who_went(world: World) -> None:
    _award_round, made = under_way(world)
    with pytest.raises(NobodyWentError):
        visits.report(world.work("chair"), made[0], Report([], ["Svar"]))
    assert visits.see(world.work("chair"), made[0].id).visit is None


def test_answers_are_kept_for_the_questions_there_are(world: World) -> None:
    award_round, made = under_way(world)
    mine = seats(world, award_round)["chair"]
    visits.report(world.work("chair"), made[0], Report([mine], [" Ett ", "To", "Tre"]))
    visit = visits.see(world.work("chair"), made[0].id).visit
    assert visit is not None
    assert visit.answers == ["Ett", "To"]
    assert len(QUESTIONS) == len(visit.answers)


def test_a_report_can_be_corrected_until_the_stage_is_concluded(world: World) -> None:
    award_round, made = under_way(world)
    report(world, award_round, made[0], "chair", "juror_b")
    report(world, award_round, made[0], "chair", "juror_c")
    visit = visits.see(world.work("chair"), made[0].id).visit
    assert visit is not None
    assert [one.appointment.person_name for one in visit.party] == ["chair", "juror_c"]
    world.name(award_round, made)
    for act in (
        lambda: report(world, award_round, made[0], "chair"),
        lambda: observe(world, made[0], "chair", "Etterpå"),
        lambda: plan(world, award_round, made[0], "chair"),
    ):
        with pytest.raises(WrongPhaseError):
            act()
    assert world.session.scalars(select(Observation)).all() == []


def test_an_observation_is_ones_own_and_no_lost_update_overwrites_it(world: World) -> None:
    _award_round, made = under_way(world)
    observe(world, made[0], "chair", "Først")
    observe(world, made[0], "juror_b", "Mitt")
    observe(world, made[0], "chair", "Så")
    with pytest.raises(StaleEditError):
        visits.observe(world.work("chair"), made[0], "Gammelt", base="older")
    visit = visits.see(world.work("secretariat"), made[0].id).visit
    assert visit is not None
    assert [one.text for one in visit.observations] == ["Så", "Mitt"]
    with pytest.raises(DeniedError):
        observe(world, made[0], "secretariat")


def test_what_was_seen_is_found_whether_or_not_the_visit_was_reported(world: World) -> None:
    award_round, made = under_way(world)
    observe(world, made[0], "chair")
    report(world, award_round, made[1], "chair")
    plan(world, award_round, made[2], "chair")
    found = [visits.observations(world.session, award_round, one.id) for one in made]
    assert [len(one) for one in found] == [1, 1, 0]


def test_the_trail_holds_no_word_of_what_was_seen(world: World) -> None:
    award_round, made = under_way(world)
    plan(world, award_round, made[0], "chair")
    report(world, award_round, made[0], "chair")
    observe(world, made[0], "chair")
    kinds = ("visit.planned", "visit.reported", "observation.written")
    found = world.session.scalars(select(AuditEvent).where(AuditEvent.kind.in_(kinds))).all()
    assert [one.kind for one in found] == list(kinds)
    assert not [one for one in found if "Hemmelig" in str(one.data)]
    assert audit.verify(world.session) == []


# --- the jury meanwhile ---------------------------------------------------------------------------


def test_no_scores_are_given_while_there_are_visits(world: World) -> None:
    award_round, made = under_way(world)
    with pytest.raises(WrongPhaseError):
        world.seal("juror_b", made[0], 5, 4)
    desk = desks.desk(world.work("juror_b"), award_round)
    assert (desk.is_visiting, desk.is_scoring, desk.is_over, desk.waits) == (
        True,
        False,
        False,
        False,
    )
    assert progress.progress(world.work("secretariat"), award_round).expected == 9
    with pytest.raises(WrongPhaseError):
        ranking.for_actor(world.work("chair"), award_round)


def test_who_is_recused_from_one_that_is_visited_names_nobody(world: World) -> None:
    award_round, made = under_way(world)
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    with pytest.raises(DeniedError) as denied:
        shortlists.name(world.work("chair"), award_round, [made[1].id, made[2].id])
    assert denied.value.verdict.value == "recused"


def test_visits_are_named_from_only_when_they_are_under_way(world: World) -> None:
    award_round, made = planned(world)
    with pytest.raises(WrongPhaseError):
        world.name(award_round, made)
    phases.move(world.work("secretariat"), award_round, "begin_visits")
    with pytest.raises(NamingRefusedError):
        world.name(award_round, made[:1])
    world.name(award_round, made)  # all go on
    assert award_round.stages[1].state is StageState.CONCLUDED
    assert shortlists.named(world.session, award_round)[1].ranking == {}


# --- the nominees ---------------------------------------------------------------------------------
