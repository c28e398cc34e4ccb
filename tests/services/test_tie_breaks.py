"""Equal scores: parted by the rules of the rulebook, in their order, and by nothing else.

Weights are 0.6 on x and 0.4 on y, three jurors: two points on x weigh as much as three on y.
"""

from collections.abc import Sequence

import pytest

from app.models import Distinction, Nomination, Round
from app.services import decisions, phases, ranking
from app.services.decisions import DecisionIncompleteError
from app.services.ranking import Ranking
from tests.factories import World, decision
from tests.memory import remembered
from tests.services.helpers import refused

Sheet = tuple[int, int]
Given = Sequence[Sequence[Sheet]]

HEAD, HEAVIEST, CHAIR = "head to head", "heaviest criterion", "chair"
# Of each nomination, what the chair, juror B and juror C give on x and y.
TWO_OF_THREE: Given = [[(6, 4), (3, 4), (3, 4)], [(4, 4), (4, 4), (4, 4)]]
"""Equal means; one juror has the first one higher, two the second."""
STRONG_ON_X: Given = [[(3, 6)] * 3, [(5, 3)] * 3]
"""Every juror gives both 4.2; the second has the more on the criterion that weighs most."""
STRONG_ON_Y: Given = [[(6, 3)] * 3, [(3, 5)] * 3]
"""4.8 against 3.8; with the weights the other way round 4.2 each."""
THE_SAME: Given = [[(4, 5), (3, 3), (4, 4)], [(3, 3), (4, 5), (4, 4)]]
"""Equal in the mean, head to head and on each criterion."""
THREE: Given = [*STRONG_ON_X, [(3, 5), (4, 5), (4, 5)]]
"""All 4.2: the third has two of three jurors before either of the others."""


@remembered
def deliberated(world: World, given: Given, year: int = 2026) -> tuple[Round, list[Nomination]]:
    award_round = world.open(year)
    made = world.judge(award_round, len(given))
    world.score(award_round, made)
    for nomination, sheets in zip(made, given, strict=True):
        for name, (x, y) in zip(("chair", "juror_b", "juror_c"), sheets, strict=True):
            world.seal(name, nomination, x, y)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return award_round, made


def table(world: World, award_round: Round) -> Ranking:
    return ranking.for_actor(world.work("chair"), award_round)


def places(found: Ranking, made: Sequence[Nomination]) -> list[tuple[int, int | None, bool]]:
    """Give which nomination (1 was handed in first), its place, and whether it shares it."""
    number = {nomination.id: at for at, nomination in enumerate(made, start=1)}
    return [(number[row.nomination.id], row.line.place, row.line.shared) for row in found.rows]


def parted_by(found: Ranking) -> list[list[str]]:
    return [[rule.value for rule in tie.by] for tie in found.report.contests[0].ties]


def test_two_of_three_jurors_part_what_ties(world: World) -> None:
    award_round, made = deliberated(world, TWO_OF_THREE)
    found = table(world, award_round)
    assert [row.line.score for row in found.rows] == pytest.approx([4.0, 4.0])
    assert places(found, made) == [(2, 1, False), (1, 2, False)]
    assert parted_by(found) == [[HEAD]]
    assert found.first == [made[1].id]


def test_what_the_jurors_leave_equal_the_heaviest_criterion_parts(world: World) -> None:
    award_round, made = deliberated(world, STRONG_ON_X)
    found = table(world, award_round)
    assert places(found, made) == [(2, 1, False), (1, 2, False)]
    assert parted_by(found) == [[HEAVIEST]]


def test_under_amended_weights_another_criterion_is_the_heaviest(world: World) -> None:
    award_round, made = deliberated(world, STRONG_ON_Y)
    before = table(world, award_round)
    assert (places(before, made), parted_by(before)) == ([(1, 1, False), (2, 2, False)], [])
    world.amend(award_round, weights={"x": "0.4", "y": "0.6"})
    found = table(world, award_round)
    assert [row.line.score for row in found.rows] == pytest.approx([4.2, 4.2])
    assert places(found, made) == [(2, 1, False), (1, 2, False)]
    assert parted_by(found) == [[HEAVIEST]]


def test_where_two_criteria_weigh_the_most_their_sum_decides(world: World) -> None:
    award_round, made = deliberated(world, [[(5, 3)] * 3, [(3, 5)] * 3])
    world.amend(award_round, weights={"x": "0.5", "y": "0.5"})
    found = table(world, award_round)
    assert places(found, made) == [(1, 1, True), (2, 1, True)]
    assert parted_by(found) == [[]]


@pytest.mark.parametrize(
    ("rules", "expected", "by"),
    [
        ((HEAD, HEAVIEST, CHAIR), [(3, 1, False), (2, 2, False), (1, 3, False)], [HEAD, HEAVIEST]),
        ((HEAVIEST, HEAD, CHAIR), [(2, 1, False), (3, 2, False), (1, 3, False)], [HEAVIEST] * 2),
        ((HEAD, CHAIR), [(3, 1, False), (1, 2, True), (2, 2, True)], [HEAD]),
        ((CHAIR,), [(1, 1, True), (2, 1, True), (3, 1, True)], []),
    ],
)
def test_the_rules_apply_in_the_order_of_the_rulebook(
    world: World, rules: tuple[str, ...], expected: list[tuple[int, int, bool]], by: list[str]
) -> None:
    award_round, made = deliberated(world, THREE)
    if rules != tuple(award_round.rulebook.tie_breaks):
        world.amend(award_round, tie_breaks=rules)
    found = table(world, award_round)
    assert places(found, made) == expected
    assert parted_by(found) == [by]


def test_without_a_rule_they_share_the_place(world: World) -> None:
    award_round, made = deliberated(world, THREE)
    world.amend(award_round, tie_breaks=())
    found = table(world, award_round)
    assert places(found, made) == [(1, 1, True), (2, 1, True), (3, 1, True)]
    assert parted_by(found) == []
    assert sorted(found.first) == sorted(nomination.id for nomination in made)


@pytest.mark.parametrize("chosen", [[0], [1], [0, 1]])
def test_what_is_left_to_the_chair_she_chooses_without_a_reason(
    world: World, chosen: list[int]
) -> None:
    award_round, made = deliberated(world, THE_SAME)
    found = table(world, award_round)
    assert places(found, made) == [(1, 1, True), (2, 1, True)]
    assert parted_by(found) == [[]]
    winners = [made[at].id for at in chosen]
    given = decision(made, winners=winners, nominees=[], reason="")
    sealed = decisions.finalise(world.work("chair"), award_round, given)
    assert decisions.ids_of(sealed, Distinction.WINNER) == winners
    assert [line["place"] for line in sealed.ranking["places"]] == [1, 1]


def test_who_lost_the_tie_break_wins_only_with_a_reason(world: World) -> None:
    award_round, made = deliberated(world, TWO_OF_THREE)
    work = world.work("chair")
    with refused(work, DecisionIncompleteError) as caught:
        decisions.finalise(work, award_round, decision(made, nominees=[]))
    assert caught.value.lacks == ["reason_for_other"]


def test_neither_number_nor_time_parts_anything(world: World) -> None:
    """The same sheets with the nominations the other way round give the same answer, turned."""
    for year, given, expected in (
        (2026, TWO_OF_THREE, [(2, 1, False), (1, 2, False)]),
        (2027, TWO_OF_THREE[::-1], [(1, 1, False), (2, 2, False)]),
        (2028, STRONG_ON_X[::-1], [(1, 1, False), (2, 2, False)]),
        (2029, THE_SAME[::-1], [(1, 1, True), (2, 1, True)]),
    ):
        award_round, made = deliberated(world, given, year)
        assert places(table(world, award_round), made) == expected, year
