"""What of a stage has been begun and handed in, without a single score or rank."""

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models import Ballot, Nomination, Round, ScoreSheet


def states(
    session: Session, award_round: Round, by: Collection[int] | None = None
) -> dict[tuple[int, int], bool]:
    """Say for which nominations who has begun in the stage under way, and whether it is handed in.

    A ballot is about everything that is in the running.

    Args:
        session: where to look.
        award_round: the round.
        by: these appointments alone.

    Returns:
        ``{(nomination, appointment): handed in}``.

    """
    made = _ballots(award_round) if award_round.is_by_ballot else _sheets(award_round)
    holder = Ballot.appointment_id if award_round.is_by_ballot else ScoreSheet.appointment_id
    wanted = made if by is None else made.where(holder.in_(by))
    found = session.execute(wanted).all()
    return {(row[0], row[1]): row[2] > 0 for row in found}


def sealed(
    session: Session, award_round: Round, by: Collection[int] | None = None
) -> frozenset[tuple[int, int]]:
    """List the (nomination, appointment) of all that is handed in, as ``states`` has it."""
    held = states(session, award_round, by)
    return frozenset(key for key, is_handed_in in held.items() if is_handed_in)


def _sheets(award_round: Round) -> Select[int, int, int]:
    return select(
        ScoreSheet.nomination_id, ScoreSheet.appointment_id, ScoreSheet.revision_count
    ).where(ScoreSheet.stage_id == _stage_id(award_round))


def _ballots(award_round: Round) -> Select[int, int, int]:
    return (
        select(Nomination.id, Ballot.appointment_id, Ballot.revision_count)
        .select_from(Ballot)
        .join(Nomination, Nomination.round_id == award_round.id)
        .where(
            Ballot.stage_id == _stage_id(award_round),
            Nomination.state.in_(award_round.in_the_running),
        )
    )


def _stage_id(award_round: Round) -> int | None:
    return award_round.stage.id if award_round.stage else None
