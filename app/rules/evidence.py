"""What a score rests on: marked by the juror criterion by criterion, if she wants to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

PLACE_LIMIT = 200
"""So many characters say where in the text it stands."""


class EvidenceMark(StrEnum):
    """How well what is said is borne out."""

    DOCUMENTED = "documented"
    PLAUSIBLE = "plausible"
    ASSERTED = "asserted"


@dataclass(frozen=True)
class Evidence:
    """What a juror marks of one criterion, and where in the nomination it stands."""

    mark: EvidenceMark | None
    place: str = ""

    @property
    def as_data(self) -> dict[str, str]:
        """Give it as it is stored."""
        return {"mark": self.mark.value if self.mark else "", "place": self.place}


def stored(given: Mapping[str, Evidence]) -> dict[str, dict[str, str]]:
    """Give what is marked as it is stored: criteria of which nothing is said are left out."""
    return {key: one.as_data for key, one in given.items() if one.mark is not None or one.place}


def read(data: Mapping[str, Mapping[str, str]]) -> dict[str, Evidence]:
    """Read what is stored."""
    return {
        key: Evidence(EvidenceMark(one["mark"]) if one["mark"] else None, one["place"])
        for key, one in data.items()
    }


def unmarked(given: Mapping[str, Evidence]) -> tuple[str, ...]:
    """Name the criteria of which a place is said, and not what is found there."""
    return tuple(key for key, one in given.items() if one.place and one.mark is None)


def too_long(given: Mapping[str, Evidence]) -> tuple[str, ...]:
    """Name the criteria whose place is longer than there is room for."""
    return tuple(key for key, one in given.items() if len(one.place) > PLACE_LIMIT)
