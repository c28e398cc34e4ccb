"""A random walk through a judging: whoever does whatever, in any order, refused or not."""

from tests.services.walk.acts import ACTS
from tests.services.walk.history import Walk

__all__ = ["ACTS", "Walk"]
