"""Nominations: finding, starting, writing and submitting them."""

from app.services.moves import ReasonMissingError
from app.services.nominations.finding import (
    IN_JUDGING,
    admitted,
    admitted_ids,
    begin,
    by_id,
    current_version,
    decide,
    nominators,
    require,
)
from app.services.nominations.starting import NotMemberError, NotTakenError, start
from app.services.nominations.submitting import (
    HERS,
    HinderedError,
    Hindrance,
    IncompleteError,
    find_faults,
    hindrance,
    submit,
)
from app.services.nominations.writing import (
    add_invented_candidates,
    base_of,
    base_of_given,
    require_draft,
    save,
)

__all__ = [
    "HERS",
    "IN_JUDGING",
    "HinderedError",
    "Hindrance",
    "IncompleteError",
    "NotMemberError",
    "NotTakenError",
    "ReasonMissingError",
    "add_invented_candidates",
    "admitted",
    "admitted_ids",
    "base_of",
    "base_of_given",
    "begin",
    "by_id",
    "current_version",
    "decide",
    "find_faults",
    "hindrance",
    "nominators",
    "require",
    "require_draft",
    "save",
    "start",
    "submit",
]
