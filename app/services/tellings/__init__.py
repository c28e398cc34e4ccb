"""Candidates proposed by others: they are told, see what is said of them, and may say no."""

from app.services.tellings.answering import confirm, decline, find
from app.services.tellings.telling import (
    AddressMissingError,
    OwnCandidateError,
    To,
    candidates_of,
    of_nomination,
    tell,
)

__all__ = [
    "AddressMissingError",
    "OwnCandidateError",
    "To",
    "candidates_of",
    "confirm",
    "decline",
    "find",
    "of_nomination",
    "tell",
]
