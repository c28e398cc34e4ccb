"""Whom a nomination is for does not change once the jury declares: nothing is declared for anew."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from app.models import Candidate, Nomination, Round
from app.rules.impartiality import Answer
from app.rules.lifecycle import (
    ROUND_MOVES,
    Condition,
    Milestone,
    NominationState,
)
from app.rules.nomination_moves import NOMINATION_MOVES
from app.services import late, nominations, phases, screening
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from app.services.work import Work
from tests.factories import World

BEFORE = {Milestone.PLANNED, Milestone.CALLED}
JUDGED = {NominationState.ADMITTED, NominationState.SHORTLISTED}
UNTIL_JUDGING = {
    Condition.IN_TIME,
    Condition.IN_SCREENING,
    Condition.CALL_OPEN,
}


def test_no_round_goes_back_from_judging_to_where_nominations_are_written() -> None:
    back = [
        move.name
        for move in ROUND_MOVES
        if not BEFORE.issuperset(move.sources) and move.target in BEFORE
    ]
    assert back == []


def test_nothing_comes_to_the_jury_or_is_handed_in_once_judging_has_begun() -> None:
    """What changes candidates is handing in; what brings nominations to the jury is admitting."""
    comes = [
        move
        for move in NOMINATION_MOVES
        if (move.target in JUDGED and not JUDGED.issuperset(move.sources))
        or move.target in {NominationState.SUBMITTED, NominationState.RETURNED}
    ]
    assert sorted({move.name for move in comes}) == [
        "admit",
        "end_exception",
        "make_exception",
        "reopen",
        "return",
        "submit",
        "submit_again",
    ]
    assert [one.name for one in comes if not UNTIL_JUDGING.intersection(one.conditions)] == []


def test_candidates_that_were_declared_for_stand(world: World) -> None:
    award_round = world.open()
    made = world.submit(award_round, 2)
    unsent = world.draft(award_round)
    world.pass_time(days=11)
    office = world.work("secretariat")
    until = world.clock.now + timedelta(days=1)
    late.return_for_completion(office, made[0], ["first"], "Kandidaten mangler.", until)
    world.pass_time(days=2)
    _admit_all(world, award_round, made)
    world.declare(award_round, "juror_b", made[0], Answer.NO_CONFLICT)
    before = _candidates(world)
    acts: list[tuple[str, Callable[[Work], object]]] = [
        ("nominator", lambda work: _write(work, made[0])),
        ("nominator", lambda work: nominations.submit(work, made[0])),
        ("nominator", lambda work: nominations.submit(work, unsent)),
        ("secretariat", lambda work: screening.reopen(work, made[0], "Feil.")),
        ("secretariat", lambda work: screening.admit(work, unsent, residents_checked=True)),
        ("secretariat", lambda work: _return(work, made[0])),
        ("secretariat", lambda work: late.make_exception(work, unsent, "Syk.", _day_after(work))),
        ("secretariat", lambda work: late.make_exception(work, made[0], "Syk.", _day_after(work))),
    ]
    world.session.commit()
    assert [_refusal(world, name, act) for name, act in acts] == ["WrongPhaseError"] * len(acts)
    assert _candidates(world) == before
    assert len(before) == 3


def _admit_all(world: World, award_round: Round, made: list[Nomination]) -> None:
    for nomination in made:
        screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    phases.move(world.work("secretariat"), award_round, "begin_judging")


def _write(work: Work, nomination: Nomination) -> object:
    base = nominations.base_of(nomination, [CANDIDATES])
    other = [CandidateInput(name="En annen virksomhet")]
    return nominations.save(work, nomination, {}, base=base, candidates=other)


def _return(work: Work, nomination: Nomination) -> object:
    return late.return_for_completion(work, nomination, ["first"], "Feil.", _day_after(work))


def _day_after(work: Work) -> datetime:
    return work.now + timedelta(days=1)


def _refusal(world: World, name: str, act: Callable[[Work], object]) -> str:
    """Name what an act is refused with, which leaves nothing behind."""
    with pytest.raises(Exception) as refused:  # noqa: PT011 - which one is what is asked
        act(world.work(name))
    world.session.rollback()
    return refused.typename


def _candidates(world: World) -> list[tuple[int, str, int | None]]:
    world.session.expire_all()
    rows = world.session.query(Candidate).order_by(Candidate.id)
    return [(one.nomination_id, one.name, one.municipality_id) for one in rows]
