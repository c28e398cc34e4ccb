"""A stage of shortlist: who goes on is named, and the final is about those alone."""

import pytest
from sqlalchemy import select

from app.models import AuditEvent, NominationMove, Notice, Round, ScoreSheet, ShortlistEntry
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.candidates import CandidateKind
from app.rules.impartiality import Answer, Reach
from app.rules.lifecycle import NominationState
from app.rules.stages import FINAL_ONLY, WITH_SHORTLIST
from app.services import (
    audit,
    decisions,
    desks,
    impartiality,
    lists,
    nominations,
    phases,
    progress,
    ranking,
    rounds,
    scores,
    shortlists,
    withdrawals,
)
from app.services.foresight import ForeseenOtherwiseError, stamp
from app.services.moves import ConditionsUnmetError
from app.services.rounds import PlanRefusedError
from app.services.setup import make
from app.services.shortlists import NamingRefusedError
from app.services.work import LockedError, NotFoundError, StaleEditError
from tests.factories import World, decision


def stands(award_round: Round) -> list[tuple[str, str]]:
    """Give the stages with where each stands."""
    return [(stage.kind.value, stage.state.value) for stage in award_round.stages]


# --- set-up ---------------------------------------------------------------------------------------


def test_a_shortlist_can_be_chosen_and_unchosen_until_judging_begins(world: World) -> None:
    award_round = world.plan()
    final = award_round.stage
    assert final is not None
    for kinds in (WITH_SHORTLIST, FINAL_ONLY, WITH_SHORTLIST):
        rounds.set_stages(world.work("secretariat"), award_round, kinds)
        assert award_round.plan == kinds
        assert [stage.position for stage in award_round.stages] == list(range(1, len(kinds) + 1))
        assert award_round.stages[-1] is final
    phases.move(world.work("secretariat"), award_round, "publish_call")
    world.pass_time(hours=2)
    rounds.set_stages(world.work("secretariat"), award_round, FINAL_ONLY)
    world.judge(award_round)
    with pytest.raises(LockedError):
        rounds.set_stages(world.work("secretariat"), award_round, WITH_SHORTLIST)
    assert stands(award_round) == [("final", "declaring")]
    assert audit.verify(world.session) == []


def test_who_may_set_the_stages_and_two_at_once(world: World) -> None:
    award_round = world.plan()
    with pytest.raises(DeniedError):
        rounds.set_stages(world.work("chair"), award_round, WITH_SHORTLIST)
    with pytest.raises(PlanRefusedError, match="last_is_no_final"):
        rounds.set_stages(world.work("secretariat"), award_round, WITH_SHORTLIST[::-1])
    with pytest.raises(StaleEditError):
        rounds.set_stages(world.work("secretariat"), award_round, WITH_SHORTLIST, base="older")
    assert award_round.plan == FINAL_ONLY


def test_the_next_round_takes_the_stages_over_and_a_ready_set_has_one(world: World) -> None:
    world.plan(stages=WITH_SHORTLIST)
    office = world.work("secretariat")
    assert make(office, world.prize, year=2027, source="last").plan == WITH_SHORTLIST
    assert make(office, world.prize, year=2028, source="ready:2013").plan == FINAL_ONLY
    assert make(office, world.prize, year=2029, source="nothing").plan == FINAL_ONLY


# --- naming ---------------------------------------------------------------------------------------


def test_those_who_are_named_go_on_and_the_others_stay(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    named = world.name(award_round, made[:2])
    assert stands(award_round) == [("shortlist", "concluded"), ("final", "waiting")]
    assert [one.state.value for one in made] == ["shortlisted"] * 2 + ["admitted"] * 2
    assert [one.id for one in lists.judged(world.session, award_round)] == [m.id for m in made[:2]]
    assert [(one.nomination_id, one.goes_on) for one in named.entries] == [
        (made[0].id, True),
        (made[1].id, True),
        (made[2].id, False),
        (made[3].id, False),
    ]
    assert named.reason == ""
    assert [line["nomination"] for line in named.ranking["places"]] == [1, 2, 3, 4]
    assert shortlists.named(world.session, award_round) == [named]
    told = world.session.scalars(
        select(AuditEvent).where(AuditEvent.kind == "shortlist.named")
    ).one()
    assert told.data["nominations"] == [made[0].id, made[1].id]
    assert audit.verify(world.session) == []


def test_a_choice_that_departs_from_the_order_says_why(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    chosen = [made[0], made[2]]
    with pytest.raises(NamingRefusedError) as refused:
        world.name(award_round, chosen, "  ")
    assert [fault.value for fault in refused.value.faults] == ["reason_missing"]
    assert stands(award_round) == [("shortlist", "deliberation"), ("final", "waiting")]
    assert world.session.scalars(select(ShortlistEntry)).all() == []
    assert world.name(award_round, chosen, " Nummer to er lik nummer tre. ").reason == (
        "Nummer to er lik nummer tre."
    )


def test_a_reason_that_is_not_owed_is_not_kept(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    assert world.name(award_round, made[:3], "Skrevet for noe annet.").reason == ""


def test_too_few_and_strangers_cannot_be_named(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    for chosen, fault in (([made[0].id], "too_few"), ([made[0].id, 9999], "unknown")):
        with pytest.raises(NamingRefusedError) as refused:
            shortlists.name(world.work("chair"), award_round, chosen)
        assert [one.value for one in refused.value.faults] == [fault]


@pytest.mark.parametrize(
    "name", ["secretariat", "juror_b", "deputy_b", "auditor", "administrator", "nominator"]
)
def test_nobody_names_but_the_chair(world: World, name: str) -> None:
    award_round, made = world.deliberate_shortlist()
    with pytest.raises(DeniedError):
        shortlists.name(world.work(name), award_round, [one.id for one in made[:2]])


def test_the_chair_names_in_deliberation_alone_and_once(world: World) -> None:
    award_round = world.open(stages=WITH_SHORTLIST)
    made = world.judge(award_round, 3)
    ids = [one.id for one in made[:2]]
    with pytest.raises(WrongPhaseError):
        shortlists.name(world.work("chair"), award_round, ids)
    world.score(award_round, made)
    with pytest.raises(WrongPhaseError):
        shortlists.name(world.work("chair"), award_round, ids)
    world.deliberate(award_round, made)
    world.name(award_round, made[:2])
    with pytest.raises(WrongPhaseError):
        shortlists.name(world.work("chair"), award_round, ids)


def test_a_round_with_one_stage_has_no_shortlist_to_name(world: World) -> None:
    award_round, made = world.at("deliberation")
    with pytest.raises(WrongPhaseError):
        shortlists.name(world.work("chair"), award_round, [one.id for one in made])


def test_a_shortlist_in_deliberation_cannot_be_decided_on(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    with pytest.raises(WrongPhaseError):
        decisions.finalise(world.work("chair"), award_round, decision(made))


def test_a_chair_who_is_recused_from_one_names_nobody(world: World) -> None:
    award_round = world.open(stages=WITH_SHORTLIST)
    made = world.judge(award_round, 3)
    world.declare_all(award_round, made, "chair")
    world.declare(award_round, "chair", made[2], Answer.AUTOMATIC)
    for one in made[:2]:
        world.declare(award_round, "chair", one, Answer.NO_CONFLICT)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    for name in ("juror_b", "juror_c"):
        for one in made:
            world.seal(name, one, 4, 4)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    with pytest.raises(DeniedError) as denied:
        world.name(award_round, made[:2])
    assert denied.value.verdict.value == "recused"


def test_what_was_shown_before_must_still_hold(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    ids = [one.id for one in made[:2]]
    seen = stamp(shortlists.foresee(world.work("chair"), award_round, ids))
    with pytest.raises(ForeseenOtherwiseError):
        shortlists.name(world.work("chair"), award_round, [made[0].id, made[2].id], "x", seen=seen)
    withdrawals.withdraw(world.work("nominator"), made[3], "Vi trekker oss.")
    with pytest.raises(ForeseenOtherwiseError):
        shortlists.name(world.work("chair"), award_round, ids, seen=seen)
    seen = stamp(shortlists.foresee(world.work("chair"), award_round, ids))
    shortlists.name(world.work("chair"), award_round, ids, seen=seen)
    assert stands(award_round)[0] == ("shortlist", "concluded")


def test_what_naming_leads_to_is_foreseen_by_name(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    seen = shortlists.foresee(world.work("chair"), award_round, [made[2].id, made[0].id])
    assert (len(seen.go_on), len(seen.stay), seen.departs) == (2, 2, True)
    assert list(seen.reviewers) == ["chair", "juror_b", "juror_c"]
    with pytest.raises(NamingRefusedError):
        shortlists.foresee(world.work("chair"), award_round, [])


# --- the final ------------------------------------------------------------------------------------


def test_in_the_final_nothing_is_asked_twice_and_sheets_begin_anew(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    world.name(award_round, made[:2])
    office = world.work("secretariat")
    assert [one.name for one in phases.available(world.session, award_round, world.clock.now)] == [
        "open_declaring"
    ]
    before = world.session.query(Notice).filter_by(kind="declaring_open").count()
    phases.move(office, award_round, "open_declaring")
    assert world.session.query(Notice).filter_by(kind="declaring_open").count() == before
    phases.move(office, award_round, "open_scoring")
    told = world.session.query(Notice).filter_by(kind="scoring_open").all()
    assert len(told) == 6  # the three who sit, once for each stage
    desk = desks.desk(world.work("juror_b"), award_round)
    assert [(entry.id, entry.task.value) for entry in desk.entries] == [
        (made[0].id, "not_begun"),
        (made[1].id, "not_begun"),
    ]
    seen = progress.progress(office, award_round)
    assert (seen.expected, len(seen.coverage)) == (6, 2)
    _, _, found = scores.open_nomination(world.work("juror_b"), made[0].id)
    assert found is None
    with pytest.raises(ConditionsUnmetError):
        phases.move(office, award_round, "open_deliberation")
    with pytest.raises(NotFoundError):
        scores.open_nomination(world.work("juror_b"), made[3].id)


def test_somebody_new_is_asked_about_the_few_who_are_left(world: World) -> None:
    award_round = world.open(stages=WITH_SHORTLIST)
    made = world.judge(award_round, 3)
    world.declare_all(award_round, made, "deputy_b")
    office = world.work("secretariat")
    phases.move(office, award_round, "open_scoring")
    world.deliberate(award_round, made)
    world.name(award_round, made[:2])
    foreseen = phases.foresee(office, award_round, "open_declaring")
    assert list(foreseen.told) == ["deputy_b"]
    phases.move(office, award_round, "open_declaring")
    desk = desks.desk(world.work("deputy_b"), award_round)
    assert [(entry.id, entry.task.value) for entry in desk.entries] == [
        (made[0].id, "declare"),
        (made[1].id, "declare"),
    ]


def test_the_final_is_ranked_and_decided_on_its_own_scores(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    world.name(award_round, made[:2])
    world.open_final(award_round)
    for name in ("chair", "juror_b", "juror_c"):
        world.seal(name, made[0], 2, 2)
        world.seal(name, made[1], 6, 6)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    table = ranking.for_actor(world.work("chair"), award_round)
    assert [row.nomination.id for row in table.rows] == [made[1].id, made[0].id]
    with pytest.raises(NotFoundError):
        decisions.save(world.work("chair"), award_round, decision([made[2]]))
    sealed = decisions.finalise(world.work("chair"), award_round, decision([made[1]]))
    assert stands(award_round) == [("shortlist", "concluded"), ("final", "concluded")]
    named = [(one.nomination_id, one.distinction.value) for one in sealed.distinctions]
    assert named == [(made[1].id, "winner"), (made[0].id, "nominee")]
    assert [line["nomination"] for line in sealed.ranking["places"]] == [2, 1]
    sheets = world.session.scalars(select(ScoreSheet.nomination_id)).all()
    assert len(sheets) == 3 * 4 + 3 * 2
    assert audit.verify(world.session) == []


def test_the_nominees_are_those_who_went_on_whatever_the_chair_writes(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    world.name(award_round, made[:3])
    world.open_final(award_round)
    world.seal_all(made[:3])
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    given = decision(made, nominees=[], mentions=[made[2].id])
    saved = decisions.save(world.work("chair"), award_round, given)
    assert [(one.nomination_id, one.distinction.value) for one in saved.distinctions] == [
        (made[0].id, "winner"),
        (made[1].id, "nominee"),
        (made[2].id, "mention"),
    ]


def test_a_recusal_reaches_the_whole_final_and_one_nomination_before_it(world: World) -> None:
    award_round = world.open(stages=WITH_SHORTLIST, reach=Reach.COMPARISON)
    made = world.judge(award_round, 3)
    world.declare_all(award_round, made, "juror_b")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    for one in made[1:]:
        world.declare(award_round, "juror_b", one, Answer.NO_CONFLICT)
    office = world.work("secretariat")
    mine = world.work("juror_b").actor.appointments[0].appointment_id
    phases.move(office, award_round, "open_scoring")
    assert impartiality.hidden_from(world.session, award_round, mine) == {made[0].id}
    for place, one in enumerate(made):
        for name in ("chair", "juror_c", "deputy_b" if place == 0 else "juror_b"):
            world.seal(name, one, 5 - place, 4)
    phases.move(office, award_round, "open_deliberation")
    world.name(award_round, made[:2])
    world.open_final(award_round)
    assert impartiality.hidden_from(world.session, award_round, mine) == {made[0].id, made[1].id}
    assert desks.desk(world.work("juror_b"), award_round).to_score == []
    assert len(desks.desk(world.work("deputy_b"), award_round).to_score) == 2


def test_a_recusal_from_one_who_did_not_go_on_is_over_in_the_final(world: World) -> None:
    award_round = world.open(stages=WITH_SHORTLIST, reach=Reach.COMPARISON)
    made = world.judge(award_round, 3)
    world.declare_all(award_round, made, "juror_b")
    world.declare(award_round, "juror_b", made[2], Answer.AUTOMATIC)
    for one in made[:2]:
        world.declare(award_round, "juror_b", one, Answer.NO_CONFLICT)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    for place, one in enumerate(made):
        for name in ("chair", "juror_c", "deputy_b" if place == 2 else "juror_b"):
            world.seal(name, one, 5 - place, 4)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    world.name(award_round, made[:2])
    world.open_final(award_round)
    assert len(desks.desk(world.work("juror_b"), award_round).to_score) == 2


# --- what others may know -------------------------------------------------------------------------


def test_nominators_see_no_difference_between_those_who_went_on_and_the_others(
    world: World,
) -> None:
    award_round, made = world.deliberate_shortlist()
    world.name(award_round, made[:2])
    own = lists.of_actor(world.work("nominator"), award_round)
    assert {one.state for one in own} == {NominationState.ADMITTED}
    assert {one.own_state for one in made} == {NominationState.ADMITTED}
    for one in made:
        seen = withdrawals.foresee(world.work("nominator"), one)
        assert (seen.was_handed_in, seen.tells_jury) == (True, True)


@pytest.mark.parametrize("place", [0, 3])
def test_each_can_withdraw_in_the_final_and_the_chair_is_told(world: World, place: int) -> None:
    award_round, made = world.deliberate_shortlist()
    world.name(award_round, made[:2])
    world.open_final(award_round)
    withdrawals.withdraw(world.work("nominator"), made[place], "Vi trekker oss.")
    assert made[place].own_state is NominationState.WITHDRAWN
    told = {
        world.session.get_one(Notice, one).account_id
        for one in world.session.scalars(
            select(Notice.id).where(Notice.kind == "withdrawn_in_judging")
        )
    }
    assert {world.people["chair"].id, world.people["secretariat"].id} <= told
    left = [one.id for one in made[:2] if one is not made[place]]
    assert nominations.admitted_ids(world.session, award_round) == left


def test_the_moves_of_naming_are_on_record(world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    world.name(award_round, made[:2])
    found = world.session.scalars(
        select(NominationMove).where(NominationMove.name == "shortlist").order_by(NominationMove.id)
    ).all()
    assert [(one.nomination_id, one.source, one.target) for one in found] == [
        (made[0].id, "admitted", "shortlisted"),
        (made[1].id, "admitted", "shortlisted"),
    ]
    assert {one.moved_by_id for one in found} == {world.people["chair"].id}


def test_a_place_is_named_with_where_it_is_in_the_ranking_too(world: World) -> None:
    award_round, made = world.at("deliberation")
    place = made[0].candidates[0]
    place.kind, place.name, place.details = CandidateKind.PLACE, "Gamlehavna", {"where": "Risør"}
    world.session.flush()
    table = ranking.for_actor(world.work("chair"), award_round)
    named = [row.nomination.candidate_names for row in table.rows]
    assert named == ["Gamlehavna, Risør", "Prøvedal kommune"]
