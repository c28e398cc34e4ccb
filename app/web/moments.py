"""A date with a time, as it is filled in: always Norwegian time."""

from datetime import datetime

from app.rules.calendar import OSLO


def read_moment(written: str | None) -> datetime | None:
    """Read what a field for date and time sends; None when it is no such thing."""
    try:
        moment = datetime.fromisoformat((written or "").strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=OSLO) if moment.tzinfo is None else None


def write_moment(moment: datetime | None) -> str:
    """Write a moment as such a field wants it."""
    return f"{moment.astimezone(OSLO):%Y-%m-%dT%H:%M}" if moment else ""
