"""Observing: what somebody of the jury saw at a visit, kept apart from scores."""

from app.models import Nomination, Observation
from app.rules.access import Permission
from app.services import audit, digests, impartiality, seals, stamps
from app.services.visits.finding import of_nomination
from app.services.visits.planning import begin, store
from app.services.visits.reporting import observation_data
from app.services.work import Work


def observe(
    work: Work, nomination: Nomination, text: str, *, base: str | None = None
) -> Observation | None:
    """Write what the actor saw; the jury reads it from then on. None where nothing is said.

    Raises:
        WrongPhaseError: no visits are under way.
        DeniedError: she is recused from it, or has no seat.
        StaleEditError: she has written otherwise elsewhere since.

    """
    award_round, stage, _where = begin(work, Permission.REPORT_VISIT, nomination)
    mine = impartiality.appointment_of(work, award_round)
    visit = of_nomination(work.session, stage, nomination.id)
    held, wanted = observation_data(visit, mine), {"text": text.strip()}
    stamps.insist(held, wanted, base)
    if held == wanted:
        return None
    visit = visit or store(work.session, stage, nomination)
    found = next((one for one in visit.observations if one.appointment_id == mine), None)
    if found is None:
        found = Observation(visit_id=visit.id, appointment_id=mine, text="")
        visit.observations.append(found)
    found.text, found.written_at = wanted["text"], work.now
    work.session.flush()
    audit.record(
        work,
        "observation.written",
        f"nomination:{nomination.id}",
        award_round=award_round,
        stage=stage.id,
        appointment=mine,
        digest=digests.of(seals.observation(found)),
    )
    return found
