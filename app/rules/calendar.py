"""The calendar that the product goes by, wherever its server stands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def day_of(moment: datetime) -> date:
    """Give the day that a moment falls on in Norway."""
    return moment.astimezone(OSLO).date()
