"""What follows from naming who goes on, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models import Round
from app.rules import stages as rules
from app.rules.access import Permission
from app.rules.lifecycle import StageKind
from app.rules.stages import NamingFault, Nominees
from app.services import accounts, analyses, lists, nominations, ranking, remaining, visits
from app.services.decisions import require_impartial_chair
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
    """The stamp of all that the ranking rests on, which would be kept; empty after visits."""
    go_on: Sequence[str]
    stay: Sequence[str]
    departs: bool
    """Whether somebody goes on from behind one who does not."""
    reviewers: Sequence[str]
    """Those who can revise what they have handed in until then."""
    unvisited: Sequence[str]
    """Of visits: those of whom nobody has said that the visit was made."""
    nominees: Nominees
    """Whether those who go on are the nominees, and when others learn of it."""
    told: Sequence[str]
    """Those who nominated and are told at once, where they are."""


def foresee(work: Work, award_round: Round, chosen: Sequence[int]) -> ForeseenNaming:
    """Say what follows from naming some, as things stand now.

    Raises:
        DeniedError: the actor does not lead, or is recused from a nomination in the running.
        WrongPhaseError: no stage is ready for it; also when somebody was first.
        NamingRefusedError: too few are chosen, or some that are not judged here.

    """
    require_impartial_chair(work, award_round, Permission.NAME_SHORTLIST)
    held = places(work, award_round)
    found = rules.faults(held, chosen, None)
    if found:
        raise NamingRefusedError(found)
    stage = award_round.stages[-1] if award_round.stage is None else award_round.stage
    is_visit = stage.kind is StageKind.VISIT
    names = lists.names(work.session, list(held))
    handed_in = remaining.of_round(work.session, award_round, work.today)
    told = to_tell(work.session, award_round) if stage.nominees is Nominees.AT_ONCE else []
    people = accounts.names_of(work.session, told)
    return ForeseenNaming(
        stage_id=stage.id,
        ranking=""
        if is_visit
        else analyses.stamp(
            work.session, award_round, frozenset(), award_round.rulebook, work.today
        ),
        go_on=[names[one] for one in held if one in chosen],
        stay=[names[one] for one in held if one not in chosen],
        departs=rules.departs(held, chosen),
        reviewers=[one.appointment.person_name for one in handed_in if one.sealed],
        unvisited=[names[one] for one in visits.not_made(work.session, award_round)]
        if is_visit
        else [],
        nominees=stage.nominees,
        told=[people[one] for one in told],
    )


def places(work: Work, award_round: Round) -> dict[int, int | None]:
    """Give the place of each nomination that is judged, in the order of the ranking.

    Visits give no scores, and so no places: there they come in the order of their numbers.
    """
    stage = award_round.stage
    if stage is not None and stage.kind is StageKind.VISIT:
        return dict.fromkeys(nominations.admitted_ids(work.session, award_round))
    table = ranking.for_actor(work, award_round)
    return {row.nomination.id: row.line.place for row in table.rows}


def to_tell(session: Session, award_round: Round) -> list[int]:
    """List the accounts of those who nominated what the jury has judged, in any stage."""
    return nominations.nominators(session, award_round, nominations.IN_JUDGING)
