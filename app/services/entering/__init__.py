"""What is entered from a table: a jury, people, past rounds; all of it, or nothing.

Trying and storing are the same act. A trial is taken back, whatever came of it, so that what it
says is what storing would have said.
"""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from app.rules.entering import Fault
from app.services.entering.juries import enter_jury
from app.services.entering.past_rounds import enter_past_rounds
from app.services.entering.people import enter_people


class RefusedError(ValueError):
    """Something is wrong with what was to be entered, and nothing is stored."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} cells")
        self.faults = faults


def attempt(session: Session, act: Callable[[], list[Fault]]) -> list[Fault]:
    """Try an act, and take back whatever it has done.

    Raises:
        DeniedError: the actor may not do it.

    """
    trial = session.begin_nested()
    try:
        return act()
    finally:
        trial.rollback()


def store(act: Callable[[], list[Fault]]) -> None:
    """Do an act, which is rolled back by whoever began if it is refused.

    Raises:
        DeniedError: the actor may not do it.
        RefusedError: something is wrong.

    """
    if faults := act():
        raise RefusedError(faults)


__all__ = [
    "RefusedError",
    "attempt",
    "enter_jury",
    "enter_past_rounds",
    "enter_people",
    "store",
]
