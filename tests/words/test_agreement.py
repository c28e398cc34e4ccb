"""What is said of agreement, and of why nothing is corrected."""

from types import SimpleNamespace

import pytest

from app.ranking.analysis import Agreement
from app.ranking.model.fair import Correction
from app.words.ranking import agreement, notes
from tests.ranking.reports import contest, report


@pytest.mark.parametrize(
    ("figures", "shown"),
    [
        (Agreement(-0.4, -28.7, -0.125, 0.5), ["under 0", "under 0", "-0,13", "0,50"]),
        (Agreement(0.25, 0.625, 0.0, None), ["0,25", "0,63", "0,00", "–"]),
        (Agreement(None, None, None, None), ["–", "–", "–", "–"]),
    ],
)
def test_a_share_far_below_nothing_is_below_nothing(app, figures, shown) -> None:
    with app.test_request_context():
        told = agreement.figures(report(contest(1, 2), agreement=figures))
    assert [value for _, value, _ in told] == shown


@pytest.mark.parametrize(
    ("contests", "says"),
    [
        ([contest(1, 2)], "Alle har vurdert alle, så justert og vanlig snitt er like."),
        (
            [contest(1, 2), contest(3, 4)],
            "I hver gruppe har alle vurdert alle, så justert og vanlig snitt er like.",
        ),
    ],
)
def test_two_juries_have_not_all_scored_all(app, contests, says) -> None:
    table = SimpleNamespace(report=report(*contests, correction=Correction.COMPLETE))
    with app.test_request_context():
        assert notes.correction(table) == says
