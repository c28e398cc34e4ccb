"""The decision: drafted, refused with what it lacks, sealed once, and never changed."""

from typing import Any

import pytest

from app.models import Candidate, Decision, Distinction, Nomination, Round, RoundMove
from app.rules.access import DeniedError, Verdict, WrongPhaseError
from app.rules.impartiality import Answer
from app.services import announcements, decisions, digests, phases, withdrawals
from app.services.decisions import DecisionIncompleteError, PastNominee
from app.services.work import NotFoundError, StaleEditError
from tests.factories import STATEMENT, World, decision, texts
from tests.services.helpers import events, last_event, last_events, refused


def save(world: World, award_round: Round, made: list[Nomination], **given: Any) -> Decision:
    return decisions.save(world.work("chair"), award_round, decision(made, **given))


def finalise(world: World, award_round: Round, made: list[Nomination], **given: Any) -> Decision:
    return decisions.finalise(world.work("chair"), award_round, decision(made, **given))


def stored(world: World, award_round: Round) -> Decision:
    world.session.expire_all()
    found = decisions.of_round(world.session, award_round)
    assert found is not None
    return found


def named(found: Decision) -> list[tuple[int, str]]:
    return [(entry.nomination_id, entry.distinction.value) for entry in found.distinctions]


def test_a_draft_is_stored_in_the_language_of_the_round(world: World) -> None:
    award_round, made = world.at("deliberation")
    save(world, award_round, made, grounds={"x": " Godt. ", "y": " "}, reason=" Fordi. ")
    found = stored(world, award_round)
    assert named(found) == [(made[0].id, "winner"), (made[1].id, "nominee")]
    assert found.citation == {"nb": "Hemmelig hyllest."}
    assert found.grounds == [{"key": "x", "title": texts("Kriterium x"), "text": {"nb": "Godt."}}]
    assert (found.reason_for_other, found.no_award) == ("Fordi.", False)
    assert (found.sealed_at, found.digest, found.ranking) == (None, "", {})
    assert found.saved_at == world.clock.now


def test_a_draft_reads_back_as_it_was_written(world: World) -> None:
    award_round, made = world.at("deliberation")
    assert decisions.as_input(award_round, None).version == 0
    given = decision(made, grounds={"x": "Godt.", "y": ""}, citation="Kort.", statement="Ord.")
    found = decisions.save(world.work("chair"), award_round, given)
    back = decisions.as_input(award_round, found)
    assert back == decision(
        made,
        version=found.version,
        grounds={"x": "Godt.", "y": ""},
        citation="Kort.",
        statement="Ord.",
    )


def test_a_draft_is_saved_over_the_version_it_was_written_from(world: World) -> None:
    award_round, made = world.at("deliberation")
    version = save(world, award_round, made).version
    world.pass_time(minutes=1)
    save(world, award_round, made, version=version, winners=[made[1].id], nominees=[made[0].id])
    assert named(stored(world, award_round)) == [(made[1].id, "winner"), (made[0].id, "nominee")]


def test_a_draft_from_an_old_page_is_refused_as_a_whole(world: World) -> None:
    award_round, made = world.at("deliberation")
    version = save(world, award_round, made, citation="Den ene.").version
    for act in (decisions.save, decisions.finalise):
        work = world.work("chair")
        with refused(work, StaleEditError) as stale:
            act(work, award_round, decision(made, citation="Den andre."))
        assert stale.value.theirs["citation"] == "Den ene."
        assert stale.value.yours["citation"] == "Den andre."
        assert stale.value.version == version
    assert stored(world, award_round).citation == {"nb": "Den ene."}
    assert award_round.milestone == "judging"


def test_the_same_from_an_old_page_is_no_conflict(world: World) -> None:
    award_round, made = world.at("deliberation")
    for _ in range(2):
        save(world, award_round, made)
    assert named(stored(world, award_round)) == [(made[0].id, "winner"), (made[1].id, "nominee")]


def test_each_nomination_is_named_once_by_its_highest_distinction(world: World) -> None:
    award_round, made = world.at("deliberation")
    one, other = made[0].id, made[1].id
    save(world, award_round, made, winners=[one], nominees=[other, one], mentions=[other])
    assert named(stored(world, award_round)) == [(one, "winner"), (other, "nominee")]


def test_what_is_not_judged_in_the_round_is_not_named(world: World) -> None:
    award_round, made = world.at("deliberation")
    withdrawals.withdraw(world.work("nominator"), made[1], "Vi trekker oss.")
    for given in ({"winners": [made[1].id]}, {"mentions": [999_999]}, {"nominees": [made[1].id]}):
        work = world.work("chair")
        with refused(work, NotFoundError):
            decisions.save(work, award_round, decision(made[:1], **given))
    assert decisions.of_round(world.session, award_round) is None


def test_finalising_seals_and_ends_the_judging(world: World) -> None:
    award_round, made = world.at("deliberation")
    finalise(world, award_round, made)
    found = stored(world, award_round)
    assert (found.sealed_at, found.sealed_by_id) == (
        world.clock.now,
        world.people["chair"].id,
    )
    assert found.digest == digests.of(
        {
            "number": 1,
            "citation": {"nb": "Hemmelig hyllest."},
            "statement": {"nb": f"Hemmelig uttalelse. {STATEMENT}".strip()},
            "reason": "",
            "no_award": False,
            "named": [
                [made[0].id, "winner", ["Prøvedal kommune"]],
                [made[1].id, "nominee", ["Prøvedal kommune"]],
            ],
            "grounds": found.grounds,
            "ranking": found.ranking,
        }
    )
    assert (award_round.milestone, award_round.stages[0].state) == ("decided", "concluded")
    moves = world.session.query(RoundMove).order_by(RoundMove.id).all()[-2:]
    assert [(m.name, m.source, m.target, m.moved_by_id) for m in moves] == [
        ("conclude", "deliberation", "concluded", world.people["chair"].id),
        ("finalise", "judging", "decided", world.people["chair"].id),
    ]
    event, *moved = last_events(world.session, 3)
    assert [(one.kind, one.subject, one.data["move"]) for one in moved] == [
        ("round.moved", f"round:{award_round.id}", "conclude"),
        ("round.moved", f"round:{award_round.id}", "finalise"),
    ]
    assert (event.kind, event.subject) == ("decision.sealed", f"decision:{found.id}")
    assert event.data == {"winners": [made[0].id], "digest": found.digest}


def test_the_ranking_on_the_table_is_sealed_with_it(world: World) -> None:
    award_round, made = world.at("deliberation")
    ranking = finalise(world, award_round, made).ranking
    assert ranking["places"] == [
        {"nomination": 1, "place": 1, "score": "4.6"},
        {"nomination": 2, "place": 2, "score": "4.0"},
    ]
    assert len(ranking["scores"]) == 6
    assert ranking["weights"] == {"x": "0.6", "y": "0.4"}


def test_finalising_goes_on_from_the_draft(world: World) -> None:
    award_round, made = world.at("deliberation")
    draft = save(world, award_round, made)
    sealed = finalise(world, award_round, made, version=draft.version, citation="Endelig.")
    assert sealed.id == draft.id
    assert sealed.citation == {"nb": "Endelig."}


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        ({"winners": []}, ["no_winner"]),
        ({"citation": "", "statement": "Kort."}, ["no_citation", "short_statement"]),
        ({"winners": [], "no_award": True}, ["reason_for_other"]),
        ({"no_award": True, "reason": "Uenighet."}, ["winner_and_no_award"]),
    ],
)
def test_an_incomplete_decision_is_refused_and_kept_as_a_draft(
    world: World, given: dict[str, Any], lacks: list[str]
) -> None:
    award_round, made = world.at("deliberation")
    work = world.work("chair")
    with refused(work, DecisionIncompleteError) as incomplete:
        decisions.finalise(work, award_round, decision(made, **given))
    assert incomplete.value.lacks == lacks
    found = stored(world, award_round)
    assert (found.sealed_at, award_round.milestone) == (None, "judging")
    assert found.version == incomplete.value.version == 1
    back = decisions.as_input(award_round, found)
    assert {key: getattr(back, key) for key in given} == given


def test_what_was_kept_is_gone_on_with(world: World) -> None:
    award_round, made = world.at("deliberation")
    version = save(world, award_round, made).version
    world.pass_time(minutes=1)
    work = world.work("chair")
    with refused(work, DecisionIncompleteError) as incomplete:
        decisions.finalise(work, award_round, decision(made, version=version, citation=""))
    assert stored(world, award_round).version == incomplete.value.version
    finalise(world, award_round, made, version=incomplete.value.version)
    assert award_round.milestone == "decided"


def test_another_than_the_first_needs_its_reason(world: World) -> None:
    award_round, made = world.at("deliberation")
    turned = {"winners": [made[1].id], "nominees": [made[0].id]}
    work = world.work("chair")
    with refused(work, DecisionIncompleteError) as incomplete:
        decisions.finalise(work, award_round, decision(made, **turned))
    assert incomplete.value.lacks == ["reason_for_other"]
    version = incomplete.value.version
    sealed = finalise(world, award_round, made, **turned, reason="Bredden.", version=version)
    assert (sealed.reason_for_other, award_round.milestone) == ("Bredden.", "decided")


def test_those_who_share_the_first_place_may_share_the_prize(world: World) -> None:
    award_round, made = world.at("scoring")
    for name in ("chair", "juror_b", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    both = [nomination.id for nomination in made]
    sealed = finalise(world, award_round, made, winners=both, nominees=[])
    assert decisions.ids_of(sealed, Distinction.WINNER) == both


def test_nobody_may_be_given_the_prize(world: World) -> None:
    award_round, made = world.at("deliberation")
    sealed = finalise(
        world,
        award_round,
        made,
        winners=[],
        nominees=[n.id for n in made],
        no_award=True,
        citation="",
        reason="Ingen nådde opp.",
    )
    assert (sealed.no_award, decisions.ids_of(sealed, Distinction.WINNER)) == (True, [])


def test_what_is_sealed_is_not_sealed_or_saved_again(world: World) -> None:
    award_round, made = world.at("decided")
    version = stored(world, award_round).version
    for act in (decisions.save, decisions.finalise):
        work = world.work("chair")
        with refused(work, WrongPhaseError):
            act(work, award_round, decision(made, version=version))
    assert len(events(world.session, "decision.sealed")) == 1


@pytest.mark.parametrize("phase", ["declaring", "scoring"])
def test_nothing_is_decided_before_the_deliberation(world: World, phase: str) -> None:
    award_round, made = world.at(phase)
    for act in (decisions.save, decisions.finalise):
        work = world.work("chair")
        with refused(work, WrongPhaseError):
            act(work, award_round, decision(made))


@pytest.mark.parametrize("name", ["juror_b", "deputy_b", "secretariat", "auditor", "nominator"])
def test_only_the_chair_decides(world: World, name: str) -> None:
    award_round, made = world.at("deliberation")
    for act in (decisions.save, decisions.finalise):
        work = world.work(name)
        with refused(work, DeniedError) as denied:
            act(work, award_round, decision(made))
        assert denied.value.verdict is Verdict.NOT_HERS
    work = world.work(name)
    # The auditor reads it later, when it is sealed.
    with refused(work, WrongPhaseError if name == "auditor" else DeniedError):
        decisions.for_reader(work, award_round)


@pytest.mark.parametrize("answer", [Answer.AUTOMATIC, Answer.POSSIBLE])
def test_a_chair_with_a_conflict_to_what_is_in_the_running_does_not_decide(
    world: World, answer: Answer
) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "chair", made[0], answer, "Kjenner ordføreren.")
    for name in ("juror_b", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    for act in (decisions.save, decisions.finalise):
        work = world.work("chair")
        with refused(work, DeniedError) as denied:
            act(work, award_round, decision(made))
        assert denied.value.verdict is Verdict.RECUSED


def test_the_chair_reads_the_draft_and_later_what_was_sealed(world: World) -> None:
    award_round, made = world.at("scoring")
    with pytest.raises(WrongPhaseError):
        decisions.for_reader(world.work("chair"), award_round)
    world.deliberate(award_round, made)
    assert decisions.for_reader(world.work("chair"), award_round) is None
    draft = save(world, award_round, made)
    assert decisions.for_reader(world.work("chair"), award_round) is draft
    finalise(world, award_round, made, version=draft.version)
    sealed = decisions.for_reader(world.work("chair"), award_round)
    assert sealed is not None
    assert (sealed.id, sealed.sealed_at) == (draft.id, world.clock.now)


def past(name: str, *, won: bool) -> PastNominee:
    return PastNominee(Candidate(name=name, position=1), won)


def test_a_past_round_is_recorded_as_its_sources_tell_it(world: World) -> None:
    work = world.work("secretariat")
    award_round = announcements.enter_past_round(
        work, world.prize, year=1999, jury_id=None, history={"occasion": "Boligdagene"}
    )
    decisions.record_past(
        work,
        award_round,
        [past("Ås kommune", won=True), past("Ærvik kommune", won=False)],
        citation=texts("For varig arbeid."),
        grounds=[{"title": texts("Hvorfor"), "text": texts("Derfor.")}],
    )
    found = stored(world, award_round)
    assert [(e.nomination.reference, e.distinction) for e in found.distinctions] == [
        ("1999-0001", "winner"),
        ("1999-0002", "nominee"),
    ]
    assert (found.sealed_at, digests.form_of(found.digest)) == (work.now, "jcs")
    assert last_event(world.session).kind == "decision.sealed"
    assert (award_round.milestone, award_round.slug) == ("archived", "prisen-1999")
    assert (award_round.is_recorded, award_round.history) == (True, {"occasion": "Boligdagene"})


def test_a_round_that_is_run_here_takes_no_past_outcome(world: World) -> None:
    award_round, _ = world.at("deliberation")
    work = world.work("secretariat")
    with refused(work, NotFoundError):
        decisions.record_past(work, award_round, [], citation={}, grounds=[])


def test_only_the_secretariat_records_the_past(world: World) -> None:
    award_round = world.plan()
    work = world.work("chair")
    with refused(work, DeniedError):
        decisions.record_past(work, award_round, [], citation={}, grounds=[])
