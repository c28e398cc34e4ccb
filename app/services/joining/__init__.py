"""Coming in to an organisation: by the domain of one's address, by its number, or by asking."""

from app.services.invitations import TooManyInvitedError, UnconfirmedError
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
from app.services.joining.inviting import (
    invite,
    open_for,
    send_again,
    take_anew,
    take_with,
    withdraw,
)

__all__ = [
    "Asked",
    "BadNumberError",
    "Joined",
    "NoPersonsError",
    "Outcome",
    "TooManyError",
    "TooManyInvitedError",
    "UnconfirmedError",
    "answer",
    "as_person",
    "ask",
    "asked_of",
    "by_domain",
    "by_number",
    "invite",
    "municipality",
    "offered",
    "open_for",
    "own_requests",
    "send_again",
    "take_anew",
    "take_with",
    "withdraw",
]
