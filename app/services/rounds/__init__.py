"""Rounds: finding them, their forms, planning one."""

from app.services.forms import form, spec, specs
from app.services.rounds.candidate_rules import (
    candidate_lacks,
    candidate_stamp,
    set_candidates,
)
from app.services.rounds.finding import (
    by_id,
    by_ids,
    by_slug,
    of_actor,
    of_prize,
    open_calls,
    under_way,
)
from app.services.rounds.planning import (
    PrizeClosedError,
    create,
    set_criteria,
    set_form,
)
from app.services.work import LockedError

__all__ = [
    "LockedError",
    "PrizeClosedError",
    "by_id",
    "by_ids",
    "by_slug",
    "candidate_lacks",
    "candidate_stamp",
    "create",
    "form",
    "of_actor",
    "of_prize",
    "open_calls",
    "set_candidates",
    "set_criteria",
    "set_form",
    "spec",
    "specs",
    "under_way",
]
