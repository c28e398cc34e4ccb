"""Personal links that no longer count, and why."""

from datetime import datetime
from enum import StrEnum


class Spent(StrEnum):
    """Why a personal link is worth nothing."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


class SpentLinkError(LookupError):
    """A personal link that does not count, or does not any more."""

    def __init__(self, why: Spent) -> None:
        super().__init__(why)
        self.why = why


def insist(*, used_at: datetime | None, expires_at: datetime, now: datetime) -> None:
    """Insist that a link still counts.

    Raises:
        SpentLinkError: it has been used, or its time is over.

    """
    if used_at is not None:
        raise SpentLinkError(Spent.USED)
    if expires_at <= now:
        raise SpentLinkError(Spent.EXPIRED)
