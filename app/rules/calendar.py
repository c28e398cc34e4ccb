"""The calendar that the product goes by, wherever its server stands."""

import re
from datetime import date
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(text: str) -> date | None:
    """Read a date as year, month and day; None when it is no such thing."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
