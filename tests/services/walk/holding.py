"""What must hold after each step, worked out from the rows, apart from the product."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models import ChairElection, ScoreSheet
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.disclosure import SeesOthers
from app.rules.impartiality import Standing
from app.rules.lifecycle import Phase, StageKind, StageState
from app.services import (
    analyses,
    ballots,
    checking,
    disclosure,
    impartiality,
    nominations,
    ranking,
    visits,
)
from app.services.impartiality import CLOSED, Board
from app.services.work import NotFoundError, Work

if TYPE_CHECKING:
    from tests.services.walk.history import Walk

MEMBERS = frozenset({"chair", "juror_b", "juror_c"})
DEPUTIES = frozenset({"deputy_b", "deputy_c"})
READERS = ("chair", "juror_b", "juror_c", "deputy_b", "deputy_c", "secretariat", "auditor")
OPEN = frozenset({StageState.DELIBERATION, StageState.CONCLUDED})
REFUSED = (DeniedError, WrongPhaseError, NotFoundError)


def broken(walk: "Walk") -> Iterator[str]:
    """Name what does not hold now."""
    where = walk.board()
    yield from _counting(walk, where)
    yield from _leading(walk, where)
    yield from _seeing(walk, where)
    yield from checking.judging(walk.world.session)


def _counting(walk: "Walk", where: Board) -> Iterator[str]:
    """Count what counts: a seat once for a nomination, and nobody who is recused."""
    session, one = walk.world.session, walk.award_round
    judged = nominations.admitted_ids(session, one)
    if one.is_by_ballot:
        result = ballots.compute(session, one, walk.world.work("chair").today)
        counted = [
            (each, cast.seat_id, cast.appointment_id) for cast in result.casts for each in judged
        ]
        if any(cast.ranks and sorted(cast.ranks) != sorted(judged) for cast in result.casts):
            yield "a ballot counts that does not rank all that is in the running"
    else:
        counted = [
            (each.nomination_id, each.seat_id, each.appointment_id)
            for each in analyses.sheets(session, one, where, judged)
        ]
    places = Counter((nomination, seat) for nomination, seat, _holder in counted)
    if any(times > 1 for times in places.values()):
        yield "a seat counts twice"
    for nomination, _seat, holder in counted:
        if where.standing(nomination, holder) is Standing.RECUSED:
            yield f"appointment {holder} is recused, and what she handed in counts"
        if nomination not in judged:
            yield f"something counts of nomination {nomination}, which is not judged"


def _leading(walk: "Walk", where: Board) -> Iterator[str]:
    """Look at who leads what compares all: the chair, or somebody elected, and none recused."""
    work = walk.world.work("chair")
    found = impartiality.of_comparison(walk.world.session, walk.award_round, work.today)
    if found.leader is None:
        return
    held, chair = found.leader.id, walk.appointment("chair")
    if held != chair and held not in _elected(walk):
        yield f"appointment {held} leads, and nobody elected her"
    if held in where.away:
        yield f"appointment {held} leads, and is away"
    if any(where.standing(one, held) in CLOSED for one in where.nominations):
        yield f"appointment {held} leads, and is recused from something in the running"


def _elected(walk: "Walk") -> set[int]:
    """Give whom the jury has elected for the stage under way, or for a nomination, last."""
    made = walk.world.session.scalars(
        select(ChairElection)
        .where(ChairElection.round_id == walk.award_round.id)
        .order_by(ChairElection.id)
    )
    last = {(one.stage_id, one.nomination_id): one for one in made}
    now = {None, walk.stage.id}
    return {one.appointment_id for one in last.values() if one.stage_id in now} - {None}


def _seeing(walk: "Walk", where: Board) -> Iterator[str]:
    """Compare what each sees of each with what she may."""
    award_round = walk.award_round
    judged = [one.id for one in walk.judged()]
    own = _handed_in(walk)
    elected = _elected(walk)
    visited = walk.stage.kind is StageKind.VISIT and where.nominations
    for name in (*READERS, "nominator"):
        work = walk.world.work(name)
        held = walk.appointment(name) if name in MEMBERS | DEPUTIES else 0
        closed = {one for one in judged if where.standing(one, held) in CLOSED}
        is_there = work.actor.appointment_in(award_round.jury_id) is not None
        reads = is_there and (name in MEMBERS or held in elected)
        seen = disclosure.of(work, award_round)
        for one in judged:
            has_own = (one, held) in own and where.sits(one, held)
            may_see = one not in closed and _may_see(walk, name, one, own=has_own, reads=reads)
            if seen.others(one) is not may_see:
                yield f"{name} sees of nomination {one} what she may not, or less"
        if seen.ranking:
            yield from _compared(walk, work, name, closed)
        if visited:
            yield from _visited(walk, work, name, where)


def _handed_in(walk: "Walk") -> set[tuple[int, int]]:
    """Give the (nomination, appointment) of every sheet that is sealed in the stage under way."""
    found = walk.world.session.execute(
        select(ScoreSheet.nomination_id, ScoreSheet.appointment_id).where(
            ScoreSheet.stage_id == walk.stage.id, ScoreSheet.revision_count > 0
        )
    )
    return {(nomination, holder) for nomination, holder in found}


def _may_see(walk: "Walk", name: str, nomination_id: int, *, own: bool, reads: bool) -> bool:
    """Say whether somebody may see others' sheets, where she is not recused.

    Members do, and whoever was elected to lead; deputies never. Of ballots nothing is seen early.
    """
    state, phase = walk.stage.state, walk.award_round.phase(walk.world.clock.now)
    over = phase is not Phase.JUDGING
    if name == "auditor":
        return over
    if name == "secretariat":
        return over or state in OPEN or _is_looked_at(walk, nomination_id)
    if not reads:
        return False
    rules = walk.award_round.rulebook.sees_others
    early = rules is SeesOthers.OWN_SHEET and not walk.award_round.is_by_ballot
    return over or state in OPEN or (early and state is StageState.SCORING and own)


def _is_looked_at(walk: "Walk", nomination_id: int) -> bool:
    return walk.stage.state is StageState.SCORING and any(
        one.stage_id == walk.stage.id
        and one.nomination_id in {None, nomination_id}
        and one.looked_at > walk.world.clock.now - timedelta(hours=1)
        for one in disclosure.looks(walk.world.session, walk.award_round)
    )


def _compared(walk: "Walk", work: Work, name: str, closed: set[int]) -> Iterator[str]:
    """Look at the ranking, or at what the ballots come to, as somebody who sees it."""
    if not walk.award_round.is_by_ballot:
        table = ranking.for_actor(work, walk.award_round)
        if closed & {row.nomination.id for row in table.rows}:
            yield f"{name} sees in the ranking what she is recused from"
        return
    try:
        ballots.for_actor(work, walk.award_round)
    except DeniedError:
        if not closed:
            yield f"{name} may see what the ballots come to, and does not"
    else:
        if closed:
            yield f"{name} sees what ballots come to about somebody she is recused from"


def _visited(walk: "Walk", work: Work, name: str, where: Board) -> Iterator[str]:
    """Look at a visit, which is closed to whoever is recused or has not declared."""
    one = walk.random.choice(where.nominations)
    held = work.actor.appointment_in(walk.award_round.jury_id)
    may_see = name in {"secretariat", "auditor"} or (
        held is not None and where.is_open_to(one, held.appointment_id)
    )
    try:
        visits.see(work, one)
    except REFUSED:
        if may_see:
            yield f"{name} may see the visit to nomination {one}, and does not"
    else:
        if not may_see:
            yield f"{name} sees the visit to nomination {one}, and may not"
