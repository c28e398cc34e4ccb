"""What every use case is handed: the session, who acts, and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.rules.actors import Actor
from app.rules.calendar import day_of


@dataclass(frozen=True)
class Work:
    """One piece of work. Carries all that is ambient; nothing below asks anybody else."""

    session: Session
    actor: Actor
    now: datetime
    kept: list[Callable[["Work"], None]] = field(default_factory=list)
    """What must outlive a refusal: run in a transaction of its own after the rollback."""

    @property
    def today(self) -> date:
        """The day that it is, in Norway: what terms of office go by."""
        return day_of(self.now)

    def keep(self, act: Callable[["Work"], None]) -> None:
        """Have something done even if the work itself is refused and rolled back."""
        self.kept.append(act)


class NotFoundError(LookupError):
    """There is no such thing, or she may not know of it."""


class LockedError(Exception):
    """What was to be changed is locked from this phase on."""


class StaleEditError(Exception):
    """Somebody else has saved since this edit began.

    Attributes:
        theirs: what is stored now.
        yours: what was sent and is not stored.

    """

    def __init__(self, theirs: dict[str, Any], yours: dict[str, Any], version: int) -> None:
        super().__init__("saved by somebody else in the meantime")
        self.theirs = theirs
        self.yours = yours
        self.version = version
