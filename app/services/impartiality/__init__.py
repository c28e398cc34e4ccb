"""Impartiality: conflicts declared and ruled on, who sits where because of them, and who leads."""

from app.services.impartiality.absences import note_absence
from app.services.impartiality.benches import BenchError, Jurors, jurors
from app.services.impartiality.boards import (
    CLOSED,
    Board,
    Declared,
    board,
    has_declared_conflict,
    hidden_from,
)
from app.services.impartiality.declaring import (
    ConflictStandsError,
    DescriptionMissingError,
    appointment_of,
    declare,
)
from app.services.impartiality.electing import (
    ElectionRefusedError,
    elect_chair,
    electorate,
    eligible,
    end_election,
)
from app.services.impartiality.finding import absences, away_in, elections, standing_elections
from app.services.impartiality.foreseeing import ForeseenRuling, foresee
from app.services.impartiality.foreseeing_absence import ForeseenAbsence, foresee_absence
from app.services.impartiality.leading import (
    Lead,
    chair_of,
    decide_in_comparison,
    lead,
    of_comparison,
    roles_in_comparison,
)
from app.services.impartiality.refusing import (
    NotHereError,
    NothingToRuleError,
    OwnConflictError,
    must_keep_out,
    outcomes,
)
from app.services.impartiality.ruling import rule

__all__ = [
    "CLOSED",
    "BenchError",
    "Board",
    "ConflictStandsError",
    "Declared",
    "DescriptionMissingError",
    "ElectionRefusedError",
    "ForeseenAbsence",
    "ForeseenRuling",
    "Jurors",
    "Lead",
    "NotHereError",
    "NothingToRuleError",
    "OwnConflictError",
    "absences",
    "appointment_of",
    "away_in",
    "board",
    "chair_of",
    "decide_in_comparison",
    "declare",
    "elect_chair",
    "elections",
    "electorate",
    "eligible",
    "end_election",
    "foresee",
    "foresee_absence",
    "has_declared_conflict",
    "hidden_from",
    "jurors",
    "lead",
    "must_keep_out",
    "note_absence",
    "of_comparison",
    "outcomes",
    "roles_in_comparison",
    "rule",
    "standing_elections",
]
