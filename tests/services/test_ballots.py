"""A final that is decided by ballots: who votes, what is kept, what it comes to, what is sealed."""

import pytest
from sqlalchemy import select

from app.models import AuditEvent, Ballot, BallotRevision, Decision, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.ballots import RankFault, StageBasis
from app.rules.impartiality import Answer
from app.services import (
    audit,
    ballots,
    checking,
    decisions,
    desks,
    impartiality,
    phases,
    progress,
    ranking,
    remaining,
    rounds,
    rulebooks,
    scores,
    withdrawals,
)
from app.services.ballots import BallotIncompleteError, Bar
from app.services.decisions import DecisionIncompleteError
from app.services.foresight import ForeseenOtherwiseError, stamp
from app.services.nominations import ReasonMissingError
from app.services.progress import Mark
from app.services.setup import make
from app.services.work import LockedError, NotFoundError, StaleEditError
from tests.balloting import ballot, to_declaring, to_deliberation, to_voting, vote
from tests.factories import World, decision, sheet
from tests.services.helpers import refused


def revisions(world: World) -> list[tuple[int, dict[str, int], str, str, bool]]:
    rows = world.session.scalars(select(BallotRevision).order_by(BallotRevision.id))
    return [(r.number, r.ranks, r.abstention, r.reason, r.could_see_others) for r in rows]


# --- set-up ---------------------------------------------------------------------------------------


def test_the_basis_is_set_until_judging_begins_and_is_on_record(world: World) -> None:
    award_round = world.plan()
    office = world.work("secretariat")
    assert rounds.basis_of(award_round) is StageBasis.SCORES
    rounds.set_basis(office, award_round, StageBasis.BALLOT)
    rounds.set_basis(office, award_round, StageBasis.BALLOT)
    kinds = select(AuditEvent.data).where(AuditEvent.kind == "basis.set")
    assert world.session.scalars(kinds).all() == [{"basis": "ballot"}]
    with pytest.raises(DeniedError):
        rounds.set_basis(world.work("chair"), award_round, StageBasis.SCORES)
    with pytest.raises(StaleEditError):
        rounds.set_basis(office, award_round, StageBasis.SCORES, base="older")
    world.open_planned(award_round)
    world.judge(award_round)
    with pytest.raises(LockedError):
        rounds.set_basis(world.work("secretariat"), award_round, StageBasis.SCORES)
    assert audit.verify(world.session) == []
    award_round.stages[-1].decided_by = StageBasis.SCORES
    world.session.flush()
    assert [one.what for one in audit.verify(world.session)] == [
        f"what the final of round {award_round.id} is decided by"
    ]


def test_the_next_round_takes_the_basis_over(world: World) -> None:
    award_round = world.plan()
    rounds.set_basis(world.work("secretariat"), award_round, StageBasis.BALLOT)
    office = world.work("secretariat")
    again = make(office, world.prize, year=2027, source="last")
    assert rounds.basis_of(again) is StageBasis.BALLOT
    assert rounds.basis_of(make(office, world.prize, year=2028, source="nothing")) is (
        StageBasis.SCORES
    )


# --- voting ---------------------------------------------------------------------------------------


def test_drafts_are_kept_whatever_they_hold_and_sealing_normalises(world: World) -> None:
    award_round, made = to_voting(world)
    work = world.work("juror_b")
    saved = ballots.save_draft(work, award_round, ballot(made, " 1 ", "først"))
    assert saved.draft_ranks == {str(made[0].id): "1", str(made[1].id): "først"}
    assert (saved.sealed_at, saved.revision_count, saved.version) == (None, 0, 1)
    sealed = ballots.seal(work, award_round, ballot(made, 1, 1, 3, version=1))
    assert sealed.sealed_at == world.clock.now
    ranks = {str(made[0].id): 1, str(made[1].id): 1, str(made[2].id): 2}
    assert revisions(world) == [(1, ranks, "", "", False)]
    assert audit.verify(world.session) == []


def test_a_ballot_with_gaps_is_refused_and_kept(world: World) -> None:
    award_round, made = to_voting(world)
    work = world.work("juror_b")
    with refused(work, BallotIncompleteError) as incomplete:
        ballots.seal(work, award_round, ballot(made, 1, "x", 9))
    assert incomplete.value.reading.faults == {
        made[1].id: RankFault.NO_NUMBER,
        made[2].id: RankFault.OUT_OF_RANGE,
    }
    assert incomplete.value.version == 1
    assert revisions(world) == []
    kept = world.session.scalars(select(Ballot)).one()
    assert kept.draft_ranks == {str(n.id): t for n, t in zip(made, ("1", "x", "9"), strict=True)}


def test_twice_the_same_seals_once_and_something_else_is_shown_beside(world: World) -> None:
    award_round, made = to_voting(world)
    vote(world, award_round, "juror_b", made, 1, 2, 3)
    vote(world, award_round, "juror_b", made, 1, 2, 3)
    with pytest.raises(StaleEditError) as caught:
        vote(world, award_round, "juror_b", made, 2, 1, 3)
    assert caught.value.theirs["ranks"] == {str(n.id): str(r) for r, n in enumerate(made, 1)}
    with pytest.raises(StaleEditError):
        ballots.save_draft(world.work("juror_b"), award_round, ballot(made, 3))
    assert len(revisions(world)) == 1


def test_a_draft_of_another_tab_is_not_written_over(world: World) -> None:
    award_round, made = to_voting(world)
    work = world.work("juror_b")
    ballots.save_draft(work, award_round, ballot(made, 1))
    ballots.save_draft(work, award_round, ballot(made, 1))  # the same, from the older page
    with pytest.raises(StaleEditError) as caught:
        ballots.save_draft(work, award_round, ballot(made, 2))
    assert (caught.value.theirs["ranks"], caught.value.version) == ({str(made[0].id): "1"}, 2)


def test_abstaining_needs_a_reason_counts_for_nothing_and_for_the_quorum(world: World) -> None:
    award_round, made = to_voting(world)
    work = world.work("juror_b")
    with pytest.raises(BallotIncompleteError) as caught:
        ballots.abstain(work, award_round, ballot(made, 1, 2, 3, why="  "))
    assert caught.value.reading.lacks_why
    ballots.abstain(work, award_round, ballot(made, 1, why=" Kjenner dem ikke godt nok. "))
    ballots.abstain(work, award_round, ballot(made, why="Kjenner dem ikke godt nok."))
    assert revisions(world) == [(1, {}, "Kjenner dem ikke godt nok.", "", False)]
    vote(world, award_round, "chair", made, 3, 2, 1)
    assert all(
        part.is_enough for part in progress.coverage_of(world.session, award_round, work.today)
    )
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    found = ballots.for_actor(world.work("chair"), award_round)
    assert found.places == {made[2].id: 1, made[1].id: 2, made[0].id: 3}
    assert (len(found.casts), len(found.counted), found.missing, found.vacant) == (2, 1, 1, 0)


def test_where_nobody_ranks_nobody_is_first(world: World) -> None:
    award_round, made = to_voting(world)
    for name in ("chair", "juror_b"):
        ballots.abstain(world.work(name), award_round, ballot(made, why="Nei."))
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    found = ballots.for_actor(world.work("chair"), award_round)
    assert (found.first, set(found.places.values())) == ([], {None})
    with pytest.raises(DecisionIncompleteError):
        world.finalise(award_round, made)


def test_a_sealed_ballot_is_changed_with_a_reason_and_the_earlier_stays(world: World) -> None:
    award_round, made = to_deliberation(world)
    work = world.work("juror_b")
    held = ballots.find(world.session, award_round, impartiality.appointment_of(work, award_round))
    assert held is not None
    version = held.version
    with pytest.raises(ReasonMissingError):
        ballots.revise(work, award_round, ballot(made, 3, 2, 1, version=version), " ")
    with pytest.raises(BallotIncompleteError):
        ballots.revise(work, award_round, ballot(made, 3, 2, version=version), "Hørte mer.")
    with pytest.raises(StaleEditError):
        ballots.revise(work, award_round, ballot(made, 3, 2, 1, version=version - 1), "Hørte mer.")
    ballots.revise(work, award_round, ballot(made, 2, 1, 3, version=version), "")  # no change
    ballots.revise(work, award_round, ballot(made, 3, 2, 1, version=version), "Hørte mer.")
    told = revisions(world)
    assert [(number, why, saw) for number, _, _, why, saw in told if number > 1] == [
        (2, "Hørte mer.", True)
    ]
    assert len(told) == 4
    assert audit.verify(world.session) == []
    with pytest.raises(DeniedError):
        ballots.revise(world.work("deputy_b"), award_round, ballot(made, 1, 2, 3), "Grunn.")


# --- who votes ------------------------------------------------------------------------------------


def bar_of(world: World, award_round: Round, name: str) -> Bar | None:
    return ballots.open_ballot(world.work(name), award_round).bar


def test_who_is_recused_from_one_takes_no_part_and_the_deputy_sits_for_all(world: World) -> None:
    award_round, made = to_voting(world, recused=["juror_b"])
    assert bar_of(world, award_round, "juror_b") is Bar.RECUSED
    assert bar_of(world, award_round, "deputy_b") is None
    assert bar_of(world, award_round, "deputy_c") is Bar.NOT_CALLED
    for name in ("juror_b", "deputy_c"):
        with pytest.raises(DeniedError):
            vote(world, award_round, name, made, 1, 2, 3)
    with pytest.raises(DeniedError):
        ballots.open_ballot(world.work("secretariat"), award_round)
    vote(world, award_round, "deputy_b", made, 3, 2, 1)
    vote(world, award_round, "chair", made, 3, 1, 2)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    found = ballots.for_actor(world.work("chair"), award_round)
    assert [one.stepped_in for one in found.casts] == [False, True]
    assert found.places == {made[1].id: 1, made[2].id: 1, made[0].id: 3}
    with pytest.raises(DeniedError):
        ballots.for_actor(world.work("juror_b"), award_round)
    with pytest.raises(DeniedError):
        ballots.for_actor(world.work("deputy_b"), award_round)


def test_whoever_has_not_answered_for_all_ranks_none(world: World) -> None:
    award_round, made = to_declaring(world)
    world.declare_all(award_round, made, "juror_b", "juror_c")
    world.declare(award_round, "juror_b", made[0], Answer.NO_CONFLICT)
    for one in made[1:]:
        world.declare(award_round, "juror_c", one, Answer.NO_CONFLICT)
    world.declare(award_round, "juror_c", made[0], Answer.POSSIBLE, "Venner.")
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    assert bar_of(world, award_round, "juror_b") is Bar.UNDECLARED
    assert bar_of(world, award_round, "juror_c") is Bar.PENDING
    with pytest.raises(DeniedError):
        vote(world, award_round, "juror_b", made, 1, 2, 3)


def test_a_conflict_after_voting_keeps_the_ballot_and_counts_it_no_more(world: World) -> None:
    award_round, made = to_voting(world)
    vote(world, award_round, "juror_b", made, 1, 2, 3)
    vote(world, award_round, "chair", made, 1, 2, 3)
    world.declare(award_round, "juror_b", made[2], Answer.AUTOMATIC)
    shown = progress.progress(world.work("secretariat"), award_round)
    assert shown.count(Mark.SEALED) == 3
    assert {one.appointment.person_name for one in shown.uncounted} == {"juror_b"}
    vote(world, award_round, "deputy_b", made, 3, 2, 1)
    result = ballots.compute(world.session, award_round, world.work("chair").today)
    assert [list(one.ranks.values()) for one in result.casts] == [[1, 2, 3], [3, 2, 1]]
    assert len(revisions(world)) == 3


def test_what_is_withdrawn_leaves_the_ballots_without_a_gap(world: World) -> None:
    award_round, made = to_voting(world)
    vote(world, award_round, "juror_b", made, 2, 1, 3)
    withdrawals.withdraw(world.work("nominator"), made[0], "Trekker oss.")
    result = ballots.compute(world.session, award_round, world.work("chair").today)
    assert result.running == [made[1].id, made[2].id]
    assert [dict(one.ranks) for one in result.casts] == [{made[1].id: 1, made[2].id: 2}]


# --- what is told of it ---------------------------------------------------------------------------


def test_nobody_sees_a_ballot_or_the_result_before_the_deliberation(world: World) -> None:
    award_round, made = to_voting(world)
    for name in ("chair", "juror_b", "juror_c"):
        vote(world, award_round, name, made, 1, 2, 3)
    for name in ("chair", "juror_b", "secretariat"):
        with pytest.raises(WrongPhaseError):
            ballots.for_actor(world.work(name), award_round)
    for name in ("auditor", "nominator", "deputy_b", "administrator"):
        with pytest.raises((DeniedError, WrongPhaseError)):
            ballots.for_actor(world.work(name), award_round)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    for name in ("chair", "juror_b", "secretariat"):
        assert ballots.for_actor(world.work(name), award_round).first == [made[0].id]
    for name in ("nominator", "deputy_b", "administrator"):
        with pytest.raises(DeniedError):
            ballots.for_actor(world.work(name), award_round)


def test_progress_desk_and_what_remains_count_one_ballot_for_all(world: World) -> None:
    award_round, made = to_voting(world)
    vote(world, award_round, "juror_b", made, 1, 2, 3)
    ballots.save_draft(world.work("juror_c"), award_round, ballot(made, 1))
    shown = progress.progress(world.work("secretariat"), award_round)
    marks = [shown.count(mark) for mark in (Mark.SEALED, Mark.DRAFT, Mark.NOT_BEGUN)]
    assert marks == [3, 3, 3]
    assert (shown.handed_in, shown.expected, shown.seats_done) == (1, 3, 1)
    assert [part.sealed for part in shown.coverage] == [1, 1, 1]
    desk = desks.desk(world.work("juror_b"), award_round)
    assert [entry.task.value for entry in desk.entries] == ["sealed"] * 3
    today = world.work("chair").today
    found = remaining.of_round(world.session, award_round, today)
    assert [(one.sealed, one.drafts, one.not_begun) for one in found] == [
        (0, 0, 1),
        (1, 0, 0),
        (0, 1, 0),
    ]


def test_no_scores_are_given_in_such_a_stage_and_none_are_ranked(world: World) -> None:
    award_round, made = to_voting(world)
    with pytest.raises(NotFoundError):
        scores.seal(world.work("juror_b"), made[0], sheet(5, 4))
    for name in ("chair", "juror_b"):
        vote(world, award_round, name, made, 1, 2, 3)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    with pytest.raises(NotFoundError):
        ranking.for_actor(world.work("chair"), award_round)
    scored, _ = world.at("deliberation", year=2030)
    with pytest.raises(NotFoundError):
        ballots.for_actor(world.work("chair"), scored)
    with pytest.raises(NotFoundError):
        ballots.open_ballot(world.work("juror_b"), scored)


def test_voting_after_it_has_closed_keeps_a_draft(world: World) -> None:
    award_round, made = to_voting(world)
    for name in ("chair", "juror_b"):
        vote(world, award_round, name, made, 1, 2, 3)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    work = world.work("juror_c")
    with refused(work, WrongPhaseError):
        ballots.seal(work, award_round, ballot(made, 3, 2, 1))
    found = world.session.scalars(select(Ballot).where(Ballot.sealed_at.is_(None))).one()
    assert list(found.draft_ranks.values()) == ["3", "2", "1"]


# --- the decision ---------------------------------------------------------------------------------


def test_the_decision_follows_the_ballots_or_says_why_and_freezes_them(world: World) -> None:
    award_round, made = to_deliberation(world)
    with pytest.raises(DecisionIncompleteError):
        world.finalise(award_round, made)
    by_order = [made[1], made[0], made[2]]
    decisions.save(world.work("chair"), award_round, decision(by_order))
    seen = stamp(decisions.foresee(world.work("chair"), award_round))
    held = ballots.find(
        world.session,
        award_round,
        impartiality.appointment_of(world.work("juror_c"), award_round),
    )
    assert held is not None
    changed = ballot(made, 3, 1, 2, version=held.version)
    ballots.revise(world.work("juror_c"), award_round, changed, "Hørte mer.")
    given = decision(by_order, version=1)
    with pytest.raises(ForeseenOtherwiseError):
        decisions.finalise(world.work("chair"), award_round, given, seen=seen)
    decisions.finalise(world.work("chair"), award_round, given)
    sealed = world.session.scalars(select(Decision)).one().ranking
    assert (sealed["basis"], sealed["method"], sealed["version"]) == ("ballot", "schulze", 1)
    assert [one["ranks"] for one in sealed["ballots"]] == [[1, 2, 3], [2, 1, 3], [3, 1, 2]]
    assert sealed["preferred"] == [[0, 1, 2], [2, 0, 3], [1, 0, 0]]
    assert [(one["nomination"], one["place"]) for one in sealed["places"]] == [
        (2, 1),
        (1, 2),
        (3, 3),
    ]
    assert [
        (one["nomination"], one["accounted_by"], len(one["sealed"])) for one in sealed["coverage"]
    ] == [(1, "quorum", 3), (2, "quorum", 3), (3, "quorum", 3)]
    assert list(checking.judging(world.session)) == []
    assert audit.verify(world.session) == []
    with pytest.raises(WrongPhaseError):
        ballots.revise(world.work("juror_c"), award_round, changed, "For sent.")


def test_an_amended_tie_break_is_what_the_ballots_are_counted_by(world: World) -> None:
    award_round, made = to_voting(world, 2)
    for name, ranks in (("chair", (1, 2)), ("juror_b", (2, 1))):
        vote(world, award_round, name, made, *ranks)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    found = ballots.for_actor(world.work("chair"), award_round)
    assert found.places == {made[0].id: 1, made[1].id: 1}
    before = ballots.stamp(world.session, award_round, world.work("chair").today)
    world.amend(award_round, tie_breaks=("chair",))
    assert ballots.stamp(world.session, award_round, world.work("chair").today) != before
    assert rulebooks.rules_of(award_round, award_round.rulebook).tie_breaks == ("chair",)
