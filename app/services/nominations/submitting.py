"""Submitting a nomination: a version of it is frozen, and it gets its number."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Nomination, NominationVersion, Organisation, Round
from app.rules import forms
from app.rules.access import Permission
from app.rules.forms import WRITTEN, Fault
from app.rules.lifecycle import Condition, NominationState, Phase
from app.rules.notices import NoticeKind
from app.rules.texts import clean_all, one_line
from app.services import digests, may, moves, nominators, notices, organisations, rounds, seals
from app.services.locks import lock_nomination, lock_round
from app.services.nominations import candidate_faults, file_faults, writing_aids
from app.services.nominations import candidates as candidates_of
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.writing import require_draft
from app.services.work import Work


class IncompleteError(Exception):
    """The nomination cannot be submitted yet; ``faults`` says what is missing."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class Hindrance(StrEnum):
    """Why somebody may not submit what her organisation has written, however complete it is."""

    UNCONFIRMED = "unconfirmed"
    NOT_TAKEN = "not_taken"
    NOT_SIGNATORY = "not_signatory"
    LET_IN = "let_in"


HERS = frozenset({Hindrance.NOT_SIGNATORY, Hindrance.LET_IN})
"""What keeps the actor alone from submitting: another can, and can be asked to."""


class HinderedError(Exception):
    """It cannot be submitted, or not by her; ``hindrance`` says why."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance)
        self.hindrance = hindrance


def hindrance(work: Work, award_round: Round, nomination: Nomination) -> Hindrance | None:
    """Say what keeps the actor from submitting, beside what is in the form."""
    body = work.session.get_one(Organisation, nomination.organisation_id)
    if not nominators.take(award_round, body):
        return Hindrance.NOT_TAKEN
    if body.confirmed_at is None:
        return Hindrance.UNCONFIRMED
    if body.id not in work.actor.organisations:
        return Hindrance.LET_IN
    if award_round.signatory_required and not organisations.may_submit(work, body.id):
        return Hindrance.NOT_SIGNATORY
    return None


def find_faults(session: Session, nomination: Nomination) -> list[Fault]:
    """List what stands in the way of submitting, in the order of the form."""
    award_round = session.get_one(Round, nomination.round_id)
    specs = rounds.specs(rounds.form(session, award_round))
    wrong = candidate_faults.faults(session, nomination, award_round)
    unsafe = file_faults.faults(nomination, specs)
    undeclared = writing_aids.find_fault(award_round, nomination)
    return [
        *wrong,
        *forms.faults(specs, nomination.answers),
        *unsafe,
        *([undeclared] if undeclared else []),
    ]


def submit(work: Work, nomination: Nomination) -> NominationVersion:
    """Submit a nomination: freeze a version, and give it a reference number.

    Doing it twice gives the receipt of the first time: a double click hands in once.

    Raises:
        WrongPhaseError: the call has closed.
        HinderedError: her organisation waits for the secretariat, or another has to submit.
        IncompleteError: something is missing or wrong.
    """
    award_round = lock_round(work.session, work.session.get_one(Round, nomination.round_id))
    nomination = lock_nomination(work.session, nomination)
    may.require(
        work,
        Permission.READ_OWN_NOMINATION,
        award_round,
        organisation_id=nomination.organisation_id,
        nomination_id=nomination.id,
    )
    if nomination.state is NominationState.SUBMITTED:
        return nomination.versions[-1]
    require_draft(work, award_round, nomination, Permission.SUBMIT_NOMINATION)
    if (hindered := hindrance(work, award_round, nomination)) is not None:
        raise HinderedError(hindered)
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
    specs, held = rounds.specs(sections), nomination.answers
    # What was written where nothing is asked any more is of the draft, and not handed in.
    asked = forms.asked(specs, held)
    unasked = {spec.key for spec in specs} - asked
    content = clean_all(
        {
            CANDIDATES: [candidates_of.as_data(candidate) for candidate in nomination.candidates],
            "answers": {key: value for key, value in held.items() if key not in unasked},
            "form": [[q.key for q in part.questions if q.key in asked] for part in sections],
        }
    )
    read = [
        str(held.get(question.key, ""))
        for part in sections
        for question in part.questions
        if question.for_jury and question.kind in WRITTEN and question.key in asked
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
