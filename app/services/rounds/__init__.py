"""Rounds: finding them, planning one, its criteria and form, what its call says."""

from app.services.rounds.criteria import (
    ForeseenRemoval,
    foresee_removal,
    set_criteria,
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
from app.services.rounds.forms import form, set_form, spec
from app.services.rounds.locking import LockedError
from app.services.rounds.planning import YearTakenError, create
from app.services.rounds.setting import CallTexts, award_data, call_texts, set_award, write_call

__all__ = [
    "CallTexts",
    "ForeseenRemoval",
    "LockedError",
    "YearTakenError",
    "award_data",
    "by_id",
    "by_ids",
    "by_slug",
    "call_texts",
    "create",
    "foresee_removal",
    "form",
    "of_actor",
    "of_prize",
    "open_calls",
    "set_award",
    "set_criteria",
    "set_form",
    "spec",
    "under_way",
    "write_call",
]
