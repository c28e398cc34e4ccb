"""The first place and the greatest chance of being the best are not always the same one's."""

import pytest

from app.ranking.methods import Method
from app.ranking.robustness.likelier import Likelier, Why, likelier
from tests.ranking.test_command import run

JURORS = {1: 2, 2: 9, 3: 9}


@pytest.mark.parametrize(
    ("method", "first", "best", "found"),
    [
        (Method.FAIR, [1], {1: 0.33, 2: 0.66, 3: 0.01}, Likelier(1, 2, Why.FEWER)),
        (Method.FAIR, [3], {1: 0.04, 2: 0.66, 3: 0.30}, Likelier(3, 2, Why.LESS_SURE)),
        (Method.MEDIAN, [1], {1: 0.33, 2: 0.66, 3: 0.01}, Likelier(1, 2, Why.METHOD)),
        (Method.FAIR, [1, 3], {1: 0.10, 2: 0.60, 3: 0.30}, Likelier(3, 2, Why.LESS_SURE)),
        (Method.FAIR, [1, 2], {1: 0.33, 2: 0.66, 3: 0.01}, None),
        (Method.FAIR, [2], {1: 0.33, 2: 0.66, 3: 0.01}, None),
        (Method.FAIR, [1], {1: 0.49, 2: 0.505, 3: 0.005}, None),
        (Method.FAIR, [1], {}, None),
    ],
)
def test_who_is_likelier_than_the_first(method, first, best, found) -> None:
    assert likelier(method, first, best, JURORS) == found


def test_the_command_says_why() -> None:
    text = "nomination,J1,J2,J3,J4,J5\nA,5.6,,,,\nB,5.5,5,5.5,5,5.5\nC,4,4.5,3,4,4\nD,3,2,4,3,4\n"
    told = run("rank", "-", stdin=text).stdout.splitlines()
    assert [line.split()[1] for line in told[4:7]] == ["nomination", "A", "B"]
    assert (
        "B (53 %) is likelier to be the best than A (47 %), who is first: fewer have scored the "
        "first, and an average of few says less." in told
    )
