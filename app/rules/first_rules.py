"""The first rules of a round, as they are set before the jury begins, and what they cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.rules.disclosure import SeesOthers
from app.rules.impartiality import Reach
from app.rules.rulebooks import Choices, are_possible

MOST_STEPS = 10
"""A scale is marked and described by step: more cannot be told apart on a sheet."""
WORDS = range(20, 2001)
"""What the words of the grounds can be limited to."""


@dataclass(frozen=True)
class FirstRules:
    """How the jury is to judge. The weights are the criteria's."""

    quorum: int
    law: Mapping[str, str]
    reach: Reach = Reach.COMPARISON
    sees_others: SeesOthers = SeesOthers.DELIBERATION
    scale_low: Decimal = Decimal(1)
    scale_high: Decimal = Decimal(6)
    scale_step: Decimal = Decimal(1)
    grounds_required: bool = True
    grounds_word_limit: int = 200
    method: str = "fair"
    tie_breaks: tuple[str, ...] = ("head to head", "heaviest criterion", "chair")
    scores_public: bool = False
    """Whether everybody may have the scores, without names, when the result is announced."""
    asks_for_meeting: bool = False
    """Whether the jury meets, with minutes, before it decides."""
    casting_vote: bool = False
    """Whether whoever leads settles a vote in which the votes are even."""

    @property
    def scale(self) -> tuple[Decimal, Decimal, Decimal]:
        """The scores that can be given: the lowest, the highest, and the step between two."""
        return self.scale_low, self.scale_high, self.scale_step


class FirstFault(StrEnum):
    """One thing that is wrong with the first rules."""

    SCALE_UPSIDE_DOWN = "scale_upside_down"
    SCALE_NOT_EVEN = "scale_not_even"
    TOO_MANY_STEPS = "too_many_steps"
    WORD_LIMIT = "word_limit"
    QUORUM_TOO_LOW = "quorum_too_low"
    METHOD_UNKNOWN = "method_unknown"
    TIE_BREAKS_IMPOSSIBLE = "tie_breaks_impossible"
    NO_LAW = "no_law"


def faults(given: FirstRules, choices: Choices) -> list[FirstFault]:
    """List what is wrong with first rules. How many seats there are is the jury's to lack."""
    found = []
    low, high, step = given.scale
    if low >= high or step <= 0:
        found.append(FirstFault.SCALE_UPSIDE_DOWN)
    elif (high - low) % step:
        found.append(FirstFault.SCALE_NOT_EVEN)
    elif (high - low) / step + 1 > MOST_STEPS:
        found.append(FirstFault.TOO_MANY_STEPS)
    if given.grounds_word_limit not in WORDS:
        found.append(FirstFault.WORD_LIMIT)
    if given.quorum < 1:
        found.append(FirstFault.QUORUM_TOO_LOW)
    if given.method not in choices.methods:
        found.append(FirstFault.METHOD_UNKNOWN)
    if not are_possible(given.tie_breaks, choices):
        found.append(FirstFault.TIE_BREAKS_IMPOSSIBLE)
    if not any(given.law.values()):
        found.append(FirstFault.NO_LAW)
    return found
