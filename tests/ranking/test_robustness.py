import numpy as np
import pytest
from hypothesis import assume, given

from app.ranking.cells import from_array, weigh
from app.ranking.model import blocks
from app.ranking.model.fair import fit
from app.ranking.model.graph import as_one, components
from app.ranking.places import in_order, shortlist, winners
from app.ranking.robustness import leave_out
from app.ranking.robustness.leave_out import leave_one_out
from app.ranking.robustness.pairs import head_to_head, margin_in_points, preferred
from app.ranking.robustness.weights import (
    around,
    by_criterion,
    contenders,
    flips,
    freely,
    held,
    won,
)
from app.ranking.verdict import Verdict
from tests.ranking.builders import panel, score_arrays
from tests.ranking.worlds import World

NAN = np.nan
W3 = np.array([0.5, 0.3, 0.2])


def made(seed, criteria=3, gaps=False):
    rng = np.random.default_rng(seed)
    scores = np.concatenate(
        [World((12, 7), "gappy", lam=2.0).draw(np.random.default_rng(seed))[1]] * criteria, axis=2
    )
    scores += rng.normal(0, 0.6, scores.shape)
    if gaps:
        scores[rng.random(scores.shape) < 0.15] = NAN
    return from_array(scores)


@given(score_arrays(gaps=True))
def test_leaving_one_out_is_computing_without_her(scores) -> None:
    found = fit(weigh(from_array(scores), np.ones(1)))
    parts = components(found.panel)
    assume(parts.number == 1)
    for one in leave_one_out(found, parts, [3]):
        kept = found.panel.only(found.panel.juror != one.juror)
        if found.applied:
            without = fit(kept)
            severity = without.solve(kept.surplus, found.lam)
            score = kept.means - without.blocks.mean_of(severity)
        else:
            score = kept.means
        score = np.round(score, 8)
        assert set(one.winners) == set(winners(score))
        assert set(one.shortlist) == set(shortlist(score, 3))
        assert one.changes_winner == (set(one.winners) != set(winners(found.score)))


def test_a_jurors_absence_is_judged_within_her_own_component() -> None:
    found = fit(panel([[5, 4, None], [4, 4.5, None], [None, None, 6], [None, None, 1]]))
    parts = components(found.panel)
    left = leave_one_out(found, parts, [3, 3])
    assert [(one.juror, one.component, one.winners) for one in left] == [(0, 0, (1,)), (1, 0, (0,))]
    assert [one.changes_winner for one in left] == [True, False]
    across = leave_one_out(found, as_one(found.panel), [3])
    assert [(one.component, one.winners) for one in across] == [(0, (2,)), (0, (2,))]


@pytest.mark.parametrize("shape", [(60, 20, 3), (40, 30, 2)], ids=["one block", "several blocks"])
def test_mending_the_solution_is_solving_anew(monkeypatch, shape) -> None:
    nominations, jurors, each = shape
    rng = np.random.default_rng(4)
    seen = rng.permuted(np.tile(np.arange(jurors) < each, (nominations, 1)), axis=1)
    y = rng.normal(0, 1, (nominations, 1)) + rng.normal(0, 1, jurors) + rng.normal(0, 1, seen.shape)
    found = fit(weigh(from_array(np.where(seen, y, NAN)[:, :, None]), np.ones(1)))
    assert found.applied
    monkeypatch.setattr(blocks, "DENSE_BLOCKS", 0)
    monkeypatch.setattr(blocks.Blocks, "dense", None)
    monkeypatch.setattr(leave_out, "MENDED", 3)
    left = leave_one_out(found, found.blocks.components, [3] * found.blocks.components.number)
    mended = {one.juror: one.winners for one in left}
    assert mended
    for juror, first in mended.items():
        kept = found.panel.only(found.panel.juror != juror)
        without = fit(kept)
        score = kept.means - without.blocks.mean_of(without.solve(kept.surplus, found.lam))
        of_hers = found.blocks.components.nomination == found.blocks.components.juror[juror]
        assert first == winners(np.where(of_hers, score, NAN))


def test_each_component_has_its_own_tipping_points() -> None:
    one, other = made(2, gaps=True), made(4, gaps=True)
    scores = np.full((24, 14, 3), NAN)
    scores[one.nomination, one.juror] = one.scores
    scores[12 + other.nomination, 7 + other.juror] = other.scores - 3
    read = from_array(scores)
    found = fit(weigh(read, W3))
    assert found.applied
    by = by_criterion(found, read, W3)
    tips = []
    for part in (0, 1):
        inside = found.blocks.components.nomination == part
        score = np.where(inside, found.score, NAN)
        leader = winners(score)[0]
        for flip in flips(found, read, W3, by, contenders(by, in_order(score))):
            if flip.at is not None:
                tips.append(part)
                side = np.sign(flip.at - W3[flip.criterion]) * 1e-4
                for at, first in ((flip.at + side, flip.to), (flip.at - side, leader)):
                    weights = changed(flip.criterion, at)
                    anew = held(found, weigh(read, weights).y)
                    assert winners(np.where(inside, anew, NAN)) == (first,)
    assert set(tips) == {0, 1}


@pytest.mark.parametrize("gaps", [False, True], ids=["whole sheets", "criteria left out"])
@pytest.mark.parametrize("seed", [*range(6), 10, 12, 16])
def test_the_nearest_tipping_point_tips_and_nothing_nearer_does(seed, gaps) -> None:
    read = made(seed, gaps=gaps)
    found = fit(weigh(read, W3))
    assert found.applied
    scores = by_criterion(found, read, W3)
    np.testing.assert_allclose(scores @ W3, found.score, atol=1e-9)
    leader = winners(found.score)[0]
    able = contenders(scores, in_order(found.score))
    for flip in flips(found, read, W3, scores, able):
        first = winners_along(read, found, flip.criterion)
        changes = [at for at, name in first if name != leader]
        if flip.at is None:
            assert changes == []
            continue
        nearest = min(changes, key=lambda at: abs(at - W3[flip.criterion]))
        assert abs(flip.at - W3[flip.criterion]) == pytest.approx(
            abs(nearest - W3[flip.criterion]), abs=0.006
        )
        side = np.sign(flip.at - W3[flip.criterion]) * 1e-4
        assert winner_at(read, found, flip.criterion, flip.at + side) == flip.to
        assert winner_at(read, found, flip.criterion, flip.at - side) == leader


def winners_along(read, found, criterion):
    return [(at, winner_at(read, found, criterion, at)) for at in np.linspace(0.001, 0.999, 400)]


def winner_at(read, found, criterion, at):
    return winners(held(found, weigh(read, changed(criterion, at)).y))[0]


def changed(criterion, at):
    weights = W3 * (1 - at) / (1 - W3[criterion])
    weights[criterion] = at
    return weights


def test_a_tipping_point_by_hand() -> None:
    # A leads by 4·w − 2·(1 − w): nothing at one third.
    read = from_array(np.array([[[5.0, 2.0]], [[1.0, 4.0]]]))
    weights = np.array([0.5, 0.5])
    found = fit(weigh(read, weights))
    scores = by_criterion(found, read, weights)
    tips = flips(found, read, weights, scores, np.array([0, 1]))
    assert [(tip.at, tip.to) for tip in tips] == [
        (pytest.approx(1 / 3), 1),
        (pytest.approx(2 / 3), 1),
    ]


@pytest.mark.parametrize(
    ("scores", "weights"),
    [
        ([[5.0, 4.0], [1.0, 2.0]], [0.5, 0.5]),  # better on both
        ([[5.0, 2.0], [1.0, 4.0]], [1.0, 0.0]),  # nothing else weighs
        ([[5.0, 4.0], [4.0, 3.0]], [0.5, 0.5]),  # by as much on both
    ],
)
def test_where_no_weight_tips_it(scores, weights) -> None:
    read = from_array(np.array(scores)[:, None, :])
    found = fit(weigh(read, np.array(weights)))
    by = by_criterion(found, read, np.array(weights))
    assert flips(found, read, np.array(weights), by, np.array([0, 1]))[0].at is None


def test_shares_of_weightings_by_hand() -> None:
    scores = np.array([[5.0, 2.0], [1.0, 4.0], [0.5, 0.5]])
    able = contenders(scores, np.array([0, 1, 2]))
    assert able.tolist() == [0, 1]
    weightings = np.array([[1, 0], [0.5, 0.5], [1 / 3, 2 / 3], [0, 1]])
    np.testing.assert_allclose(won(scores, able, weightings), [2.5 / 4, 1.5 / 4, 0])


def test_weightings_are_drawn_as_stated() -> None:
    weights = np.array([0.6, 0.4, 0.0])
    near = around(weights, np.random.default_rng(1), 20_000)
    np.testing.assert_allclose(near.mean(axis=0), weights, atol=0.002)
    np.testing.assert_allclose(near[:, 0].var(), 0.6 * 0.4 / 101, rtol=0.05)
    assert near[:, 2].tolist() == [0.0] * 20_000
    free = freely(3, np.random.default_rng(1), 20_000)
    np.testing.assert_allclose(free.mean(axis=0), 1 / 3, atol=0.006)
    np.testing.assert_allclose(free.var(axis=0), 2 / 36, rtol=0.05)


@pytest.mark.parametrize("seed", range(4))
def test_the_margin_in_points_closes_the_gap(seed) -> None:
    read = made(seed)
    found = fit(weigh(read, W3))
    first, second = (int(one) for one in in_order(found.score)[:2])
    for nudge in margin_in_points(found, read, W3, first, second):
        scores = read.scores.copy()
        line = (read.nomination == nudge.nomination) & (read.juror == nudge.juror)
        scores[line, nudge.criterion] += nudge.points
        after = held(found, scores @ W3)
        assert after[first] == pytest.approx(after[second], abs=1e-9)


def test_the_margin_in_points_by_hand() -> None:
    read = from_array(np.array([[[5.0, 4.0], [4.0, 4.0]], [[4.0, 4.0], [4.0, 3.0]]]))
    weights = np.array([0.8, 0.2])
    found = fit(weigh(read, weights))
    # Means 4.4 and 3.9: one of two jurors, on four fifths of the weight, 0.5·2/0.8 lower.
    assert [abs(n.points) for n in margin_in_points(found, read, weights, 0, 1)] == [
        pytest.approx(1.25),
        pytest.approx(5.0),
    ]
    nothing = margin_in_points(found, read, np.array([1.0, 0.0]), 0, 1)[1]
    assert (nothing.points, nothing.juror, nothing.nomination) == (None, None, None)


def test_scores_closer_than_rounding_are_no_preference() -> None:
    assert [preferred(*two) for two in ((4.0, 3.0), (3.0, 4.0), (3.3, 3.3 + 1e-12))] == [1, -1, 0]
    assert preferred(None, 3.0) is None
    assert preferred(3.0, None) is None


def test_head_to_head_by_hand() -> None:
    found = fit(panel([[5, 5, 2, None], [4, 6, 2, 3]]))
    pair = head_to_head(found, np.array([0, 1]))[0]
    assert (pair.prefer_first, pair.prefer_second, pair.both) == (1, 1, 3)


def test_the_words_are_those_of_the_method() -> None:
    assert [word.value for word in Verdict] == [
        "clear",
        "likely",
        "too close to call",
        "no basis for more than the order",
    ]
