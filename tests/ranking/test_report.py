"""The report: the analysis as plain data under the caller's names."""

import msgspec
import numpy as np
import pytest

from app.ranking.analysis import Question, analyse
from app.ranking.arrays import Floats
from app.ranking.cells import Sheets, from_array, weigh
from app.ranking.model.fair import fit
from app.ranking.model.spread import standard_errors
from app.ranking.places import TieBreak
from app.ranking.report import Names, Report, write
from app.ranking.shortlists import listed_share

EVERY = (TieBreak.HEAD_TO_HEAD, TieBreak.HEAVIEST_CRITERION, TieBreak.CHAIR)


def report(
    scores: Floats, weights: list[float] | None = None, question: Question | None = None
) -> Report:
    """Name nominations 101, 102 …, jurors 11, 12 … and criteria a, b …"""
    sheets: Sheets = from_array(scores)
    nominations, jurors, criteria = scores.shape
    given = np.array(weights or [1.0] * criteria)
    found = analyse(sheets, given, question or Question(), np.random.default_rng(7))
    names = Names(range(101, 101 + nominations), range(11, 11 + jurors), list("abcdef"[:criteria]))
    return write(found, sheets, given, names, 7)


def single(rows: list[list[float]]) -> Floats:
    """Give scores on one criterion, NaN where there is none."""
    return np.array(rows, dtype=np.float64)[:, :, None]


def gappy() -> Floats:
    """Six nominations, four jurors, three criteria, three cells missing and one nobody scored."""
    rng = np.random.default_rng(3)
    scores = np.clip(np.round(rng.normal(3.5, 1.2, (7, 4, 3))), 1, 6)
    scores[0, 0] = scores[2, 3] = scores[4, 1] = np.nan
    scores[6] = np.nan
    return scores


def test_it_survives_the_trip_through_json() -> None:
    made = report(gappy(), [0.5, 0.3, 0.2], Question(quorum=4, tie_breaks=EVERY))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Report) == made


def test_every_nomination_has_a_line_the_unscored_last() -> None:
    made = report(gappy(), question=Question(quorum=4))
    last = made.lines[-1]
    assert (last.nomination, last.place, last.contest, last.score, last.jurors) == (
        *(107, None, None, None),
        0,
    )
    assert sorted(line.nomination for line in made.lines) == list(range(101, 108))
    assert {line.nomination for line in made.lines if line.below_quorum} == {101, 103, 105, 107}
    assert [line.place for line in made.lines[:-1]] == [1, 2, 3, 4, 5, 6]


def test_the_cells_are_in_the_order_of_the_jurors() -> None:
    made = report(single([[5, 3, np.nan], [1, 2, 4]]))
    assert [one.juror for one in made.jurors] == [11, 12, 13]
    assert {line.nomination: line.cells for line in made.lines} == {
        101: [5.0, 3.0, None],
        102: [1.0, 2.0, 4.0],
    }
    assert {line.nomination: line.criterion_means for line in made.lines} == {
        101: [4.0],
        102: [pytest.approx(7 / 3)],
    }


def test_the_scores_per_criterion_give_the_score_under_the_weights() -> None:
    scores = gappy()
    made = report(scores, [0.5, 0.3, 0.2])
    for line in made.lines[:-1]:
        assert np.dot(line.by_criterion or [], made.weights) == pytest.approx(line.score, abs=1e-9)


def test_a_tie_is_parted_by_the_first_rule_that_can() -> None:
    """101 and 102 tie at 4; two of three prefer 102. 103 and 104 tie; nobody prefers either."""
    scores = single([[6, 3, 3], [4, 4, 4], [2, 2, 2], [2, 2, 2]])
    made = report(scores, question=Question(tie_breaks=EVERY))
    assert [(line.nomination, line.place, line.shared) for line in made.lines] == [
        (102, 1, False),
        (101, 2, False),
        (103, 3, True),
        (104, 3, True),
    ]
    upper, lower = made.contests[0].ties
    assert (upper.groups, upper.by) == ([[102], [101]], [TieBreak.HEAD_TO_HEAD])
    assert (lower.groups, lower.by) == ([[103, 104]], [])
    assert made.contests[0].first == [102]
    assert made.contests[0].winners == [101, 102]


def test_the_heaviest_criterion_parts_what_the_jurors_leave_even() -> None:
    """Both have 3.5 and one juror each; on the criterion that weighs .6 it is 2.5 to 3.5."""
    scores = np.array([[[5, 0], [0, 10]], [[6, 1], [1, 6]]], dtype=np.float64)
    made = report(scores, [0.6, 0.4], Question(tie_breaks=EVERY))
    assert [(line.nomination, line.place) for line in made.lines] == [(102, 1), (101, 2)]
    assert made.contests[0].ties[0].by == [TieBreak.HEAVIEST_CRITERION]


def test_where_all_criteria_weigh_the_same_it_parts_nobody() -> None:
    scores = np.array([[[4, 2], [2, 4]], [[3, 3], [3, 3]]], dtype=np.float64)
    made = report(scores, [0.5, 0.5], Question(tie_breaks=EVERY))
    assert [line.place for line in made.lines] == [1, 1]


def test_without_tie_breaks_ties_stay() -> None:
    made = report(single([[6, 3, 3], [4, 4, 4]]))
    assert [(line.nomination, line.place) for line in made.lines] == [(101, 1), (102, 1)]
    assert made.contests[0].ties == []


def test_standard_errors_of_complete_data_are_those_of_a_mean() -> None:
    rng = np.random.default_rng(5)
    scores = rng.normal(4, 1, (12, 9, 1))
    fitted = fit(weigh(from_array(scores), np.ones(1)))
    assert standard_errors(fitted) == pytest.approx(np.full(12, np.sqrt(fitted.sigma2 / 9)))


def test_standard_errors_under_correction_agree_with_the_difference_of_two() -> None:
    """Var(a − b) = Var a + Var b where two nominations have no juror and no tie in common."""
    rng = np.random.default_rng(6)
    block = rng.normal(0, 1, (8, 5)) + rng.normal(0, 2, (1, 5))
    block[rng.random(block.shape) < 0.2] = np.nan
    scores = np.full((16, 10, 1), np.nan)
    scores[:8, :5, 0], scores[8:, 5:, 0] = block, block[::-1]
    fitted = fit(weigh(from_array(scores), np.ones(1)))
    assert fitted.applied
    errors = standard_errors(fitted)
    assert fitted.se(0, 9) == pytest.approx(np.hypot(errors[0], errors[9]))


def test_the_share_of_weightings_that_list_a_nomination() -> None:
    """101 is best on a, 102 on b, 103 is second on both: listed among two under all but even."""
    scores = np.array([[6.0, 1.0], [1.0, 6.0], [4.0, 4.0]])
    weightings = np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5], [0.9, 0.1]])
    shares = listed_share(scores, np.array([2, 0, 1]), weightings, 2)
    assert shares.tolist() == [1.0, 0.75, 0.5]
    assert listed_share(scores, np.array([2, 0, 1]), weightings, 3).tolist() == [1.0, 1.0, 1.0]
