"""Invitations: to an office, by an administrator. Those to a seat are made by ``jury``."""

from app.services.invitations.links import find
from app.services.invitations.offices import (
    confirm,
    invite,
    invite_first,
    open_ones,
    send_again,
    take_anew,
    take_with,
    withdraw,
)
from app.services.invitations.standing import (
    OPEN,
    AlreadyHeldError,
    AlreadyInvitedError,
    HasAccountError,
    JurorError,
    Standing,
    TooManyInvitedError,
    UnconfirmedError,
    standing,
)
from app.services.offices import SameEyesError

__all__ = [
    "OPEN",
    "AlreadyHeldError",
    "AlreadyInvitedError",
    "HasAccountError",
    "JurorError",
    "SameEyesError",
    "Standing",
    "TooManyInvitedError",
    "UnconfirmedError",
    "confirm",
    "find",
    "invite",
    "invite_first",
    "open_ones",
    "send_again",
    "standing",
    "take_anew",
    "take_with",
    "withdraw",
]
