"""Sheets that came in on paper: entered by the secretariat, and nothing before the juror confirms.

Whoever enters one sees it while she types, and never again: what it says is shown to the juror
alone until the jury deliberates.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Appointment, Nomination, PaperSheet, Round, ScoreRevision, ScoreSheet
from app.rules.access import Permission
from app.rules.notices import NoticeKind
from app.rules.paper_sheets import PaperAnswer
from app.rules.scoring import plain
from app.services import (
    audit,
    digests,
    handed_in,
    impartiality,
    lists,
    may,
    nominations,
    notices,
    seals,
)
from app.services.impartiality import Board
from app.services.scores.completing import SheetIncompleteError, lacks
from app.services.scores.drafting import SheetInput, begin
from app.services.work import NotFoundError, Work


class PaperFault(StrEnum):
    """Why a sheet cannot be entered for somebody."""

    NOT_OPEN = "not_open"
    """She does not sit for the nomination, or has not declared."""
    HANDED_IN = "handed_in"
    NO_ACCOUNT = "no_account"


class PaperRefusedError(Exception):
    """The sheet cannot be entered, whatever it says."""

    def __init__(self, fault: PaperFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Blank:
    """Somebody in the jury, and the nominations for which a sheet of hers can be entered."""

    appointment: Appointment
    nomination_ids: Sequence[int]


def blanks(work: Work, award_round: Round) -> list[Blank]:
    """List for whom sheets can be entered, and for what: who sits, and has not handed in.

    Raises:
        NotFoundError: the stage is decided by ballots.

    """
    may.require(work, Permission.ENTER_PAPER, award_round)
    _insist_sheets(award_round)
    where = impartiality.board(work.session, award_round, work.today)
    sealed = handed_in.sealed(work.session, award_round)
    judged = [one.id for one in lists.judged(work.session, award_round)]
    found = (
        Blank(
            holder,
            [
                one
                for one in judged
                if where.is_open_to(one, holder.id) and (one, holder.id) not in sealed
            ],
        )
        for holder in where.holders
        if holder.account_id is not None and holder.id not in where.left
    )
    return [one for one in found if one.nomination_ids]


def entered(work: Work, award_round: Round) -> list[PaperSheet]:
    """List what was entered in the stage under way, the newest first: not what it says."""
    may.require(work, Permission.ENTER_PAPER, award_round)
    stage = award_round.stage
    return list(
        work.session.scalars(
            select(PaperSheet)
            .where(PaperSheet.stage_id == (stage.id if stage else None))
            .options(joinedload(PaperSheet.appointment), joinedload(PaperSheet.entered_by))
            .order_by(PaperSheet.id.desc())
        )
    )


def enter(
    work: Work, award_round: Round, nomination_id: int, appointment_id: int, given: SheetInput
) -> PaperSheet:
    """Enter a sheet for a juror, and ask her to confirm it. One that waits already is replaced.

    Raises:
        PaperRefusedError: not for her, or not for this nomination.
        SheetIncompleteError: criteria or grounds are missing.
        NotFoundError: the stage is decided by ballots.

    """
    award_round = may.begin(work, Permission.ENTER_PAPER, award_round)
    _insist_sheets(award_round)
    where = impartiality.board(work.session, award_round, work.today, [nomination_id])
    holder = _holder(work.session, award_round, where, nomination_id, appointment_id)
    missing = lacks(award_round, given)
    if missing:
        raise SheetIncompleteError(missing, 0)
    written = _scores(given)
    before = waiting(work.session, award_round, appointment_id, [nomination_id]).get(nomination_id)
    if before is not None:
        if (before.scores, before.grounds) == (written, given.grounds.strip()):
            return before
        _take_back(work, award_round, before)
    if award_round.stage is None:
        raise NotFoundError("the round has no stage")
    paper = PaperSheet(
        stage_id=award_round.stage.id,
        nomination_id=nomination_id,
        appointment_id=appointment_id,
        scores=written,
        grounds=given.grounds.strip(),
        salt=secrets.token_hex(16),
        entered_at=work.now,
        entered_by_id=work.actor.account_id,
    )
    work.session.add(paper)
    work.session.flush()
    audit.record(
        work,
        "paper.entered",
        f"nomination:{nomination_id}",
        award_round=award_round,
        appointment=appointment_id,
        paper=paper.id,
        digest=digests.of(seals.paper_sheet(paper)),
    )
    notices.queue(
        work.session,
        holder.account_id,
        NoticeKind.PAPER_ENTERED,
        key=f"paper:{paper.id}",
        now=work.now,
        award_round=award_round,
        nomination_id=nomination_id,
        candidates=lists.names(work.session, [nomination_id])[nomination_id],
        entered_by=work.actor.name,
    )
    return paper


def _insist_sheets(award_round: Round) -> None:
    if award_round.is_by_ballot:
        raise NotFoundError("the stage is decided by ballots")


def _holder(
    session: Session, award_round: Round, where: Board, nomination_id: int, appointment_id: int
) -> Appointment:
    if not where.is_open_to(nomination_id, appointment_id):
        raise PaperRefusedError(PaperFault.NOT_OPEN)
    if (nomination_id, appointment_id) in handed_in.sealed(session, award_round, [appointment_id]):
        raise PaperRefusedError(PaperFault.HANDED_IN)
    holder = next(one for one in where.holders if one.id == appointment_id)
    if holder.account_id is None or holder.id in where.left:
        raise PaperRefusedError(PaperFault.NO_ACCOUNT)
    return holder


def _scores(given: SheetInput) -> dict[str, str]:
    return {key: str(plain(value)) for key, value in given.scores.items()}


def waiting(
    session: Session,
    award_round: Round,
    appointment_id: int,
    nomination_ids: Sequence[int] | None = None,
) -> Mapping[int, PaperSheet]:
    """Give the sheets that await a juror's answer, by nomination."""
    stage = award_round.stage
    found = session.scalars(
        select(PaperSheet)
        .where(
            PaperSheet.stage_id == (stage.id if stage else None),
            PaperSheet.appointment_id == appointment_id,
            PaperSheet.answered_at.is_(None),
            *([PaperSheet.nomination_id.in_(nomination_ids)] if nomination_ids else []),
        )
        .options(joinedload(PaperSheet.entered_by))
    )
    return {paper.nomination_id: paper for paper in found}


def unconfirmed(session: Session, award_round: Round) -> list[tuple[str, int]]:
    """List whose sheets, for which nominations, have no answer in the stage under way."""
    stage = award_round.stage
    found = session.execute(
        select(Appointment.person_name, PaperSheet.nomination_id)
        .join(PaperSheet, PaperSheet.appointment_id == Appointment.id)
        .where(
            PaperSheet.stage_id == (stage.id if stage else None), PaperSheet.answered_at.is_(None)
        )
        .order_by(Appointment.person_name, PaperSheet.nomination_id)
    )
    return [(name, nomination_id) for name, nomination_id in found]


def withdraw(work: Work, award_round: Round, paper_id: int) -> PaperSheet:
    """Take back a sheet that was entered, as long as the juror has not answered.

    Raises:
        NotFoundError: no such sheet waits in the round.

    """
    award_round = may.begin(work, Permission.ENTER_PAPER, award_round)
    paper = work.session.get(PaperSheet, paper_id, populate_existing=True)
    stage = award_round.stage
    if paper is None or stage is None or paper.stage_id != stage.id or paper.answer is not None:
        raise NotFoundError(f"paper sheet {paper_id}")
    _take_back(work, award_round, paper)
    return paper


def refuse(
    work: Work, nomination: Nomination, reason: str, given: SheetInput | None = None
) -> PaperSheet:
    """Refuse a sheet that was entered for the actor, with the reason; whoever entered it is told.

    Raises:
        WrongPhaseError: scoring has closed. What was written in the sheet (``given``) is kept.
        ReasonMissingError: no reason was given.
        NotFoundError: none waits.

    """
    award_round, sheet = begin(work, nomination, Permission.SCORE, given)
    found = waiting(work.session, award_round, sheet.appointment_id, [nomination.id])
    if nomination.id not in found:
        raise NotFoundError(f"a paper sheet for nomination {nomination.id}")
    if not reason.strip():
        raise nominations.ReasonMissingError
    paper = found[nomination.id]
    _answer(work, paper, PaperAnswer.REFUSED, reason=reason.strip())
    _record(work, "paper.refused", award_round, paper)
    notices.queue(
        work.session,
        paper.entered_by_id,
        NoticeKind.PAPER_REFUSED,
        key=f"paper:{paper.id}",
        now=work.now,
        award_round=award_round,
        slug=award_round.slug,
        candidates=nomination.candidate_names,
        juror=work.actor.name,
        reason=paper.reason,
    )
    return paper


def confirm(work: Work, award_round: Round, sheet: ScoreSheet, revision: ScoreRevision) -> None:
    """Note of a sheet that was just handed in that it answers the one on paper, if one waits."""
    found = waiting(work.session, award_round, sheet.appointment_id, [sheet.nomination_id])
    paper = found.get(sheet.nomination_id)
    if paper is None:
        return
    is_same = (revision.scores, revision.grounds) == (paper.scores, paper.grounds)
    answer = PaperAnswer.CONFIRMED if is_same else PaperAnswer.CORRECTED
    _answer(work, paper, answer, revision=revision)
    _record(work, "paper.confirmed", award_round, paper)


def _take_back(work: Work, award_round: Round, paper: PaperSheet) -> None:
    _answer(work, paper, PaperAnswer.WITHDRAWN)
    _record(work, "paper.withdrawn", award_round, paper)


def _answer(
    work: Work,
    paper: PaperSheet,
    answer: PaperAnswer,
    *,
    reason: str = "",
    revision: ScoreRevision | None = None,
) -> None:
    paper.answer, paper.answered_at = answer, work.now
    paper.answered_by_id, paper.reason = work.actor.account_id, reason
    paper.revision_id = revision.id if revision else None
    work.session.flush()


def _record(work: Work, kind: str, award_round: Round, paper: PaperSheet) -> None:
    """Put on record what became of a sheet."""
    audit.record(
        work,
        kind,
        f"nomination:{paper.nomination_id}",
        award_round=award_round,
        appointment=paper.appointment_id,
        paper=paper.id,
        answer=paper.answer,
        revision=paper.revision_id or 0,
        digest=digests.of(seals.paper_answer(paper)),
    )
