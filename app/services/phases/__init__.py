"""Moving a round on: the declared transitions, who makes them, and what follows from them."""

from app.services.phases.deadlines import EarlierDeadlineError, extend_deadline
from app.services.phases.finding import Available, available, made_at
from app.services.phases.moving import move

__all__ = [
    "Available",
    "EarlierDeadlineError",
    "available",
    "extend_deadline",
    "made_at",
    "move",
]
