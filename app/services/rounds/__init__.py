"""Rounds: finding them, their forms, planning one."""

from app.services.rounds.finding import (
    by_id,
    by_ids,
    by_slug,
    of_actor,
    of_prize,
    open_calls,
    under_way,
)
from app.services.rounds.forms import form, spec
from app.services.rounds.planning import (
    LockedError,
    PrizeClosedError,
    create,
    set_criteria,
    set_form,
)

__all__ = [
    "LockedError",
    "PrizeClosedError",
    "by_id",
    "by_ids",
    "by_slug",
    "create",
    "form",
    "of_actor",
    "of_prize",
    "open_calls",
    "set_criteria",
    "set_form",
    "spec",
    "under_way",
]
