"""Progress of the judging: who has finished how much, and what accounts for each nomination."""

from app.services.progress.covering import (
    NotCoveredError,
    coverage_of,
    insist_covered,
    proof,
)
from app.services.progress.reading import (
    Mark,
    Pending,
    Progress,
    Square,
    Uncounted,
    for_reader,
    progress,
)

__all__ = [
    "Mark",
    "NotCoveredError",
    "Pending",
    "Progress",
    "Square",
    "Uncounted",
    "coverage_of",
    "for_reader",
    "insist_covered",
    "progress",
    "proof",
]
