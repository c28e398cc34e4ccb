"""The ranking of a round: whose sheets count, and what each reader may see of it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app.models import Nomination, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.impartiality import Answer, Reach
from app.services import analyses, impartiality, phases, ranking, scores
from app.services.ranking import Ranking
from app.services.work import NotFoundError
from tests.factories import World, sheet
from tests.services.helpers import refused

Table = list[tuple[int, int | None, float | None, int]]


def scoring(world: World, count: int = 2, **plan: Reach) -> tuple[Round, list[Nomination]]:
    award_round = world.open(**plan)
    made = world.judge(award_round, count)
    world.score(award_round, made)
    return award_round, made


def deliberate(world: World, award_round: Round) -> None:
    phases.move(world.work("secretariat"), award_round, "open_deliberation")


def table(found: Ranking) -> Table:
    """Give number, place, score and jurors of each row."""
    return [
        (
            row.nomination.number or 0,
            row.line.place,
            row.line.score and round(row.line.score, 9),
            row.line.jurors,
        )
        for row in found.rows
    ]


def seen_by(world: World, name: str, award_round: Round) -> Table:
    return table(ranking.for_actor(world.work(name), award_round))


def computed(world: World, award_round: Round) -> Ranking:
    where = impartiality.board(world.session, award_round, world.clock.now.date())
    kept = analyses.compute(world.session, award_round, where)
    book, today = award_round.rulebook, world.clock.now.date()
    return ranking.lay_out(world.session, award_round, kept, book, today, is_whole=True)


def test_a_nomination_is_ranked_by_the_weighted_mean_of_its_seats(world: World) -> None:
    """Weights 0.6 and 0.4: (4+5+2)/3·0.6 + (5+4+6)/3·0.4 = 4.2 against 4.2 + 0.2."""
    award_round, made = scoring(world)
    for name, (x, y), (v, w) in (
        ("chair", (4, 5), (5, 4)),
        ("juror_b", (5, 4), (4, 5)),
        ("juror_c", (2, 6), (3, 6)),
    ):
        world.seal(name, made[0], x, y)
        world.seal(name, made[1], v, w)
    deliberate(world, award_round)
    assert seen_by(world, "chair", award_round) == [
        (2, 1, 4.4, 3),
        (1, 2, 4.2, 3),
    ]


def test_the_row_says_what_each_seat_made_of_it(world: World) -> None:
    award_round, made = scoring(world, 1)
    for name, x, y in (("chair", 4, 5), ("juror_b", 6, 1)):
        world.seal(name, made[0], x, y, f"Grunn fra {name}")
    deliberate(world, award_round)
    found = ranking.for_actor(world.work("chair"), award_round)
    row = found.row(made[0].id)
    a, b, c = (row.cells[seat.id] for seat in found.seats)
    assert (round(a.score or 0, 9), round(b.score or 0, 9), c.score) == (4.4, 4.0, None)
    assert (a.vacant, c.vacant) == (False, False)
    assert (row.expected, len(row.scores)) == (3, 2)
    assert row.line.criterion_means == [5.0, 3.0]
    given = ranking.sheets(world.session, award_round, row)
    assert given[found.seats[0].id].grounds == "Grunn fra chair"
    assert given[found.seats[0].id].revisions == 1
    assert given[found.seats[1].id].scores == {"x": Decimal(6), "y": Decimal(1)}
    assert found.seats[2].id not in given


def test_a_revised_sheet_counts_as_it_was_last_sealed(world: World) -> None:
    award_round, made = scoring(world, 1)
    world.seal("chair", made[0], 1, 1)
    world.seal("juror_b", made[0], 4, 4)
    scores.revise(world.work("chair"), made[0], sheet(6, 6, version=2), "Leste feil.")
    deliberate(world, award_round)
    assert seen_by(world, "chair", award_round) == [(1, 1, 5.0, 2)]


def test_a_draft_does_not_count(world: World) -> None:
    award_round, made = scoring(world, 1)
    for name in ("chair", "juror_b"):
        world.seal(name, made[0], 4, 4)
    scores.save_draft(world.work("juror_c"), made[0], sheet(1, 1))
    deliberate(world, award_round)
    assert seen_by(world, "chair", award_round) == [(1, 1, 4.0, 2)]


def test_after_a_late_recusal_the_deputy_counts_and_the_member_does_not(world: World) -> None:
    award_round, made = scoring(world, 1)
    world.seal("chair", made[0], 4, 4)
    world.seal("juror_b", made[0], 1, 1)
    world.seal("juror_c", made[0], 4, 4)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Oppdaget sent.")
    where = [(1, 1, 4.0, 2)]
    assert table(computed(world, award_round)) == where
    world.seal("deputy_b", made[0], 6, 6)
    deliberate(world, award_round)
    assert seen_by(world, "chair", award_round) == [(1, 1, 4.666666667, 3)]
    row = ranking.for_actor(world.work("chair"), award_round).row(made[0].id)
    assert [row.cells[seat.id].stepped_in for seat in world.jury.seats] == [False, True, False]


def test_a_seat_never_counts_twice(world: World) -> None:
    award_round, made = scoring(world, 1)
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    world.seal("chair", made[0], 4, 4)
    world.seal("juror_c", made[0], 4, 4)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    world.seal("deputy_b", made[0], 4, 4)
    assert len(computed(world, award_round).row(made[0].id).scores) == 3


def test_a_vacant_seat_is_said_to_be_vacant(world: World) -> None:
    award_round, made = scoring(world, 1)
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC, "Min søster.")
    for name in ("juror_b", "juror_c"):
        world.seal(name, made[0], 4, 4)
    row = computed(world, award_round).row(made[0].id)
    assert [row.cells[seat.id].vacant for seat in world.jury.seats] == [True, False, False]
    assert (row.expected, row.line.jurors) == (2, 2)


def test_somebody_recused_sees_a_ranking_in_which_the_nomination_does_not_exist(
    world: World,
) -> None:
    award_round, made = scoring(world, 3)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    for name in ("chair", "deputy_b", "juror_c"):
        world.seal(name, made[0], 6, 6)
    for name in ("chair", "juror_b", "juror_c"):
        for nomination in made[1:]:
            world.seal(name, nomination, 4, 4)
    deliberate(world, award_round)
    assert seen_by(world, "chair", award_round) == [
        (1, 1, 6.0, 3),
        (2, 2, 4.0, 3),
        (3, 2, 4.0, 3),
    ]
    hers = ranking.for_actor(world.work("juror_b"), award_round)
    assert table(hers) == [(2, 1, 4.0, 3), (3, 1, 4.0, 3)]
    assert hers.first == [made[1].id, made[2].id]
    assert hers.is_whole is False
    with pytest.raises(NotFoundError):
        hers.row(made[0].id)


def test_a_tie_that_pends_closes_the_ranking_of_it_too(world: World) -> None:
    award_round, made = scoring(world)
    for name in ("chair", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
    deliberate(world, award_round)
    assert seen_by(world, "juror_b", award_round) == [(2, 1, 4.0, 2)]


def test_who_is_recused_for_the_comparison_sees_nothing_of_it(world: World) -> None:
    award_round, made = scoring(world, reach=Reach.COMPARISON)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    for name in ("chair", "deputy_b", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    deliberate(world, award_round)
    assert seen_by(world, "juror_b", award_round) == []


def test_those_who_may_see_the_ranking(world: World) -> None:
    award_round, _ = world.at("deliberation")
    seen = {}
    for name in world.people:
        work = world.work(name)
        try:
            seen[name] = len(ranking.for_actor(work, award_round).rows)
        except DeniedError:
            seen[name] = -1
        except WrongPhaseError:
            seen[name] = -2
    assert seen == {
        "secretariat": 2,
        "auditor": -2,
        "administrator": -1,
        "nominator": -1,
        "stranger": -1,
        "chair": 2,
        "juror_b": 2,
        "juror_c": 2,
        "deputy_b": -1,
        "deputy_c": -1,
    }


@pytest.mark.parametrize("phase", ["declaring", "scoring"])
@pytest.mark.parametrize("name", ["chair", "juror_b", "secretariat"])
def test_nobody_sees_it_before_the_deliberation(world: World, name: str, phase: str) -> None:
    award_round, _ = world.at(phase)
    with pytest.raises(WrongPhaseError):
        ranking.for_actor(world.work(name), award_round)


def test_the_auditor_sees_it_after_the_decision(world: World) -> None:
    award_round, _ = world.at("decided")
    assert seen_by(world, "auditor", award_round) == [
        (1, 1, 4.6, 3),
        (2, 2, 4.0, 3),
    ]


def test_when_the_jury_has_changed_it_stands_as_it_was_decided(world: World) -> None:
    award_round, _ = world.at("decided")
    before = seen_by(world, "auditor", award_round)
    for seat in world.jury.seats:
        seat.appointments[0].until = world.clock.now.date()
    world.session.flush()
    world.pass_time(days=1200)
    assert seen_by(world, "auditor", award_round) == before


def test_the_data_that_are_sealed_hold_every_input(world: World) -> None:
    award_round, made = scoring(world, 1)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    world.seal("chair", made[0], 4, 5)
    world.seal("deputy_b", made[0], 3, 5)
    seats = [seat.id for seat in world.jury.seats]
    frozen = ranking.to_freeze(world.session, award_round, world.clock.now.date())
    jurors = [
        impartiality.appointment_of(world.work(name), award_round) for name in ("chair", "deputy_b")
    ]
    report, digest = frozen.pop("report"), frozen.pop("digest")
    assert frozen == {
        "method": "fair",
        "version": "3",
        "coverage": [
            {
                "nomination": made[0].number,
                "accounted_by": "quorum",
                "quorum": 2,
                "sealed": seats[:2],
                "excepted": [],
            }
        ],
        "seed": 0,
        "weights": {"x": "0.6", "y": "0.4"},
        "rulebook": 1,
        "quorum": 2,
        "tie_breaks": ["head to head", "heaviest criterion", "chair"],
        "scale_step": "1",
        "nominations": [made[0].id],
        "scores": [
            {
                "nomination": 1,
                "seat": seat,
                "juror": juror,
                "deputy": stepped_in,
                "scores": {"x": x, "y": "5"},
            }
            for seat, juror, stepped_in, x in zip(
                seats, jurors, (False, True), ("4", "3"), strict=False
            )
        ],
        "places": [{"nomination": 1, "place": 1, "score": "4.1"}],
        "before_amendment": [],
    }
    assert report["contests"][0]["verdict"] == "no basis for more than the order"
    again = ranking.to_freeze(
        world.session, award_round, (world.clock.now + timedelta(hours=1)).date()
    )
    assert again["digest"] == digest


def test_a_deputy_sees_no_ranking_even_where_she_sits(world: World) -> None:
    award_round, made = scoring(world, 1)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    for name in ("chair", "deputy_b", "juror_c"):
        world.seal(name, made[0], 4, 4)
    deliberate(world, award_round)
    work = world.work("deputy_b")
    with refused(work, DeniedError):
        ranking.for_actor(work, award_round)
