"""Ballots that meet: two tabs, a double click, and the deliberation that is opened meanwhile."""

from sqlalchemy import select

from app.models import Ballot, BallotRevision
from app.services import audit, ballots, phases, rounds
from app.services.ballots import BallotInput
from app.services.work import Work
from tests.balloting import ballot, to_voting
from tests.races.conftest import YEARS, Act, Arena, kinds


def seal(round_id: int, given: BallotInput) -> Act:
    def act(work: Work) -> Ballot:
        return ballots.seal(work, rounds.by_id(work.session, round_id), given)

    return act


def voting(arena: Arena) -> tuple[int, list[BallotInput]]:
    award_round, made = to_voting(arena.world, year=next(YEARS))
    given = [ballot(made, 1, 2, 3), ballot(made, 3, 2, 1)]
    return arena.settle(award_round, made)[0], given


def sealed(arena: Arena, round_id: int) -> list[list[int]]:
    stage = rounds.by_id(arena.session, round_id).stages[-1].id
    rows = arena.session.scalars(
        select(BallotRevision).join(Ballot).where(Ballot.stage_id == stage)
    )
    return [list(row.ranks.values()) for row in rows]


def test_a_double_click_seals_once(arena: Arena) -> None:
    round_id, (given, _) = voting(arena)
    twice = ("juror_b", seal(round_id, given))
    assert kinds(arena.race(twice, twice)) == ["Ballot", "Ballot"]
    assert sealed(arena, round_id) == [[1, 2, 3]]
    assert audit.verify(arena.session) == []


def test_of_two_tabs_one_is_shown_what_the_other_sealed(arena: Arena) -> None:
    round_id, (one, other) = voting(arena)
    outcomes = arena.race(("juror_b", seal(round_id, one)), ("juror_b", seal(round_id, other)))
    assert kinds(outcomes) == ["Ballot", "StaleEditError"]
    assert len(sealed(arena, round_id)) == 1


def test_what_comes_while_the_deliberation_is_opened_is_kept_and_does_not_count(
    arena: Arena,
) -> None:
    round_id, (given, _) = voting(arena)
    for name in ("chair", "juror_b"):
        award_round = rounds.by_id(arena.session, round_id)
        ballots.seal(arena.world.work(name), award_round, given)
    arena.session.commit()

    def deliberate(work: Work) -> None:
        phases.move(work, rounds.by_id(work.session, round_id), "open_deliberation")

    outcomes = arena.overlap(("secretariat", deliberate), ("juror_c", seal(round_id, given)))
    assert kinds(outcomes) == ["NoneType", "WrongPhaseError"]
    assert len(sealed(arena, round_id)) == 2
    drafts = select(Ballot.draft_ranks).where(Ballot.sealed_at.is_(None))
    assert [list(ranks.values()) for ranks in arena.session.scalars(drafts)] == [["1", "2", "3"]]
