"""Who may nominate in a round, and what a round may ask of whoever submits."""

from collections.abc import Collection
from enum import StrEnum


class NominatorKind(StrEnum):
    """What a nomination comes from."""

    MUNICIPALITY = "municipality"
    ORGANISATION = "organisation"
    PERSON = "person"


USUAL = (NominatorKind.MUNICIPALITY, NominatorKind.ORGANISATION)
"""Who may nominate where nothing else was said. A private person may only where it was."""


def in_order(kinds: Collection[str]) -> list[str]:
    """Give kinds once each, in the order in which they are always named."""
    return [kind.value for kind in NominatorKind if kind.value in kinds]


def narrows(before: Collection[str], after: Collection[str]) -> bool:
    """Say whether somebody may nominate before and not after."""
    return not set(before) <= set(after)
