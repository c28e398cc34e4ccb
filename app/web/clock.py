"""The time. The one place below which nobody asks for it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app


def system_clock() -> datetime:
    """Give the time of the machine, in UTC."""
    return datetime.now(UTC)


class DemoClock:
    """A clock that can be wound forward, so that a whole round fits in an afternoon.

    Only the demonstration uses it. How far it has been wound is kept in a file beside the
    database, so that a restart does not turn time back.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self) -> datetime:
        """Give the time, as far ahead as it has been wound."""
        return system_clock() + self.ahead

    @property
    def ahead(self) -> timedelta:
        """How far ahead of the machine's time it is."""
        try:
            return timedelta(seconds=int(self.path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError):
            return timedelta(0)

    def wind(self, by: timedelta) -> None:
        """Wind it forward. Time never goes back."""
        if by > timedelta(0):
            seconds = int((self.ahead + by).total_seconds())
            self.path.write_text(str(seconds), encoding="utf-8")


def now() -> datetime:
    """Give the time as the application has it, in UTC."""
    moment: datetime = current_app.config["CLOCK"]()
    return moment
