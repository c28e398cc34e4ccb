"""What somebody who is told that she is a candidate can answer."""

from enum import StrEnum


class TellingAnswer(StrEnum):
    """What she answered."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
