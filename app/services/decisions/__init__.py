"""Decisions: drafting and sealing the choice of a winner, and recording past ones."""

from app.services.decisions.chairing import (
    begin_as_chair,
    decide_as_chair,
    for_reader,
    is_impartial,
    require_impartial_chair,
)
from app.services.decisions.drafting import DecisionInput, as_input, save
from app.services.decisions.finding import (
    ids_of,
    in_any_language,
    of_round,
    sealed,
    sealed_by_round,
)
from app.services.decisions.foreseeing import DecisionIncompleteError, ForeseenSealing, foresee
from app.services.decisions.past import PastNominee, record_past
from app.services.decisions.sealing import finalise, prepare, seal_holds

__all__ = [
    "DecisionIncompleteError",
    "DecisionInput",
    "ForeseenSealing",
    "PastNominee",
    "as_input",
    "begin_as_chair",
    "decide_as_chair",
    "finalise",
    "for_reader",
    "foresee",
    "ids_of",
    "in_any_language",
    "is_impartial",
    "of_round",
    "prepare",
    "record_past",
    "require_impartial_chair",
    "save",
    "seal_holds",
    "sealed",
    "sealed_by_round",
]
