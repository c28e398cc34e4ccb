from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given

from app.ranking.cells import from_array, from_lines, weigh
from app.ranking.methods import (
    Method,
    all_scores,
    borda,
    copeland,
    median,
    trimmed_mean,
    trimmed_panel_scores,
    z_score,
)
from app.ranking.model.fair import fit
from app.ranking.places import (
    TieBreak,
    natural_size,
    part,
    places,
    shortlist,
    winners,
)
from app.ranking.robustness.duels import duels
from tests.ranking.builders import array, lines, panel, score_arrays, sheets

NAN = np.nan
CENT = Decimal("0.01")


def half_up(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(CENT, ROUND_HALF_UP)


def test_skating_2017_panel_scores_and_totals_exactly() -> None:
    marks = lines("skating_2017_scores.csv")
    key = [(line["segment"], line["nomination"]) for line in marks]
    performances, jurors = sorted(set(key)), sorted({line["juror"] for line in marks})
    criteria = sorted({line["criterion"] for line in marks})
    place = {one: at for at, one in enumerate(performances)}
    read = from_lines(
        np.array([place[one] for one in key]),
        np.array([jurors.index(line["juror"]) for line in marks]),
        np.array([criteria.index(line["criterion"]) for line in marks]),
        np.array([float(line["score"]) for line in marks]),
        shape=(len(performances), len(jurors), len(criteria)),
    )
    found = trimmed_panel_scores(read)
    ours = {
        (*one, criterion): half_up(float(found[place[one], criteria.index(criterion)]))
        for one in performances
        for criterion in criteria
    }
    theirs = {
        (line["segment"], line["nomination"], line["criterion"]): Decimal(
            line["published_panel_score"]
        ).quantize(CENT)
        for line in lines("skating_2017_published_criteria.csv")
    }
    assert len(theirs) == 420
    assert {key: value for key, value in ours.items() if key in theirs} == theirs
    weight = {(line["segment"], line["criterion"]): Decimal(line["weight"]) for line in marks}
    totals: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for (segment, nomination, criterion), value in theirs.items():
        part_ = (value * weight[segment, criterion]).quantize(CENT, ROUND_HALF_UP)
        totals[segment, nomination] += part_
    published = {
        (line["segment"], line["nomination"]): Decimal(line["published_component_total"])
        for line in lines("skating_2017_published_totals.csv")
    }
    assert len(published) == 84
    assert totals == published


def test_median_of_an_odd_and_an_even_number() -> None:
    found = median(panel([[1, 5, 2], [4, 1, None], [None, None, None]]))
    np.testing.assert_array_equal(found, [2.0, 2.5, NAN])


def test_trimming_needs_three_scores() -> None:
    found = trimmed_mean(sheets([[1, 5, 3, 4], [2, 5, None, None]]), np.ones(1))
    np.testing.assert_array_equal(found, [3.5, 3.5])


def test_z_scores_by_hand() -> None:
    # Juror 1: mean 3, standard deviation 1; juror 2 says nothing, giving all the same.
    found = z_score(panel([[4, 5], [2, 5], [3, 5], [3, 5]]))
    np.testing.assert_allclose(found, np.array([1, -1, 0, 0]) / 2 / np.sqrt(0.5), atol=1e-12)


def test_borda_scales_by_the_length_of_the_list_and_shares_ties() -> None:
    found = borda(panel([[6, 3], [6, None], [1, 4]]))
    # Her list of three: 1½, 1½, 3 → 4/6, 4/6, 1/6; his of two: 2, 1 → 1/4, 3/4.
    np.testing.assert_allclose(found, [(4 / 6 + 1 / 4) / 2, 4 / 6, (1 / 6 + 3 / 4) / 2])


def test_copeland_counts_opponents_met() -> None:
    found = copeland(panel([[5, 5, None], [4, 6, None], [3, 3, None], [None, None, 2]]))
    np.testing.assert_allclose(found, [0.75, 0.75, 0.0, NAN])


def test_duels_by_hand() -> None:
    prefer, both = duels(panel([[5, 5, 2], [4, 6, 2], [None, 1, 1]]), np.array([0, 2, 1]))
    assert prefer.tolist() == [[0, 2, 1], [0, 0, 0], [1, 2, 0]]
    assert both.tolist() == [[3, 2, 3], [2, 2, 2], [3, 2, 3]]


@given(score_arrays(gaps=True, criteria=2))
def test_no_method_minds_the_order_of_jurors_and_nominations(scores) -> None:
    rng = np.random.default_rng(1)
    rows, columns = rng.permutation(scores.shape[0]), rng.permutation(scores.shape[1])
    weights = np.array([0.25, 0.75])
    both = []
    for one in (scores, scores[rows][:, columns]):
        read = from_array(one)
        found = weigh(read, weights)
        both.append(all_scores(read, weights, fit(found)))
    for method in Method:
        np.testing.assert_allclose(both[1][method], both[0][method][rows], atol=1e-9)


def test_places_share_and_skip() -> None:
    assert places(np.array([4.0, 5.0, NAN, 4.0 + 1e-10, 3.0])).tolist() == [2, 1, 0, 2, 4]
    assert winners(np.array([2.0, NAN, 2.0, 1.0])) == (0, 2)
    assert winners(np.array([NAN, NAN])) == ()


def test_a_shortlist_takes_in_whoever_ties_with_its_last() -> None:
    assert shortlist(np.array([5.0, 3.0, 4.0, 3.0, 2.0]), 3) == (0, 2, 1, 3)
    assert shortlist(np.array([5.0, 3.0]), 3) == (0, 1)


@pytest.mark.parametrize(
    ("scores", "size"),
    [
        ([6, 5, 4.9, 4.8, 3, 2.9, 2.8], 4),
        ([6, 5, 4, 3.5, 3, 1, 0], 5),
        ([6, 5, 4, 1, 0.9, 0.8, 0.7], 3),
        ([6, 5, 4], None),
        ([4, 4, 4, 4, 4, 4], None),
        ([5, 4, 3, 2], 3),
    ],
)
def test_a_shortlist_ends_at_the_widest_gap_after_three_to_five(scores, size) -> None:
    assert natural_size(np.array(scores, dtype=float)) == size


def test_tie_breaks_in_the_rulebooks_order() -> None:
    scores = np.stack(
        [array([[5, 2, 4], [4, 3, 3], [4, 3, 4]]), array([[2, 5, 3], [3, 4, 4], [3, 4, 3]])], axis=2
    )
    read = from_array(scores)
    equal = weigh(read, np.array([0.5, 0.5]))
    assert places(equal.means).tolist() == [1, 1, 1]
    rules = [TieBreak.HEAD_TO_HEAD, TieBreak.HEAVIEST_CRITERION, TieBreak.CHAIR]
    uneven = np.array([0.6, 0.4])
    found = part((0, 1, 2), read, equal, uneven, rules)
    # No one prefers anyone; on the first criterion the means are 11/3, 10/3, 11/3.
    assert found.groups == ((0, 2), (1,))
    assert found.by == (TieBreak.HEAVIEST_CRITERION,)
    assert part((0, 1, 2), read, equal, uneven, [TieBreak.CHAIR]).groups == ((0, 1, 2),)


def test_head_to_head_comes_before_what_comes_after_it() -> None:
    read = sheets([[4, 4, 1], [3, 3, 3]])
    found = part((1, 0), read, panel([[4, 4, 1], [3, 3, 3]]), np.ones(1), [TieBreak.HEAD_TO_HEAD])
    assert found.groups == ((0,), (1,))
    assert found.by == (TieBreak.HEAD_TO_HEAD,)
