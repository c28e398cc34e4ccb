"""What a juror takes along in a workbook: the sheets that she can write on, as they are stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Nomination, Round, ScoreSheet, Stage
from app.rules.access import Permission
from app.rules.workbooks import GROUNDS, LONGEST, NOTES, Mark
from app.services import desks, lists, may
from app.services.desks import TO_SCORE, Desk
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class Offered:
    """One nomination in the workbook: its mark, and by key what is stored."""

    nomination: Nomination
    mark: Mark
    fields: Mapping[str, str]
    sheet: ScoreSheet | None

    @property
    def fits(self) -> bool:
        """Whether a cell holds each of its texts."""
        return all(len(text) <= LONGEST for text in self.fields.values())


def offer(work: Work, award_round: Round) -> list[Offered]:
    """Give what the actor can write on.

    Raises:
        DeniedError: nothing is open to her.
        WrongPhaseError: no scores are given now.

    """
    desk = desks.desk(work, award_round)
    entries = desk.of(*TO_SCORE)
    may.require(work, Permission.SCORE, award_round, impartial=bool(entries))
    stage = stage_of(award_round)
    ids = [entry.id for entry in entries]
    sheets = sheets_of(work.session, award_round, desk)
    mine = desk.appointment.id
    return [
        Offered(
            nomination,
            Mark(award_round.id, stage.id, mine, nomination.id, version_of(held)),
            fields_of(award_round, held),
            held,
        )
        for nomination in lists.load(work.session, ids)
        for held in (sheets.get(nomination.id),)
    ]


def stage_of(award_round: Round) -> Stage:
    """Give the stage that is under way, in which scores are given.

    Raises:
        NotFoundError: the round has none, or it is decided by ballots.

    """
    if award_round.stage is None or award_round.is_by_ballot:
        raise NotFoundError("the round has no stage that is scored")
    return award_round.stage


def sheets_of(session: Session, award_round: Round, desk: Desk) -> dict[int, ScoreSheet]:
    """Give her sheets of the stage that is under way, by nomination."""
    found = session.scalars(
        select(ScoreSheet)
        .where(
            ScoreSheet.stage_id == stage_of(award_round).id,
            ScoreSheet.appointment_id == desk.appointment.id,
        )
        .options(selectinload(ScoreSheet.revisions))
        .execution_options(populate_existing=True)
    )
    return {sheet.nomination_id: sheet for sheet in found}


def version_of(sheet: ScoreSheet | None) -> int:
    """Give the version of a sheet; 0 where there is none."""
    return sheet.version if sheet else 0


def fields_of(award_round: Round, sheet: ScoreSheet | None) -> dict[str, str]:
    """Give by key what is stored on a sheet: what is sealed, or else the draft."""
    scores, grounds, notes = _stored(sheet)
    keys: Sequence[str] = [criterion.key for criterion in award_round.criteria]
    return {key: str(scores.get(key, "")) for key in keys} | {GROUNDS: grounds, NOTES: notes}


def _stored(sheet: ScoreSheet | None) -> tuple[Mapping[str, str], str, str]:
    if sheet is None:
        return {}, "", ""
    if sheet.revisions:
        latest = sheet.revisions[-1]
        return latest.scores, latest.grounds, sheet.private_notes
    return sheet.draft_scores, sheet.draft_grounds, sheet.private_notes
