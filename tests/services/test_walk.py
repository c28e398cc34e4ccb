"""Whatever is done in a judging, in any order: no seat counts twice, no recused sheet counts,
nobody sees what she may not, and everything is explained by the record.

The long form: ``HEDERSPRIS_WALKS=200 .venv/bin/pytest -q tests/services/test_walk.py``.
"""

import os

import pytest

from tests.factories import World
from tests.services.walk import ACTS, Walk

WALKS = int(os.environ.get("HEDERSPRIS_WALKS", "3"))
STEPS = int(os.environ.get("HEDERSPRIS_WALK_STEPS", "32"))


@pytest.mark.parametrize("seed", range(1, WALKS + 1))
def test_whatever_is_done_what_must_hold_holds(world: World, seed: int) -> None:
    walk = Walk(world, seed, ACTS)
    walk.begin()
    assert list(walk.broken()) == []
    found = [f"after {walk.done[-3:]}: {line}" for line in walk.steps(STEPS)]
    assert found == []
    # A walk on which nothing could be done would show nothing.
    assert len(walk.done) > 4


def test_every_act_has_its_weight_once() -> None:
    assert len({act for act, _weight, _states in ACTS}) == len(ACTS)
