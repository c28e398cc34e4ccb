"""Disclosure: others' sheets after one's own, and the emergency look that the whole jury sees."""

from dataclasses import replace

import pytest

from app.models import EmergencyLook, Nomination, Notice, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.ballots import StageBasis
from app.rules.disclosure import Degree, SeesOthers
from app.rules.impartiality import Answer
from app.services import disclosure, phases, ranking, rounds, rulebooks, scores
from app.services.disclosure import ReasonMissingError
from app.services.work import NotFoundError
from tests import balloting
from tests.factories import World, sheet


def scoring(world: World, *, early: bool, recused: str = "") -> tuple[Round, list[Nomination]]:
    """Take a round to scoring, with the rule that members see others' sheets early, or not."""
    award_round = world.plan()
    if early:
        held = rulebooks.first_rules(award_round)
        assert held is not None
        rules = replace(held, sees_others=SeesOthers.OWN_SHEET)
        rulebooks.set_rules(world.work("secretariat"), award_round, rules)
    world.open_planned(award_round)
    made = world.judge(award_round)
    if recused:
        world.declare(award_round, recused, made[0], Answer.AUTOMATIC, "Min søster.")
        world.declare(award_round, recused, made[1], Answer.NO_CONFLICT)
    world.declare_all(award_round, made, recused)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    return award_round, made


def seen(world: World, name: str, award_round: Round, nomination: Nomination) -> list[str]:
    found = disclosure.others(world.work(name), award_round, nomination.id)
    return [f"{one.name}: {one.scores['x']}" for one in found]


def test_without_the_rule_nobody_sees_others_before_the_deliberation(world: World) -> None:
    award_round, made = scoring(world, early=False)
    world.seal_all(made)
    for name in ("chair", "juror_b", "deputy_b", "secretariat", "auditor", "nominator"):
        assert seen(world, name, award_round, made[0]) == []


def test_with_it_a_member_sees_exactly_where_her_own_is_in(world: World) -> None:
    award_round, made = scoring(world, early=True)
    world.seal("juror_b", made[0], 5, 4)
    world.seal("juror_b", made[1], 3, 4)
    scores.save_draft(world.work("chair"), made[0], sheet(2, 2))
    assert seen(world, "chair", award_round, made[0]) == []
    world.seal("chair", made[1], 1, 1)
    assert seen(world, "chair", award_round, made[0]) == []
    assert seen(world, "chair", award_round, made[1]) == ["juror_b: 3"]
    assert seen(world, "juror_b", award_round, made[0]) == []  # nobody else's is in
    assert seen(world, "juror_b", award_round, made[1]) == ["chair: 1"]
    for name in ("juror_c", "deputy_b", "secretariat", "auditor"):
        assert seen(world, name, award_round, made[1]) == []
    with pytest.raises(WrongPhaseError):
        ranking.for_actor(world.work("juror_b"), award_round)


def test_of_ballots_nothing_is_seen_early_whatever_the_rules_say_of_sheets(world: World) -> None:
    award_round = world.plan()
    office = world.work("secretariat")
    held = rulebooks.first_rules(award_round)
    assert held is not None
    rulebooks.set_rules(office, award_round, replace(held, sees_others=SeesOthers.OWN_SHEET))
    rounds.set_basis(office, award_round, StageBasis.BALLOT)
    world.open_planned(award_round)
    made = world.judge(award_round)
    world.score(award_round, made)
    balloting.vote(world, award_round, "juror_b", made, 1, 2)
    found = disclosure.of(world.work("juror_b"), award_round)
    assert (found.degree, found.others(made[0].id)) == (Degree.OWN, False)


def test_what_she_is_recused_from_is_shown_to_nobody_who_is(world: World) -> None:
    award_round, made = scoring(world, early=True, recused="juror_b")
    world.seal("chair", made[0], 5, 4)
    world.seal("juror_c", made[0], 4, 4)
    world.seal("deputy_b", made[0], 3, 4)
    assert seen(world, "juror_b", award_round, made[0]) == []
    assert seen(world, "deputy_b", award_round, made[0]) == []  # deputies read only their own
    assert seen(world, "chair", award_round, made[0]) == ["deputy_b: 3", "juror_c: 4"]
    # Found out afterwards, when her own sheet was in: it is closed to her at once.
    world.seal("chair", made[1], 2, 2)
    assert disclosure.of(world.work("chair"), award_round).others(made[1].id)
    world.declare(award_round, "chair", made[1], Answer.AUTOMATIC, "Svoger.")
    assert not disclosure.of(world.work("chair"), award_round).others(made[1].id)
    assert seen(world, "chair", award_round, made[1]) == []


def test_a_change_after_that_says_that_others_were_open_to_her(world: World) -> None:
    _round, made = scoring(world, early=True)
    world.seal("juror_b", made[0], 5, 4)
    work = world.work("juror_b")
    found = scores.revise(work, made[0], sheet(4, 4, version=2), "Leste de andres.")
    assert [one.could_see_others for one in found.revisions] == [False, True]


def test_the_rule_is_taken_over_and_locked_with_the_others(world: World) -> None:
    award_round, _made = scoring(world, early=True)
    amended = world.amend(award_round, quorum=1)
    assert amended.sees_others is SeesOthers.OWN_SHEET
    copied = rulebooks.rules_to_copy(award_round)
    assert copied is not None
    assert copied.sees_others is SeesOthers.OWN_SHEET


def test_an_emergency_look_shows_what_it_names_for_an_hour_to_whoever_looked(
    world: World,
) -> None:
    award_round, made = scoring(world, early=False)
    for nomination in made:
        world.seal("juror_b", nomination, 5, 4)
    office = world.work("secretariat")
    assert disclosure.degree_of(office, award_round) is Degree.PROGRESS
    one = disclosure.look(office, award_round, made[0].id, " Skjemaet er skadet. ")
    assert (one.reason, one.nomination_id) == ("Skjemaet er skadet.", made[0].id)
    assert disclosure.look(office, award_round, made[0].id, "Skjemaet er skadet.").id == one.id
    assert seen(world, "secretariat", award_round, made[0]) == ["juror_b: 5"]
    assert seen(world, "secretariat", award_round, made[1]) == []
    assert seen(world, "chair", award_round, made[0]) == []
    (letter,) = world.session.query(Notice).filter_by(kind="scores_looked_at")
    assert letter.account is not None
    assert (letter.account.name, letter.context) == (
        "chair",
        {"slug": award_round.slug, "who": "secretariat"},
    )
    world.pass_time(hours=1)
    assert seen(world, "secretariat", award_round, made[0]) == []
    disclosure.look(world.work("secretariat"), award_round, None, "Må se alt.")
    assert seen(world, "secretariat", award_round, made[1]) == ["juror_b: 5"]


def test_the_whole_jury_sees_a_look_and_who_is_recused_not_why(world: World) -> None:
    award_round, made = scoring(world, early=False, recused="juror_b")
    office = world.work("secretariat")
    disclosure.look(office, award_round, made[0].id, "Noe med det første.")
    disclosure.look(office, award_round, made[1].id, "Noe med det andre.")
    disclosure.look(office, award_round, None, "Noe med alt.")
    for name, expected in (
        ("chair", ["Noe med det første.", "Noe med det andre.", "Noe med alt."]),
        ("deputy_c", ["Noe med det første.", "Noe med det andre.", "Noe med alt."]),
        ("auditor", ["Noe med det første.", "Noe med det andre.", "Noe med alt."]),
        ("juror_b", ["", "Noe med det andre.", ""]),
        ("nominator", []),
    ):
        found = disclosure.looks_for(world.work(name), award_round)
        assert [one.reason for one in found] == expected
        assert {one.by for one in found} <= {"secretariat"}


def test_what_is_refused_shows_nothing_and_leaves_no_look(world: World) -> None:
    award_round, made = scoring(world, early=False)
    office = world.work("secretariat")
    with pytest.raises(ReasonMissingError):
        disclosure.look(office, award_round, made[0].id, " ")
    with pytest.raises(NotFoundError):
        disclosure.look(office, award_round, 0, "Noe.")
    for name in ("chair", "juror_b", "auditor", "administrator", "nominator"):
        with pytest.raises(DeniedError):
            disclosure.look(world.work(name), award_round, made[0].id, "Noe.")
    world.seal_all(made)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    with pytest.raises(WrongPhaseError):
        disclosure.look(world.work("secretariat"), award_round, made[0].id, "Noe.")
    assert world.session.query(EmergencyLook).count() == 0
