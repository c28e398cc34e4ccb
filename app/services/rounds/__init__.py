"""Rounds: finding them, planning one, its criteria and form, what its call says."""

from app.services.forms import form, spec, specs
from app.services.rounds.basis import basis_data, basis_of, set_basis
from app.services.rounds.candidate_rules import (
    candidate_lacks,
    candidate_stamp,
    set_candidates,
)
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
from app.services.rounds.lacking import on_holidays
from app.services.rounds.planning import PrizeClosedError, YearTakenError, create, set_form
from app.services.rounds.setting import CallTexts, award_data, call_texts, set_award, write_call
from app.services.rounds.stages import PlanRefusedError, set_stages, stage_data
from app.services.work import LockedError

__all__ = [
    "CallTexts",
    "ForeseenRemoval",
    "LockedError",
    "PlanRefusedError",
    "PrizeClosedError",
    "YearTakenError",
    "award_data",
    "basis_data",
    "basis_of",
    "by_id",
    "by_ids",
    "by_slug",
    "call_texts",
    "candidate_lacks",
    "candidate_stamp",
    "create",
    "foresee_removal",
    "form",
    "of_actor",
    "of_prize",
    "on_holidays",
    "open_calls",
    "set_award",
    "set_basis",
    "set_candidates",
    "set_criteria",
    "set_form",
    "set_stages",
    "spec",
    "specs",
    "stage_data",
    "under_way",
    "write_call",
]
