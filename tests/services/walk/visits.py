"""Visits on a walk: planned, made and told of by whoever."""

from datetime import timedelta

from app.rules.impartiality import Standing
from app.services import visits
from app.services.visits import Report, VisitPlan
from tests.services.walk.history import JURY, Walk


def plan(walk: Walk) -> None:
    """Let the secretariat plan a visit, or the chair try to."""
    work = walk.world.work(walk.random.choice(("secretariat", "secretariat", "chair")))
    nomination, party = walk.any_in_running(), _party(walk)
    able = _able(walk, nomination.id)
    days = timedelta(days=walk.random.randint(1, 9))
    visits.plan(work, nomination, VisitPlan(walk.world.clock.now + days, "Storgata 1", party))
    if party - able:
        walk.wrong.append(f"{sorted(party - able)} are to visit {nomination.id}, and may not")


def report(walk: Walk) -> None:
    """Let somebody report a visit."""
    name = walk.random.choice((*JURY, "secretariat"))
    nomination, went = walk.any_in_running(), _party(walk)
    able = _able(walk, nomination.id)
    given = Report(went, [f"Svar {walk.random.random()}", "Bra."])
    visits.report(walk.world.work(name), nomination, given)
    if went - able or (name in JURY and walk.appointment(name) not in able):
        walk.wrong.append(f"{name} reports that {sorted(went)} went to {nomination.id}")


def observe(walk: Walk) -> None:
    """Let somebody write what she saw."""
    name, nomination = walk.any_of_jury(), walk.any_in_running()
    able = _able(walk, nomination.id)
    visits.observe(walk.world.work(name), nomination, f"Så {walk.random.random()}.")
    if walk.appointment(name) not in able:
        walk.wrong.append(f"{name} writes what she saw at {nomination.id}, and may not")


def _party(walk: Walk) -> frozenset[int]:
    names = walk.random.sample(JURY, k=walk.random.randint(0, 2))
    return frozenset(walk.appointment(name) for name in names)


def _able(walk: Walk, nomination_id: int) -> frozenset[int]:
    """Give who has declared no conflict with a nomination, or was cleared, and sits."""
    where = walk.board()
    held = [walk.appointment(name) for name in JURY]
    return frozenset(
        one
        for one in held
        if where.standing(nomination_id, one) is Standing.CLEAR and where.sits(nomination_id, one)
    )
