"""Attaching files to an answer, taking them out of it, and putting them back.

The bytes are in the store, durable, before a row says that they are. What nothing refers to in the
end is in nobody's way, and is found by ``flask check``.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.files import Piece, Prepared
from app.models import Attachment, File, Nomination, Round
from app.rules.access import WrongPhaseError
from app.rules.attachments import RefusedFileError, ScanState, Why, name_of
from app.services import audit, digests, rounds
from app.services.attachments import finding
from app.services.attachments.finding import Entry, Question
from app.services.locks import lock_nomination
from app.services.nominations.windows import require_writable
from app.services.nominations.writing import KEPT
from app.services.work import NotFoundError, Work


def attach(
    work: Work,
    nomination: Nomination,
    question: Question,
    prepared: Prepared,
    *,
    name: str,
    scan: ScanState,
) -> None:
    """Attach a file, of which the store has the bytes. The same one twice is there once.

    Raises:
        WrongPhaseError: the call has closed. The file is kept with the draft all the same.
        RefusedFileError: the answer has as many as it can.

    """
    nomination = lock_nomination(work.session, nomination)
    award_round = rounds.by_id(work.session, nomination.round_id)
    nomination_id = nomination.id
    try:
        require_writable(work, award_round, nomination, {question.key})
    except WrongPhaseError:
        if nomination.state in KEPT:
            work.keep(
                lambda kept: _add(
                    kept,
                    kept.session.get_one(Nomination, nomination_id),
                    question,
                    prepared,
                    name=name,
                    scan=scan,
                )
            )
        raise
    _add(work, nomination, question, prepared, name=name, scan=scan)


def detach(work: Work, nomination: Nomination, question: Question, sha256: str) -> None:
    """Take a file out of an answer. It stays listed, and can be put back.

    Raises:
        WrongPhaseError: the call has closed.

    """
    nomination = _begin(work, nomination, question)
    entries = finding.held(nomination.answers, question.key)
    left = [entry for entry in entries if entry["sha256"] != sha256]
    if len(left) == len(entries):
        return
    _answer(nomination, question, left, work.now)
    audit.record(
        work,
        "nomination.file_removed",
        f"nomination:{nomination.id}",
        award_round=work.session.get_one(Round, nomination.round_id),
        question=question.key,
        sha256=sha256,
    )


def put_back(work: Work, nomination: Nomination, question: Question, sha256: str) -> None:
    """Put a file back that was taken out of an answer.

    Raises:
        WrongPhaseError: the call has closed.
        NotFoundError: it was never there.
        RefusedFileError: the answer has as many as it can.

    """
    nomination = _begin(work, nomination, question)
    taken_out = finding.taken_out(nomination, question.key)
    found = next((one for one in taken_out if one.sha256 == sha256), None)
    if found is None:
        raise NotFoundError(sha256)
    entries = finding.held(nomination.answers, question.key)
    question.rules.insist(found.kept.size, len(entries))
    _answer(nomination, question, [*entries, _entry(found)], work.now)
    audit.record(
        work,
        "nomination.file_put_back",
        f"nomination:{nomination.id}",
        award_round=work.session.get_one(Round, nomination.round_id),
        question=question.key,
        sha256=sha256,
    )


def _begin(work: Work, nomination: Nomination, question: Question) -> Nomination:
    """Lock a nomination, and insist that she may answer a question of it."""
    locked = lock_nomination(work.session, nomination)
    require_writable(work, rounds.by_id(work.session, locked.round_id), locked, {question.key})
    return locked


def _add(
    work: Work,
    nomination: Nomination,
    question: Question,
    prepared: Prepared,
    *,
    name: str,
    scan: ScanState,
) -> None:
    entries = finding.held(nomination.answers, question.key)
    if any(entry["sha256"] == prepared.kept.sha256 for entry in entries):
        return
    if len(entries) >= question.rules.most:
        raise RefusedFileError(Why.TOO_MANY, most=question.rules.most)
    for piece in prepared.pieces:
        _list(work.session, piece, scan, work.now)
    row = Attachment(
        nomination_id=nomination.id,
        question_key=question.key,
        name=name_of(name, prepared.shown.media_type),
        sha256=prepared.kept.sha256,
        shown_sha256=prepared.shown.sha256,
        attached_at=work.now,
        attached_by_id=work.actor.account_id,
    )
    work.session.add(row)
    work.session.flush()
    _answer(nomination, question, [*entries, _entry(row)], work.now)
    audit.record(
        work,
        "nomination.file_attached",
        f"nomination:{nomination.id}",
        award_round=work.session.get_one(Round, nomination.round_id),
        question=question.key,
        sha256=row.sha256,
        attachment=row.id,
        shown=row.shown_sha256,
        size=row.kept.size,
        shown_size=row.shown.size,
        media_type=row.shown.media_type,
        name=digests.of(row.name),
    )
    work.session.expire(nomination, ["attachments"])


def _list(session: Session, piece: Piece, scan: ScanState, now: datetime) -> None:
    """List bytes that the store has. Those that are listed already are what they are."""
    if session.get(File, piece.sha256) is not None:
        return
    session.add(
        File(
            sha256=piece.sha256,
            size=piece.size,
            media_type=piece.media_type,
            stored_at=now,
            scan=scan,
            scanned_at=now if scan is ScanState.CLEAN else None,
        )
    )
    session.flush()


def _entry(row: Attachment) -> Entry:
    return {
        "sha256": row.sha256,
        "name": row.name,
        "size": row.kept.size,
        "media_type": row.shown.media_type,
        "alt": "",
        "shown": row.shown_sha256,
    }


def _answer(
    nomination: Nomination, question: Question, entries: Sequence[Entry], now: datetime
) -> None:
    nomination.answers = {**nomination.answers, question.key: [dict(entry) for entry in entries]}
    nomination.saved_at = now
