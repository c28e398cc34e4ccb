"""What somebody of a jury belongs to besides her seat: noted by herself or the secretariat."""

from collections.abc import Sequence

from app.models import Appointment
from app.rules.access import Permission
from app.services import audit, may, organisations
from app.services.work import NotFoundError, Work

LONGEST = 200
MOST_OFFICES = 20


def affiliated(work: Work, appointment_id: int) -> Appointment:
    """Give an appointment whose affiliations the actor may note: her own, or of a jury of hers.

    Raises:
        NotFoundError: there is none, or it has ended.
        DeniedError: it is another's, and she is not of the prize's secretariat.

    """
    found = work.session.get(Appointment, appointment_id)
    if found is None:
        raise NotFoundError("appointment")
    if found.account_id is None or found.account_id != work.actor.account_id:
        may.require_prize(work, Permission.MANAGE_JURY, found.seat.jury.prize)
    if found.until is not None and found.until < work.today:
        raise NotFoundError("appointment")
    return found


def note_affiliations(
    work: Work,
    appointment_id: int,
    *,
    employer: str,
    offices: Sequence[str],
    areas: Sequence[str],
) -> Appointment:
    """Note where somebody works, in which bodies she has an office, and which counties are hers.

    Conflicts are suggested by it from now on; what was declared before stays as it is.

    Raises:
        NotFoundError, DeniedError: as ``affiliated``.

    """
    held = affiliated(work, appointment_id)
    known = {number for number, _name in organisations.counties(work.session)}
    given = (
        _tidy(employer),
        list(dict.fromkeys(name for one in offices if (name := _tidy(one))))[:MOST_OFFICES],
        [number for number in areas if number in known],
    )
    if given == (held.employer, held.offices, held.areas):
        return held
    held.employer, held.offices, held.areas = given
    work.session.flush()
    audit.record(work, "affiliations.noted", f"appointment:{held.id}")
    return held


def _tidy(name: str) -> str:
    return " ".join(name.split())[:LONGEST]
