"""What follows from announcing at once, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Distinction, Round
from app.rules.access import Permission
from app.services import accounts, decisions, lists, nominations, withdrawals
from app.services.work import Work


class AnnouncementSetError(Exception):
    """The time has been set already: it is moved, with a reason, or stays."""


@dataclass(frozen=True)
class ForeseenAnnouncement:
    """What becomes public, and who is told."""

    round_id: int
    no_award: bool
    winners: Sequence[str]
    nominees: Sequence[str]
    mentions: Sequence[str]
    withdrawn: Sequence[str]
    """The candidates of what has been withdrawn since the decision."""
    told: Sequence[str]


def foresee(work: Work, award_round: Round) -> ForeseenAnnouncement:
    """Say what follows from announcing at once.

    Raises:
        WrongPhaseError: the round is not decided, or is announced already.
        AnnouncementSetError: a time has been set.

    """
    decisions.require_impartial_chair(work, award_round, Permission.ANNOUNCE)
    if award_round.announcements:
        raise AnnouncementSetError
    decision = decisions.sealed_by_round(work.session, [award_round.id])[award_round.id]
    named = {kind: decisions.ids_of(decision, kind) for kind in Distinction}
    names = lists.names(work.session, [one for ids in named.values() for one in ids])
    told = nominations.nominators(work.session, award_round, nominations.IN_JUDGING)
    people = accounts.names_of(work.session, told)
    late = withdrawals.withdrawn_late(work.session, award_round)
    return ForeseenAnnouncement(
        award_round.id,
        decision.no_award,
        winners=[names[one] for one in named[Distinction.WINNER]],
        nominees=[names[one] for one in named[Distinction.NOMINEE]],
        mentions=[names[one] for one in named[Distinction.MENTION]],
        withdrawn=[one.candidate_names for one in late],
        told=[people[one] for one in told],
    )
