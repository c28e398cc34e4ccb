"""The rules of judging that an amendment may change, and what an amendment must contain."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

WHOLE = Decimal(1)
"""What the weights of all criteria come to."""
FINEST = 5
"""Decimals that a weight may have, as a share of one."""


@dataclass(frozen=True)
class Rules:
    """What may still be changed when the judging has begun.

    weights: shares of one, by criterion key. quorum: sheets that a nomination needs.
    method: how sheets become one order. tie_breaks: what parts equal nominations, in order.
    """

    weights: Mapping[str, Decimal]
    quorum: int
    method: str
    tie_breaks: tuple[str, ...]

    def differing(self, other: "Rules") -> list[str]:
        """Name the rules that the other has otherwise."""
        return [
            name
            for name in ("method", "weights", "quorum", "tie_breaks")
            if getattr(self, name) != getattr(other, name)
        ]


@dataclass(frozen=True)
class Choices:
    """What the rules may be chosen from.

    criteria: keys of all criteria. seats: of the jury.
    last: the tie-break that nothing can come after.
    """

    criteria: Collection[str]
    seats: int
    methods: Collection[str]
    tie_breaks: Collection[str]
    last: str


class RuleFault(StrEnum):
    """One thing that is wrong with an amendment."""

    WEIGHTS_INCOMPLETE = "weights_incomplete"
    WEIGHT_OUT_OF_RANGE = "weight_out_of_range"
    WEIGHTS_NOT_WHOLE = "weights_not_whole"
    QUORUM_TOO_LOW = "quorum_too_low"
    QUORUM_TOO_HIGH = "quorum_too_high"
    METHOD_UNKNOWN = "method_unknown"
    TIE_BREAKS_IMPOSSIBLE = "tie_breaks_impossible"
    NO_REASON = "no_reason"
    NOTHING_CHANGED = "nothing_changed"


def faults(before: Rules, after: Rules, reason: str, choices: Choices) -> list[RuleFault]:
    """List what is wrong with an amendment; that it changes nothing, where all else is right."""
    found = _weight_faults(after.weights, choices.criteria)
    if after.quorum < 1:
        found.append(RuleFault.QUORUM_TOO_LOW)
    if after.quorum > choices.seats:
        found.append(RuleFault.QUORUM_TOO_HIGH)
    if after.method not in choices.methods:
        found.append(RuleFault.METHOD_UNKNOWN)
    if not are_possible(after.tie_breaks, choices):
        found.append(RuleFault.TIE_BREAKS_IMPOSSIBLE)
    if not found and not before.differing(after):
        found.append(RuleFault.NOTHING_CHANGED)
    if not reason.strip():
        found.append(RuleFault.NO_REASON)
    return found


def _weight_faults(weights: Mapping[str, Decimal], criteria: Collection[str]) -> list[RuleFault]:
    if set(weights) != set(criteria):
        return [RuleFault.WEIGHTS_INCOMPLETE]
    if not all(_is_share(weight) for weight in weights.values()):
        return [RuleFault.WEIGHT_OUT_OF_RANGE]
    return [] if sum(weights.values()) == WHOLE else [RuleFault.WEIGHTS_NOT_WHOLE]


def _is_share(weight: Decimal) -> bool:
    if not weight.is_finite() or not 0 <= weight <= WHOLE:
        return False
    return -int(weight.normalize().as_tuple().exponent) <= FINEST


def are_possible(tie_breaks: Sequence[str], choices: Choices) -> bool:
    """Say whether each is known and there once, and nothing follows the last that there can be."""
    return (
        set(tie_breaks) <= set(choices.tie_breaks)
        and len(set(tie_breaks)) == len(tie_breaks)
        and choices.last not in tie_breaks[:-1]
    )
