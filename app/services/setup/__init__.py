"""Setting up a round: what lacks before its call can open, and making one from what there is."""

from app.services.setup.lacking import State, lacks, state_of
from app.services.setup.making import Source, Sources, last_round, make, sources

__all__ = [
    "Source",
    "Sources",
    "State",
    "lacks",
    "last_round",
    "make",
    "sources",
    "state_of",
]
