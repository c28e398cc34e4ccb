"""Drafts of a sheet: whoever writes one has the round locked, and may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.models import Nomination, Round, ScoreSheet
from app.rules import evidence
from app.rules.access import Permission, WrongPhaseError
from app.rules.evidence import Evidence
from app.services import impartiality, may, rounds
from app.services.locks import lock_round
from app.services.scores.opening import find_sheet
from app.services.work import NotFoundError, StaleEditError, Work


@dataclass(frozen=True)
class SheetInput:
    """What a juror sends: scores as decimals by criterion key, grounds, private notes."""

    scores: Mapping[str, Decimal]
    grounds: str
    notes: str
    version: int
    """Of the sheet as it was when the edit began; 0 when there was none."""
    evidence: Mapping[str, Evidence] | None = None
    """What the scores rest on, by criterion key; None leaves it as it stands."""


def save_draft(work: Work, nomination: Nomination, given: SheetInput) -> ScoreSheet:
    """Save a draft of the actor's sheet. What is sealed is not touched.

    Raises:
        WrongPhaseError: scoring has closed. What was written is kept all the same.
        NotFoundError: the stage is decided by ballots.
        StaleEditError: it was saved or sealed elsewhere since this edit began.
        DeniedError: she is recused, or does not sit.

    """
    _, sheet = begin(work, nomination, Permission.SCORE, given)
    if not is_sealed_so(sheet, given):
        refuse_stale(sheet, given)
        write_draft(work.session, sheet, given, work.now)
    return sheet


def begin(
    work: Work, nomination: Nomination, permission: Permission, given: SheetInput | None
) -> tuple[Round, ScoreSheet]:
    """Lock the round's stage against being closed meanwhile, and check that she may."""
    award_round = lock_round(work.session, rounds.by_id(work.session, nomination.round_id))
    if award_round.is_by_ballot:
        raise NotFoundError("the stage is decided by ballots")
    mine = impartiality.appointment_of(work, award_round)
    where = impartiality.board(work.session, award_round, work.today, [nomination.id])
    open_to_her = where.is_open_to(nomination.id, mine)
    try:
        may.require(work, permission, award_round, impartial=open_to_her)
    except WrongPhaseError:
        if given is not None:
            keep(work, nomination, mine, given)
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
        draft_evidence={},
        private_notes="",
        version=0,
    )


def keep(work: Work, nomination: Nomination, mine: int, given: SheetInput) -> None:
    """Have what is refused stored as a draft that does not count."""
    nomination_id, round_id = nomination.id, nomination.round_id

    def act(kept: Work) -> None:
        award_round = rounds.by_id(kept.session, round_id)
        sheet = _own_sheet(kept.session, award_round, nomination_id, mine)
        if sheet.sealed_at is None:
            write_draft(kept.session, sheet, given, kept.now)

    work.keep(act)


def write_draft(session: Session, sheet: ScoreSheet, given: SheetInput, now: datetime) -> None:
    """Write what was sent into a draft."""
    sheet.draft_scores = {key: str(value) for key, value in given.scores.items()}
    sheet.draft_grounds = given.grounds
    if given.evidence is not None:
        sheet.draft_evidence = evidence.stored(given.evidence)
    sheet.private_notes = given.notes
    sheet.saved_at = now
    session.add(sheet)
    flag_modified(sheet, "draft_scores")  # each save is a new version, whatever it changes
    session.flush()


def refuse_stale(sheet: ScoreSheet, given: SheetInput) -> None:
    """Refuse what was written from an older sheet, unless it says the same."""
    theirs: dict[str, Any] = {
        "scores": sheet.draft_scores,
        "grounds": sheet.draft_grounds,
        "notes": sheet.private_notes,
        "evidence": sheet.draft_evidence,
    }
    yours = as_data(given, sheet.draft_evidence)
    if given.version != sheet.version and theirs != yours:
        raise StaleEditError(theirs, yours, sheet.version)


def is_sealed_so(sheet: ScoreSheet, given: SheetInput) -> bool:
    """Say whether just this is sealed already. What differs from what is sealed is refused."""
    if sheet.sealed_at is None:
        return False
    latest = sheet.revisions[-1]
    yours = as_data(given, latest.evidence)
    theirs = {
        "scores": latest.scores,
        "grounds": latest.grounds,
        "notes": sheet.private_notes,
        "evidence": latest.evidence,
    }
    if theirs != {**yours, "grounds": given.grounds.strip()}:
        raise StaleEditError(theirs, yours, sheet.version)
    return True


def as_data(given: SheetInput, said: Mapping[str, Any]) -> dict[str, Any]:
    """Give a sheet that was sent as plain data, to be compared and stored.

    Args:
        given: what was sent.
        said: what the scores rest on as it stands, where nothing was sent of that.

    """
    return {
        "scores": {key: str(value) for key, value in given.scores.items()},
        "grounds": given.grounds,
        "notes": given.notes,
        "evidence": said if given.evidence is None else evidence.stored(given.evidence),
    }
