"""A round with visits, in the small world of the tests."""

from datetime import timedelta

from sqlalchemy import select

from app.models import Nomination, Notice, Round
from app.rules.lifecycle import StageKind
from app.rules.stages import FINAL_ONLY, Nominees, Plan, PlannedStage
from app.services import impartiality, phases, visits
from app.services.visits import Report, VisitPlan
from tests.factories import World, texts

QUESTIONS = (texts("Hva er gjort?"), texts("Hva sier beboerne?"))
AS_IN_2018: Plan = (
    PlannedStage(StageKind.SHORTLIST),
    PlannedStage(StageKind.VISIT, Nominees.AT_ONCE, QUESTIONS),
    *FINAL_ONLY,
)
"""The jury chooses whom to visit, visits them, and names the nominees after that."""


def planned(
    world: World, stages: Plan = AS_IN_2018, year: int = 2026
) -> tuple[Round, list[Nomination]]:
    """Give a round whose visits are to be planned, to the first three of four nominations."""
    award_round, made = world.deliberate_shortlist(4, stages=stages, year=year)
    world.name(award_round, made[:3])
    return award_round, made[:3]


def visiting(
    world: World, stages: Plan = AS_IN_2018, year: int = 2026
) -> tuple[Round, list[Nomination]]:
    """Give a round whose visits are under way, and whom it visits."""
    award_round, made = planned(world, stages, year)
    phases.move(world.work("secretariat"), award_round, "begin_visits")
    return award_round, made


def seats(world: World, award_round: Round) -> dict[str, int]:
    """Give the appointments of the jury by the names of who holds them."""
    where = impartiality.board(world.session, award_round, world.clock.now.date(), whole=True)
    return {one.person_name: one.id for one in where.holders}


def plan(world: World, award_round: Round, nomination: Nomination, *who: str) -> None:
    """Let the secretariat plan a visit in three days."""
    held = seats(world, award_round)
    given = VisitPlan(
        world.clock.now + timedelta(days=3), "Hemmelig gate 1", frozenset(held[one] for one in who)
    )
    visits.plan(world.work("secretariat"), nomination, given)


def report(
    world: World, award_round: Round, nomination: Nomination, *who: str, by: str = "chair"
) -> None:
    """Report a visit, with answers."""
    held = seats(world, award_round)
    given = Report([held[one] for one in who], ["Hemmelig svar 1", "Hemmelig svar 2"])
    visits.report(world.work(by), nomination, given)


def observe(world: World, nomination: Nomination, name: str, text: str = "Hemmelig syn") -> None:
    """Let somebody write what she saw."""
    visits.observe(world.work(name), nomination, text)


def told(world: World, kind: str) -> list[str]:
    """Name who was told of something, in order."""
    names = {account.id: name for name, account in world.people.items()}
    found = world.session.scalars(select(Notice).where(Notice.kind == kind).order_by(Notice.id))
    return [names[one.account_id] for one in found if one.account_id is not None]
