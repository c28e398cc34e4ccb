"""Impartiality: declaring conflicts, ruling on them, and who sits where because of them."""

from app.services.impartiality.boards import (
    CLOSED,
    Board,
    Declared,
    board,
    has_declared_conflict,
    hidden_from,
)
from app.services.impartiality.declaring import (
    ConflictStandsError,
    DescriptionMissingError,
    appointment_of,
    declare,
)
from app.services.impartiality.foreseeing import ForeseenRuling, foresee
from app.services.impartiality.refusing import NothingToRuleError, OwnConflictError, must_keep_out
from app.services.impartiality.ruling import rule

__all__ = [
    "CLOSED",
    "Board",
    "ConflictStandsError",
    "Declared",
    "DescriptionMissingError",
    "ForeseenRuling",
    "NothingToRuleError",
    "OwnConflictError",
    "appointment_of",
    "board",
    "declare",
    "foresee",
    "has_declared_conflict",
    "hidden_from",
    "must_keep_out",
    "rule",
]
