"""The steps in which a round is set up, and what can lack before its call opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Step(StrEnum):
    """The steps, in the order of the page."""

    DATES = "dates"
    NOMINATORS = "nominators"
    CANDIDATES = "candidates"
    CRITERIA = "criteria"
    FORM = "form"
    CALL = "call"
    CONTACT = "contact"
    AWARD = "award"
    STAGES = "stages"
    RULES = "rules"
    JURY = "jury"


@dataclass(frozen=True)
class Lack:
    """One thing that lacks, or that may be a mistake, and where it is mended."""

    step: Step
    what: str
    """A key of the sentences in ``app/words/setup.py``."""
    stops: bool = True
    """Whether the call cannot open before it is mended; else it is a warning."""
    figures: Mapping[str, str | int] = field(default_factory=dict)
