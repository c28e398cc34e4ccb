"""Moving a round on: the declared transitions, who makes them, and what follows from them."""

from app.services.phases.dates import (
    DatesQuestionedError,
    DatesRefusedError,
    change_dates,
    changes_of,
    dates_data,
    free_dates,
    plan_dates,
)
from app.services.phases.finding import Available, available, made_at, scores_opened_at
from app.services.phases.foreseeing import ForeseenMove, foresee
from app.services.phases.halting import (
    ForeseenCourse,
    Stop,
    cancel,
    dates_to_set,
    foresee_course,
    offered,
    pause,
    resume,
    stop_of,
)
from app.services.phases.moving import move
from app.services.phases.new_dates import ForeseenDates, foresee_dates

__all__ = [
    "Available",
    "DatesQuestionedError",
    "DatesRefusedError",
    "ForeseenCourse",
    "ForeseenDates",
    "ForeseenMove",
    "Stop",
    "available",
    "cancel",
    "change_dates",
    "changes_of",
    "dates_data",
    "dates_to_set",
    "foresee",
    "foresee_course",
    "foresee_dates",
    "free_dates",
    "made_at",
    "move",
    "offered",
    "pause",
    "plan_dates",
    "resume",
    "scores_opened_at",
    "stop_of",
]
