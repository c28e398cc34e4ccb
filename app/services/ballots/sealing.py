"""Sealing a ballot, abstaining, and revising what is sealed."""

import secrets
from collections.abc import Mapping

from app.models import Ballot, BallotRevision, Round
from app.rules import ballots as rules
from app.rules.access import Permission, Verdict
from app.rules.ballots import Reading
from app.services import audit, digests, disclosure, may, nominations, seals
from app.services.ballots.drafting import (
    BallotInput,
    begin,
    keep,
    refuse_sealed,
    refuse_stale,
    write_draft,
)
from app.services.ballots.opening import Opened
from app.services.work import Work


class BallotIncompleteError(Exception):
    """The ballot cannot be sealed; ``reading`` says what is wrong.

    ``version`` is the ballot's once the draft has been kept: what the next edit starts from.
    """

    def __init__(self, reading: Reading, version: int) -> None:
        super().__init__(str(reading))
        self.reading = reading
        self.version = version


def seal(work: Work, award_round: Round, given: BallotInput) -> Ballot:
    """Hand in the ballot, which seals it. Doing it twice with the same ranks seals once.

    Raises:
        WrongPhaseError: voting has closed. What was written is kept as a draft.
        BallotIncompleteError: a rank lacks, or is none. The draft is kept.
        StaleEditError: it was sealed with other ranks in the meantime.

    """
    return _seal(work, award_round, given, abstains=False)


def abstain(work: Work, award_round: Round, given: BallotInput) -> Ballot:
    """Hand in a ballot that counts for nothing, with the reason. Twice the same seals once.

    Raises:
        WrongPhaseError: voting has closed. What was written is kept as a draft.
        BallotIncompleteError: the reason lacks. The draft is kept.
        StaleEditError: something else was sealed in the meantime.

    """
    return _seal(work, award_round, given, abstains=True)


def _seal(work: Work, award_round: Round, given: BallotInput, *, abstains: bool) -> Ballot:
    opened, ballot = begin(work, award_round, Permission.SCORE, given)
    reading = _read(opened, given, abstains=abstains)
    if ballot.sealed_at is not None:
        if reading.is_whole and _says_the_same(ballot, reading.ranks, given, abstains=abstains):
            return ballot
        refuse_sealed(ballot, opened, given)
    refuse_stale(ballot, given)
    if not reading.is_whole:
        keep(work, opened, given)
        raise BallotIncompleteError(reading, ballot.version + 1)
    write_draft(work.session, ballot, given, work.now)
    _add_revision(
        work, opened, ballot, reading.ranks, given.abstention if abstains else "", reason=""
    )
    return ballot


def revise(
    work: Work, award_round: Round, given: BallotInput, reason: str, *, abstains: bool = False
) -> Ballot:
    """Change a sealed ballot: a new revision, with its reason. The earlier ones stay.

    Raises:
        ReasonMissingError: no reason was given.
        BallotIncompleteError: a rank lacks or is none, or why she abstains lacks.
        StaleEditError: it was revised elsewhere since this edit began.
        WrongPhaseError: the stage is concluded.

    """
    opened, ballot = begin(work, award_round, Permission.REVISE_SHEET, None)
    if ballot.sealed_at is None:
        may.refuse(work, Permission.REVISE_SHEET, Verdict.NOT_HERS, opened.award_round)
    reading = _read(opened, given, abstains=abstains)
    if reading.is_whole and _says_the_same(ballot, reading.ranks, given, abstains=abstains):
        return ballot
    if given.version != ballot.version:
        refuse_sealed(ballot, opened, given)
    if not reading.is_whole:
        raise BallotIncompleteError(reading, ballot.version)
    if not reason.strip():
        raise nominations.ReasonMissingError
    write_draft(work.session, ballot, given, work.now)
    abstention = given.abstention if abstains else ""
    _add_revision(work, opened, ballot, reading.ranks, abstention, reason=reason.strip())
    return ballot


def _read(opened: Opened, given: BallotInput, *, abstains: bool) -> Reading:
    if abstains:
        return Reading(lacks_why=not given.abstention.strip())
    return rules.read(given.written, opened.running)


def _says_the_same(
    ballot: Ballot, ranks: Mapping[int, int], given: BallotInput, *, abstains: bool
) -> bool:
    latest = ballot.revisions[-1]
    abstention = given.abstention.strip() if abstains else ""
    return bool(latest.ranks == _stored(ranks) and latest.abstention == abstention)


def _stored(ranks: Mapping[int, int]) -> dict[str, int]:
    return {str(one): rank for one, rank in ranks.items()}


def _add_revision(
    work: Work,
    opened: Opened,
    ballot: Ballot,
    ranks: Mapping[int, int],
    abstention: str,
    *,
    reason: str,
) -> None:
    revision = BallotRevision(
        number=(ballot.revision_count or 0) + 1,
        ranks=_stored(ranks),
        abstention=abstention.strip(),
        reason=reason,
        could_see_others=disclosure.is_spoken_of(opened.award_round),
        sealed_at=work.now,
        sealed_by_id=work.actor.account_id,
        salt=secrets.token_hex(16),
    )
    ballot.revisions.append(revision)
    ballot.sealed_at = ballot.sealed_at or work.now
    ballot.saved_at = work.now
    ballot.revision_count = revision.number
    work.session.flush()
    audit.record(
        work,
        "ballot.revised" if reason else "ballot.sealed",
        f"ballot:{ballot.id}",
        award_round=opened.award_round,
        appointment=ballot.appointment_id,
        revision=revision.number,
        digest=digests.of(seals.ballot(revision, ballot)),
    )
