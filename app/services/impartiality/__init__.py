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
from app.services.impartiality.ruling import (
    NothingToRuleError,
    OwnConflictError,
    must_keep_out,
    rule,
)

__all__ = [
    "CLOSED",
    "Board",
    "ConflictStandsError",
    "Declared",
    "DescriptionMissingError",
    "NothingToRuleError",
    "OwnConflictError",
    "appointment_of",
    "board",
    "declare",
    "has_declared_conflict",
    "hidden_from",
    "must_keep_out",
    "rule",
]
