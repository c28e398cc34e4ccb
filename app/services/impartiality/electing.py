"""Electing who leads where the chair cannot, for one nomination or for the stage under way."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from sqlalchemy.orm import Session

from app.models import Appointment, ChairElection, ElectionParticipant, Nomination, Round
from app.rules.access import Permission
from app.rules.notices import NoticeKind
from app.services import audit, digests, may, nominations, notices, seals
from app.services.impartiality.boards import Board, board
from app.services.impartiality.finding import standing_elections
from app.services.impartiality.leading import can_lead, chair_of, is_free, lead
from app.services.work import NotFoundError, Work


class ElectionFault(StrEnum):
    """Why somebody cannot be entered as elected, or an election as ended."""

    CHAIR_LEADS = "chair_leads"
    CANNOT_LEAD = "cannot_lead"
    NOT_ELECTED = "not_elected"
    STRANGER = "stranger"
    NOBODY = "nobody"


class ElectionRefusedError(ValueError):
    """The election cannot be entered; ``fault`` says why."""

    def __init__(self, fault: ElectionFault) -> None:
        super().__init__(fault)
        self.fault = fault


def eligible(where: Board, nomination_id: int | None = None) -> list[Appointment]:
    """List who could be elected, for a nomination or for the stage: whoever can lead it."""
    about = where.nominations if nomination_id is None else [nomination_id]
    chair = chair_of(where)
    return [one for one in where.holders if one is not chair and can_lead(where, one, about)]


def electorate(where: Board, nomination_id: int | None = None) -> list[Appointment]:
    """List who takes part in an election: whoever sits for all of it and has nothing closed to her.

    Whoever has yet to declare takes part: somebody must lead before anybody can be ruled on.
    """
    about = where.nominations if nomination_id is None else [nomination_id]
    return [one for one in where.holders if is_free(where, one, about)]


def elect_chair(
    work: Work,
    award_round: Round,
    appointment_id: int,
    reason: str,
    nomination: Nomination | None = None,
    participants: Collection[int] | None = None,
) -> ChairElection:
    """Enter whom the jury elected to lead instead of its chair. The latest holds.

    Args:
        work: the secretariat's. No chair enters or ends an election.
        award_round: the round.
        appointment_id: who was elected.
        reason: how: by whom and when.
        nomination: for what; the whole stage under way, if not given.
        participants: who took part, by appointment; everybody who may, if not given.

    Raises:
        NotFoundError: the nomination is not judged in the round.
        ElectionRefusedError: the chair can lead it herself, the one who was elected can't, or
            those who are said to have elected her cannot have.
        ReasonMissingError: it needs to be said how.

    """
    award_round = may.begin(work, Permission.ELECT_CHAIR, award_round)
    where = board(work.session, award_round, work.today)
    about = _about(where, nomination)
    if lead(where, (), about).chair_can:
        raise ElectionRefusedError(ElectionFault.CHAIR_LEADS)
    if not any(one.id == appointment_id for one in eligible(where, about)):
        raise ElectionRefusedError(ElectionFault.CANNOT_LEAD)
    took_part = _took_part(where, about, participants)
    return _enter(work, award_round, where, about, appointment_id, reason, took_part)


def _took_part(where: Board, about: int | None, said: Collection[int] | None) -> list[int]:
    free = [one.id for one in electorate(where, about)]
    if said is None:
        return free
    if not said:
        raise ElectionRefusedError(ElectionFault.NOBODY)
    if not set(said) <= set(free):
        raise ElectionRefusedError(ElectionFault.STRANGER)
    return [one for one in free if one in said]


def end_election(
    work: Work, award_round: Round, reason: str, nomination: Nomination | None = None
) -> ChairElection:
    """Enter that whoever was elected leads no more.

    Raises:
        ElectionRefusedError: nobody was.
        NotFoundError, ReasonMissingError: as ``elect_chair``.

    """
    award_round = may.begin(work, Permission.ELECT_CHAIR, award_round)
    where = board(work.session, award_round, work.today)
    about = nomination.id if nomination is not None else None
    if _held(work.session, award_round, about) is None:
        raise ElectionRefusedError(ElectionFault.NOT_ELECTED)
    return _enter(work, award_round, where, about, None, reason)


def _about(where: Board, nomination: Nomination | None) -> int | None:
    if nomination is None:
        return None
    if nomination.id not in where.nominations:
        raise NotFoundError(f"nomination {nomination.id}")
    return nomination.id


def _held(session: Session, award_round: Round, about: int | None) -> ChairElection | None:
    held = standing_elections(session, award_round)
    return next((one for one in held if one.nomination_id == about), None)


def _enter(
    work: Work,
    award_round: Round,
    where: Board,
    about: int | None,
    appointment_id: int | None,
    reason: str,
    took_part: Sequence[int] = (),
) -> ChairElection:
    if not reason.strip():
        raise nominations.ReasonMissingError
    earlier = _held(work.session, award_round, about)
    if earlier is not None and earlier.appointment_id == appointment_id:
        return earlier
    stage = award_round.stage
    made = ChairElection(
        round_id=award_round.id,
        stage_id=stage.id if stage and about is None else None,
        nomination_id=about,
        appointment_id=appointment_id,
        reason=reason.strip(),
        elected_at=work.now,
        elected_by_id=work.actor.account_id,
        participants=[ElectionParticipant(appointment_id=one) for one in took_part],
    )
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "chair.elected" if appointment_id else "chair.relieved",
        f"nomination:{about}" if about else f"stage:{made.stage_id}",
        award_round=award_round,
        appointment=appointment_id or (earlier.appointment_id if earlier else None),
        participants=list(took_part),
        digest=digests.of(seals.chair_election(made)),
    )
    chair = chair_of(where)
    told = {
        appointment_id,
        earlier.appointment_id if earlier else None,
        chair.id if chair else None,
    }
    _tell(work.session, award_round, made, [one for one in where.holders if one.id in told])
    return made


def _tell(
    session: Session, award_round: Round, made: ChairElection, whom: Sequence[Appointment]
) -> None:
    """Tell whoever was elected, whoever is not any more, and the chair: each what it is to her."""
    names = {one.id: one.person_name for one in whom}
    for one in whom:
        if one.account_id is None:
            continue
        notices.queue(
            session,
            one.account_id,
            NoticeKind.CHAIR_ELECTED,
            key=f"election:{made.id}",
            now=made.elected_at,
            award_round=award_round,
            slug=award_round.slug,
            is_her=one.id == made.appointment_id,
            who=names.get(made.appointment_id or 0, ""),
            is_for_all=made.nomination_id is None,
        )
