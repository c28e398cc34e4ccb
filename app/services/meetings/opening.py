"""Opening a meeting, with its agenda, and closing it."""

import secrets

from app.models import Meeting, MeetingItem, Round
from app.rules.access import Permission
from app.rules.meetings import MeetingOrder, drawn
from app.services import analyses, audit, ballots, impartiality, may, nominations
from app.services.meetings.entering import begin
from app.services.meetings.finding import Table, of_stage
from app.services.work import NotFoundError, Work


class MeetingUnderWayError(ValueError):
    """The stage has a meeting that is not over; ``meeting_id`` says which."""

    def __init__(self, meeting_id: int) -> None:
        super().__init__(f"meeting {meeting_id} is under way")
        self.meeting_id = meeting_id


def open_meeting(
    work: Work, award_round: Round, ordering: MeetingOrder, secretary_id: int | None = None
) -> Meeting:
    """Open a meeting on all that is in the running. A drawn order keeps what it was drawn with.

    Args:
        work: the chair's or the secretariat's.
        award_round: with a stage in deliberation.
        ordering: in which order the nominations are taken.
        secretary_id: who of the jury writes, by appointment; None where the secretariat does.

    Raises:
        DeniedError, WrongPhaseError: not hers, or nothing is deliberated.
        MeetingUnderWayError: a meeting of the stage is not over.
        NotFoundError: no such person is of the jury.

    """
    award_round = may.begin(work, Permission.HOLD_MEETING, award_round)
    stage = award_round.stage
    if stage is None:  # what is deliberated has one
        raise NotFoundError("a stage")
    before = of_stage(work.session, stage)
    under_way = next((one for one in before if one.closed_at is None), None)
    if under_way is not None:
        raise MeetingUnderWayError(under_way.id)
    where = impartiality.board(work.session, award_round, work.today)
    if secretary_id is not None and secretary_id not in {one.id for one in where.holders}:
        raise NotFoundError(f"appointment {secretary_id}")
    seed = secrets.token_hex(16) if ordering is MeetingOrder.DRAWN else ""
    meeting = Meeting(
        stage_id=stage.id,
        number=len(before) + 1,
        ordering=ordering,
        seed=seed,
        secretary_id=secretary_id,
        opened_at=work.now,
        opened_by_id=work.actor.account_id,
        items=[
            MeetingItem(position=position, nomination_id=one)
            for position, one in enumerate(_order(work, award_round, seed), 1)
        ],
    )
    work.session.add(meeting)
    work.session.flush()
    audit.record(
        work,
        "meeting.opened",
        f"meeting:{meeting.id}",
        award_round=award_round,
        stage=stage.id,
        number=meeting.number,
        ordering=ordering.value,
        seed=seed,
        secretary=secretary_id,
        agenda=[one.nomination_id for one in meeting.items],
    )
    return meeting


def _order(work: Work, award_round: Round, seed: str) -> list[int]:
    """Put all that is in the running in order: drawn with a seed, or as ranked without one."""
    running = list(nominations.admitted_ids(work.session, award_round))
    if seed:
        return drawn(seed, running)
    ranked = _ranked(work, award_round)
    return [*(one for one in ranked if one in running), *(n for n in running if n not in ranked)]


def _ranked(work: Work, award_round: Round) -> list[int]:
    if award_round.is_by_ballot:
        return ballots.compute(work.session, award_round, work.today).order
    report = analyses.of_round(work, award_round, frozenset()).report
    return [line.nomination for line in report.lines]


def close_meeting(work: Work, meeting_id: int) -> Table:
    """Close a meeting: nothing more is noted in it, and its minutes are written from now on.

    Raises:
        LockedError: it is over.

    """
    table = begin(work, meeting_id)
    meeting = table.meeting
    meeting.closed_at, meeting.closed_by_id = work.now, work.actor.account_id
    work.session.flush()
    audit.record(work, "meeting.closed", f"meeting:{meeting.id}", award_round=table.award_round)
    return table
