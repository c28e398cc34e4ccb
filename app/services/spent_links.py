"""Personal links that no longer count, and why."""

from enum import StrEnum


class Spent(StrEnum):
    """Why a personal link is worth nothing."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class SpentLinkError(LookupError):
    """A personal link that does not count, or does not any more."""

    def __init__(self, why: Spent) -> None:
        super().__init__(why)
        self.why = why
