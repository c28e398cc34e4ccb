"""Sheets on paper: entered by the secretariat, confirmed by the juror, and nothing before that."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from app.models import Nomination, PaperSheet, Round, ScoreRevision, ScoreSheet
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.impartiality import Answer
from app.services import audit, desks, phases, ranking, scores
from app.services.nominations import ReasonMissingError
from app.services.scores import PaperRefusedError, SheetIncompleteError, SheetInput
from app.services.work import NotFoundError
from tests import balloting
from tests.factories import World, sheet
from tests.services.helpers import events, refused, told
from tests.tampering import triggers_aside


def mine(world: World, name: str = "juror_b") -> int:
    held = world.work(name).actor.appointment_in(world.jury.id)
    assert held is not None
    return held.appointment_id


def enter(
    world: World,
    award_round: Round,
    nomination: Nomination,
    given: SheetInput,
    name: str = "juror_b",
) -> PaperSheet:
    office = world.work("secretariat")
    return scores.enter(office, award_round, nomination.id, mine(world, name), given)


def task(world: World, award_round: Round, nomination: Nomination) -> str:
    entries = desks.desk(world.work("juror_b"), award_round).entries
    return next(one.task.value for one in entries if one.id == nomination.id)


def count(world: World, model: type) -> int:
    return world.session.scalar(select(func.count()).select_from(model)) or 0


def test_no_sheet_is_entered_where_the_jury_votes(world: World) -> None:
    award_round, made = balloting.to_voting(world, 2)
    with pytest.raises(NotFoundError):
        enter(world, award_round, made[0], sheet(4, 5))
    with pytest.raises(NotFoundError):
        scores.blanks(world.work("secretariat"), award_round)


def test_it_counts_for_nothing_before_the_juror_has_confirmed_it(world: World) -> None:
    award_round, made = world.at("scoring")
    paper = enter(world, award_round, made[0], sheet(4, 5))
    assert (count(world, ScoreSheet), count(world, ScoreRevision)) == (0, 0)
    assert task(world, award_round, made[0]) == "confirm"
    assert told(world.session, "paper_entered") == [("paper_entered", "juror_b")]
    sealed = scores.seal(world.work("juror_b"), made[0], sheet(4, 5))
    assert task(world, award_round, made[0]) == "sealed"
    assert (paper.answer, paper.revision_id) == ("confirmed", sealed.revisions[0].id)
    assert sealed.revisions[0].sealed_by_id == world.people["juror_b"].id
    assert paper.entered_by_id == world.people["secretariat"].id
    assert audit.verify(world.session) == []


def test_she_may_correct_it_first(world: World) -> None:
    award_round, made = world.at("scoring")
    paper = enter(world, award_round, made[0], sheet(4, 5))
    sealed = scores.seal(world.work("juror_b"), made[0], sheet(3, 5))
    assert (paper.answer, paper.scores["x"]) == ("corrected", "4")
    assert sealed.revisions[0].scores["x"] == "3"


def test_she_may_refuse_it_with_a_reason_and_whoever_entered_it_is_told(world: World) -> None:
    award_round, made = world.at("scoring")
    paper = enter(world, award_round, made[0], sheet(4, 5))
    work = world.work("juror_b")
    with refused(work, ReasonMissingError):
        scores.refuse(work, made[0], "  ")
    scores.refuse(work, made[0], "Det er ikke mitt.")
    assert (paper.answer, paper.reason, paper.revision_id) == ("refused", "Det er ikke mitt.", None)
    assert told(world.session, "paper_refused") == [("paper_refused", "secretariat")]
    assert task(world, award_round, made[0]) == "not_begun"
    with refused(work, NotFoundError):
        scores.refuse(work, made[0], "En gang til.")
    assert audit.verify(world.session) == []


def test_another_than_she_cannot_answer_for_her(world: World) -> None:
    award_round, made = world.at("scoring")
    paper = enter(world, award_round, made[0], sheet(4, 5))
    work = world.work("juror_c")
    with refused(work, NotFoundError):
        scores.refuse(work, made[0], "Nei.")
    scores.seal(work, made[0], sheet(4, 5))
    assert paper.answer is None


def test_entered_anew_the_earlier_one_is_kept_and_waits_no_longer(world: World) -> None:
    award_round, made = world.at("scoring")
    first = enter(world, award_round, made[0], sheet(4, 5))
    assert enter(world, award_round, made[0], sheet(4, 5)) is first
    second = enter(world, award_round, made[0], sheet(4, 4))
    assert (first.answer, second.answer) == ("withdrawn", None)
    scores.withdraw(world.work("secretariat"), award_round, second.id)
    assert task(world, award_round, made[0]) == "not_begun"
    office = world.work("secretariat")
    with refused(office, NotFoundError):
        scores.withdraw(office, award_round, second.id)
    assert len(events(world.session, "paper.entered")) == 2
    assert len(events(world.session, "paper.withdrawn")) == 2


@pytest.mark.parametrize(
    ("answer", "words"), [(Answer.AUTOMATIC, ""), (Answer.POSSIBLE, "Kjenner rådmannen.")]
)
def test_none_is_entered_for_somebody_with_a_conflict(
    world: World, answer: Answer, words: str
) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "juror_b", made[0], answer, words)
    office = world.work("secretariat")
    with refused(office, PaperRefusedError) as fault:
        scores.enter(office, award_round, made[0].id, mine(world), sheet(4, 5))
    assert fault.value.fault == "not_open"
    assert made[0].id not in of_juror(world, award_round)


def of_juror(world: World, award_round: Round) -> list[int]:
    """List for which nominations a sheet of the juror's can be entered."""
    found = scores.blanks(world.work("secretariat"), award_round)
    return [
        one
        for blank in found
        if blank.appointment.id == mine(world)
        for one in blank.nomination_ids
    ]


def test_none_is_entered_over_what_is_handed_in(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 5)
    office = world.work("secretariat")
    with refused(office, PaperRefusedError) as fault:
        scores.enter(office, award_round, made[0].id, mine(world), sheet(2, 2))
    assert fault.value.fault == "handed_in"
    assert of_juror(world, award_round) == [made[1].id]


def test_half_a_sheet_is_not_entered(world: World) -> None:
    award_round, made = world.at("scoring")
    office = world.work("secretariat")
    half = SheetInput({"x": Decimal(4)}, "", "", 0)
    with refused(office, SheetIncompleteError) as lacking:
        scores.enter(office, award_round, made[0].id, mine(world), half)
    assert (lacking.value.lacks.criteria, lacking.value.lacks.grounds) == (("y",), True)
    assert count(world, PaperSheet) == 0


@pytest.mark.parametrize("name", ["chair", "juror_b", "auditor", "administrator"])
def test_nobody_but_the_secretariat_enters_or_lists_them(world: World, name: str) -> None:
    award_round, made = world.at("scoring")
    work = world.work(name)
    with refused(work, DeniedError):
        scores.enter(work, award_round, made[0].id, mine(world), sheet(4, 5))
    with refused(work, DeniedError):
        scores.entered(work, award_round)


def test_what_is_not_confirmed_when_the_deliberation_opens_does_not_count(world: World) -> None:
    award_round, made = world.at("scoring")
    for name in ("chair", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    world.seal("juror_b", made[1], 4, 4)
    enter(world, award_round, made[0], sheet(1, 1))
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    assert task(world, award_round, made[0]) == "confirm"
    rows = {
        row.nomination.id: row for row in ranking.for_actor(world.work("chair"), award_round).rows
    }
    assert [list(map(float, rows[one.id].scores)) for one in made] == [[4, 4], [4, 4, 4]]
    office = world.work("secretariat")
    with refused(office, WrongPhaseError):
        scores.enter(office, award_round, made[0].id, mine(world), sheet(4, 5))


def test_what_was_entered_is_never_changed_nor_answered_twice(world: World) -> None:
    award_round, made = world.at("scoring")
    paper = enter(world, award_round, made[0], sheet(4, 5))
    rows = update(PaperSheet).where(PaperSheet.id == paper.id)
    for values in ({"scores": {"x": "1"}}, {"entered_by_id": world.people["chair"].id}):
        with pytest.raises(DBAPIError), world.session.begin_nested():
            world.session.execute(rows.values(**values))
    scores.refuse(world.work("juror_b"), made[0], "Nei.")
    with pytest.raises(DBAPIError), world.session.begin_nested():
        world.session.execute(rows.values(reason="Noe annet"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"grounds": "Andre ord"}, "what was entered of paper sheet"),
        ({"salt": "0"}, "what was entered of paper sheet"),
        ({"reason": "Andre ord"}, "the answer to paper sheet"),
    ],
)
def test_another_than_was_entered_or_answered_is_found(
    world: World, values: dict[str, str], said: str
) -> None:
    award_round, made = world.at("scoring")
    enter(world, award_round, made[0], sheet(4, 5))
    scores.refuse(world.work("juror_b"), made[0], "Nei.")
    with triggers_aside(world.session):
        world.session.execute(update(PaperSheet).values(**values))
    (found,) = [str(one) for one in audit.verify(world.session)]
    assert said in found
