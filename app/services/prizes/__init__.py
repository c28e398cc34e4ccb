"""Prizes: making them, finding them, and changing what is said of them."""

from app.services.prizes.changing import CHANGEABLE, change
from app.services.prizes.finding import agencies, all_of, by_slug, of_actor, run_by
from app.services.prizes.making import (
    Agency,
    Officer,
    OtherNameError,
    OtherNumberError,
    SlugTakenError,
    create,
    make,
)

__all__ = [
    "CHANGEABLE",
    "Agency",
    "Officer",
    "OtherNameError",
    "OtherNumberError",
    "SlugTakenError",
    "agencies",
    "all_of",
    "by_slug",
    "change",
    "create",
    "make",
    "of_actor",
    "run_by",
]
