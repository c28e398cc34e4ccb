"""Reporting a visit: who went, and what was answered to what is asked everywhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from app.models import Nomination, Visit
from app.rules.access import Permission
from app.services import audit, digests, seals, stamps
from app.services.visits.finding import of_nomination
from app.services.visits.planning import begin, insist_able, set_party, store
from app.services.work import Work


class NobodyWentError(ValueError):
    """A report must say who went."""


@dataclass(frozen=True)
class Report:
    """Who went, by appointment, and an answer for each question of the stage, in their order."""

    went: Collection[int]
    answers: Sequence[str]


def report_data(visit: Visit | None, questions: int) -> dict[str, Any]:
    """Give what is reported of a visit, as plain data."""
    return _data(
        [one.appointment_id for one in visit.party if one.went] if visit else [],
        visit.answers if visit else [],
        questions,
    )


def _data(went: Collection[int], answers: Sequence[str], questions: int) -> dict[str, Any]:
    said = [*(answer.strip() for answer in answers), *[""] * questions]
    return {"went": sorted(went), "answers": said[:questions]}


def observation_data(visit: Visit | None, appointment_id: int | None) -> dict[str, Any]:
    """Give what somebody has observed, as plain data."""
    held = visit.observations if visit else []
    said = (one.text for one in held if one.appointment_id == appointment_id)
    return {"text": next(said, "")}


def report(work: Work, nomination: Nomination, given: Report, *, base: str | None = None) -> Visit:
    """Report a visit. It can be reported anew until the stage is concluded.

    Raises:
        WrongPhaseError: no visits are under way.
        DeniedError: the actor is recused from it.
        NobodyWentError: nobody is said to have gone.
        NotImpartialError: somebody is said to have gone who cannot have.
        StaleEditError: somebody else has reported it otherwise since.

    """
    award_round, stage, where = begin(work, Permission.REPORT_VISIT, nomination)
    asked = len(stage.questions)
    visit = of_nomination(work.session, stage, nomination.id)
    wanted, held = _data(given.went, given.answers, asked), report_data(visit, asked)
    if not given.went:
        raise NobodyWentError
    insist_able(where, nomination.id, given.went)
    stamps.insist(held, wanted, base)
    if visit is not None and visit.held_at is not None and held == wanted:
        return visit
    visit = visit or store(work.session, stage, nomination)
    visit.answers = wanted["answers"]
    visit.held_at, visit.held_by_id = work.now, work.actor.account_id
    set_party(visit, went=given.went)
    work.session.flush()
    audit.record(
        work,
        "visit.reported",
        f"nomination:{nomination.id}",
        award_round=award_round,
        stage=stage.id,
        went=sorted(given.went),
        digest=digests.of(seals.visit_report(visit)),
    )
    return visit
