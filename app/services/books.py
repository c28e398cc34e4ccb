"""The reading book: all that a juror may read of a round, in her order, and what is not in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Nomination, Round
from app.rules.access import Permission
from app.rules.reading_order import Reading
from app.services import desks, may, nominations
from app.services.desks import TO_SCORE, Task
from app.services.work import Work

CLOSED = (Task.DECLARE, Task.AWAIT_RULING, Task.RECUSED)
"""Why a nomination on her desk is not in it."""


@dataclass(frozen=True)
class Book:
    """What a juror reads, in her order, and the numbers of what is closed to her, by why."""

    nominations: Sequence[Nomination]
    missing: Mapping[Task, Sequence[int | None]]


def gather(work: Work, award_round: Round) -> Book:
    """Gather what the actor may read of a round.

    Raises:
        DeniedError: nothing of it is open to her.

    """
    desk = desks.desk(work, award_round, Reading.DRAWN)
    readable = desk.of(*TO_SCORE)
    may.require(work, Permission.READ_AS_JURY, award_round, impartial=bool(readable))
    missing = {task: [entry.number for entry in desk.of(task)] for task in CLOSED}
    return Book(
        nominations.by_ids(work.session, [entry.id for entry in readable]),
        {task: numbers for task, numbers in missing.items() if numbers},
    )
