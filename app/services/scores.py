"""Score sheets: opening a nomination, drafts, sealing, and revising what is sealed."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import flag_modified

from app.models import (
    Nomination,
    Round,
    ScoreRevision,
    ScoreSheet,
)
from app.rules import scoring
from app.rules.access import DeniedError, Permission, Verdict, WrongPhaseError
from app.rules.lifecycle import StageState
from app.rules.scoring import Lacks, Scale
from app.services import audit, impartiality, may, nominations, rounds
from app.services.locks import lock_round
from app.services.work import NotFoundError, StaleEditError, Work, canonical_digest


class SheetIncompleteError(Exception):
    """The sheet cannot be sealed; ``lacks`` says what is missing.

    ``version`` is the sheet's once the draft has been kept: what the next edit starts from.
    """

    def __init__(self, lacks: Lacks, version: int) -> None:
        super().__init__(str(lacks))
        self.lacks = lacks
        self.version = version


def scale(award_round: Round) -> Scale:
    """Give the scale of a round."""
    book = award_round.rulebook
    return Scale(book.scale_low, book.scale_high, book.scale_step)


def open_nomination(work: Work, nomination_id: int) -> tuple[Round, Nomination, ScoreSheet | None]:
    """Open a nomination to be read by the juror or deputy who sits for it.

    Raises:
        NotFoundError: no such nomination is judged, or the actor is a deputy who does not sit.
        DeniedError: she is recused, or has not declared yet.

    """
    nomination = nominations.by_id(work.session, nomination_id)
    award_round = rounds.by_id(work.session, nomination.round_id)
    may.require(work, Permission.VIEW_DESK, award_round)
    if nomination.state not in nominations.IN_JUDGING:
        raise NotFoundError(f"nomination {nomination_id}")
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.now.date(), [nomination_id])
    may.require(
        work,
        Permission.READ_AS_JURY,
        award_round,
        impartial=where.is_open_to(nomination_id, mine),
    )
    return award_round, nomination, find_sheet(work.session, award_round, nomination_id, mine)


def find_sheet(
    session: Session, award_round: Round, nomination_id: int, appointment_id: int
) -> ScoreSheet | None:
    """Find somebody's sheet for a nomination in the stage that is under way."""
    stage = award_round.stage
    return session.scalars(
        select(ScoreSheet)
        .where(
            ScoreSheet.stage_id == (stage.id if stage else None),
            ScoreSheet.nomination_id == nomination_id,
            ScoreSheet.appointment_id == appointment_id,
        )
        .options(selectinload(ScoreSheet.revisions))
        .execution_options(populate_existing=True)
    ).one_or_none()


@dataclass(frozen=True)
class SheetInput:
    """What a juror sends: scores as decimals by criterion key, grounds, private notes."""

    scores: Mapping[str, Decimal]
    grounds: str
    notes: str
    version: int
    """Of the sheet as it was when the edit began; 0 when there was none."""


def save_draft(work: Work, nomination: Nomination, given: SheetInput) -> ScoreSheet:
    """Save a draft of the actor's sheet. What is sealed is not touched.

    Raises:
        WrongPhaseError: scoring has closed. What was written is kept all the same.
        StaleEditError: it was saved or sealed elsewhere since this edit began.
        DeniedError: she is recused, or does not sit.

    """
    _, sheet = _begin(work, nomination, Permission.SCORE, given)
    if not _is_sealed_so(sheet, given):
        _refuse_stale(sheet, given)
        _write_draft(work, sheet, given)
    return sheet


def _begin(
    work: Work, nomination: Nomination, permission: Permission, given: SheetInput | None
) -> tuple[Round, ScoreSheet]:
    """Lock the round's stage against being closed meanwhile, and check that she may."""
    award_round = lock_round(work.session, rounds.by_id(work.session, nomination.round_id))
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.now.date(), [nomination.id])
    open_to_her = where.is_open_to(nomination.id, mine)
    try:
        may.require(work, permission, award_round, impartial=open_to_her)
    except WrongPhaseError:
        if given is not None:
            _keep(work, nomination, mine, given)
        raise
    return award_round, _own_sheet(work.session, award_round, nomination.id, mine)


def _own_sheet(session: Session, award_round: Round, nomination_id: int, mine: int) -> ScoreSheet:
    """Give her sheet; a new one has version 0 and is stored when something is written on it."""
    found = find_sheet(session, award_round, nomination_id, mine)
    if found is not None:
        return found
    if award_round.stage is None:
        raise NotFoundError("the round has no stage")
    return ScoreSheet(
        stage_id=award_round.stage.id,
        nomination_id=nomination_id,
        appointment_id=mine,
        draft_scores={},
        draft_grounds="",
        private_notes="",
        version=0,
    )


def _keep(work: Work, nomination: Nomination, mine: int, given: SheetInput) -> None:
    """Have what is refused stored as a draft that does not count."""
    nomination_id, round_id = nomination.id, nomination.round_id

    def act(kept: Work) -> None:
        award_round = rounds.by_id(kept.session, round_id)
        sheet = _own_sheet(kept.session, award_round, nomination_id, mine)
        if sheet.sealed_at is None:
            _write_draft(kept, sheet, given)

    work.keep(act)


def _write_draft(work: Work, sheet: ScoreSheet, given: SheetInput) -> None:
    sheet.draft_scores = {key: str(value) for key, value in given.scores.items()}
    sheet.draft_grounds = given.grounds
    sheet.private_notes = given.notes
    sheet.saved_at = work.now
    work.session.add(sheet)
    flag_modified(sheet, "draft_scores")  # each save is a new version, whatever it changes
    work.session.flush()


def _refuse_stale(sheet: ScoreSheet, given: SheetInput) -> None:
    theirs: dict[str, Any] = {
        "scores": sheet.draft_scores,
        "grounds": sheet.draft_grounds,
        "notes": sheet.private_notes,
    }
    if given.version != sheet.version and theirs != _as_data(given):
        raise StaleEditError(theirs, _as_data(given), sheet.version)


def _is_sealed_so(sheet: ScoreSheet, given: SheetInput) -> bool:
    """Say whether just this is sealed already. What differs from what is sealed is refused."""
    if sheet.sealed_at is None:
        return False
    latest, yours = sheet.revisions[-1], _as_data(given)
    theirs = {"scores": latest.scores, "grounds": latest.grounds, "notes": sheet.private_notes}
    if theirs != {**yours, "grounds": given.grounds.strip()}:
        raise StaleEditError(theirs, yours, sheet.version)
    return True


def _as_data(given: SheetInput) -> dict[str, Any]:
    return {
        "scores": {key: str(value) for key, value in given.scores.items()},
        "grounds": given.grounds,
        "notes": given.notes,
    }


def seal(work: Work, nomination: Nomination, given: SheetInput) -> ScoreSheet:
    """Submit the sheet, which seals it. Doing it twice with the same content seals once.

    Raises:
        WrongPhaseError: scoring has closed. What was written is kept as a draft.
        SheetIncompleteError: criteria or grounds are missing. The draft is kept.
        StaleEditError: it was sealed with other content in the meantime.

    """
    award_round, sheet = _begin(work, nomination, Permission.SCORE, given)
    if _is_sealed_so(sheet, given):
        return sheet
    _refuse_stale(sheet, given)
    missing = lacks(award_round, given)
    if missing:
        _keep(work, nomination, sheet.appointment_id, given)
        raise SheetIncompleteError(missing, sheet.version + 1)
    _write_draft(work, sheet, given)
    _add_revision(work, award_round, sheet, given, reason="")
    return sheet


def lacks(award_round: Round, given: SheetInput) -> Lacks:
    """Say what a sheet lacks before it can be sealed."""
    return scoring.lacks(
        [criterion.key for criterion in award_round.criteria],
        given.scores,
        given.grounds,
        grounds_required=award_round.rulebook.grounds_required,
    )


def revise(work: Work, nomination: Nomination, given: SheetInput, reason: str) -> ScoreSheet:
    """Change a sealed sheet: a new revision, with its reason. The earlier ones stay.

    Raises:
        ReasonMissingError: no reason was given.
        SheetIncompleteError: criteria or grounds are missing.
        StaleEditError: it was revised elsewhere since this edit began.
        WrongPhaseError: the stage is concluded.

    """
    award_round, sheet = _begin(work, nomination, Permission.REVISE_SHEET, None)
    if sheet.sealed_at is None:
        raise DeniedError(Permission.REVISE_SHEET, Verdict.NOT_HERS)
    latest = sheet.revisions[-1]
    if latest.scores == _as_data(given)["scores"] and latest.grounds == given.grounds.strip():
        sheet.private_notes = given.notes
        work.session.flush()
        return sheet
    _refuse_stale(sheet, given)
    if not reason.strip():
        raise nominations.ReasonMissingError
    missing = lacks(award_round, given)
    if missing:
        raise SheetIncompleteError(missing, sheet.version)
    _write_draft(work, sheet, given)
    _add_revision(work, award_round, sheet, given, reason=reason.strip())
    return sheet


def _add_revision(
    work: Work, award_round: Round, sheet: ScoreSheet, given: SheetInput, *, reason: str
) -> None:
    stage = award_round.stage
    revision = ScoreRevision(
        number=sheet.revision_count + 1,
        scores=_as_data(given)["scores"],
        grounds=given.grounds.strip(),
        reason=reason,
        could_see_others=stage is not None and stage.state is StageState.DELIBERATION,
        sealed_at=work.now,
        sealed_by_id=work.actor.account_id,
        salt=secrets.token_hex(16),
    )
    sheet.revisions.append(revision)
    sheet.sealed_at = sheet.sealed_at or work.now
    sheet.saved_at = work.now
    sheet.revision_count = revision.number
    work.session.flush()
    audit.record(
        work,
        "sheet.revised" if reason else "sheet.sealed",
        f"sheet:{sheet.id}",
        award_round=award_round,
        nomination=sheet.nomination_id,
        appointment=sheet.appointment_id,
        revision=revision.number,
        digest=canonical_digest([revision.scores, revision.grounds, revision.salt]),
    )
