"""Asking invariants of the database: each is a sentence, and a query for the rows that break it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Invariant:
    """What must hold of all rows: how a row that breaks it is named, and which rows do."""

    says: str
    """With the columns of the query in braces."""
    broken: Select[*tuple[Any, ...]]


def answers(session: Session, invariants: Sequence[Invariant]) -> Iterator[str]:
    """Name every row that breaks one, in the order of the invariants."""
    for one in invariants:
        for row in session.execute(one.broken).mappings():
            yield one.says.format(**row)
