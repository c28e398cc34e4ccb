"""What follows from sealing the decision, before it is sealed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.models import Round
from app.rules import decisions as rules
from app.rules.access import Permission
from app.rules.decisions import DecisionLack
from app.services import digests, lists, meetings, ranking, remaining, seals
from app.services.decisions.chairing import require_impartial_chair
from app.services.decisions.drafting import DecisionInput, as_input
from app.services.decisions.finding import of_round
from app.services.work import NotFoundError, Work


class DecisionIncompleteError(Exception):
    """The decision cannot be sealed; ``lacks`` says why.

    Attributes:
        lacks: what is missing, or contradicts itself.
        version: the version that the draft has when it has been kept.

    """

    def __init__(self, lacks: Sequence[DecisionLack], version: int = 0) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = lacks
        self.version = version


@dataclass(frozen=True)
class ForeseenSealing:
    """What would be sealed, and whom that cuts off."""

    digest: str
    """Of everything that the draft says."""
    rulebook: int
    ranking: str
    """The stamp of all that the ranking rests on, which would be frozen."""
    no_award: bool
    winners: Sequence[str]
    nominees: Sequence[str]
    mentions: Sequence[str]
    unnamed: int
    """How many that were judged are not named."""
    reviewers: Sequence[str]
    """Those who can revise what they have handed in until it is sealed."""
    by_ballot: bool
    """Whether it is ballots that are frozen, and no scores."""


def lacks(work: Work, award_round: Round, given: DecisionInput) -> list[DecisionLack]:
    """Say what a decision lacks before it can be sealed."""
    found = rules.lacks(
        winners=given.winners,
        nominees=given.nominees,
        first_places=ranking.first_for_actor(work, award_round),
        citation=given.citation,
        statement=given.statement,
        reason=given.reason,
        no_award=given.no_award,
        rules_known=given.rulebook in {None, award_round.rulebook.version},
    )
    return found if _was_present(work, award_round) else [DecisionLack.NOT_PRESENT, *found]


def _was_present(work: Work, award_round: Round) -> bool:
    """Say whether she was at the table in a meeting of the stage, where the rules ask for one."""
    stage, mine = award_round.stage, work.actor.appointment_in(award_round.jury_id)
    if stage is None or not award_round.rulebook.asks_for_meeting:
        return True
    return mine is not None and mine.appointment_id in meetings.present_in(work.session, stage)


def foresee(work: Work, award_round: Round, rulebook: int | None = None) -> ForeseenSealing:
    """Say what follows from sealing the draft, as it is stored now.

    Args:
        work: the chair's.
        award_round: the round.
        rulebook: the version of the rules that she wrote with in sight; None: unknown.

    Raises:
        NotFoundError: nothing has been written.
        DecisionIncompleteError: something is missing, or no longer holds.

    """
    require_impartial_chair(work, award_round, Permission.DECIDE)
    decision = of_round(work.session, award_round)
    if decision is None:
        raise NotFoundError(f"draft of round {award_round.id}")
    given = replace(as_input(award_round, decision), rulebook=rulebook)
    missing = lacks(work, award_round, given)
    if missing:
        raise DecisionIncompleteError(missing, decision.version)
    session, book = work.session, award_round.rulebook
    named = {*given.winners, *given.nominees, *given.mentions}
    found = remaining.of_round(session, award_round, work.today)
    return ForeseenSealing(
        digest=digests.of(seals.decision(decision, decision.distinctions)),
        rulebook=book.version,
        ranking=ranking.stamp(session, award_round, work.today),
        no_award=given.no_award,
        winners=_names(session, given.winners),
        nominees=_names(session, given.nominees),
        mentions=_names(session, given.mentions),
        unnamed=sum(one.id not in named for one in lists.judged(session, award_round)),
        reviewers=[one.appointment.person_name for one in found if one.sealed],
        by_ballot=award_round.is_by_ballot,
    )


def _names(session: Session, ids: Sequence[int]) -> list[str]:
    names = lists.names(session, ids)
    return [names[wanted] for wanted in ids]
