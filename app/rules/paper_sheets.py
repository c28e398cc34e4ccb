"""Sheets on paper: the secretariat enters one, and it counts when the juror confirms it."""

from enum import StrEnum


class PaperAnswer(StrEnum):
    """What became of a sheet that was entered."""

    CONFIRMED = "confirmed"
    """She handed it in as it was entered."""
    CORRECTED = "corrected"
    """She handed in something else."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """The secretariat took it back."""
