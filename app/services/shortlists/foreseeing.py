"""What follows from naming who goes on, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Round
from app.rules import stages as rules
from app.rules.access import Permission
from app.rules.stages import NamingFault
from app.services import analyses, lists, ranking, remaining
from app.services.decisions import require_impartial_chair
from app.services.ranking import Ranking
from app.services.work import Work


class NamingRefusedError(ValueError):
    """Those who were chosen cannot be named; ``faults`` says why."""

    def __init__(self, faults: Sequence[NamingFault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class ForeseenNaming:
    """Who would go on and who would not, by name, and what is ended by it."""

    stage_id: int
    ranking: str
    """The stamp of all that the ranking rests on, which would be kept."""
    go_on: Sequence[str]
    stay: Sequence[str]
    departs: bool
    """Whether somebody goes on from behind one who does not."""
    reviewers: Sequence[str]
    """Those who can revise what they have handed in until then."""


def foresee(work: Work, award_round: Round, chosen: Sequence[int]) -> ForeseenNaming:
    """Say what follows from naming some, as things stand now.

    Raises:
        DeniedError: the actor does not lead, or is recused from a nomination in the running.
        WrongPhaseError: no shortlist stage is in deliberation; also when somebody was first.
        NamingRefusedError: too few are chosen, or some that are not judged here.

    """
    require_impartial_chair(work, award_round, Permission.NAME_SHORTLIST)
    held = places(ranking.for_actor(work, award_round))
    found = rules.faults(held, chosen, None)
    if found:
        raise NamingRefusedError(found)
    stage = award_round.stage
    names = lists.names(work.session, list(held))
    handed_in = remaining.of_round(work.session, award_round, work.today)
    return ForeseenNaming(
        stage_id=stage.id if stage else 0,
        ranking=analyses.stamp(
            work.session, award_round, frozenset(), award_round.rulebook, work.today
        ),
        go_on=[names[one] for one in held if one in chosen],
        stay=[names[one] for one in held if one not in chosen],
        departs=rules.departs(held, chosen),
        reviewers=[one.appointment.person_name for one in handed_in if one.sealed],
    )


def places(table: Ranking) -> dict[int, int | None]:
    """Give the place of each nomination that is judged, in the order of the ranking."""
    return {row.nomination.id: row.line.place for row in table.rows}
