"""Submitting a nomination: a version of it is frozen, and it gets its number."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import FormSection, Nomination, NominationVersion, Organisation, Round
from app.rules import forms
from app.rules.access import Permission, Role
from app.rules.forms import Fault
from app.rules.lifecycle import Condition, NominationState
from app.rules.notices import NoticeKind
from app.rules.texts import one_line
from app.rules.windows import Window
from app.services import accounts, digests, moves, nominators, notices, organisations, rounds, seals
from app.services.nominations import (
    candidate_faults,
    file_faults,
    freezing,
    receipts,
    writing_aids,
)
from app.services.nominations import candidates as candidates_of
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.finding import begin
from app.services.nominations.openings import end_opening
from app.services.nominations.telling import tell
from app.services.nominations.windows import open_keys, require_window, window_of
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


def find_faults(
    session: Session,
    nomination: Nomination,
    window: Window | None = None,
    form: Sequence[FormSection] | None = None,
) -> list[Fault]:
    """List what stands in the way of submitting, in the order of the form.

    Where only some sections are open, what is wrong in the others stands in nobody's way.

    Args:
        session: it is read in.
        nomination: as it is written.
        window: what of it can be written; without one, all of it is looked at.
        form: of its round, where it has been loaded.

    """
    award_round = session.get_one(Round, nomination.round_id)
    form = form or rounds.form(session, award_round)
    wrong = candidate_faults.faults(session, nomination, award_round)
    specs = rounds.specs(form)
    wrong += forms.faults(specs, freezing.answers_of(form, nomination, window))
    wrong += file_faults.faults(nomination, specs)
    if (undeclared := writing_aids.find_fault(award_round, nomination)) is not None:
        wrong.append(undeclared)
    if window is None or not window.is_partial:
        return wrong
    keys = open_keys(form, window)
    return [fault for fault in wrong if fault.key in keys]


def has_changes(
    session: Session,
    award_round: Round,
    nomination: Nomination,
    now: datetime,
    form: Sequence[FormSection] | None = None,
) -> bool:
    """Say whether something is written that is not handed in; never of what was not at all.

    Args:
        session: it is read in.
        award_round: of the nomination.
        nomination: as it is written.
        now: when it would be handed in.
        form: of the round, where it has been loaded.

    """
    form = form or rounds.form(session, award_round)
    window = window_of(award_round, nomination, now)
    return freezing.has_changes(session, award_round, form, nomination, window)


def submit(work: Work, nomination: Nomination) -> NominationVersion:
    """Submit a nomination, or again: freeze a version, and give it a reference number.

    What was handed in and has not been changed since is not handed in once more: a double click
    gets the receipt of the first.

    Raises:
        WrongPhaseError: the call has closed, or a deadline of its own.
        HinderedError: her organisation waits for the secretariat, or another has to submit.
        IncompleteError: something is missing or wrong.
    """
    award_round, nomination = begin(work, Permission.READ_OWN_NOMINATION, nomination)
    is_in = nomination.state is NominationState.SUBMITTED
    form = rounds.form(work.session, award_round)
    if is_in and not has_changes(work.session, award_round, nomination, work.now, form):
        return nomination.versions[-1]
    window = require_window(work, award_round, nomination, Permission.SUBMIT_NOMINATION)
    if (hindered := hindrance(work, award_round, nomination)) is not None:
        raise HinderedError(hindered)
    faults = find_faults(work.session, nomination, window, form)
    if faults:
        raise IncompleteError(faults)
    was_opened = nomination.opening
    version = _freeze(work, award_round, form, nomination, window)
    moves.move_nomination(
        work,
        award_round,
        nomination,
        "submit" if nomination.state is NominationState.DRAFT else "submit_again",
        {Condition.IN_TIME: window.takes, Condition.FORM_COMPLETE: not faults},
        reference=nomination.reference,
        version=version.number,
        digest=version.digest,
        row=digests.of(seals.version(version)),
    )
    end_opening(work.session, nomination, work.now)
    if was_opened is not None:
        _tell_secretariat(work.session, award_round, nomination, version)
    tell(
        work.session,
        award_round,
        nomination,
        NoticeKind.NOMINATION_SUBMITTED,
        key=f"nomination:{nomination.id}:{version.number}",
        now=work.now,
        version=version.number,
        digest=digests.checksum(version.digest),
        parts=_summed(form, version),
    )
    return version


def _summed(form: Sequence[FormSection], version: NominationVersion) -> list[dict[str, Any]]:
    """Give the digest of each part of a version, and what was asked: nothing that was answered."""
    labels = {question.key: question.label for part in form for question in part.questions}
    return [
        {
            "key": part.key,
            "label": labels.get(part.key, {}),
            "digest": part.digest,
            "files": [file.digest for file in part.files],
        }
        for part in receipts.parts(version)
    ]


def _tell_secretariat(
    session: Session, award_round: Round, nomination: Nomination, version: NominationVersion
) -> None:
    """Tell those who opened a nomination after the deadline that it has been handed in."""
    for account_id in accounts.holding(session, Role.SECRETARIAT, award_round.prize_id):
        notices.queue(
            session,
            account_id,
            NoticeKind.NOMINATION_ANSWERED,
            key=f"nomination:{nomination.id}:{version.number}",
            now=version.submitted_at,
            award_round=award_round,
            nomination_id=nomination.id,
            number=nomination.number,
            names=nomination.candidate_names,
        )


def _freeze(
    work: Work,
    award_round: Round,
    form: Sequence[FormSection],
    nomination: Nomination,
    window: Window,
) -> NominationVersion:
    if CANDIDATES in open_keys(form, window):
        candidates_of.settle(work.session, nomination)
    frozen = freezing.content(work.session, award_round, form, nomination, window)
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
        title=one_line(str(frozen["answers"].get("title", "")))[:300],
        word_count=freezing.words_for_jury(form, frozen),
        content=frozen,
        digest=digests.of(frozen),
        submitted_at=work.now,
        submitted_by_id=work.actor.account_id,
    )
    nomination.versions.append(version)
    work.session.flush()
    return version
