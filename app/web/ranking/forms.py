"""The shape of weights that are tried out: one number for each criterion, as it was written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MOST = 1000
"""No weight is higher; what is typed by accident often is."""
_WRITTEN = re.compile(r"[-\u2212]?[0-9]{1,12}([.,][0-9]{0,12})?")


class WeightFault(StrEnum):
    """What can be wrong with a weight."""

    BLANK = "blank"
    UNREADABLE = "unreadable"
    NEGATIVE = "negative"
    TOO_HIGH = "too high"
    ALL_ZERO = "all zero"


@dataclass(frozen=True)
class WeightsForm:
    """What was asked for. It is shown again as it was written, whatever it holds.

    written: by criterion key. faults: likewise, where there is one.
    shares: by criterion key, summing to one; None if anything is wrong.
    """

    written: Mapping[str, str]
    faults: Mapping[str, WeightFault]
    shares: Mapping[str, Decimal] | None


def field_of(key: str) -> str:
    """Name the field of a criterion's weight."""
    return f"vekt-{key}"


def read_weights(asked: Mapping[str, str], otherwise: Mapping[str, str]) -> WeightsForm:
    """Read weights: the fields are ``vekt-<criterion>``.

    Args:
        asked: what was sent.
        otherwise: by criterion key, what is written where nothing was sent.

    """
    written = {key: asked.get(field_of(key), text) for key, text in otherwise.items()}
    faults: dict[str, WeightFault] = {}
    values: dict[str, Decimal] = {}
    for key, text in written.items():
        read = _read(text)
        if isinstance(read, WeightFault):
            faults[key] = read
        else:
            values[key] = read
    total = sum(values.values())
    if not faults and not total:
        faults = dict.fromkeys(list(written)[:1], WeightFault.ALL_ZERO)
    shares = None if faults else {key: value / total for key, value in values.items()}
    return WeightsForm(written, faults, shares)


def _read(text: str) -> Decimal | WeightFault:
    bare = text.strip().removesuffix("%").strip()
    if not bare:
        return WeightFault.BLANK
    if not _WRITTEN.fullmatch(bare):
        return WeightFault.UNREADABLE
    value = Decimal(bare.replace("\u2212", "-").replace(",", "."))
    if value < 0:
        return WeightFault.NEGATIVE
    return WeightFault.TOO_HIGH if value > MOST else value
