"""What the secretariat should look at: found when it is there, and gone when it is not."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from app.rules.access import DeniedError
from app.rules.impartiality import Answer
from app.services import attention, notices
from app.services.attention import is_behind, time_gone
from app.services.notices import Claim
from tests.factories import World
from tests.services.helpers import refused

START = datetime(2026, 3, 1, tzinfo=UTC)
END = START + timedelta(days=10)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, Fraction(0)), (0, Fraction(0)), (2.5, Fraction(1, 4)), (10, 1), (11, 1)],
)
def test_time_goes_from_nothing_to_all(days: float, expected: Fraction) -> None:
    assert time_gone(START, END, START + timedelta(days=days)) == expected


def test_without_a_beginning_or_an_end_no_time_has_gone() -> None:
    later = END + timedelta(days=1)
    ends = [(None, END), (START, None), (END, START), (START, START)]
    assert [time_gone(start, end, later) for start, end in ends] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("count", "of", "gone", "expected"),
    [
        (0, 8, Fraction(24, 100), False),
        (0, 8, Fraction(1, 4), True),
        (1, 8, Fraction(1, 4), False),
        (1, 8, Fraction(1, 2), True),
        (2, 8, Fraction(1, 2), False),
        (3, 8, Fraction(3, 4), False),
        (4, 8, Fraction(99, 100), False),
        (3, 8, Fraction(99, 100), True),
        (7, 8, Fraction(1), True),
        (8, 8, Fraction(1), False),
        (0, 0, Fraction(1), False),
    ],
)
def test_a_seat_is_behind_with_less_than_half_of_an_even_pace(
    count: int, of: int, gone: Fraction, expected: bool
) -> None:
    assert is_behind(count, of, gone) is expected


def matters(world: World, award_round: object) -> list[str]:
    found = attention.overview(world.work("secretariat"), award_round)
    return [matter.value for matter in found.matters]


def test_a_round_that_goes_well_asks_for_nothing(world: World) -> None:
    for number, phase in enumerate(("planned", "deliberation", "decided", "archived")):
        award_round, _ = world.at(phase, 2026 + number)
        assert matters(world, award_round) == [], phase


def test_what_came_in_waits_to_be_screened(world: World) -> None:
    award_round, _ = world.at("screening")
    found = attention.overview(world.work("secretariat"), award_round)
    assert (found.waiting, len(found.handed_in), found.progress) == (2, 2, None)
    assert matters(world, award_round) == ["to_screen", "likenesses"]


def test_while_the_call_is_open_nothing_waits_yet(world: World) -> None:
    award_round, _ = world.at("open")
    assert matters(world, award_round) == ["likenesses"]


def test_conflicts_that_pend_and_declarations_that_lack_are_pointed_out(world: World) -> None:
    award_round, made = world.at("declaring")
    assert matters(world, award_round) == ["declarations_missing"]
    world.declare_all(award_round, made, "juror_b")
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    found = attention.overview(world.work("secretariat"), award_round)
    assert [(one.seat.short, one.count, one.of) for one in found.undeclared] == [("B", 1, 2)]
    assert matters(world, award_round) == ["pending_conflicts", "declarations_missing"]


def test_vacant_seats_and_a_quorum_out_of_reach_are_pointed_out(world: World) -> None:
    award_round, made = world.at("declaring")
    world.declare_all(award_round, made, "chair", "juror_b", "deputy_b")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC, "Min søster.")
    world.declare(award_round, "chair", made[1], Answer.NO_CONFLICT)
    world.declare(award_round, "juror_b", made[1], Answer.NO_CONFLICT)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min bror.")
    world.declare(award_round, "deputy_b", made[0], Answer.NO_CONFLICT)
    assert matters(world, award_round) == ["vacant_seats"]
    world.declare(award_round, "deputy_b", made[0], Answer.AUTOMATIC, "Min mor.")
    assert matters(world, award_round) == ["no_quorum_possible", "vacant_seats"]
    found = attention.overview(world.work("secretariat"), award_round)
    assert [nomination.id for nomination in found.beyond_quorum] == [made[0].id]


def test_seats_that_lag_behind_are_pointed_out_as_time_goes(world: World) -> None:
    award_round, made = world.at("scoring")
    for nomination in made:
        world.seal("chair", nomination, 4, 4)
    assert matters(world, award_round) == ["below_quorum"]
    deadline = award_round.scoring_deadline_at
    assert deadline is not None
    world.clock.now = deadline
    found = attention.overview(world.work("secretariat"), award_round)
    assert [(one.seat.short, one.count, one.of) for one in found.behind] == [
        ("B", 0, 2),
        ("C", 0, 2),
    ]
    assert found.time_gone == 1
    assert matters(world, award_round) == ["seats_behind", "below_quorum"]
    for nomination in made:
        world.seal("juror_b", nomination, 4, 4)
    assert matters(world, award_round) == ["seats_behind"]


def test_mail_that_could_not_be_sent_comes_first(world: World) -> None:
    award_round, _ = world.at("screening")
    failed = notices.claim_next(world.session, "sender", world.clock.now)
    assert failed is not None
    claim = Claim(failed.id, "sender")
    assert notices.mark_refused(world.session, claim, world.clock.now, "550")
    assert matters(world, award_round) == ["failed_mail", "to_screen", "likenesses"]


def test_only_the_secretariat_looks_a_round_over(world: World) -> None:
    award_round, _ = world.at("open")
    for name in ("chair", "juror_b", "auditor", "administrator", "nominator"):
        work = world.work(name)
        with refused(work, DeniedError):
            attention.overview(work, award_round)


def test_nothing_of_it_tells_of_a_score(world: World) -> None:
    """The same picture, whatever the scores are."""
    pictures = []
    for year, (x, y) in ((2026, (1, 1)), (2027, (6, 6))):
        award_round, made = world.at("scoring", year)
        for nomination in made:
            world.seal("chair", nomination, x, y)
        found = attention.overview(world.work("secretariat"), award_round)
        assert found.progress is not None
        squares = [square.mark for square in found.progress.squares.values()]
        pictures.append((found.counts, squares, matters(world, award_round)))
    assert pictures[0] == pictures[1]
