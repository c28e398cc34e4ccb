"""What events vouch for of visits: what was planned, who went, what was answered and observed."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from app.models import Observation, Stage, Visit, VisitMember
from app.services import digests, seals
from app.services.audit.matching import Check, says, subject, titled


def _by_stage(told: Sequence[Any], held: Sequence[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """Give what was told and what is held of each visit to a nomination, which are few."""
    for stage in sorted({event.data["stage"] for event in told} | {row.stage_id for row in held}):
        yield (
            [event for event in told if event.data["stage"] == stage],
            [row for row in held if row.stage_id == stage],
        )


def _visits_agree(told: Sequence[Any], held: Sequence[Any]) -> bool:
    return all(_visit_agrees(events, rows) for events, rows in _by_stage(told, held))


def _visit_agrees(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare a visit, a row for each of its party, with what was said last of it."""
    if not held or len({row.id for row in held}) > 1:
        return False
    row = held[0]
    last = {event.kind: event for event in told}
    planned, reported = last.get("visit.planned"), last.get("visit.reported")
    asked = sorted(one.m_appointment_id for one in held if one.m_is_asked)
    went = sorted(one.m_appointment_id for one in held if one.m_went)
    plan = seals.visit_plan(row)
    if planned is None:
        is_as_planned = not (asked or row.starts_at or row.place)
    else:
        is_as_planned = says(planned, party=asked) and digests.agrees(planned.data["digest"], plan)
    if reported is None:
        return is_as_planned and not (went or any(row.answers) or row.held_at)
    return (
        is_as_planned
        and says(reported, went=went)
        and digests.agrees(reported.data["digest"], seals.visit_report(row))
        and (row.held_at, row.held_by_id) == (reported.happened_at, reported.actor_id)
    )


def _observations_agree(told: Sequence[Any], held: Sequence[Any]) -> bool:
    last = {(event.data["stage"], event.data["appointment"]): event for event in told}
    rows = {(row.stage_id, row.appointment_id): row for row in held}
    return (
        len(rows) == len(held)
        and last.keys() == rows.keys()
        and all(
            last[key].happened_at == row.written_at
            and digests.agrees(last[key].data["digest"], seals.observation(row))
            for key, row in rows.items()
        )
    )


CHECKS = (
    Check(
        # A visit that nobody planned is there from when somebody writes what she saw.
        kinds={"visit.planned", "visit.reported", "observation.written"},
        rows=select(
            *Visit.__table__.columns,
            *(column.label(f"m_{column.name}") for column in VisitMember.__table__.columns),
            Stage.round_id,
            subject("nomination", Visit.nomination_id),
        )
        .join(Stage, Visit.stage_id == Stage.id)
        .outerjoin(VisitMember, VisitMember.visit_id == Visit.id),
        name=titled("the visit to nomination {id}"),
        agrees=_visits_agree,
        whole=True,
    ),
    Check(
        kinds={"observation.written"},
        rows=select(
            *Observation.__table__.columns,
            *(Visit.stage_id, Stage.round_id),
            subject("nomination", Visit.nomination_id),
        )
        .join(Visit, Observation.visit_id == Visit.id)
        .join(Stage, Visit.stage_id == Stage.id),
        name=titled("what was observed of nomination {id}"),
        agrees=_observations_agree,
        whole=True,
    ),
)
