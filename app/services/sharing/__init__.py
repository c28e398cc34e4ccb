"""Sharing one nomination with people of other bodies, and asking those who may to submit it."""

from app.services.invitations import TooManyInvitedError, UnconfirmedError
from app.services.sharing.asking import (
    AskedAlreadyError,
    NeedlessError,
    NobodySubmitsError,
    ask_to_submit,
    asked_lately,
    who_submits,
)
from app.services.sharing.inviting import (
    MOST_OPEN,
    KeptOutError,
    invite,
    send_again,
    take_anew,
    take_with,
    withdraw,
)
from app.services.sharing.people import Person, Sharing, leave, look, names, set_role, take_out

__all__ = [
    "MOST_OPEN",
    "AskedAlreadyError",
    "KeptOutError",
    "NeedlessError",
    "NobodySubmitsError",
    "Person",
    "Sharing",
    "TooManyInvitedError",
    "UnconfirmedError",
    "ask_to_submit",
    "asked_lately",
    "invite",
    "leave",
    "look",
    "names",
    "send_again",
    "set_role",
    "take_anew",
    "take_out",
    "take_with",
    "who_submits",
    "withdraw",
]
