"""Two versions of one sheet in words: what is stored, beside what was written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.models import Round
from app.words.jury import evidence
from app.words.jury.sheets import number, short_names
from app.words.text import _


@dataclass(frozen=True)
class StoredSheet:
    """What another save left in store, to be shown beside what was written here."""

    lines: Sequence[tuple[str, str, str]]
    """Criterion, its stored score, and the score that was sent."""
    grounds: str
    evidence: Sequence[str]
    """What the stored scores rest on, criterion by criterion."""
    notes: str


def stored_elsewhere(
    award_round: Round, theirs: Mapping[str, Any], yours: Mapping[str, Any]
) -> StoredSheet:
    """Put in words what is stored instead of what was sent."""
    return StoredSheet(
        [
            (name, _score(theirs["scores"], key), _score(yours["scores"], key))
            for key, name in short_names(award_round.criteria).items()
        ],
        theirs["grounds"],
        evidence.lines(award_round, theirs["evidence"]),
        theirs["notes"],
    )


def _score(scores: Mapping[str, str], key: str) -> str:
    return number(Decimal(scores[key])) if scores.get(key) else _("Ingen poeng")
