"""What a workbook that came back changes: all of it as it was shown, or nothing."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.models import Nomination, Round, ScoreSheet
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.ballots import StageBasis
from app.rules.impartiality import Answer
from app.rules.scoring import Lacks
from app.rules.workbooks import GROUNDS, NOTES, Fault, Mark, SheetRead, Wrong, print_of
from app.services import books, foresight, own_scores, phases, scores, workbooks
from app.services.desks import Task
from app.services.foresight import ForeseenOtherwiseError
from app.services.scores import SheetInput
from app.services.work import NotFoundError
from app.services.workbooks import Change, Choice, Closed, MissingChoiceError, Offered, Stored
from tests.factories import World, sheet
from tests.services.helpers import events, refused

FULL = {"x": "5", "y": "3", GROUNDS: "Fra toget.", NOTES: "Husk."}
NOTHING = dict.fromkeys(FULL, "")


def come(offered: Offered, changes: Mapping[str, str], **more: Any) -> SheetRead:
    """Give a sheet as it comes back from what was offered, with some changes."""
    prints = {key: print_of(text) for key, text in offered.fields.items()}
    return SheetRead(
        f"Ark {offered.nomination.number}",
        more.get("mark", offered.mark),
        {**offered.fields, **changes},
        {"x": "B7", "y": "B8", GROUNDS: "B9", NOTES: "B10"},
        more.get("prints", prints),
    )


def offer(world: World, award_round: Round, name: str = "juror_b") -> list[Offered]:
    return workbooks.offer(world.work(name), award_round)


def store(
    world: World,
    award_round: Round,
    sheets: Sequence[SheetRead],
    choices: Mapping[int, Choice] | None = None,
    *,
    hand_in: bool = False,
    name: str = "juror_b",
) -> Stored:
    work = world.work(name)
    seen = foresight.stamp(workbooks.compare(work, award_round, sheets))
    return workbooks.store(work, award_round, sheets, choices or {}, seen, hand_in=hand_in)


def stored(world: World, nomination: Nomination) -> tuple[dict[str, str], str, str, int]:
    """Give the draft of the juror's sheet, and how often it was handed in."""
    world.session.expire_all()
    held = world.work("juror_b").actor.appointment_in(world.jury.id)
    assert held is not None
    found = world.session.scalars(
        select(ScoreSheet).where(
            ScoreSheet.nomination_id == nomination.id,
            ScoreSheet.appointment_id == held.appointment_id,
        )
    ).one_or_none()
    if found is None:
        return {}, "", "", -1
    return found.draft_scores, found.draft_grounds, found.private_notes, found.revision_count


NEVER = ({}, "", "", -1)


def test_what_she_can_write_on_is_offered_as_it_is_stored(world: World) -> None:
    award_round, made = world.at("scoring")
    scores.save_draft(
        world.work("juror_b"), made[0], SheetInput({"x": Decimal(4)}, "Så langt", "", 0)
    )
    world.seal("juror_b", made[1], 2, 3)
    first, second = offer(world, award_round)
    held = world.work("juror_b").actor.appointment_in(world.jury.id)
    assert held is not None
    assert award_round.stage is not None
    whose = (award_round.id, award_round.stage.id, held.appointment_id)
    assert first.mark == Mark(*whose, made[0].id, 1)
    assert first.fields == {"x": "4", "y": "", GROUNDS: "Så langt", NOTES: ""}
    assert second.mark.nomination_id == made[1].id
    assert second.fields == {"x": "2", "y": "3", GROUNDS: "Hemmelig grunn", NOTES: "Privat notat"}


def test_what_is_changed_is_shown_before_it_is_stored(world: World) -> None:
    award_round, made = world.at("scoring")
    first, second = offer(world, award_round)
    found = workbooks.compare(
        world.work("juror_b"), award_round, [come(first, {"x": "5"}), come(second, {})]
    )
    (one,) = found.changed
    assert (one.nomination_id, one.number, one.is_sealed) == (made[0].id, 1, False)
    assert one.changes == [Change("x", "", "5", is_conflict=False)]
    assert one.lacks == Lacks(("y",), grounds=True)
    assert (found.unchanged, found.absent, found.closed, found.faults) == ([2], [], [], [])
    assert stored(world, made[0]) == NEVER


def test_all_becomes_drafts(world: World) -> None:
    award_round, made = world.at("scoring")
    first, second = offer(world, award_round)
    did = store(world, award_round, [come(first, FULL), come(second, {"y": "1"})])
    assert did == Stored(drafts=2, sealed=0, revised=0)
    assert stored(world, made[0]) == ({"x": "5", "y": "3"}, "Fra toget.", "Husk.", 0)
    assert stored(world, made[1]) == ({"y": "1"}, "", "", 0)
    assert events(world.session, "sheet.sealed") == []


def test_what_is_complete_is_handed_in_if_she_wants(world: World) -> None:
    award_round, made = world.at("scoring")
    first, second = offer(world, award_round)
    did = store(world, award_round, [come(first, FULL), come(second, {"y": "1"})], hand_in=True)
    assert did == Stored(drafts=1, sealed=1, revised=0)
    assert (stored(world, made[0])[3], stored(world, made[1])[3]) == (1, 0)
    assert len(events(world.session, "sheet.sealed")) == 1


def test_grounds_that_are_too_long_are_not_handed_in(world: World) -> None:
    award_round, made = world.at("scoring")
    first, _second = offer(world, award_round)
    did = store(world, award_round, [come(first, {**FULL, GROUNDS: "ord " * 201})], hand_in=True)
    assert did == Stored(drafts=1, sealed=0, revised=0)
    assert stored(world, made[0])[3] == 0


def test_a_score_that_is_taken_out_is_gone(world: World) -> None:
    award_round, made = world.at("scoring")
    scores.save_draft(world.work("juror_b"), made[0], sheet(4, 5))
    first, _second = offer(world, award_round)
    store(world, award_round, [come(first, {"x": ""})])
    assert stored(world, made[0])[0] == {"y": "5"}


def test_what_is_newer_and_was_not_touched_stays(world: World) -> None:
    award_round, made = world.at("scoring")
    first, _second = offer(world, award_round)
    scores.save_draft(world.work("juror_b"), made[0], SheetInput({"x": Decimal(2)}, "", "", 0))
    sheets = [come(first, {"y": "6"})]
    (one,) = workbooks.compare(world.work("juror_b"), award_round, sheets).changed
    assert one.changes == [Change("y", "", "6", is_conflict=False)]
    store(world, award_round, sheets)
    assert stored(world, made[0])[0] == {"x": "2", "y": "6"}


@pytest.mark.parametrize(("takes", "x"), [(True, "5"), (False, "2")])
def test_in_a_conflict_she_chooses_and_the_rest_comes_along(
    world: World, takes: bool, x: str
) -> None:
    award_round, made = world.at("scoring")
    first, second = offer(world, award_round)
    scores.save_draft(world.work("juror_b"), made[0], SheetInput({"x": Decimal(2)}, "", "", 0))
    sheets = [come(first, {"x": "5", "y": "6"}), come(second, FULL)]
    (one, _other) = workbooks.compare(world.work("juror_b"), award_round, sheets).changed
    assert one.changes == [
        Change("x", "2", "5", is_conflict=True),
        Change("y", "", "6", is_conflict=False),
    ]
    work = world.work("juror_b")
    seen = foresight.stamp(workbooks.compare(work, award_round, sheets))
    with refused(work, MissingChoiceError) as missing:
        workbooks.store(work, award_round, sheets, {}, seen, hand_in=False)
    assert (missing.value.conflicts, missing.value.reasons) == ([made[0].id], [])
    assert (stored(world, made[0])[0], stored(world, made[1])) == ({"x": "2"}, NEVER)
    store(world, award_round, sheets, {made[0].id: Choice(takes_workbook=takes)})
    assert stored(world, made[0])[0] == {"x": x, "y": "6"}


def test_without_the_register_whatever_was_stored_since_is_a_conflict(world: World) -> None:
    award_round, made = world.at("scoring")
    first, _second = offer(world, award_round)
    scores.save_draft(world.work("juror_b"), made[0], SheetInput({"x": Decimal(2)}, "", "", 0))
    found = workbooks.compare(
        world.work("juror_b"), award_round, [come(first, {"y": "6"}, prints=None)]
    )
    assert [(c.key, c.is_conflict) for c in found.changed[0].changes] == [("x", True), ("y", True)]


def test_what_is_handed_in_becomes_a_revision_with_a_reason(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 4)
    first, second = offer(world, award_round)
    sheets = [come(first, {"x": "6"}), come(second, FULL)]
    work = world.work("juror_b")
    seen = foresight.stamp(workbooks.compare(work, award_round, sheets))
    with refused(work, MissingChoiceError) as missing:
        workbooks.store(
            work, award_round, sheets, {made[0].id: Choice(reason=" \n")}, seen, hand_in=True
        )
    assert (missing.value.conflicts, missing.value.reasons) == ([], [made[0].id])
    assert stored(world, made[1]) == NEVER
    did = store(world, award_round, sheets, {made[0].id: Choice(reason="Jeg leste på nytt.")})
    assert did == Stored(drafts=1, sealed=0, revised=1)
    _, nomination, found = scores.open_nomination(world.work("juror_b"), made[0].id)
    assert found is not None
    last = found.revisions[-1]
    assert (last.number, last.scores, last.reason) == (
        2,
        {"x": "6", "y": "4"},
        "Jeg leste på nytt.",
    )
    assert nomination.id == made[0].id


def test_a_note_on_what_is_handed_in_needs_no_reason(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 4)
    first, _second = offer(world, award_round)
    store(world, award_round, [come(first, {NOTES: "Spør om dette."})])
    assert stored(world, made[0])[2:] == ("Spør om dette.", 1)


def test_what_is_handed_in_may_not_come_back_with_less(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 4)
    first, _second = offer(world, award_round)
    sheets = [come(first, {"x": "", GROUNDS: " "})]
    work = world.work("juror_b")
    found = workbooks.compare(work, award_round, sheets)
    assert found.faults == [
        Fault(Wrong.SEALED_LACKS, "Ark 1", "B7", "", "x"),
        Fault(Wrong.SEALED_LACKS, "Ark 1", "B9", " ", GROUNDS),
    ]
    seen, chosen = foresight.stamp(found), {made[0].id: Choice(reason="Fordi.")}
    with refused(work, ForeseenOtherwiseError):
        workbooks.store(work, award_round, sheets, chosen, seen, hand_in=False)
    assert stored(world, made[0])[3] == 1


def test_what_changed_since_it_was_shown_is_shown_anew(world: World) -> None:
    award_round, made = world.at("scoring")
    first, second = offer(world, award_round)
    sheets = [come(first, FULL), come(second, FULL)]
    work = world.work("juror_b")
    seen = foresight.stamp(workbooks.compare(work, award_round, sheets))
    scores.save_draft(world.work("juror_b"), made[1], SheetInput({"x": Decimal(1)}, "", "", 0))
    with refused(work, ForeseenOtherwiseError):
        workbooks.store(work, award_round, sheets, {}, seen, hand_in=True)
    assert (stored(world, made[0]), stored(world, made[1])[0]) == (NEVER, {"x": "1"})


def test_doing_it_twice_stores_once(world: World) -> None:
    award_round, made = world.at("scoring")
    first, _second = offer(world, award_round)
    sheets = [come(first, FULL)]
    work = world.work("juror_b")
    seen = foresight.stamp(workbooks.compare(work, award_round, sheets))
    workbooks.store(work, award_round, sheets, {}, seen, hand_in=True)
    with refused(work, ForeseenOtherwiseError):
        workbooks.store(work, award_round, sheets, {}, seen, hand_in=True)
    assert stored(world, made[0])[3] == 1


def test_what_she_is_recused_from_by_now_is_left_out_and_never_stored(world: World) -> None:
    award_round, made = world.at("scoring")
    first, second = offer(world, award_round)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    sheets = [come(first, FULL), come(second, FULL)]
    found = workbooks.compare(world.work("juror_b"), award_round, sheets)
    assert found.closed == [Closed("Ark 1", Task.RECUSED)]
    assert [one.nomination_id for one in found.changed] == [made[1].id]
    assert store(world, award_round, sheets, hand_in=True) == Stored(0, 1, 0)
    assert stored(world, made[0]) == NEVER


def test_a_sheet_of_what_there_is_not_says_no_more_than_one_that_is_closed(world: World) -> None:
    award_round, _made = world.at("scoring")
    first, _second = offer(world, award_round)
    mark = first.mark
    ids = (mark.round_id, mark.stage_id, mark.appointment_id)
    sheets = [come(first, FULL, mark=Mark(*ids, number, 0)) for number in (987_654, 1_000_000)]
    found = workbooks.compare(world.work("juror_b"), award_round, sheets)
    assert found.closed == [Closed("Ark 1", None), Closed("Ark 1", None)]
    assert found.changed == []


def test_what_comes_when_scoring_has_closed_is_kept_and_never_counts(world: World) -> None:
    award_round, made = world.at("scoring")
    first, second = offer(world, award_round)
    sheets = [come(first, FULL), come(second, {"y": "1"})]
    seen = foresight.stamp(workbooks.compare(world.work("juror_b"), award_round, sheets))
    for name in ("chair", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    work = world.work("juror_b")
    with refused(work, WrongPhaseError):
        workbooks.store(work, award_round, sheets, {}, seen, hand_in=True)
    assert stored(world, made[0]) == ({"x": "5", "y": "3"}, "Fra toget.", "Husk.", 0)
    assert stored(world, made[1])[0] == {"y": "1"}
    with refused(work, WrongPhaseError):
        workbooks.compare(work, award_round, sheets)


def test_a_deputy_who_is_not_called_has_neither_workbook_nor_book(world: World) -> None:
    award_round, _made = world.at("scoring")
    for act in (workbooks.offer, books.gather):
        work = world.work("deputy_b")
        with refused(work, DeniedError):
            act(work, award_round)
    for act in (workbooks.offer, books.gather, own_scores.own_sheets):
        work = world.work("secretariat")
        with refused(work, DeniedError):
            act(work, award_round)


def test_a_deputy_who_is_called_has_what_she_was_called_for(world: World) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    assert [one.nomination.id for one in offer(world, award_round, "deputy_b")] == [made[0].id]
    assert [one.nomination.id for one in offer(world, award_round)] == [made[1].id]


def test_a_book_holds_what_she_may_read_and_names_the_rest_by_number(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare(award_round, "juror_b", made[0], Answer.NO_CONFLICT)
    book = books.gather(world.work("juror_b"), award_round)
    assert [one.id for one in book.nominations] == [made[0].id]
    assert book.missing == {Task.DECLARE: [2]}
    world.declare(award_round, "juror_b", made[1], Answer.POSSIBLE, "Kjenner lederen.")
    assert books.gather(world.work("juror_b"), award_round).missing == {Task.AWAIT_RULING: [2]}


def test_her_own_scores_are_hers_whenever_but_for_what_is_closed(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 4)
    scores.save_draft(world.work("juror_b"), made[1], SheetInput({"x": Decimal(2)}, "", "", 0))
    world.seal("juror_c", made[0], 1, 1)
    found = own_scores.own_sheets(world.work("juror_b"), award_round)
    assert [(one.nomination.id, one.sheet is not None) for one in found] == [
        (made[0].id, True),
        (made[1].id, True),
    ]
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    found = own_scores.own_sheets(world.work("juror_b"), award_round)
    assert [one.sheet is not None for one in found] == [False, True]


def test_her_own_scores_are_hers_when_the_round_is_over(world: World) -> None:
    award_round, made = world.at("announced")
    found = own_scores.own_sheets(world.work("juror_b"), award_round)
    assert [(one.nomination.id, one.sheet is not None) for one in found] == [
        (made[0].id, True),
        (made[1].id, True),
    ]


def test_a_stage_decided_by_ballots_has_no_workbook(world: World) -> None:
    award_round, _made = world.at("scoring")
    first, _second = offer(world, award_round)
    assert award_round.stage is not None
    award_round.stage.decided_by = StageBasis.BALLOT
    world.session.flush()
    work = world.work("juror_b")
    with pytest.raises(NotFoundError):
        workbooks.offer(work, award_round)
    with pytest.raises(NotFoundError):
        workbooks.compare(work, award_round, [come(first, FULL)])
