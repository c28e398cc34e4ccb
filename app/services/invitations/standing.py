"""Where an invitation stands, and what stands in the way of making or taking one."""

from datetime import datetime
from enum import StrEnum

from app.models import Invitation


class Standing(StrEnum):
    """Where an invitation stands."""

    UNCONFIRMED = "unconfirmed"
    SENT = "sent"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    TAKEN = "taken"


OPEN = frozenset({Standing.UNCONFIRMED, Standing.SENT, Standing.EXPIRED})
"""It may still become something."""


class AlreadyHeldError(ValueError):
    """Whoever has the address has the office already."""


class AlreadyInvitedError(ValueError):
    """Somebody at the address has been invited to it, and has not answered."""


class TooManyInvitedError(ValueError):
    """Those who are invited have to answer first, or be no longer invited."""


class UnconfirmedError(ValueError):
    """The organisation waits for a secretariat: until then its people invite nobody."""


class JurorError(ValueError):
    """The office can't be held by somebody who sits in a jury that it could meet."""


class HasAccountError(ValueError):
    """There is an account with the address: its owner signs in, and takes it with that."""


def standing(invitation: Invitation, now: datetime) -> Standing:
    """Say where an invitation stands."""
    if invitation.taken_at is not None:
        return Standing.TAKEN
    if invitation.declined_at is not None:
        return Standing.DECLINED
    if invitation.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if invitation.expires_at is None:
        return Standing.UNCONFIRMED
    return Standing.SENT if invitation.expires_at > now else Standing.EXPIRED
