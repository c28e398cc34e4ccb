"""What holds of every ranking by weighted mean."""

import random
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.ranking.weighted_mean import cell_score, rank

SCORES = st.sampled_from([Decimal(n) / 2 for n in range(2, 13)])
WEIGHTS = st.sampled_from([Decimal(n) / 20 for n in range(21)])
CRITERIA = ("x", "y", "z")
SHEETS = st.fixed_dictionaries({}, optional=dict.fromkeys(CRITERIA, SCORES))
ALL_WEIGHTS = st.fixed_dictionaries(dict.fromkeys(CRITERIA, WEIGHTS))
CELLS = st.lists(st.builds(Fraction, st.integers(2, 12), st.integers(1, 3)), max_size=4)
TABLES = st.dictionaries(st.integers(1, 9), CELLS, max_size=6)

Sheet = dict[str, Decimal]
Table = dict[int, list[Fraction]]


@settings(deadline=None)
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_jurors_and_nominations_does_not_matter(
    table: Table, shuffled: random.Random
) -> None:
    names = list(table)
    shuffled.shuffle(names)
    other = {name: shuffled.sample(table[name], len(table[name])) for name in names}
    found = {one.nomination_id: one for one in rank(table)}
    assert {one.nomination_id: one for one in rank(other)} == found


@settings(deadline=None)
@given(SHEETS, ALL_WEIGHTS, st.permutations(CRITERIA))
def test_the_order_of_criteria_does_not_matter(
    sheet: Sheet, weights: Sheet, order: list[str]
) -> None:
    turned = {key: weights[key] for key in order}
    assert cell_score(sheet, turned) == cell_score(sheet, weights)


@settings(deadline=None)
@given(SHEETS, ALL_WEIGHTS, st.sampled_from(CRITERIA))
def test_raising_a_score_never_lowers_the_juror(sheet: Sheet, weights: Sheet, key: str) -> None:
    assume(key in sheet)
    before, after = cell_score(sheet, weights), cell_score({**sheet, key: Decimal(6)}, weights)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after >= before
        assert (after > before) == (weights[key] > 0 and sheet[key] < 6)


@settings(deadline=None)
@given(TABLES, st.data())
def test_raising_a_juror_never_lowers_the_nomination(table: Table, data: st.DataObject) -> None:
    scored = [name for name, cells in table.items() if cells]
    assume(scored)
    raised = data.draw(st.sampled_from(scored))
    juror = data.draw(st.integers(0, len(table[raised]) - 1))
    better = {name: list(cells) for name, cells in table.items()}
    better[raised][juror] += Fraction(1, 7)
    before = {one.nomination_id: one for one in rank(table)}
    after = {one.nomination_id: one for one in rank(better)}
    assert (after[raised].score or 0) > (before[raised].score or 0)
    assert (after[raised].place or 0) <= (before[raised].place or 0)
    for name in set(scored) - {raised}:
        assert after[name].score == before[name].score
        assert (after[name].place or 0) >= (before[name].place or 0)


@settings(deadline=None)
@given(SHEETS, ALL_WEIGHTS)
def test_a_juror_is_between_her_lowest_and_her_highest(sheet: Sheet, weights: Sheet) -> None:
    found = cell_score(sheet, weights)
    counted = [score for key, score in sheet.items() if weights[key] > 0]
    assert (found is None) == (not counted)
    if found is not None:
        assert min(counted) <= found <= max(counted)


@settings(deadline=None)
@given(TABLES)
def test_places_count_those_who_are_better(table: Table) -> None:
    ranked = rank(table)
    assert sorted(one.nomination_id for one in ranked) == sorted(table)
    scored = [one for one in ranked if one.score is not None]
    assert [one.place is None for one in ranked] == [one.score is None for one in ranked]
    assert ranked[: len(scored)] == scored
    for one in scored:
        better = sum(other.score > one.score for other in scored if other.score and one.score)
        assert one.place == better + 1
        assert one.shared == (sum(other.score == one.score for other in scored) > 1)
