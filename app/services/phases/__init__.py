"""Moving a round on: the declared transitions, who makes them, and what follows from them."""

from app.services.phases.dates import (
    DatesQuestionedError,
    DatesRefusedError,
    change_dates,
    changes_of,
    free_dates,
)
from app.services.phases.finding import Available, available, made_at
from app.services.phases.foreseeing import ForeseenMove, foresee
from app.services.phases.moving import move

__all__ = [
    "Available",
    "DatesQuestionedError",
    "DatesRefusedError",
    "ForeseenMove",
    "available",
    "change_dates",
    "changes_of",
    "foresee",
    "free_dates",
    "made_at",
    "move",
]
