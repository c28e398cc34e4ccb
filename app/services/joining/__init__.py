"""Coming in to an organisation: by the domain of one's address, by its number, or by asking."""

from app.services.joining.asking import Asked, answer, ask, asked_of, own_requests
from app.services.joining.choosing import (
    BadNumberError,
    Joined,
    NoPersonsError,
    Outcome,
    TooManyError,
    as_person,
    by_domain,
    by_number,
    municipality,
    offered,
)

__all__ = [
    "Asked",
    "BadNumberError",
    "Joined",
    "NoPersonsError",
    "Outcome",
    "TooManyError",
    "answer",
    "as_person",
    "ask",
    "asked_of",
    "by_domain",
    "by_number",
    "municipality",
    "offered",
    "own_requests",
]
