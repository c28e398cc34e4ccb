"""Attaching files to an answer, taking them out of it, and putting them back.

The bytes are in the store, durable, before a row says that they are. What nothing refers to in the
end is in nobody's way, and is found by ``flask check``.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from app.files import Piece, Prepared
from app.models import Attachment, File, Nomination, Round
from app.rules.access import WrongPhaseError
from app.rules.attachments import RefusedFileError, ScanState, Why, name_of
from app.rules.lifecycle import NominationState
from app.services import audit, digests, rounds
from app.services.attachments import finding
from app.services.attachments.finding import Entry, Question
from app.services.locks import lock_nomination
from app.services.nominations.writing import require_draft
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
    nomination_id = nomination.id

    def act(writer: Work, row: Nomination) -> None:
        _add(writer, row, question, prepared, name=name, scan=scan)

    _in_draft(
        work,
        nomination,
        act,
        late=lambda kept: act(kept, kept.session.get_one(Nomination, nomination_id)),
    )


def detach(work: Work, nomination: Nomination, question: Question, sha256: str) -> None:
    """Take a file out of an answer. It stays listed, and can be put back.

    Raises:
        WrongPhaseError: the call has closed.

    """

    def act(writer: Work, row: Nomination) -> None:
        entries = finding.held(row.answers, question.key)
        left = [entry for entry in entries if entry["sha256"] != sha256]
        if len(left) == len(entries):
            return
        _answer(row, question, left, writer.now)
        about = _about(writer, row, question, sha256)
        audit.record(writer, "nomination.file_removed", **about)

    _in_draft(work, nomination, act)


def put_back(work: Work, nomination: Nomination, question: Question, sha256: str) -> None:
    """Put a file back that was taken out of an answer.

    Raises:
        WrongPhaseError: the call has closed.
        NotFoundError: it was never there.
        RefusedFileError: the answer has as many as it can.

    """

    def act(writer: Work, row: Nomination) -> None:
        found = next(
            (one for one in finding.taken_out(row, question.key) if one.sha256 == sha256), None
        )
        if found is None:
            raise NotFoundError(sha256)
        entries = finding.held(row.answers, question.key)
        question.rules.insist(found.kept.size, len(entries))
        _answer(row, question, [*entries, _entry(found)], writer.now)
        about = _about(writer, row, question, sha256)
        audit.record(writer, "nomination.file_put_back", **about)

    _in_draft(work, nomination, act)


def _in_draft(
    work: Work,
    nomination: Nomination,
    act: Callable[[Work, Nomination], None],
    late: Callable[[Work], None] | None = None,
) -> None:
    """Lock a nomination, insist that she may write in it, and act."""
    locked = lock_nomination(work.session, nomination)
    award_round = rounds.by_id(work.session, locked.round_id)
    try:
        require_draft(work, award_round, locked)
    except WrongPhaseError:
        if late is not None and locked.state is NominationState.DRAFT:
            work.keep(late)
        raise
    act(work, locked)
    work.session.flush()


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
        _list(work, piece, scan)
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
        **_about(work, nomination, question, row.sha256),
        attachment=row.id,
        shown=row.shown_sha256,
        size=row.kept.size,
        shown_size=row.shown.size,
        media_type=row.shown.media_type,
        name=digests.of(row.name),
    )
    work.session.expire(nomination, ["attachments"])


def _list(work: Work, piece: Piece, scan: ScanState) -> None:
    """List bytes that the store has. Those that are listed already are what they are."""
    if work.session.get(File, piece.sha256) is not None:
        return
    work.session.add(
        File(
            sha256=piece.sha256,
            size=piece.size,
            media_type=piece.media_type,
            stored_at=work.now,
            scan=scan,
            scanned_at=work.now if scan is ScanState.CLEAN else None,
        )
    )
    work.session.flush()


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


def _about(work: Work, nomination: Nomination, question: Question, sha256: str) -> dict[str, Any]:
    """Say what an event is about: a file of an answer."""
    return {
        "subject": f"nomination:{nomination.id}",
        "award_round": work.session.get_one(Round, nomination.round_id),
        "question": question.key,
        "sha256": sha256,
    }
