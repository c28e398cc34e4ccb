"""What scores rest on: kept in draft and revision, on record, and for nothing in the ranking."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from app.models import ScoreRevision
from app.rules.evidence import Evidence, EvidenceMark
from app.services import audit, digests, ranking, scores, seals
from app.services.scores import SheetIncompleteError, SheetInput
from app.services.work import StaleEditError
from tests.factories import World
from tests.services.helpers import last_event, refused
from tests.tampering import triggers_aside

DOCUMENTED = {"x": Evidence(EvidenceMark.DOCUMENTED, "svar 3")}
STORED = {"x": {"mark": "documented", "place": "svar 3"}}


def given(x: int = 4, version: int = 0, **more: Any) -> SheetInput:
    return SheetInput({"x": Decimal(x), "y": Decimal(4)}, "Godt.", "", version, **more)


def test_it_is_kept_in_the_draft_and_in_what_is_sealed(world: World) -> None:
    _, made = world.at("scoring")
    work = world.work("juror_b")
    draft = scores.save_draft(work, made[0], given(evidence=DOCUMENTED))
    assert draft.draft_evidence == STORED
    sealed = scores.seal(work, made[0], given(version=1, evidence=DOCUMENTED))
    assert [one.evidence for one in sealed.revisions] == [STORED]
    scores.revise(work, made[0], given(version=sealed.version, evidence={}), "Fant det ikke igjen.")
    assert [one.evidence for one in sealed.revisions] == [STORED, {}]
    assert audit.verify(world.session) == []


def test_who_knows_nothing_of_it_leaves_it_as_it_stands(world: World) -> None:
    """A sheet that is sent from elsewhere, in the same round, says nothing of it."""
    _, made = world.at("scoring")
    work = world.work("juror_b")
    scores.save_draft(work, made[0], given(evidence=DOCUMENTED))
    draft = scores.save_draft(work, made[0], given(5, 1))
    assert (draft.draft_scores["x"], draft.draft_evidence) == ("5", STORED)
    sealed = scores.seal(work, made[0], given(5, draft.version))
    assert sealed.revisions[-1].evidence == STORED
    assert scores.seal(work, made[0], given(5, draft.version)).revision_count == 1


def test_a_lost_update_of_it_alone_is_refused(world: World) -> None:
    _, made = world.at("scoring")
    work = world.work("juror_b")
    scores.save_draft(work, made[0], given(evidence=DOCUMENTED))
    with refused(work, StaleEditError) as stale:
        scores.save_draft(work, made[0], given(evidence={"x": Evidence(EvidenceMark.ASSERTED)}))
    assert stale.value.theirs["evidence"] == STORED


def test_a_place_without_a_mark_is_asked_for_when_it_is_handed_in(world: World) -> None:
    _, made = world.at("scoring")
    work = world.work("juror_b")
    with refused(work, SheetIncompleteError) as lacking:
        scores.seal(work, made[0], given(evidence={"y": Evidence(None, "side 2")}))
    assert lacking.value.lacks.unmarked == ("y",)


def test_another_evidence_than_was_sealed_is_found(world: World) -> None:
    _, made = world.at("scoring")
    scores.seal(world.work("juror_b"), made[0], given(evidence=DOCUMENTED))
    with triggers_aside(world.session):
        world.session.execute(update(ScoreRevision).values(evidence={}))
    assert [str(one).split(" is ")[-1] for one in audit.verify(world.session)] == [
        f"not as it was recorded in event {last_event(world.session).position}"
    ]


def test_what_was_sealed_before_there_was_any_is_covered_as_it_was(world: World) -> None:
    _, made = world.at("scoring")
    sealed = scores.seal(world.work("juror_b"), made[0], given())
    row = sealed.revisions[-1]
    as_before = {
        "nomination": sealed.nomination_id,
        "appointment": sealed.appointment_id,
        "number": 1,
        "scores": {"x": "4", "y": "4"},
        "grounds": "Godt.",
        "reason": "",
        "could_see_others": False,
        "salt": row.salt,
    }
    assert digests.of(seals.revision(row, sealed)) == digests.of(as_before)


@pytest.mark.parametrize("evidence", [None, DOCUMENTED])
def test_it_counts_for_nothing_in_the_ranking_and_is_read_beside_the_grounds(
    world: World, evidence: Any
) -> None:
    award_round, made = world.at("scoring")
    scores.seal(world.work("juror_b"), made[0], given(evidence=evidence))
    world.seal("chair", made[0], 3, 3)
    world.seal("juror_c", made[0], 3, 3)
    world.deliberate(award_round, made[1:])
    table = ranking.for_actor(world.work("chair"), award_round)
    row = next(one for one in table.rows if one.nomination.id == made[0].id)
    assert (float(row.line.mean or 0), sorted(map(float, row.scores))) == (10 / 3, [3, 3, 4])
    read = {
        sheet.grounds: sheet.evidence
        for sheet in ranking.sheets(world.session, award_round, row).values()
    }
    assert read["Godt."] == (STORED if evidence else {})
