"""The word for how sure a first place is, and the intervals of places beside it: one rule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ranking.analysis import Question, analyse
from app.ranking.cells import from_array
from app.ranking.methods import Method
from app.ranking.model import chances
from app.ranking.places import TieBreak
from app.ranking.verdict import Verdict, verdict
from tests.ranking.builders import sheets
from tests.ranking.worlds import World

DESIGNS = ("complete", "gappy", "sparse", "disconnected")


def worlds() -> st.SearchStrategy[np.ndarray]:
    """Score sets from nearly alike to far apart, so that all words come up."""

    def build(shape, design, spread, step, seed):
        rng = np.random.default_rng(seed)
        return World(shape, design, spread, 3.0, step, min(3, shape[1])).draw(rng)[1]

    shapes = st.tuples(st.integers(2, 9), st.integers(2, 7))
    return st.builds(
        build,
        shapes,
        st.sampled_from(DESIGNS),
        st.floats(0.2, 4.0),
        st.sampled_from([0.0, 0.5, 1.0]),
        st.integers(0, 2**32 - 1),
    )


def check(found) -> list[Verdict]:
    """Hold every contest to the rule; gives the words."""
    sure = found.chances
    for field in found.fields:
        first, rest = field.order[field.place == 1], field.order[field.place > 1]
        only = [int(one) for one in field.order if sure.high[one] == 1 and sure.best[one] > 0]
        if field.verdict is Verdict.CLEAR:
            assert only == first.tolist()
            assert (sure.low[rest] > 1).all()
        for one in field.order:
            if not np.isnan(sure.best[one]):
                assert (sure.best[one] >= 0.95) == (sure.high[one] == 1)
                assert (sure.best[one] > 0.05) == (sure.low[one] == 1)
    return [field.verdict for field in found.fields]


@settings(max_examples=250, deadline=None)
@given(worlds(), st.sampled_from([Method.FAIR, Method.MEAN, Method.MEDIAN]), st.booleans())
def test_clear_never_stands_beside_intervals_that_overlap(scores, method, strict) -> None:
    question = Question(method=method, equally_strict=strict)
    check(analyse(from_array(scores), np.ones(1), question, np.random.default_rng(0)))


def test_nor_where_more_are_drawn_of_those_within_reach(monkeypatch) -> None:
    # The intervals come from the first draws, the probability from all: they must not part ways.
    monkeypatch.setattr(chances, "MOST_PLACED", 1)
    monkeypatch.setattr(chances, "FEWEST_PLACED", 60)
    words, near = [], 0
    for seed in range(120):
        scores = World((12, 6), "gappy", spread=2.5).draw(np.random.default_rng(seed))[1]
        found = analyse(from_array(scores), np.ones(1), Question(), np.random.default_rng(0))
        words += check(found)
        near += 0.9 < np.nanmax(found.chances.best) < 0.98
    assert near > 15
    assert {Verdict.CLEAR, Verdict.LIKELY} <= set(words)


@pytest.mark.parametrize(
    ("probability", "decides", "word"),
    [
        (1.0, False, Verdict.CLEAR),
        (0.95, False, Verdict.CLEAR),
        (0.9499, False, Verdict.LIKELY),
        (0.99, True, Verdict.LIKELY),
        (0.6, False, Verdict.LIKELY),
        (0.6, True, Verdict.LIKELY),
        (0.5999, False, Verdict.CLOSE),
        (None, False, Verdict.NO_BASIS),
    ],
)
def test_the_words_and_where_they_begin(probability, decides, word) -> None:
    assert verdict(probability, one_juror_decides=decides) is word


def test_the_word_is_of_whoever_has_the_first_place_when_ties_are_parted() -> None:
    # B ties with A, who all have scored; the one who scored both prefers B.
    rows = [[4, 4, 5, 4, 5, 4, 4, 4.5], [5, None, None, None, None, None, None, None]]
    rows[1][0] = 4.3125
    rows += [[1, 1, 2, 1, 2, 1, 1, 2], [1, 2, 2, 1, 1, 2, 1, 1], [2, 1, 1, 2, 1, 1, 2, 1]]
    question = Question(method=Method.MEAN, tie_breaks=(TieBreak.HEAD_TO_HEAD,), step=0.5)
    found = analyse(sheets(rows), np.ones(1), question, np.random.default_rng(0))
    (field,) = found.fields
    assert field.winners == (0, 1)
    assert field.first == (1,)
    assert found.chances.best[0] > 0.6 > found.chances.best[1]
    assert field.verdict is Verdict.CLOSE


def test_two_who_share_the_first_place_are_not_called_likelier_than_the_less_likely() -> None:
    rows = [[4, 4, 5, 4, 5, 4, 4, 4.5], [4.3125] + [None] * 7]
    rows += [[1, 1, 2, 1, 2, 1, 1, 2], [1, 2, 2, 1, 1, 2, 1, 1], [2, 1, 1, 2, 1, 1, 2, 1]]
    found = analyse(
        sheets(rows), np.ones(1), Question(method=Method.MEAN, step=0.5), np.random.default_rng(0)
    )
    assert found.fields[0].first == (0, 1)
    assert found.chances.best[0] > 0.6
    assert found.fields[0].verdict is Verdict.CLOSE
