"""A juror's work list: what it shows her, and what it keeps from her."""

from dataclasses import replace

import pytest

from app.models import Nomination, Round
from app.rules.access import DeniedError, Verdict, WrongPhaseError
from app.rules.impartiality import Answer, Outcome
from app.rules.lifecycle import StageState
from app.services import desks, impartiality, scores, withdrawals
from app.services.desks import Entry, Item, Task
from app.services.work import NotFoundError
from tests.factories import World, sheet
from tests.services.helpers import refused


def tasks(world: World, award_round: Round, name: str) -> dict[int, str]:
    """Give the tasks on somebody's desk by the number of the nomination."""
    desk = desks.desk(world.work(name), award_round)
    return {entry.number or 0: entry.task.value for entry in desk.entries}


def items(world: World, award_round: Round, name: str) -> list[Item]:
    """Look into everything on somebody's desk."""
    work = world.work(name)
    desk = desks.desk(work, award_round)
    return desks.items(work.session, award_round, desk, desk.entries)


def test_before_declaring_there_is_nothing_but_to_declare(world: World) -> None:
    award_round, _ = world.at("declaring")
    for name in ("chair", "juror_b", "deputy_b"):
        desk = desks.desk(world.work(name), award_round)
        assert [entry.task for entry in desk.entries] == ["declare", "declare"]
        assert [entry.reveals for entry in desk.entries] == [False, False]
        assert (desk.to_score, desk.next_entry) == ([], None)


def test_a_member_goes_from_declaring_to_sealing(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare(award_round, "juror_b", made[0], Answer.NO_CONFLICT)
    world.declare(award_round, "juror_b", made[1], Answer.POSSIBLE, "Kjenner rådmannen.")
    assert tasks(world, award_round, "juror_b") == {1: "not_begun", 2: "await_ruling"}
    for name in ("chair", "juror_c"):
        world.declare(award_round, name, made[1], Answer.NO_CONFLICT)
    member = world.jury.seats[1].appointments[0].id
    impartiality.rule(
        world.work("chair"), award_round, made[1], member, Outcome.CLEARED, "For fjernt."
    )
    world.score(award_round, made[:1])
    scores.save_draft(world.work("juror_b"), made[1], sheet(4, 4))
    assert tasks(world, award_round, "juror_b") == {1: "not_begun", 2: "draft"}
    world.seal("juror_b", made[0], 4, 4)
    assert tasks(world, award_round, "juror_b") == {1: "sealed", 2: "draft"}


def test_a_draft_is_gone_on_with_before_something_new_is_begun(world: World) -> None:
    award_round = world.open()
    made = world.judge(award_round, 3)
    world.score(award_round, made)
    desk = desks.desk(world.work("juror_b"), award_round)
    assert desk.next_entry is not None
    assert desk.next_entry.number == 1
    scores.save_draft(world.work("juror_b"), made[2], sheet(4, 4))
    world.seal("juror_b", made[0], 4, 4)
    desk = desks.desk(world.work("juror_b"), award_round)
    assert desk.next_entry is not None
    assert desk.next_entry.number == 3
    for place, version in ((1, 0), (2, 1)):
        scores.seal(world.work("juror_b"), made[place], sheet(4, 4, version=version))
    desk = desks.desk(world.work("juror_b"), award_round)
    assert desk.next_entry is None
    assert len(desk.to_score) == 3


def test_somebody_recused_sees_who_sits_instead_and_nothing_more(world: World) -> None:
    award_round, made = world.at("declaring")
    for name, nomination in (("juror_b", made[0]), ("chair", made[1])):
        world.declare(award_round, name, nomination, Answer.AUTOMATIC, "Min søster.")
    found = items(world, award_round, "juror_b")[0]
    assert (found.task, found.reveals, found.deputy_name) == ("recused", False, "deputy_b")
    vacant = items(world, award_round, "chair")[1]
    assert (vacant.task, vacant.reveals, vacant.deputy_name) == ("recused", False, "")


def test_a_deputy_who_has_declared_sees_nothing_until_she_is_called(world: World) -> None:
    award_round, made = world.at("declaring")
    for nomination in made:
        world.declare(award_round, "deputy_b", nomination, Answer.NO_CONFLICT)
    assert tasks(world, award_round, "deputy_b") == {}
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    assert [
        (item.nomination.number, item.task, item.stepped_in)
        for item in items(world, award_round, "deputy_b")
    ] == [(1, "not_begun", True)]


def test_a_member_has_not_stepped_in(world: World) -> None:
    award_round, made = world.at("scoring")
    assert [item.stepped_in for item in items(world, award_round, "juror_b")] == [False, False]
    assert len(made) == 2


@pytest.mark.parametrize("phase", ["open", "screening"])
def test_the_desk_opens_when_the_judging_begins(world: World, phase: str) -> None:
    award_round, _ = world.at(phase)
    with pytest.raises(WrongPhaseError):
        desks.desk(world.work("juror_b"), award_round)


@pytest.mark.parametrize("name", ["secretariat", "auditor", "administrator", "nominator"])
def test_nobody_outside_the_jury_has_a_desk(world: World, name: str) -> None:
    award_round, _ = world.at("scoring")
    work = world.work(name)
    with refused(work, DeniedError):
        desks.desk(work, award_round)


def opens(world: World, name: str, nomination: Nomination) -> str:
    """Try to open a nomination as a juror; say how it went."""
    work = world.work(name)
    try:
        _, found, _ = scores.open_nomination(work, nomination.id)
    except DeniedError as denied:
        return denied.verdict.value
    except NotFoundError:
        return "not found"
    return found.versions[-1].title


def test_a_nomination_is_opened_by_whoever_sits_and_has_declared(world: World) -> None:
    award_round, made = world.at("declaring")
    assert opens(world, "juror_b", made[0]) == "recused"
    world.declare(award_round, "juror_b", made[0], Answer.NO_CONFLICT)
    assert opens(world, "juror_b", made[0]) == "Hemmelig tittel 1"
    assert opens(world, "juror_b", made[1]) == "recused"


def test_a_nomination_is_closed_to_everybody_else(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    world.declare(award_round, "juror_c", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    world.declare(award_round, "deputy_c", made[0], Answer.NO_CONFLICT)
    world.declare(award_round, "deputy_b", made[0], Answer.NO_CONFLICT)
    assert {name: opens(world, name, made[0]) for name in world.people} == {
        "chair": "recused",
        "juror_b": "recused",
        "juror_c": "recused",
        "deputy_b": "Hemmelig tittel 1",
        "deputy_c": "recused",
        "secretariat": "not found",
        "auditor": "not found",
        "administrator": "not found",
        "nominator": "not found",
        "stranger": "not found",
    }


def test_what_is_not_judged_is_not_found(world: World) -> None:
    award_round, made = world.at("scoring")
    withdrawals.withdraw(world.work("nominator"), made[0], "Vi trekker oss.")
    assert opens(world, "juror_b", made[0]) == "not found"
    assert tasks(world, award_round, "juror_b") == {2: "not_begun"}
    with pytest.raises(NotFoundError):
        scores.open_nomination(world.work("juror_b"), 999_999)


def test_to_open_is_refused_with_its_reason_on_the_error(world: World) -> None:
    _, made = world.at("declaring")
    with pytest.raises(DeniedError) as denied:
        scores.open_nomination(world.work("juror_b"), made[0].id)
    assert denied.value.verdict is Verdict.RECUSED


def test_each_task_lies_in_one_pile(world: World) -> None:
    award_round, _ = world.at("declaring")
    desk = desks.desk(world.work("juror_b"), award_round)
    for stage in StageState:
        piled = [task for pile in replace(desk, stage=stage).piles for task in pile.tasks]
        assert sorted(piled) == sorted(Task), stage


def test_a_desk_counts_what_is_left_and_what_it_will_come_to(world: World) -> None:
    award_round, _ = world.at("declaring")
    own = desks.desk(world.work("juror_b"), award_round)
    tasks = [Task.SEALED, Task.DRAFT, Task.NOT_BEGUN, *[Task.DECLARE, Task.AWAIT_RULING] * 2]
    entries = [Entry(n, n, task) for n, task in enumerate([*tasks, Task.RECUSED], start=1)]
    desk = replace(own, entries=entries)
    assert (desk.scored, desk.left, desk.total, desk.count(Task.RECUSED)) == (3, 2, 7, 1)
    deputy = desks.desk(world.work("deputy_b"), award_round)
    assert replace(deputy, entries=entries).total == 3
