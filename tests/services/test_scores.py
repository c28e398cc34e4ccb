"""Score sheets: drafts, sealing, revising, and what is refused without being lost."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.models import Nomination, Round, ScoreRevision, ScoreSheet
from app.rules.access import DeniedError, Verdict, WrongPhaseError
from app.rules.impartiality import Answer
from app.services import digests, impartiality, phases, scores, seals
from app.services.nominations import ReasonMissingError
from app.services.scores import SheetIncompleteError, SheetInput
from app.services.work import StaleEditError
from tests.factories import World, sheet
from tests.services.helpers import events, last_event, refused


def stored(world: World, nomination: Nomination, name: str = "juror_b") -> ScoreSheet | None:
    """Read somebody's sheet as it is stored now."""
    world.session.expire_all()
    held = world.work(name).actor.appointment_in(world.jury.id)
    assert held is not None
    return world.session.scalars(
        select(ScoreSheet).where(
            ScoreSheet.nomination_id == nomination.id,
            ScoreSheet.appointment_id == held.appointment_id,
        )
    ).one_or_none()


def draft(world: World, nomination: Nomination, *given: Any, **more: Any) -> ScoreSheet:
    return scores.save_draft(world.work("juror_b"), nomination, sheet(*given, **more))


def seal(world: World, nomination: Nomination, given: SheetInput) -> ScoreSheet:
    return scores.seal(world.work("juror_b"), nomination, given)


def revise(world: World, nomination: Nomination, given: SheetInput, reason: str) -> ScoreSheet:
    return scores.revise(world.work("juror_b"), nomination, given, reason)


def revisions(found: ScoreSheet | None) -> list[tuple[int, dict[str, str], str, str]]:
    assert found is not None
    return [(r.number, r.scores, r.grounds, r.reason) for r in found.revisions]


FIRST = (1, {"x": "4", "y": "5"}, "Hemmelig grunn", "")


def test_a_draft_is_stored_as_it_stands(world: World) -> None:
    _, made = world.at("scoring")
    given = SheetInput({"x": Decimal(4)}, " Foreløpig ", "Bare mitt", 0)
    scores.save_draft(world.work("juror_b"), made[0], given)
    found = stored(world, made[0])
    assert found is not None
    assert (found.draft_scores, found.draft_grounds) == ({"x": "4"}, " Foreløpig ")
    assert (found.private_notes, found.saved_at) == ("Bare mitt", world.clock.now)
    assert (found.sealed_at, found.revision_count, found.version) == (None, 0, 1)
    assert events(world.session, "sheet.sealed") == []


def test_every_save_is_a_version_of_its_own(world: World) -> None:
    _, made = world.at("scoring")
    versions = [draft(world, made[0], x, 5, version=v).version for v, x in ((0, 4), (1, 5), (2, 5))]
    assert versions == [1, 2, 3]


def test_autosaves_are_not_in_the_trail(world: World) -> None:
    _, made = world.at("scoring")
    before = len(events(world.session))
    draft(world, made[0], 4, 5)
    assert len(events(world.session)) == before


def test_sealing_freezes_a_revision(world: World) -> None:
    award_round, made = world.at("scoring")
    seal(world, made[0], sheet(4, 5, " Hemmelig grunn "))
    found = stored(world, made[0])
    assert found is not None
    assert revisions(found) == [FIRST]
    assert (found.sealed_at, found.revision_count) == (world.clock.now, 1)
    revision = found.revisions[0]
    assert (revision.could_see_others, revision.sealed_at) == (False, world.clock.now)
    assert revision.sealed_by_id == world.people["juror_b"].id
    event = last_event(world.session)
    assert (event.kind, event.subject) == ("sheet.sealed", f"sheet:{found.id}")
    assert event.data == {
        "nomination": made[0].id,
        "appointment": world.jury.seats[1].appointments[0].id,
        "revision": 1,
        "digest": digests.of(seals.revision(revision, found)),
    }
    assert award_round.stage is not None
    assert found.stage_id == award_round.stage.id


def test_the_digest_on_record_cannot_be_found_by_trying_every_score(world: World) -> None:
    _, made = world.at("scoring")
    for nomination in made:
        seal(world, nomination, sheet(4, 5))
    salts = [stored(world, nomination).revisions[0].salt for nomination in made]
    assert [len(salt) for salt in salts] == [32, 32]
    assert salts[0] != salts[1]


def test_sealing_the_same_twice_seals_once(world: World) -> None:
    _, made = world.at("scoring")
    for _ in range(2):
        seal(world, made[0], sheet(4, 5))
    seal(world, made[0], sheet(4, 5, "Hemmelig grunn ", version=7))
    assert revisions(stored(world, made[0])) == [FIRST]
    assert len(events(world.session, "sheet.sealed")) == 1


def test_sealing_otherwise_what_is_sealed_shows_both(world: World) -> None:
    _, made = world.at("scoring")
    seal(world, made[0], sheet(4, 5))
    work = world.work("juror_b")
    with refused(work, StaleEditError) as stale:
        scores.seal(work, made[0], sheet(2, 5, "Andre ord"))
    notes = {"notes": "Privat notat", "evidence": {}}
    assert stale.value.theirs == {
        "scores": {"x": "4", "y": "5"},
        "grounds": "Hemmelig grunn",
        **notes,
    }
    assert stale.value.yours == {"scores": {"x": "2", "y": "5"}, "grounds": "Andre ord", **notes}
    assert revisions(stored(world, made[0])) == [FIRST]


def test_what_is_sealed_is_not_drafted_over(world: World) -> None:
    _, made = world.at("scoring")
    seal(world, made[0], sheet(4, 5))
    work = world.work("juror_b")
    with refused(work, StaleEditError):
        scores.save_draft(work, made[0], sheet(2, 5, version=1))
    found = stored(world, made[0])
    assert found is not None
    assert found.draft_scores == {"x": "4", "y": "5"}


def test_a_second_window_does_not_overwrite_the_first(world: World) -> None:
    _, made = world.at("scoring")
    draft(world, made[0], 4, 5, "Fra første vindu")
    for act in (scores.save_draft, scores.seal):
        work = world.work("juror_b")
        with refused(work, StaleEditError) as stale:
            act(work, made[0], sheet(2, 2, "Fra andre vindu"))
        assert stale.value.theirs["grounds"] == "Fra første vindu"
        assert stale.value.yours["grounds"] == "Fra andre vindu"
        assert stale.value.version == 1
    found = stored(world, made[0])
    assert found is not None
    assert (found.draft_grounds, found.sealed_at) == ("Fra første vindu", None)


def test_an_incomplete_seal_from_a_second_window_overwrites_nothing_either(world: World) -> None:
    _, made = world.at("scoring")
    draft(world, made[0], 4, 5, "Fra første vindu")
    work = world.work("juror_b")
    with refused(work, StaleEditError):
        scores.seal(work, made[0], sheet(2, 2, ""))
    found = stored(world, made[0])
    assert found is not None
    assert found.draft_grounds == "Fra første vindu"


def test_the_same_from_a_second_window_is_no_conflict(world: World) -> None:
    _, made = world.at("scoring")
    draft(world, made[0], 4, 5)
    draft(world, made[0], 4, 5)
    seal(world, made[0], sheet(4, 5))
    assert revisions(stored(world, made[0])) == [FIRST]


@pytest.mark.parametrize(
    ("given", "criteria", "grounds"),
    [
        (SheetInput({}, "", "", 0), ("x", "y"), True),
        (SheetInput({"x": Decimal(4)}, "Fordi.", "", 0), ("y",), False),
        (sheet(4, 5, " \n"), (), True),
    ],
)
def test_an_incomplete_sheet_is_not_sealed_but_kept(
    world: World, given: SheetInput, criteria: tuple[str, ...], grounds: bool
) -> None:
    _, made = world.at("scoring")
    work = world.work("juror_b")
    with refused(work, SheetIncompleteError) as incomplete:
        scores.seal(work, made[0], given)
    assert (incomplete.value.lacks.criteria, incomplete.value.lacks.grounds) == (criteria, grounds)
    found = stored(world, made[0])
    assert found is not None
    assert (found.sealed_at, found.revisions) == (None, [])
    assert (found.draft_grounds, found.private_notes) == (given.grounds, given.notes)
    assert found.draft_scores == {key: str(value) for key, value in given.scores.items()}
    assert incomplete.value.version == found.version


def test_what_was_kept_of_an_incomplete_sheet_is_gone_on_with(world: World) -> None:
    _, made = world.at("scoring")
    version = draft(world, made[0], 4, 5, "").version
    work = world.work("juror_b")
    with refused(work, SheetIncompleteError) as incomplete:
        scores.seal(work, made[0], sheet(3, 5, "", version=version))
    seal(world, made[0], sheet(3, 5, "Nå med grunn", version=incomplete.value.version))
    assert revisions(stored(world, made[0])) == [(1, {"x": "3", "y": "5"}, "Nå med grunn", "")]


@pytest.mark.parametrize("act", [scores.save_draft, scores.seal])
def test_what_comes_after_the_stage_has_closed_is_kept_and_never_counts(
    world: World, act: Any
) -> None:
    award_round, made = world.at("scoring")
    for name in ("chair", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    work = world.work("juror_b")
    with refused(work, WrongPhaseError):
        act(work, made[0], sheet(2, 3, "For sent"))
    found = stored(world, made[0])
    assert found is not None
    assert (found.draft_scores, found.draft_grounds) == ({"x": "2", "y": "3"}, "For sent")
    assert (found.sealed_at, found.revisions) == (None, [])


def test_what_comes_late_to_a_sealed_sheet_changes_nothing(world: World) -> None:
    _, made = world.at("deliberation")
    work = world.work("juror_b")
    with refused(work, WrongPhaseError):
        scores.seal(work, made[0], sheet(1, 1, "For sent", version=1))
    found = stored(world, made[0])
    assert revisions(found) == [(1, {"x": "5", "y": "4"}, "Hemmelig grunn", "")]
    assert found is not None
    assert found.draft_scores == {"x": "5", "y": "4"}


def test_a_change_is_a_new_revision_with_its_reason(world: World) -> None:
    _, made = world.at("scoring")
    version = seal(world, made[0], sheet(4, 5)).version
    world.pass_time(hours=1)
    revise(world, made[0], sheet(2, 5, "Bedre begrunnet", version=version), " Leste feil. ")
    found = stored(world, made[0])
    assert revisions(found) == [
        FIRST,
        (2, {"x": "2", "y": "5"}, "Bedre begrunnet", "Leste feil."),
    ]
    assert found is not None
    assert found.revision_count == 2
    assert found.sealed_at != found.revisions[1].sealed_at == world.clock.now
    assert events(world.session)[-1] == ("sheet.revised", f"sheet:{found.id}")


def test_a_change_tells_whether_she_could_see_the_others_by_then(world: World) -> None:
    _, made = world.at("deliberation")
    found = stored(world, made[0])
    assert found is not None
    revise(world, made[0], sheet(2, 5, version=found.version), "Overbevist.")
    found = stored(world, made[0])
    assert found is not None
    assert [revision.could_see_others for revision in found.revisions] == [False, True]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_change_needs_its_reason(world: World, reason: str) -> None:
    _, made = world.at("scoring")
    version = seal(world, made[0], sheet(4, 5)).version
    work = world.work("juror_b")
    with refused(work, ReasonMissingError):
        scores.revise(work, made[0], sheet(2, 5, version=version), reason)
    assert revisions(stored(world, made[0])) == [FIRST]


def test_a_change_that_changes_nothing_is_none(world: World) -> None:
    _, made = world.at("scoring")
    seal(world, made[0], sheet(4, 5))
    notes = SheetInput(sheet(4, 5).scores, "Hemmelig grunn", "Nytt notat", 1)
    revise(world, made[0], notes, "")
    found = stored(world, made[0])
    assert revisions(found) == [FIRST]
    assert found is not None
    assert found.private_notes == "Nytt notat"


def test_a_change_is_complete_like_the_first(world: World) -> None:
    _, made = world.at("scoring")
    version = seal(world, made[0], sheet(4, 5)).version
    work = world.work("juror_b")
    with refused(work, SheetIncompleteError):
        scores.revise(work, made[0], sheet(4, 5, "", version=version), "Tok bort.")
    assert revisions(stored(world, made[0])) == [FIRST]


def test_two_changes_from_the_same_start_do_not_both_count(world: World) -> None:
    _, made = world.at("scoring")
    version = seal(world, made[0], sheet(4, 5)).version
    revise(world, made[0], sheet(3, 5, version=version), "Først.")
    work = world.work("juror_b")
    with refused(work, StaleEditError) as stale:
        scores.revise(work, made[0], sheet(2, 5, version=version), "Så.")
    assert stale.value.theirs["scores"] == {"x": "3", "y": "5"}
    assert [number for number, *_ in revisions(stored(world, made[0]))] == [1, 2]


def test_what_was_never_sealed_is_not_revised(world: World) -> None:
    _, made = world.at("scoring")
    draft(world, made[0], 4, 5)
    for nomination in made:
        work = world.work("juror_b")
        with refused(work, DeniedError):
            scores.revise(work, nomination, sheet(4, 5, version=1), "Grunn.")


@pytest.mark.parametrize("phase", ["decided", "announced", "archived"])
def test_nothing_is_revised_after_the_decision(world: World, phase: str) -> None:
    _, made = world.at(phase)
    work = world.work("juror_b")
    with refused(work, WrongPhaseError):
        scores.revise(work, made[0], sheet(1, 1, version=1), "For sent.")


def acts(world: World, name: str, nomination: Nomination) -> dict[str, str]:
    """Try everything that writes a sheet; say how each went."""
    found = {}
    for label, act in (
        ("draft", lambda work: scores.save_draft(work, nomination, sheet(4, 4))),
        ("seal", lambda work: scores.seal(work, nomination, sheet(4, 4))),
        ("revise", lambda work: scores.revise(work, nomination, sheet(4, 3), "Grunn.")),
    ):
        work = world.work(name)
        with refused(work, DeniedError) as denied:
            act(work)
        found[label] = denied.value.verdict.value
    return found


def test_only_who_sits_impartially_writes_a_sheet(world: World) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    world.declare(award_round, "juror_c", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    verdicts = {
        name: set(acts(world, name, made[0]).values())
        for name in ("juror_b", "juror_c", "deputy_c", "secretariat", "auditor", "nominator")
    }
    assert verdicts == {
        "juror_b": {"recused"},
        "juror_c": {"recused"},
        "deputy_c": {"recused"},
        "secretariat": {"not_hers"},
        "auditor": {"not_hers"},
        "nominator": {"not_hers"},
    }
    assert world.session.query(ScoreSheet).count() == 0
    world.seal("deputy_b", made[0], 4, 4)
    world.seal("juror_b", made[1], 4, 4)
    assert world.session.query(ScoreRevision).count() == 2


def test_a_juror_who_has_not_declared_scores_nothing(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare_all(award_round, made, "juror_b")
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    assert set(acts(world, "juror_b", made[0]).values()) == {Verdict.RECUSED.value}


def test_nothing_is_scored_while_conflicts_are_declared(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare_all(award_round, made)
    work = world.work("juror_b")
    with refused(work, WrongPhaseError):
        scores.seal(work, made[0], sheet(4, 4))


def test_a_round_without_mandatory_grounds_takes_scores_alone(world: World) -> None:
    award_round = world.open()
    award_round.rulebook.grounds_required = False
    made = world.judge(award_round)
    world.score(award_round, made)
    seal(world, made[0], sheet(4, 5, ""))
    assert revisions(stored(world, made[0])) == [(1, {"x": "4", "y": "5"}, "", "")]


def test_the_scale_is_that_of_the_rulebook(world: World) -> None:
    award_round: Round = world.plan()
    award_round.rulebook.scale_step = Decimal("0.5")
    assert scores.scale(award_round).values()[1] == Decimal("1.5")
    assert impartiality.board(world.session, award_round, world.clock.now.date()).seats == {}
