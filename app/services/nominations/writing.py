"""Writing a draft, part by part of the form, several people at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models import Candidate, Nomination
from app.rules.access import Permission, WrongPhaseError
from app.rules.lifecycle import NominationState
from app.services import rounds
from app.services.locks import lock_nomination
from app.services.nominations import alts, edits
from app.services.nominations import candidates as candidates_of
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from app.services.nominations.finding import begin
from app.services.nominations.windows import require_writable
from app.services.work import StaleEditError, Work

KEPT = frozenset({NominationState.DRAFT, NominationState.SUBMITTED, NominationState.RETURNED})
"""In these states what comes too late is kept; in others it is shown again to whoever sent it."""


def base_of(nomination: Nomination, keys: Sequence[str]) -> str:
    """Say what is stored under some keys, key by key: what an edit of them starts from."""
    return edits.base({key: candidates_of.stored(nomination, key) for key in keys})


def base_of_given(
    answers: Mapping[str, Any], candidates_given: Sequence[CandidateInput] | None = None
) -> str:
    """Say what the page of somebody who has just saved goes on from: what she sent."""
    return edits.base(candidates_of.given(answers, candidates_given))


def save(
    work: Work,
    nomination: Nomination,
    answers: Mapping[str, Any],
    *,
    base: str,
    candidates: Sequence[CandidateInput] | None = None,
) -> Nomination:
    """Save what was written in one part of the form.

    What was handed in counts until it is handed in again, whatever is written. Only what the writer
    has changed is stored: what a colleague has saved in another field of the same part stays.

    Args:
        work: one of the organisation's people.
        nomination: what is written.
        answers: what was written, by question key; the other answers stay as they are.
        base: what the edit started from, as ``base_of`` gave it.
        candidates: the candidates, when the part holds them.

    Raises:
        WrongPhaseError: it can't be written now, or not all of it. What was written is kept all the
            same, as long as nobody has made anything of it.
        StaleEditError: somebody else has saved another text in the same field since.
    """
    nomination = lock_nomination(work.session, nomination)
    award_round = rounds.by_id(work.session, nomination.round_id)
    changed = edits.changed(candidates_of.given(answers, candidates), base)
    theirs = {key: candidates_of.stored(nomination, key) for key in changed}
    stale = edits.colliding(changed, theirs, base)
    written = {key: answers[key] for key in changed if key in answers}
    try:
        require_writable(work, award_round, nomination, map(alts.question_of, changed))
    except WrongPhaseError:
        if nomination.state in KEPT:
            nomination_id = nomination.id
            late = {key: value for key, value in written.items() if key not in stale}
            chosen = candidates if CANDIDATES in changed.keys() - stale else None
            work.keep(lambda kept: _keep_late(kept.session, nomination_id, late, chosen, kept.now))
        raise
    if stale:
        yours = {key: changed[key] for key in stale}
        raise StaleEditError({key: theirs[key] for key in stale}, yours, nomination.version)
    if changed or not nomination.submissions:
        _write(work.session, nomination, written, work.now)
    if candidates is not None and CANDIDATES in changed:
        candidates_of.write(work.session, nomination, candidates)
    return nomination


def _write(
    session: Session, nomination: Nomination, answers: Mapping[str, Any], now: datetime
) -> None:
    nomination.answers = alts.written(nomination.answers, answers)
    nomination.saved_at = now
    session.flush()


def _keep_late(
    session: Session,
    nomination_id: int,
    answers: dict[str, Any],
    candidates: Sequence[CandidateInput] | None,
    now: datetime,
) -> None:
    """Store what came too late: it is never judged, and never lost."""
    nomination = session.get_one(Nomination, nomination_id)
    _write(session, nomination, answers, now)
    if candidates is not None:
        candidates_of.write(session, nomination, candidates)


def add_invented_candidates(
    work: Work, nomination: Nomination, names: Sequence[str], place: str
) -> None:
    """Give a nomination of the demonstration its invented candidates."""
    _, nomination = begin(work, Permission.EDIT_NOMINATION, nomination)
    nomination.candidates = [
        Candidate(position=number, name=name, place=place, is_invented=True)
        for number, name in enumerate(names, start=1)
    ]
    work.session.flush()
