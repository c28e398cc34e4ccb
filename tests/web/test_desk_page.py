"""The desk as a page: each pile has its place on it."""

from app.services.desks import Pile
from app.web.scores.desk import ANCHORS


def test_each_pile_has_its_place() -> None:
    assert ANCHORS.keys() == set(Pile)
