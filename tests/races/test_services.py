"""Two at the same moment: one is first, the other is told so, and nothing is done twice."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from app.models import (
    Announcement,
    AuditChain,
    AuditEvent,
    Decision,
    Nomination,
    NominationMove,
    NominationVersion,
    Notice,
    Round,
    RoundMove,
    Ruling,
    ScoreRevision,
    ScoreSheet,
)
from app.rules.impartiality import Answer, Outcome
from app.services import (
    announcements,
    audit,
    decisions,
    foresight,
    impartiality,
    nominations,
    phases,
    rounds,
    scores,
    screening,
    withdrawals,
)
from app.services.work import Work
from tests.factories import decision, sheet
from tests.races.conftest import Act, Arena, kinds


def total(arena: Arena, model: type[Any], **columns: Any) -> int:
    found = arena.session.scalar(select(func.count()).select_from(model).filter_by(**columns))
    return found or 0


def nomination(work: Work, nomination_id: int) -> Nomination:
    return nominations.by_id(work.session, nomination_id)


def held(work: Work, round_id: int) -> Round:
    return rounds.by_id(work.session, round_id)


def finalise(round_id: int, made: list[Nomination], **given: Any) -> Act:
    wanted = decision(made, **given)
    return lambda work: decisions.finalise(work, held(work, round_id), wanted)


def seal(nomination_id: int, x: int, y: int) -> Act:
    return lambda work: scores.seal(work, nomination(work, nomination_id), sheet(x, y))


def move(round_id: int, name: str) -> Act:
    return lambda work: phases.move(work, held(work, round_id), name)


def withdraw(nomination_id: int) -> Act:
    return lambda work: withdrawals.withdraw(work, nomination(work, nomination_id), "Trekker oss.")


def test_two_who_finalise_at_once_seal_one_decision(arena: Arena) -> None:
    round_id, (one, other) = arena.at("deliberation")
    made = [arena.session.get_one(Nomination, key) for key in (one, other)]
    turned = {"winners": [other], "nominees": [one], "reason": "Bredden."}
    outcomes = arena.race(
        ("chair", finalise(round_id, made)), ("chair", finalise(round_id, made, **turned))
    )
    assert kinds(outcomes) == ["Decision", "WrongPhaseError"]
    assert total(arena, Decision, round_id=round_id) == 1
    sealed = decisions.sealed_by_round(arena.session, [round_id])[round_id]
    winner = next(o for o in outcomes if isinstance(o, Decision))
    assert sealed.digest == winner.digest
    moves = arena.session.scalars(
        select(RoundMove.name).where(RoundMove.round_id == round_id).order_by(RoundMove.id)
    ).all()
    assert moves[-2:] == ["conclude", "finalise"]
    assert moves.count("finalise") == 1


def test_two_windows_that_seal_the_same_make_one_revision(arena: Arena) -> None:
    _, (one, _) = arena.at("scoring")
    outcomes = arena.race(("juror_b", seal(one, 4, 5)), ("juror_b", seal(one, 4, 5)))
    assert kinds(outcomes) == ["ScoreSheet", "ScoreSheet"]
    found = arena.session.scalars(select(ScoreSheet).filter_by(nomination_id=one)).one()
    assert [revision.number for revision in found.revisions] == [1]


def test_two_windows_that_seal_otherwise_show_both(arena: Arena) -> None:
    _, (one, _) = arena.at("scoring")
    outcomes = arena.race(("juror_b", seal(one, 4, 5)), ("juror_b", seal(one, 2, 5)))
    assert kinds(outcomes) == ["ScoreSheet", "StaleEditError"]
    found = arena.session.scalars(select(ScoreSheet).filter_by(nomination_id=one)).one()
    sealed = next(o for o in outcomes if isinstance(o, ScoreSheet))
    assert [r.scores for r in found.revisions] == [sealed.draft_scores]


def test_two_drafts_begun_at_once_do_not_overwrite_each_other(arena: Arena) -> None:
    _, (one, _) = arena.at("scoring")

    def draft(x: int) -> Act:
        return lambda work: scores.save_draft(work, nomination(work, one), sheet(x, 4))

    outcomes = arena.race(("juror_b", draft(1)), ("juror_b", draft(6)))
    assert kinds(outcomes) == ["ScoreSheet", "StaleEditError"]
    assert total(arena, ScoreSheet, nomination_id=one) == 1


def test_a_double_click_hands_in_once(arena: Arena) -> None:
    _, [draft] = arena.settle(*arena.open())
    submit: Act = lambda work: nominations.submit(work, nomination(work, draft)).id  # noqa: E731
    outcomes = arena.race(("nominator", submit), ("nominator", submit))
    assert outcomes[0] == outcomes[1]
    assert total(arena, NominationVersion, nomination_id=draft) == 1
    assert total(arena, NominationMove, nomination_id=draft) == 1
    receipts = select(Notice.key).where(
        Notice.key.startswith(f"nomination_submitted:nomination:{draft}:")
    )
    assert len(arena.session.scalars(receipts).all()) == 1


def test_those_who_hand_in_at_once_get_numbers_of_their_own(arena: Arena) -> None:
    round_id, drafts = arena.settle(*arena.open(drafts=4))

    def submit(nomination_id: int) -> Act:
        return lambda work: nominations.submit(work, nomination(work, nomination_id)).number

    outcomes = arena.race(*(("nominator", submit(draft)) for draft in drafts))
    assert outcomes == [1, 1, 1, 1]
    numbers = select(Nomination.number).where(Nomination.round_id == round_id)
    assert sorted(arena.session.scalars(numbers)) == [1, 2, 3, 4]


def scored_by_two(arena: Arena) -> tuple[int, int]:
    """Take a round to where its scoring could end, though juror B has handed in nothing."""
    round_id, made = arena.at("scoring")
    for name in ("chair", "juror_c"):
        for key in made:
            arena.world.seal(name, arena.session.get_one(Nomination, key), 4, 4)
    arena.session.commit()
    return round_id, made[0]


def sheet_of_b(arena: Arena, nomination_id: int) -> ScoreSheet:
    member = arena.world.jury.seats[1].appointments[0].id
    return arena.session.scalars(
        select(ScoreSheet).filter_by(nomination_id=nomination_id, appointment_id=member)
    ).one()


def test_a_sheet_sealed_while_the_scoring_ends_is_in_time(arena: Arena) -> None:
    round_id, one = scored_by_two(arena)
    outcomes = arena.overlap(
        ("juror_b", seal(one, 5, 5)), ("secretariat", move(round_id, "open_deliberation"))
    )
    assert kinds(outcomes) == ["NoneType", "ScoreSheet"]
    found = sheet_of_b(arena, one)
    assert [revision.could_see_others for revision in found.revisions] == [False]
    assert arena.session.get_one(Round, round_id).stages[0].state == "deliberation"


def test_a_sheet_that_meets_the_end_of_the_scoring_is_refused_and_kept(arena: Arena) -> None:
    round_id, one = scored_by_two(arena)
    outcomes = arena.overlap(
        ("secretariat", move(round_id, "open_deliberation")), ("juror_b", seal(one, 5, 5))
    )
    assert kinds(outcomes) == ["NoneType", "WrongPhaseError"]
    found = sheet_of_b(arena, one)
    assert (found.sealed_at, found.revisions) == (None, [])
    assert found.draft_scores == {"x": "5", "y": "5"}


def test_a_sheet_and_the_end_of_the_scoring_at_once_leave_no_third_way(arena: Arena) -> None:
    round_id, one = scored_by_two(arena)
    outcomes = arena.race(
        ("juror_b", seal(one, 5, 5)),
        ("secretariat", move(round_id, "open_deliberation")),
    )
    found = sheet_of_b(arena, one)
    assert found.draft_scores == {"x": "5", "y": "5"}
    how = kinds(outcomes), len(found.revisions)
    assert how in ((["NoneType", "ScoreSheet"], 1), (["NoneType", "WrongPhaseError"], 0))


def test_a_nomination_is_admitted_or_rejected_and_never_both(arena: Arena) -> None:
    _, (one, _) = arena.at("screening")
    outcomes = arena.race(
        (
            "secretariat",
            lambda work: screening.admit(work, nomination(work, one), residents_checked=True),
        ),
        (
            "secretariat",
            lambda work: screening.reject(work, nomination(work, one), "Utenfor formålet."),
        ),
    )
    assert kinds(outcomes) == ["NoneType", "UndeclaredMoveError"]
    found = arena.session.get_one(Nomination, one)
    moves = [move.target for move in found.moves]
    assert moves == ["submitted", found.state.value]
    told = arena.session.scalars(select(Notice))
    kinds_of_it = sorted(row.kind for row in told if row.context.get("nomination_id") == one)
    assert kinds_of_it == [f"nomination_{found.state.value}", "nomination_submitted"]


def test_two_who_admit_at_once_admit_once(arena: Arena) -> None:
    _, (one, _) = arena.at("screening")
    admit: Act = lambda work: screening.admit(  # noqa: E731
        work, nomination(work, one), residents_checked=True
    )
    assert arena.race(("secretariat", admit), ("secretariat", admit)) == [None, None]
    assert total(arena, NominationMove, nomination_id=one, name="admit") == 1


def test_two_who_move_a_round_at_once_move_it_once(arena: Arena) -> None:
    round_id, _ = arena.at("planned")
    publish = move(round_id, "publish_call")
    outcomes = arena.race(("secretariat", publish), ("secretariat", publish))
    assert kinds(outcomes) == ["NoneType", "UndeclaredMoveError"]
    assert total(arena, RoundMove, round_id=round_id, name="publish_call") == 1


def test_what_is_just_being_withdrawn_does_not_win(arena: Arena) -> None:
    round_id, (one, other) = arena.at("deliberation")
    made = [arena.session.get_one(Nomination, key) for key in (one, other)]
    outcomes = arena.overlap(("nominator", withdraw(one)), ("chair", finalise(round_id, made)))
    assert kinds(outcomes) == ["NoneType", "NotFoundError"]
    assert arena.session.get_one(Nomination, one).state == "withdrawn"
    assert total(arena, Decision, round_id=round_id) == 0


def test_what_just_wins_is_not_withdrawn(arena: Arena) -> None:
    round_id, (one, other) = arena.at("deliberation")
    made = [arena.session.get_one(Nomination, key) for key in (one, other)]
    outcomes = arena.overlap(("chair", finalise(round_id, made)), ("nominator", withdraw(one)))
    assert kinds(outcomes) == ["Decision", "NoneType"]
    found = arena.session.get_one(Nomination, one)
    assert (found.state, found.withdrawn_late_at is None) == ("admitted", False)


def test_a_conflict_declared_while_the_scoring_ends_takes_its_sheet_with_it(arena: Arena) -> None:
    round_id, one = scored_by_two(arena)

    def recuse(work: Work) -> Any:
        return impartiality.declare(
            work, held(work, round_id), nomination(work, one), Answer.AUTOMATIC, "Min søster."
        )

    outcomes = arena.overlap(
        ("juror_c", recuse), ("secretariat", move(round_id, "open_deliberation"))
    )
    assert kinds(outcomes) == ["ConditionsUnmetError", "Declaration"]


@pytest.mark.parametrize("attempt", range(3))
def test_a_recusal_and_a_sheet_at_once_both_go_through(arena: Arena, attempt: int) -> None:
    """Each locks the round before the chain: else one of the two would be chosen as a victim."""
    round_id, (one, other) = arena.at("scoring")

    def recuse(work: Work) -> Any:
        return impartiality.declare(
            work, held(work, round_id), nomination(work, one), Answer.AUTOMATIC, "Min søster."
        )

    outcomes = arena.race(
        ("juror_b", recuse),
        ("juror_c", seal(other, 4, 4)),
        ("chair", seal(one, 4, 4)),
        ("chair", seal(other, 4, 4)),
    )
    assert kinds(outcomes) == ["Declaration", "ScoreSheet", "ScoreSheet", "ScoreSheet"]


def test_a_conflict_is_ruled_on_once(arena: Arena) -> None:
    round_id, (one, _) = arena.at("declaring")
    arena.world.declare(
        arena.session.get_one(Round, round_id),
        "juror_b",
        arena.session.get_one(Nomination, one),
        Answer.POSSIBLE,
        "Kjenner rådmannen.",
    )
    for name in ("chair", "juror_c"):
        arena.world.declare(
            arena.session.get_one(Round, round_id),
            name,
            arena.session.get_one(Nomination, one),
            Answer.NO_CONFLICT,
        )
    member = arena.world.jury.seats[1].appointments[0].id

    def rule(name: str, outcome: Outcome) -> tuple[str, Act]:
        work = arena.world.work(name)
        shown = impartiality.foresee(
            work, held(work, round_id), nomination(work, one), member, outcome
        )
        return name, lambda work: impartiality.rule(
            work,
            held(work, round_id),
            nomination(work, one),
            member,
            outcome,
            "Vurdert.",
            seen=foresight.stamp(shown),
        )

    outcomes = arena.race(rule("chair", Outcome.CLEARED), rule("secretariat", Outcome.RECUSED))
    # Who comes second learns it: a recusal can be undone, but not by somebody who has not seen it.
    assert kinds(outcomes) in (
        ["ForeseenOtherwiseError", "Ruling"],
        ["NothingToRuleError", "Ruling"],
    )
    assert total(arena, Ruling, nomination_id=one) == 1


def test_the_time_of_announcement_is_set_once(arena: Arena) -> None:
    round_id, _ = arena.at("decided")
    announce: Act = lambda work: announcements.announce(  # noqa: E731
        work, held(work, round_id), work.now + timedelta(days=30)
    )
    outcomes = arena.race(("chair", announce), ("chair", announce))
    assert kinds(outcomes) == ["Announcement", "AnnouncementSetError"]
    assert total(arena, Announcement, round_id=round_id) == 1


def test_two_colleagues_save_two_fields_at_once(arena: Arena) -> None:
    award_round, [draft] = arena.open()
    start = nominations.base_of(draft, ["title", "story"])
    _, [draft_id] = arena.settle(award_round, [draft])

    def save(**answers: str) -> Act:
        return lambda work: nominations.save(work, nomination(work, draft_id), answers, base=start)

    outcomes = arena.race(
        ("nominator", save(title="Hennes tittel")), ("nominator", save(story="Hans tekst"))
    )
    assert kinds(outcomes) == ["Nomination", "Nomination"]
    found = arena.session.get_one(Nomination, draft_id)
    declared = {"writing_aids": {"used": "none", "what": ""}}
    assert found.answers == {"title": "Hennes tittel", "story": "Hans tekst", **declared}


def test_two_colleagues_save_one_field_at_once(arena: Arena) -> None:
    award_round, [draft] = arena.open()
    start = nominations.base_of(draft, ["title"])
    _, [draft_id] = arena.settle(award_round, [draft])

    def save(title: str) -> Act:
        return lambda work: nominations.save(
            work, nomination(work, draft_id), {"title": title}, base=start
        )

    outcomes = arena.race(("nominator", save("Hennes")), ("nominator", save("Hans")))
    assert kinds(outcomes) == ["Nomination", "StaleEditError"]
    refused = next(o for o in outcomes if not isinstance(o, Nomination))
    found = arena.session.get_one(Nomination, draft_id)
    assert {refused.theirs["title"], refused.yours["title"]} == {"Hennes", "Hans"}
    assert found.answers["title"] == refused.theirs["title"]


def test_eight_writers_make_one_unbroken_chain(arena: Arena) -> None:
    round_id, _ = arena.at("open")
    chain_id, before = arena.session.execute(
        select(AuditChain.id, AuditChain.length).where(AuditChain.round_id == round_id)
    ).one()

    def record(work: Work) -> None:
        for number in range(4):
            audit.record(work, "thing.done", f"thing:{number}", award_round=held(work, round_id))
            audit.record(work, "thing.done", f"thing:{number}")

    writers = ["chair", "juror_b", "juror_c", "deputy_b", "deputy_c", "secretariat"]
    outcomes = arena.race(*((name, record) for name in (*writers, "auditor", "nominator")))
    assert outcomes == [None] * 8
    positions = select(AuditEvent.position).where(AuditEvent.chain_id == chain_id)
    assert sorted(arena.session.scalars(positions)) == list(range(1, before + 33))
    assert audit.verify(arena.session) == []


def test_nothing_of_all_this_has_broken_the_trail(arena: Arena) -> None:
    assert audit.verify(arena.session) == []
    assert total(arena, ScoreRevision) > 0
