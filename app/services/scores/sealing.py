"""Sealing a sheet, and revising what is sealed."""

import secrets

from app.models import Nomination, Round, ScoreRevision, ScoreSheet
from app.rules import scoring
from app.rules.access import Permission, Verdict
from app.rules.scoring import Lacks
from app.services import audit, digests, disclosure, may, nominations, seals
from app.services.scores.drafting import (
    SheetInput,
    as_data,
    begin,
    is_sealed_so,
    keep,
    refuse_stale,
    write_draft,
)
from app.services.work import Work


class SheetIncompleteError(Exception):
    """The sheet cannot be sealed; ``lacks`` says what is missing.

    ``version`` is the sheet's once the draft has been kept: what the next edit starts from.
    """

    def __init__(self, lacks: Lacks, version: int) -> None:
        super().__init__(str(lacks))
        self.lacks = lacks
        self.version = version


def seal(work: Work, nomination: Nomination, given: SheetInput) -> ScoreSheet:
    """Submit the sheet, which seals it. Doing it twice with the same content seals once.

    Raises:
        WrongPhaseError: scoring has closed. What was written is kept as a draft.
        SheetIncompleteError: criteria or grounds are missing. The draft is kept.
        StaleEditError: it was sealed with other content in the meantime.

    """
    award_round, sheet = begin(work, nomination, Permission.SCORE, given)
    if is_sealed_so(sheet, given):
        return sheet
    refuse_stale(sheet, given)
    missing = lacks(award_round, given)
    if missing:
        keep(work, nomination, sheet.appointment_id, given)
        raise SheetIncompleteError(missing, sheet.version + 1)
    write_draft(work.session, sheet, given, work.now)
    _add_revision(work, award_round, sheet, given, reason="")
    return sheet


def lacks(award_round: Round, given: SheetInput) -> Lacks:
    """Say what a sheet lacks before it can be sealed."""
    return scoring.lacks(
        [criterion.key for criterion in award_round.criteria],
        given.scores,
        given.grounds,
        grounds_required=award_round.rulebook.grounds_required,
        word_limit=award_round.rulebook.grounds_word_limit,
    )


def revise(work: Work, nomination: Nomination, given: SheetInput, reason: str) -> ScoreSheet:
    """Change a sealed sheet: a new revision, with its reason. The earlier ones stay.

    Raises:
        ReasonMissingError: no reason was given.
        SheetIncompleteError: criteria or grounds are missing.
        StaleEditError: it was revised elsewhere since this edit began.
        WrongPhaseError: the stage is concluded.

    """
    award_round, sheet = begin(work, nomination, Permission.REVISE_SHEET, None)
    if sheet.sealed_at is None:
        may.refuse(work, Permission.REVISE_SHEET, Verdict.NOT_HERS, award_round)
    latest = sheet.revisions[-1]
    if latest.scores == as_data(given)["scores"] and latest.grounds == given.grounds.strip():
        sheet.private_notes = given.notes
        work.session.flush()
        return sheet
    refuse_stale(sheet, given)
    if not reason.strip():
        raise nominations.ReasonMissingError
    missing = lacks(award_round, given)
    if missing:
        raise SheetIncompleteError(missing, sheet.version)
    write_draft(work.session, sheet, given, work.now)
    _add_revision(work, award_round, sheet, given, reason=reason.strip())
    return sheet


def _add_revision(
    work: Work, award_round: Round, sheet: ScoreSheet, given: SheetInput, *, reason: str
) -> None:
    revision = ScoreRevision(
        number=sheet.revision_count + 1,
        scores=as_data(given)["scores"],
        grounds=given.grounds.strip(),
        reason=reason,
        could_see_others=disclosure.could_see_others(work, award_round, sheet.nomination_id),
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
        digest=digests.of(seals.revision(revision, sheet)),
    )
