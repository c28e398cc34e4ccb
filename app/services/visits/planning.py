"""Planning a visit: when and where it is, and who of the jury goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models import Appointment, Nomination, Round, Stage, Visit, VisitMember
from app.rules.access import Permission
from app.rules.notices import NoticeKind
from app.services import audit, digests, impartiality, may, notices, rounds, seals, stamps
from app.services.impartiality import Board
from app.services.visits.finding import able, of_nomination, stage_of, visited
from app.services.work import NotFoundError, Work


class NotImpartialError(ValueError):
    """Somebody cannot go: she is recused, has not declared, or does not sit."""


@dataclass(frozen=True)
class VisitPlan:
    """When and where a visit is, and who goes, by appointment."""

    starts_at: datetime | None
    place: str
    party: Collection[int]


def plan_data(visit: Visit | None) -> dict[str, Any]:
    """Give what is planned of a visit, as plain data."""
    return _data(
        visit.starts_at if visit else None,
        visit.place if visit else "",
        [one.appointment_id for one in visit.party if one.is_asked] if visit else [],
    )


def _data(starts_at: datetime | None, place: str, party: Collection[int]) -> dict[str, Any]:
    return {
        "starts_at": starts_at.isoformat() if starts_at else None,
        "place": place,
        "party": sorted(party),
    }


def plan(
    work: Work, nomination: Nomination, given: VisitPlan, *, base: str | None = None
) -> Visit | None:
    """Plan the visit to a nomination. Whoever goes is told, and told again when it is moved.

    None where nothing is known of it, and nothing is planned.

    Raises:
        WrongPhaseError: the stage that is under way is no visit, or is concluded.
        NotImpartialError: somebody is to go who cannot.
        StaleEditError: somebody else has planned it otherwise since.

    """
    award_round, stage, where = begin(work, Permission.PLAN_VISITS, nomination)
    insist_able(where, nomination.id, given.party)
    visit = of_nomination(work.session, stage, nomination.id)
    wanted = _data(given.starts_at, given.place.strip(), given.party)
    stamps.insist(plan_data(visit), wanted, base)
    if plan_data(visit) == wanted:
        return visit
    visit = visit or store(work.session, stage, nomination)
    visit.starts_at, visit.place = given.starts_at, given.place.strip()
    set_party(visit, asked=given.party)
    work.session.flush()
    audit.record(
        work,
        "visit.planned",
        f"nomination:{nomination.id}",
        award_round=award_round,
        stage=stage.id,
        party=sorted(given.party),
        digest=digests.of(seals.visit_plan(visit)),
    )
    party = [one for one in where.holders if one.id in given.party]
    _tell(work.session, award_round, visit, party, work.now)
    return visit


def begin(work: Work, permission: Permission, nomination: Nomination) -> tuple[Round, Stage, Board]:
    """Lock the round, then insist that the actor may, for a nomination that is visited now.

    Raises:
        NotFoundError: it is not.
        DeniedError, WrongPhaseError: as ``access.require``.

    """
    award_round = may.begin(work, permission, rounds.by_id(work.session, nomination.round_id))
    stage = stage_of(award_round)
    if stage is None or nomination.id not in visited(work.session, award_round, stage):
        raise NotFoundError(f"a visit to nomination {nomination.id}")
    where = impartiality.board(work.session, award_round, work.today)
    held = work.actor.appointment_in(award_round.jury_id)
    impartial = held is None or where.is_open_to(nomination.id, held.appointment_id)
    may.require(work, permission, award_round, impartial=impartial)
    return award_round, stage, where


def insist_able(where: Board, nomination_id: int, party: Collection[int]) -> None:
    """Refuse a party with somebody in it who cannot go.

    Raises:
        NotImpartialError: there is one.

    """
    if not set(party) <= {one.id for one in able(where, nomination_id)}:
        raise NotImpartialError


def store(session: Session, stage: Stage, nomination: Nomination) -> Visit:
    """Store a visit of which nothing is known yet."""
    visit = Visit(stage_id=stage.id, nomination_id=nomination.id, answers=[])
    session.add(visit)
    session.flush()
    return visit


def set_party(
    visit: Visit, *, asked: Collection[int] | None = None, went: Collection[int] | None = None
) -> None:
    """Set who is to go, or who went; whoever neither is to nor did is in it no more."""
    held = {one.appointment_id: one for one in visit.party}
    for one in {*held, *(asked or ()), *(went or ())}:
        member = held.setdefault(one, VisitMember(appointment_id=one, is_asked=False, went=False))
        member.is_asked = member.is_asked if asked is None else one in asked
        member.went = member.went if went is None else one in went
    visit.party = [held[one] for one in sorted(held) if held[one].is_asked or held[one].went]


def _tell(
    session: Session,
    award_round: Round,
    visit: Visit,
    party: Sequence[Appointment],
    now: datetime,
) -> None:
    """Tell those who go when and where, each once for every time and place."""
    if visit.starts_at is None:
        return
    about = digests.of([visit.starts_at.isoformat(), visit.place])
    for one in party:
        if one.account_id is not None:
            notices.queue(
                session,
                one.account_id,
                NoticeKind.VISIT_PLANNED,
                key=f"visit:{visit.id}:{about}",
                now=now,
                award_round=award_round,
                slug=award_round.slug,
                nomination=visit.nomination_id,
                starts_at=visit.starts_at.isoformat(),
                place=visit.place,
            )
