"""Announcements: setting the time, and what the public reads."""

from app.services.announcements.foreseeing import (
    AnnouncementSetError,
    ForeseenAnnouncement,
    foresee,
)
from app.services.announcements.history import enter_past_round, neighbours, public_rounds
from app.services.announcements.reading import PublicAnswer, Result, public_answers, results
from app.services.announcements.scores import PublicScore, PublicScores, public_scores
from app.services.announcements.setting import (
    NothingToMoveError,
    TimeInThePastError,
    TimeQuestionedError,
    TimeTooFarError,
    announce,
    move,
)

__all__ = [
    "AnnouncementSetError",
    "ForeseenAnnouncement",
    "NothingToMoveError",
    "PublicAnswer",
    "PublicScore",
    "PublicScores",
    "Result",
    "TimeInThePastError",
    "TimeQuestionedError",
    "TimeTooFarError",
    "announce",
    "enter_past_round",
    "foresee",
    "move",
    "neighbours",
    "public_answers",
    "public_rounds",
    "public_scores",
    "results",
]
