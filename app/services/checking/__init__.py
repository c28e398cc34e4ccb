"""Checking that what is stored about the judging fits together, and naming what does not.

The audit trail vouches for what was recorded. This asks something else: whether the rows, however
they came to be so, can all be true at once. Each noun has a file, each invariant a sentence.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.services.checking import (
    ballots,
    juries,
    outcomes,
    papers,
    rules,
    sheets,
    sittings,
    stages,
    visits,
)
from app.services.checking.asking import answers

__all__ = ["NOUNS", "judging"]

NOUNS = (stages, rules, juries, sittings, sheets, papers, ballots, visits, outcomes)


def judging(session: Session) -> Iterator[str]:
    """Name what does not fit together in the judging of any round, a line each."""
    for noun in NOUNS:
        yield from answers(session, noun.INVARIANTS)
    yield from rules.weights(session)
    yield from sheets.scores(session)
    yield from ballots.ranks(session)
    yield from outcomes.frozen(session)
