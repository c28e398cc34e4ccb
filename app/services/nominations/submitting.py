"""Submitting a nomination: a version of it is frozen, and it gets its number."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Nomination, NominationVersion, Round
from app.rules import forms
from app.rules.access import Permission
from app.rules.forms import WRITTEN, Fault
from app.rules.lifecycle import Condition, NominationState, Phase
from app.rules.notices import NoticeKind
from app.rules.texts import clean_all, one_line
from app.services import digests, may, moves, notices, organisations, rounds, seals
from app.services.locks import lock_nomination, lock_round
from app.services.nominations import candidates as candidates_of
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.writing import require_draft
from app.services.work import Work


class IncompleteError(Exception):
    """The nomination cannot be submitted yet; ``faults`` says what is missing."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def find_faults(session: Session, nomination: Nomination) -> list[Fault]:
    """List what stands in the way of submitting, in the order of the form."""
    award_round = session.get_one(Round, nomination.round_id)
    specs = [
        rounds.spec(question)
        for section in rounds.form(session, award_round)
        for question in section.questions
    ]
    return [*candidates_of.faults(session, nomination), *forms.faults(specs, nomination.answers)]


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
    require_draft(work, award_round, nomination, Permission.SUBMIT_NOMINATION)
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
        row=digests.of(seals.version(version)),
    )
    for account_id in organisations.members(work.session, nomination.organisation_id or 0):
        notices.queue(
            work.session,
            account_id,
            NoticeKind.NOMINATION_SUBMITTED,
            key=f"nomination:{nomination.id}:{version.number}",
            now=work.now,
            award_round=award_round,
            nomination_id=nomination.id,
            reference=nomination.reference,
            title=version.title,
            digest=digests.checksum(version.digest),
        )
    return version


def _freeze(work: Work, award_round: Round, nomination: Nomination) -> NominationVersion:
    sections = rounds.form(work.session, award_round)
    content = clean_all(
        {
            CANDIDATES: [candidates_of.as_data(candidate) for candidate in nomination.candidates],
            "answers": nomination.answers,
            "form": [[question.key for question in part.questions] for part in sections],
        }
    )
    read = [
        str(nomination.answers.get(question.key, ""))
        for part in sections
        for question in part.questions
        if question.for_jury and question.kind in WRITTEN
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
        title=one_line(str(nomination.answers.get("title", "")))[:300],
        word_count=sum(forms.count_words(text) for text in read),
        content=content,
        digest=digests.of(content),
        submitted_at=work.now,
        submitted_by_id=work.actor.account_id,
    )
    nomination.versions.append(version)
    work.session.flush()
    return version
