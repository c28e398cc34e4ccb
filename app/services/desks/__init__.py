"""Desks: what a juror or deputy has to do with each nomination of a round, and has done."""

from app.services.desks.entries import LEFT, TO_SCORE, Desk, Entry, Pile, Task
from app.services.desks.laying import desk
from app.services.desks.reading import Closed, Item, closed, items, word_counts

__all__ = [
    "LEFT",
    "TO_SCORE",
    "Closed",
    "Desk",
    "Entry",
    "Item",
    "Pile",
    "Task",
    "closed",
    "desk",
    "items",
    "word_counts",
]
