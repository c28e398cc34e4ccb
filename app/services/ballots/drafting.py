"""Drafts of a ballot: whoever writes one has the round locked, and may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.models import Ballot, Round
from app.rules.access import Permission, WrongPhaseError
from app.services import may, rounds
from app.services.ballots.opening import Opened, find, open_ballot
from app.services.locks import lock_round
from app.services.work import StaleEditError, Work


@dataclass(frozen=True)
class BallotInput:
    """What a juror sends: what is written beside each name, and why she abstains, if she does."""

    written: Mapping[int, str]
    """By nomination; whatever it holds."""
    abstention: str
    version: int
    """Of the ballot as it was when the edit began; 0 when there was none."""


def save_draft(work: Work, award_round: Round, given: BallotInput) -> Ballot:
    """Save a draft of the actor's ballot, gaps and all. What is sealed is not touched.

    Raises:
        WrongPhaseError: voting has closed. What was written is kept all the same.
        StaleEditError: it was saved or sealed elsewhere since this edit began.
        DeniedError: she is recused from one of those who are ranked, or does not sit.

    """
    opened, ballot = begin(work, award_round, Permission.SCORE, given)
    if ballot.sealed_at is not None:
        refuse_sealed(ballot, opened, given)
    refuse_stale(ballot, given)
    write_draft(work.session, ballot, given, work.now)
    return ballot


def begin(
    work: Work, award_round: Round, permission: Permission, given: BallotInput | None
) -> tuple[Opened, Ballot]:
    """Lock the round's stage against being closed meanwhile, and check that she may."""
    opened = open_ballot(work, lock_round(work.session, award_round))
    try:
        may.require(work, permission, opened.award_round, impartial=opened.bar is None)
    except WrongPhaseError:
        if given is not None:
            keep(work, opened, given)
        raise
    return opened, own_ballot(opened)


def own_ballot(opened: Opened) -> Ballot:
    """Give her ballot; a new one has version 0 and is stored when something is written on it."""
    stage = opened.award_round.stage
    return opened.ballot or Ballot(
        stage_id=stage.id if stage else 0,
        appointment_id=opened.appointment_id,
        draft_ranks={},
        draft_abstention="",
        version=0,
    )


def keep(work: Work, opened: Opened, given: BallotInput) -> None:
    """Have what is refused stored as a draft that does not count."""
    round_id = opened.award_round.id

    def act(kept: Work) -> None:
        award_round = rounds.by_id(kept.session, round_id)
        found = find(kept.session, award_round, opened.appointment_id)
        ballot = found or own_ballot(opened)
        if ballot.sealed_at is None:
            write_draft(kept.session, ballot, given, kept.now)

    work.keep(act)


def write_draft(session: Session, ballot: Ballot, given: BallotInput, now: datetime) -> None:
    """Write what was sent into a draft."""
    written = as_data(given)
    ballot.draft_ranks = written["ranks"]
    ballot.draft_abstention = written["abstention"]
    ballot.saved_at = now
    session.add(ballot)
    flag_modified(ballot, "draft_ranks")  # each save is a new version, whatever it changes
    session.flush()


def refuse_stale(ballot: Ballot, given: BallotInput) -> None:
    """Refuse what was written from an older ballot, unless it says the same."""
    theirs = {"ranks": ballot.draft_ranks, "abstention": ballot.draft_abstention}
    if given.version != ballot.version and theirs != as_data(given):
        raise StaleEditError(theirs, as_data(given), ballot.version)


def refuse_sealed(ballot: Ballot, opened: Opened, given: BallotInput) -> None:
    """Refuse to write over what is sealed: another draft than that is shown beside it."""
    latest = ballot.revisions[-1]
    ranks = {key: str(rank) for key, rank in latest.ranks.items() if int(key) in opened.running}
    theirs = {"ranks": ranks, "abstention": latest.abstention}
    raise StaleEditError(theirs, as_data(given), ballot.version)


def as_data(given: BallotInput) -> dict[str, Any]:
    """Give a ballot that was sent as plain data, to be compared and stored."""
    return {
        "ranks": {str(one): text.strip() for one, text in given.written.items() if text.strip()},
        "abstention": given.abstention.strip(),
    }
