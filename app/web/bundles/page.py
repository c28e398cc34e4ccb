"""What the page shows that checks bundles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import SigningKey
from app.services import signing_keys
from app.verifying.checking import holds
from app.verifying.findings import Found, Weight
from app.words import bundles as words

MARKS = {Weight.HOLDS: "check", Weight.NOTE: "none", Weight.BROKEN: "warn"}


@dataclass(frozen=True)
class Line:
    """One finding: its mark, what it means, and what it says."""

    mark: str
    word: str
    says: str
    is_wrong: bool


@dataclass(frozen=True)
class Result:
    """What a bundle came to."""

    holds: bool
    outcome: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class KeyLine:
    """A key that is published. until: when the next took over; None for the one that signs."""

    number: int
    fingerprint: str
    since: datetime
    until: datetime | None


def result_of(found: Sequence[Found]) -> Result:
    """Lay out what was found, what does not hold first."""
    ordered = sorted(found, key=lambda one: one.weight is not Weight.BROKEN)
    return Result(
        holds(found),
        words.outcome(holds=holds(found)),
        [
            Line(
                MARKS[one.weight],
                words.weight(one.weight),
                words.says(one),
                is_wrong=one.weight is Weight.BROKEN,
            )
            for one in ordered
        ],
    )


def keys_of(published: Sequence[SigningKey]) -> list[KeyLine]:
    """List the keys, the one that signs first."""
    ends = [None, *(key.made_at for key in published)]
    return [
        KeyLine(key.id, signing_keys.fingerprint(key), key.made_at, until)
        for key, until in zip(published, ends, strict=False)
    ]
