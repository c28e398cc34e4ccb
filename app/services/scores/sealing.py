"""Sealing a sheet, and revising what is sealed."""

import secrets

from app.models import Nomination, Round, ScoreRevision, ScoreSheet
from app.rules.access import Permission, Verdict
from app.services import audit, digests, disclosure, may, nominations, seals
from app.services.scores import on_paper
from app.services.scores.completing import SheetIncompleteError, lacks
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
    sent = as_data(given, latest.evidence)
    if (latest.scores, latest.grounds, latest.evidence) == (
        sent["scores"],
        given.grounds.strip(),
        sent["evidence"],
    ):
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
        scores=sheet.draft_scores,
        grounds=given.grounds.strip(),
        evidence=sheet.draft_evidence,
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
    on_paper.confirm(work, award_round, sheet, revision)
