"""Checking that what is stored about the judging fits together, and naming what does not.

The audit trail vouches for what was recorded. This asks something else: whether the rows, however
they came to be so, can all be true at once. Each noun has a file, each invariant a sentence.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.services.checking import juries, outcomes, rules, sheets, stages
from app.services.checking.asking import answers

__all__ = ["judging"]


def judging(session: Session) -> Iterator[str]:
    """Name what does not fit together in the judging of any round, a line each."""
    for noun in (stages, rules, juries, sheets, outcomes):
        yield from answers(session, noun.INVARIANTS)
    yield from rules.weights(session)
    yield from sheets.scores(session)
    yield from outcomes.frozen(session)
