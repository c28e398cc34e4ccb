"""The calendar that the product goes by, wherever its server stands."""

from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
