"""Nominations: finding, starting, writing, submitting and withdrawing them."""

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
from app.services.nominations.withdrawing import ReasonMissingError, withdraw, withdrawn_late
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
    "withdraw",
    "withdrawn_late",
]
