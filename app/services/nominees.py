"""The nominees, as a stage of judging named them. Says nothing of who may know, but for the public.

Which stage that is, and whether others learn of it at once, is set for each round. Where no stage
names them, the decision does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Nomination, Round, Shortlist, ShortlistEntry
from app.rules.lifecycle import NominationState, StageState
from app.rules.stages import Nominees
from app.services import lists


@dataclass(frozen=True)
class Announced:
    """The nominees that everybody may know of before there is a winner."""

    at: datetime
    names: Sequence[str]
    withdrawn: Sequence[str]
    """Of those who were announced, who has withdrawn since."""


def named_ids(session: Session, award_round: Round) -> list[int] | None:
    """List the nominees that have not withdrawn since, by number; None where none are named."""
    rows = _rows(session, award_round)
    if rows is None:
        return None
    return [one.id for one in rows if one.state is not NominationState.WITHDRAWN]


def public(session: Session, award_round: Round) -> Announced | None:
    """Give the nominees that have been announced; None where they are not, or not yet."""
    stage = award_round.naming_stage
    if stage is None or stage.nominees is not Nominees.AT_ONCE:
        return None
    at = session.scalar(select(Shortlist.named_at).where(Shortlist.stage_id == stage.id))
    rows = _rows(session, award_round)
    if at is None or rows is None:
        return None
    names = lists.names(session, [one.id for one in rows])
    gone = {one.id for one in rows if one.state is NominationState.WITHDRAWN}
    return Announced(
        at,
        [name for one, name in names.items() if one not in gone],
        [name for one, name in names.items() if one in gone],
    )


def announced_ids(session: Session, award_round: Round) -> frozenset[int] | None:
    """List the nominees that everybody may know of; None where they are not announced, or not yet.

    Once there is a winner, the decision says who was nominated.
    """
    stage = award_round.naming_stage
    if stage is None or stage.nominees is not Nominees.AT_ONCE:
        return None
    if stage.state is not StageState.CONCLUDED:
        return None
    return frozenset(named_ids(session, award_round) or ())


def _rows(session: Session, award_round: Round) -> Sequence[Nomination] | None:
    stage = award_round.naming_stage
    if stage is None:
        return None
    return (
        session.scalars(
            select(Nomination)
            .join(ShortlistEntry, ShortlistEntry.nomination_id == Nomination.id)
            .join(Shortlist, Shortlist.id == ShortlistEntry.shortlist_id)
            .where(Shortlist.stage_id == stage.id, ShortlistEntry.goes_on)
            .order_by(Nomination.number)
        ).all()
        or None
    )
