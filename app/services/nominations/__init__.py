"""Nominations: finding, starting, writing and submitting them."""

from app.services.moves import ReasonMissingError
from app.services.nominations.finding import (
    IN_JUDGING,
    admitted,
    admitted_ids,
    begin,
    by_id,
    by_ids,
    current_version,
    decide,
    insist,
    nominators,
    require,
)
from app.services.nominations.freezing import content
from app.services.nominations.openings import end_opening, open_until
from app.services.nominations.starting import NotMemberError, NotTakenError, start
from app.services.nominations.submitting import (
    HERS,
    HinderedError,
    Hindrance,
    IncompleteError,
    find_faults,
    has_changes,
    hindrance,
    submit,
)
from app.services.nominations.telling import tell, tell_of_move, told
from app.services.nominations.windows import (
    is_awaited,
    require_window,
    require_writable,
    window_of,
)
from app.services.nominations.writing import add_invented_candidates, base_of, base_of_given, save

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
    "by_ids",
    "content",
    "current_version",
    "decide",
    "end_opening",
    "find_faults",
    "has_changes",
    "hindrance",
    "insist",
    "is_awaited",
    "nominators",
    "open_until",
    "require",
    "require_window",
    "require_writable",
    "save",
    "start",
    "submit",
    "tell",
    "tell_of_move",
    "told",
    "window_of",
]
