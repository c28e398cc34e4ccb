"""Nominations: finding, starting, writing and submitting them."""

from app.services.moves import ReasonMissingError
from app.services.nominations.finding import (
    IN_JUDGING,
    admitted,
    admitted_ids,
    begin,
    by_id,
    current_version,
    nominators,
    require,
)
from app.services.nominations.starting import NotMemberError, start
from app.services.nominations.submitting import IncompleteError, find_faults, submit
from app.services.nominations.writing import add_invented_candidates, base_of, base_of_given, save

__all__ = [
    "IN_JUDGING",
    "IncompleteError",
    "NotMemberError",
    "ReasonMissingError",
    "add_invented_candidates",
    "admitted",
    "admitted_ids",
    "base_of",
    "base_of_given",
    "begin",
    "by_id",
    "current_version",
    "find_faults",
    "nominators",
    "require",
    "save",
    "start",
    "submit",
]
