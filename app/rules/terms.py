"""Terms of office: who holds a seat on a day, and the day that a round asks about.

Three questions, and only the first is about today: who may act, whose sheets count, whose ruling
stands. What was sealed by somebody who then held the seat counts, whether she holds it now or not;
what the jury has ruled stands.
"""

from collections.abc import Iterable
from datetime import date

from app.rules.lifecycle import Milestone

OUTLIVES_TERMS = frozenset({Milestone.JUDGING, Milestone.DECIDED, Milestone.ARCHIVED})
"""A jury sees a round through that it has begun to judge, though its term should end meanwhile."""


def holds(since: date, until: date | None, day: date) -> bool:
    """Say whether somebody appointed from one day to another, both included, holds on a day."""
    return since <= day and (until is None or until >= day)


def last_day(term_to: int, untils: Iterable[date | None]) -> date:
    """Give the last day of a jury: of its term, or when the last of its appointments has ended.

    Args:
        term_to: the last year of the jury's term.
        untils: the last day of each of its appointments; None of one without an end.

    """
    ends = [date.max if until is None else until for until in untils]
    return min(date(term_to, 12, 31), max(ends, default=date.max))


def day_in_office(milestone: Milestone, day: date, last: date) -> date:
    """Give the day on which seats are held: of a round that is judged, never after the last."""
    return min(day, last) if milestone in OUTLIVES_TERMS else day
