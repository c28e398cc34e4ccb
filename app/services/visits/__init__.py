"""Visits: planned by the secretariat, reported and observed by those who went."""

from app.services.visits.finding import (
    Listed,
    Seen,
    listed,
    not_made,
    not_planned,
    observations,
    see,
    stage_of,
)
from app.services.visits.observing import observe
from app.services.visits.planning import NotImpartialError, VisitPlan, plan, plan_data
from app.services.visits.reporting import (
    NobodyWentError,
    Report,
    observation_data,
    report,
    report_data,
)

__all__ = [
    "Listed",
    "NobodyWentError",
    "NotImpartialError",
    "Report",
    "Seen",
    "VisitPlan",
    "listed",
    "not_made",
    "not_planned",
    "observation_data",
    "observations",
    "observe",
    "plan",
    "plan_data",
    "report",
    "report_data",
    "see",
    "stage_of",
]
