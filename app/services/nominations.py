"""Nominations: writing, submitting and withdrawing them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import (
    Candidate,
    Nomination,
    NominationVersion,
    Organisation,
    Round,
)
from app.rules import forms
from app.rules.access import Permission, WrongPhaseError
from app.rules.forms import Fault, QuestionKind, is_empty
from app.rules.lifecycle import AFTER_DECISION, Condition, NominationState, Phase
from app.services import audit, edits, may, moves, notices, organisations, rounds
from app.services import candidates as candidates_of
from app.services.candidates import CANDIDATES, CandidateInput
from app.services.locks import lock_nomination, lock_round
from app.services.work import NotFoundError, StaleEditError, Work, canonical_digest


class NotMemberError(Exception):
    """The actor does not act for that organisation."""


class IncompleteError(Exception):
    """The nomination cannot be submitted yet; ``faults`` says what is missing."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class ReasonMissingError(ValueError):
    """The move needs a reason, and none was given."""


_WHOLE = (
    selectinload(Nomination.candidates).joinedload(Candidate.municipality),
    joinedload(Nomination.organisation),
    selectinload(Nomination.versions),
    selectinload(Nomination.moves),
)


def by_id(session: Session, nomination_id: int) -> Nomination:
    """Find a nomination with its candidates, versions and moves.

    Raises:
        NotFoundError: when there is none.
    """
    found = session.scalars(
        select(Nomination).where(Nomination.id == nomination_id).options(*_WHOLE)
    ).one_or_none()
    if found is None:
        raise NotFoundError(f"nomination {nomination_id}")
    return found


def require(work: Work, permission: Permission, nomination: Nomination) -> Round:
    """Insist that the actor may, for this nomination, now; gives its round."""
    award_round = rounds.by_id(work.session, nomination.round_id)
    may.require(work, permission, award_round, organisation_id=nomination.organisation_id)
    return award_round


def start(work: Work, award_round: Round, organisation: Organisation) -> Nomination:
    """Start a draft for one of the actor's organisations; an untouched one is taken up again.

    So a double click starts one.

    Raises:
        NotMemberError: the organisation is not one of the actor's.
    """
    award_round = may.begin(work, Permission.START_NOMINATION, award_round)
    if organisation.id not in work.actor.organisations:
        raise NotMemberError(organisation.id)
    mine = {"organisation_id": organisation.id, "created_by_id": work.actor.account_id}
    draft = {"round_id": award_round.id, "state": NominationState.DRAFT, "saved_at": None}
    untouched = work.session.scalars(select(Nomination).filter_by(**mine, **draft)).first()
    if untouched is not None:
        return untouched
    nomination = Nomination(
        round_id=award_round.id,
        organisation_id=organisation.id,
        created_by_id=work.actor.account_id,
        created_at=work.now,
        state=NominationState.DRAFT,
        language=work.actor.language,
    )
    work.session.add(nomination)
    work.session.flush()
    audit.record(
        work,
        "nomination.started",
        f"nomination:{nomination.id}",
        award_round=award_round,
        organisation=organisation.id,
    )
    return nomination


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
    """Save the draft of one part of the form.

    Only what the writer has changed is stored: what a colleague has saved in another field of
    the same part stays.

    Args:
        work: one of the organisation's people.
        nomination: a draft.
        answers: what was written, by question key; the other answers stay as they are.
        base: what the edit started from, as ``base_of`` gave it.
        candidates: the candidates, when the part holds them.

    Raises:
        WrongPhaseError: the call has closed. What was written is kept all the same.
        StaleEditError: somebody else has saved another text in the same field since.
    """
    nomination = lock_nomination(work.session, nomination)
    award_round = rounds.by_id(work.session, nomination.round_id)
    changed = edits.changed(candidates_of.given(answers, candidates), base)
    theirs = {key: candidates_of.stored(nomination, key) for key in changed}
    stale = edits.colliding(changed, theirs, base)
    written = {key: answers[key] for key in changed if key in answers}
    try:
        _require_draft(work, award_round, nomination)
    except WrongPhaseError:
        if nomination.state is NominationState.DRAFT:
            nomination_id = nomination.id
            late = {key: value for key, value in written.items() if key not in stale}
            chosen = candidates if CANDIDATES in changed.keys() - stale else None
            work.keep(lambda kept: _keep_late(kept, nomination_id, late, chosen))
        raise
    if stale:
        yours = {key: changed[key] for key in stale}
        raise StaleEditError({key: theirs[key] for key in stale}, yours, nomination.version)
    _write(work, nomination, written)
    if candidates is not None and CANDIDATES in changed:
        candidates_of.replace(work.session, nomination, candidates)
    return nomination


def _require_draft(work: Work, award_round: Round, nomination: Nomination) -> None:
    may.require(
        work, Permission.EDIT_NOMINATION, award_round, organisation_id=nomination.organisation_id
    )
    if nomination.state is not NominationState.DRAFT:
        raise WrongPhaseError(Permission.EDIT_NOMINATION)


def _write(work: Work, nomination: Nomination, answers: Mapping[str, Any]) -> None:
    nomination.answers = {**nomination.answers, **answers}
    nomination.saved_at = work.now
    work.session.flush()


def _keep_late(
    work: Work,
    nomination_id: int,
    answers: dict[str, Any],
    candidates: Sequence[CandidateInput] | None,
) -> None:
    """Store what came too late: it is never judged, and never lost."""
    nomination = work.session.get_one(Nomination, nomination_id)
    _write(work, nomination, answers)
    if candidates is not None:
        candidates_of.replace(work.session, nomination, candidates)


def add_invented_candidates(
    work: Work, nomination: Nomination, names: Sequence[str], place: str
) -> None:
    """Give a nomination of the demonstration its invented candidates."""
    require(work, Permission.EDIT_NOMINATION, nomination)
    nomination.candidates = [
        Candidate(position=number, name=name, place=place, is_invented=True)
        for number, name in enumerate(names, start=1)
    ]
    work.session.flush()


def find_faults(session: Session, nomination: Nomination) -> list[Fault]:
    """List what stands in the way of submitting, in the order of the form."""
    award_round = session.get_one(Round, nomination.round_id)
    specs = [
        rounds.spec(question)
        for section in rounds.form(session, award_round)
        for question in section.questions
    ]
    return [*candidates_of.faults(nomination), *forms.faults(specs, nomination.answers)]


def submit(work: Work, nomination: Nomination) -> NominationVersion:
    """Submit a nomination: freeze a version, and give it a reference number.

    Doing it twice gives the receipt of the first time: a double click hands in once.

    Raises:
        WrongPhaseError: the call has closed.
        IncompleteError: something is missing or wrong.
    """
    award_round = lock_round(work.session, work.session.get_one(Round, nomination.round_id))
    nomination = lock_nomination(work.session, nomination)
    may.require(
        work,
        Permission.READ_OWN_NOMINATION,
        award_round,
        organisation_id=nomination.organisation_id,
    )
    if nomination.state is NominationState.SUBMITTED:
        return nomination.versions[-1]
    _require_draft(work, award_round, nomination)
    faults = find_faults(work.session, nomination)
    if faults:
        raise IncompleteError(faults)
    version = _freeze(work, award_round, nomination)
    moves.move_nomination(
        work,
        award_round,
        nomination,
        "submit",
        {
            Condition.CALL_OPEN: award_round.phase(work.now) is Phase.OPEN,
            Condition.FORM_COMPLETE: not faults,
        },
        reference=nomination.reference,
        version=version.number,
        digest=version.digest,
    )
    for account_id in organisations.members(work.session, nomination.organisation_id or 0):
        notices.queue(
            work,
            account_id,
            "nomination_submitted",
            key=f"nomination:{nomination.id}:{version.number}",
            award_round=award_round,
            nomination_id=nomination.id,
            reference=nomination.reference,
            title=version.title,
            digest=version.digest,
        )
    return version


def _freeze(work: Work, award_round: Round, nomination: Nomination) -> NominationVersion:
    sections = rounds.form(work.session, award_round)
    content = {
        CANDIDATES: [candidates_of.as_data(candidate) for candidate in nomination.candidates],
        "answers": nomination.answers,
        "form": [[question.key for question in part.questions] for part in sections],
    }
    read = [
        str(nomination.answers.get(question.key, ""))
        for part in sections
        for question in part.questions
        if question.for_jury and question.kind in {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT}
    ]
    if nomination.reference is None:
        # Nobody else can take the number: the round's row is locked.
        taken = work.session.scalar(
            select(func.max(Nomination.number)).where(Nomination.round_id == award_round.id)
        )
        nomination.number = (taken or 0) + 1
        nomination.reference = f"{award_round.year}-{nomination.number:04}"
    nomination.submissions += 1
    version = NominationVersion(
        nomination_id=nomination.id,
        number=nomination.submissions,
        title=str(nomination.answers.get("title", ""))[:300],
        word_count=sum(forms.count_words(text) for text in read),
        content=content,
        digest=canonical_digest(content),
        submitted_at=work.now,
        submitted_by_id=work.actor.account_id,
    )
    nomination.versions.append(version)
    work.session.flush()
    return version


def withdraw(work: Work, nomination: Nomination, reason: str) -> None:
    """Withdraw a nomination, with a reason.

    Raises:
        ReasonMissingError: none was given.
    """
    # The round first, as everywhere: nothing is withdrawn in the moment in which it wins.
    lock_round(work.session, rounds.by_id(work.session, nomination.round_id))
    nomination = lock_nomination(work.session, nomination)
    award_round = require(work, Permission.WITHDRAW_NOMINATION, nomination)
    if nomination.state is NominationState.WITHDRAWN:
        return
    if is_empty(reason):
        raise ReasonMissingError
    moves.move_nomination(
        work,
        award_round,
        nomination,
        "withdraw",
        {
            Condition.BEFORE_DECISION: award_round.phase(work.now) not in AFTER_DECISION,
            Condition.REASON_GIVEN: not is_empty(reason),
        },
        reason=reason,
    )


def current_version(nomination: Nomination) -> NominationVersion | None:
    """Give the version that counts, if anything has been handed in."""
    return nomination.versions[-1] if nomination.versions else None


def admitted_ids(session: Session, award_round: Round) -> list[int]:
    """List the nominations that the jury judges, in the order of their numbers."""
    return list(
        session.scalars(
            select(Nomination.id)
            .where(Nomination.round_id == award_round.id, Nomination.state.in_(IN_JUDGING))
            .order_by(Nomination.number)
        )
    )


IN_JUDGING = (NominationState.ADMITTED, NominationState.SHORTLISTED)


def admitted(session: Session, award_round: Round) -> Sequence[Nomination]:
    """Give the nominations that the jury judges, with candidates and what was handed in."""
    return session.scalars(
        select(Nomination)
        .where(Nomination.round_id == award_round.id, Nomination.state.in_(IN_JUDGING))
        .order_by(Nomination.number)
        .options(
            selectinload(Nomination.candidates).joinedload(Candidate.municipality),
            selectinload(Nomination.versions).defer(NominationVersion.content),
        )
    ).all()
