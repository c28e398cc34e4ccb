"""Finding visits: those of a stage, and one of them as its reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from app.models import (
    Appointment,
    Nomination,
    Observation,
    Round,
    Shortlist,
    ShortlistEntry,
    Stage,
    Visit,
    VisitMember,
)
from app.rules.access import Permission, Verdict
from app.rules.lifecycle import NominationState, StageKind, StageState
from app.services import impartiality, lists, may, nominations, rounds
from app.services.impartiality import Board
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class Listed:
    """One nomination that is visited: by its names, and what is known of the visit."""

    nomination_id: int
    number: int | None
    names: str
    visit: Visit | None
    is_open: bool
    """Whether the reader may open it: not one who is recused, or has not declared."""
    goes: bool
    """Whether the plan has the reader go."""


@dataclass(frozen=True)
class Seen:
    """One visit, as somebody who may see it does."""

    award_round: Round
    stage: Stage
    nomination: Nomination
    visit: Visit | None
    can_go: Sequence[Appointment]
    """Who is impartial, and sits: nobody else can go."""
    mine: int | None
    """The reader's own appointment, if she has one."""


def stage_of(award_round: Round) -> Stage | None:
    """Give the visits that are of interest now: those under way or next, else the latest ones."""
    stages = [stage for stage in award_round.stages if stage.kind is StageKind.VISIT]
    ahead = [stage for stage in stages if stage.state is not StageState.CONCLUDED]
    return next(iter(ahead or stages[::-1]), None)


def listed(work: Work, award_round: Round) -> Sequence[Listed]:
    """List the visits of the stage that is of interest now.

    Raises:
        NotFoundError: the round has no visits.
        DeniedError: the actor has no part in the judging.
        WrongPhaseError: judging has not begun.

    """
    may.require(work, Permission.VIEW_VISITS, award_round)
    stage = stage_of(award_round)
    if stage is None:
        raise NotFoundError("visits")
    held = work.actor.appointment_in(award_round.jury_id)
    where = _board(work.session, award_round, work.today) if held else None
    mine = held.appointment_id if held else None
    ids = visited(work.session, award_round, stage)
    known = _known(work.session, stage)
    names = lists.names(work.session, ids)
    numbers = dict(_numbers(work.session, ids))
    return [
        Listed(
            one,
            numbers[one],
            names[one],
            found := known.get(one),
            where is None or mine is None or where.is_open_to(one, mine),
            found is not None and any(m.is_asked and m.appointment_id == mine for m in found.party),
        )
        for one in ids
    ]


def see(work: Work, nomination_id: int) -> Seen:
    """Give the visit to a nomination to somebody who may see it.

    Raises:
        NotFoundError: it is not visited; also where the actor has no part in the judging of it.
        DeniedError: she is recused, or has not declared yet.

    """
    nomination = nominations.by_id(work.session, nomination_id)
    award_round = rounds.by_id(work.session, nomination.round_id)
    stage = stage_of(award_round)
    is_hers = may.decide(work, Permission.VIEW_VISITS, award_round) is Verdict.ALLOWED
    if (
        stage is None
        or not is_hers
        or nomination_id not in visited(work.session, award_round, stage)
    ):
        raise NotFoundError(f"a visit to nomination {nomination_id}")
    where = _board(work.session, award_round, work.today)
    require(work, Permission.VIEW_VISITS, award_round, nomination_id, where)
    held = work.actor.appointment_in(award_round.jury_id)
    return Seen(
        award_round,
        stage,
        nomination,
        of_nomination(work.session, stage, nomination_id),
        able(where, nomination_id),
        held.appointment_id if held else None,
    )


def require(
    work: Work, permission: Permission, award_round: Round, nomination_id: int, where: Board
) -> None:
    """Insist that the actor may, and is not recused where she is of the jury."""
    held = work.actor.appointment_in(award_round.jury_id)
    impartial = held is None or where.is_open_to(nomination_id, held.appointment_id)
    may.require(work, permission, award_round, impartial=impartial)


def able(where: Board, nomination_id: int) -> Sequence[Appointment]:
    """List who can go to a nomination: who has declared, is impartial, and sits for it."""
    return [one for one in where.holders if where.is_open_to(nomination_id, one.id)]


def visited(session: Session, award_round: Round, stage: Stage) -> list[int]:
    """List the nominations that are visited in a stage; none before it is settled which."""
    if stage.state is StageState.CONCLUDED:
        return list(
            session.scalars(
                select(ShortlistEntry.nomination_id)
                .join(Shortlist, Shortlist.id == ShortlistEntry.shortlist_id)
                .join(Nomination, Nomination.id == ShortlistEntry.nomination_id)
                .where(
                    Shortlist.stage_id == stage.id,
                    Nomination.state != NominationState.WITHDRAWN,
                )
                .order_by(Nomination.number)
            )
        )
    if award_round.stage is not stage:
        return []
    return nominations.admitted_ids(session, award_round)


def of_nomination(session: Session, stage: Stage, nomination_id: int) -> Visit | None:
    """Give the visit to a nomination in a stage, with who goes and what was observed."""
    return session.scalars(
        _whole().where(Visit.stage_id == stage.id, Visit.nomination_id == nomination_id)
    ).one_or_none()


def not_made(session: Session, award_round: Round) -> list[int]:
    """List the nominations in the running that nobody has reported a visit to, in this stage."""
    stage = award_round.stage
    made = select(Visit.nomination_id).where(
        Visit.stage_id == (stage.id if stage else None), Visit.held_at.is_not(None)
    )
    reported = set(session.scalars(made))
    return [one for one in nominations.admitted_ids(session, award_round) if one not in reported]


def not_planned(session: Session, award_round: Round) -> list[int]:
    """List the nominations in the running of which the visit has no time or no place."""
    stage = award_round.stage
    planned = select(Visit.nomination_id).where(
        Visit.stage_id == (stage.id if stage else None),
        Visit.starts_at.is_not(None),
        Visit.place != "",
    )
    held = set(session.scalars(planned))
    return [one for one in nominations.admitted_ids(session, award_round) if one not in held]


def observations(session: Session, award_round: Round, nomination_id: int) -> Sequence[Visit]:
    """Give the visits to a nomination of which something is known, for whoever may read it."""
    found = session.scalars(
        _whole()
        .join(Stage, Stage.id == Visit.stage_id)
        .where(
            Stage.round_id == award_round.id,
            Visit.nomination_id == nomination_id,
        )
        .order_by(Stage.position)
    )
    return [one for one in found if one.held_at or any(it.text for it in one.observations)]


def _whole() -> Select[Visit]:
    return (
        select(Visit)
        .options(
            selectinload(Visit.party).joinedload(VisitMember.appointment),
            selectinload(Visit.observations).joinedload(Observation.appointment),
        )
        .execution_options(populate_existing=True)
    )


def _board(session: Session, award_round: Round, today: date) -> Board:
    return impartiality.board(session, award_round, today, whole=True)


def _known(session: Session, stage: Stage) -> dict[int, Visit]:
    found = session.scalars(
        select(Visit).where(Visit.stage_id == stage.id).options(selectinload(Visit.party))
    )
    return {visit.nomination_id: visit for visit in found}


def _numbers(session: Session, ids: Sequence[int]) -> Sequence[tuple[int, int | None]]:
    rows = session.execute(select(Nomination.id, Nomination.number).where(Nomination.id.in_(ids)))
    return [(row.id, row.number) for row in rows]
