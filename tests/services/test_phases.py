"""Moving a round on: the declared moves, their conditions, and who is told."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.models import FormSection, Question, Round, RoundMove, ScoreSheet
from app.rules.access import DeniedError
from app.rules.impartiality import Answer
from app.rules.lifecycle import UndeclaredMoveError
from app.services import announcements, phases, screening, withdrawals
from app.services.moves import ConditionsUnmetError
from tests.factories import World
from tests.services.helpers import last_event, refused, told


def move(world: World, award_round: Round, name: str) -> None:
    phases.move(world.work("secretariat"), award_round, name)


def offered(world: World, award_round: Round) -> dict[str, list[str]]:
    """Give the moves on offer, with the conditions that do not hold."""
    found = phases.available(world.session, award_round, world.clock.now)
    return {one.name: [str(unmet) for unmet in one.unmet] for one in found}


def unmet(world: World, award_round: Round, name: str) -> list[str]:
    """Try a move that cannot be made yet; give why."""
    work = world.work("secretariat")
    with refused(work, ConditionsUnmetError) as caught:
        phases.move(work, award_round, name)
    return [str(condition) for condition in caught.value.unmet]


def test_a_round_goes_through_its_moves_in_order(world: World) -> None:
    found = []
    for phase in (
        *("planned", "open", "declaring", "scoring"),
        *("deliberation", "decided", "announced", "archived"),
    ):
        award_round, _ = world.at(phase, year=2026 + len(found))
        found.append(sorted(offered(world, award_round)))
    assert found == [
        ["publish_call"],
        ["begin_judging"],
        ["open_scoring"],
        ["open_deliberation"],
        [],
        ["archive"],
        ["archive"],
        [],
    ]


def test_a_move_is_on_record_with_who_and_when(world: World) -> None:
    award_round = world.plan()
    move(world, award_round, "publish_call")
    made = world.session.query(RoundMove).one()
    assert (made.name, made.source, made.target) == ("publish_call", "planned", "called")
    assert (made.stage_id, made.moved_at) == (None, world.clock.now)
    assert made.moved_by_id == world.people["secretariat"].id
    event = last_event(world.session)
    assert (event.kind, event.subject) == ("round.moved", f"round:{award_round.id}")
    told = {"move": "publish_call", "source": "planned", "target": "called"}
    assert event.data == {**told, "stage": None}
    assert phases.made_at(world.session, award_round) == {"publish_call": world.clock.now}


def test_a_move_of_the_stage_says_so(world: World) -> None:
    award_round, _ = world.at("scoring")
    made = world.session.query(RoundMove).order_by(RoundMove.id).all()
    stage = award_round.stages[0].id
    assert [(m.name, m.source, m.target, m.stage_id) for m in made] == [
        ("publish_call", "planned", "called", None),
        ("begin_judging", "called", "judging", None),
        ("open_declaring", "waiting", "declaring", stage),
        ("open_scoring", "declaring", "scoring", stage),
    ]


@pytest.mark.parametrize(
    ("phase", "name"),
    [
        ("planned", "begin_judging"),
        ("planned", "archive"),
        ("open", "publish_call"),
        ("open", "open_scoring"),
        ("declaring", "begin_judging"),
        ("declaring", "open_declaring"),
        ("declaring", "open_deliberation"),
        ("scoring", "open_scoring"),
        ("deliberation", "conclude"),
        ("deliberation", "finalise"),
        ("deliberation", "open_scoring"),
        ("decided", "finalise"),
        ("archived", "archive"),
        ("open", "no_such_move"),
    ],
)
def test_what_is_not_declared_from_here_is_an_error(world: World, phase: str, name: str) -> None:
    award_round, _ = world.at(phase)
    before = award_round.milestone
    work = world.work("secretariat")
    with refused(work, UndeclaredMoveError):
        phases.move(work, award_round, name)
    assert award_round.milestone == before


@pytest.mark.parametrize("name", ["chair", "juror_b", "auditor", "administrator", "nominator"])
def test_only_the_secretariat_moves_a_round(world: World, name: str) -> None:
    award_round = world.plan()
    work = world.work(name)
    with refused(work, DeniedError):
        phases.move(work, award_round, "publish_call")
    assert award_round.milestone == "planned"


def test_the_criteria_must_weigh_one_together(world: World) -> None:
    award_round = world.plan()
    assert offered(world, award_round) == {"publish_call": []}
    award_round.criteria[0].weight = Decimal("0.59999")
    world.session.flush()
    assert unmet(world, award_round, "publish_call") == ["set_up"]


def test_a_round_without_a_form_is_not_called(world: World) -> None:
    award_round = world.plan()
    world.session.query(Question).delete()
    world.session.query(FormSection).delete()
    assert unmet(world, award_round, "publish_call") == ["set_up"]


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        (1, 2, []),
        (-1, 2, []),
        (-2, -1, ["set_up"]),
        (None, 2, ["set_up"]),
        (1, None, ["set_up"]),
        (-2, 0, []),  # the minute that it names is not over
    ],
)
def test_the_dates_are_in_order_and_the_deadline_is_to_come(
    world: World, opens: int | None, closes: int | None, expected: list[str]
) -> None:
    award_round = world.plan()
    now = world.clock.now
    award_round.opens_at = None if opens is None else now + timedelta(days=opens)
    award_round.deadline_at = None if closes is None else now + timedelta(days=closes)
    world.session.flush()
    assert offered(world, award_round) == {"publish_call": expected}


def test_judging_begins_when_everything_is_screened(world: World) -> None:
    award_round = world.open()
    made = world.submit(award_round, 2)
    assert offered(world, award_round)["begin_judging"] == ["deadline_passed", "all_screened"]
    world.pass_time(days=11)
    assert offered(world, award_round)["begin_judging"] == ["all_screened"]
    screening.admit(world.work("secretariat"), made[0], residents_checked=True)
    assert unmet(world, award_round, "begin_judging") == ["all_screened"]
    screening.reject(world.work("secretariat"), made[1], "Utenfor formålet.")
    assert offered(world, award_round)["begin_judging"] == []


def test_drafts_do_not_hold_the_judging_up(world: World) -> None:
    award_round = world.open()
    made = world.submit(award_round, 1)
    world.draft(award_round)
    world.pass_time(days=11)
    screening.admit(world.work("secretariat"), made[0], residents_checked=True)
    assert offered(world, award_round)["begin_judging"] == []


def test_with_nothing_admitted_there_is_nothing_to_judge(world: World) -> None:
    award_round = world.open()
    made = world.submit(award_round, 1)
    world.pass_time(days=11)
    screening.reject(world.work("secretariat"), made[0], "Utenfor formålet.")
    assert unmet(world, award_round, "begin_judging") == ["all_screened"]


def screened(world: World) -> Round:
    award_round, made = world.at("screening")
    for nomination in made:
        screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    assert offered(world, award_round)["begin_judging"] == []
    return award_round


def no_jury(world: World, award_round: Round) -> None:
    award_round.jury_id = None


def no_member(world: World, award_round: Round) -> None:
    world.jury.seats[1].appointments[0].until = date(2026, 1, 1)


def high_quorum(world: World, award_round: Round) -> None:
    award_round.rulebook.quorum = 4


def no_quorum(world: World, award_round: Round) -> None:
    award_round.rulebook.quorum = 0


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (no_jury, ["jury_complete", "rulebook_complete"]),
        (no_member, ["jury_complete"]),
        (high_quorum, ["rulebook_complete"]),
        (no_quorum, ["rulebook_complete"]),
    ],
)
def test_judging_needs_a_whole_jury_and_a_quorum_it_can_reach(
    world: World, spoil: Callable[[World, Round], None], expected: list[str]
) -> None:
    award_round = screened(world)
    spoil(world, award_round)
    world.session.flush()
    assert unmet(world, award_round, "begin_judging") == expected


def test_deliberation_needs_a_quorum_for_every_nomination(world: World) -> None:
    award_round, made = world.at("scoring")
    assert unmet(world, award_round, "open_deliberation") == ["covered_by_quorum"]
    for nomination in made:
        world.seal("juror_b", nomination, 4, 4)
    world.seal("juror_c", made[0], 4, 4)
    assert unmet(world, award_round, "open_deliberation") == ["covered_by_quorum"]
    world.seal("chair", made[1], 4, 4)
    assert offered(world, award_round) == {"open_deliberation": []}


def test_the_sheet_of_somebody_recused_since_does_not_cover(world: World) -> None:
    award_round, made = world.at("scoring")
    for name in ("juror_b", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    assert offered(world, award_round) == {"open_deliberation": []}
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Oppdaget sent.")
    assert unmet(world, award_round, "open_deliberation") == ["covered_by_quorum"]
    world.seal("deputy_b", made[0], 4, 4)
    assert offered(world, award_round) == {"open_deliberation": []}


def test_what_is_withdrawn_need_not_be_covered(world: World) -> None:
    award_round, made = world.at("scoring")
    for name in ("juror_b", "juror_c"):
        world.seal(name, made[0], 4, 4)
    withdrawals.withdraw(world.work("nominator"), made[1], "Vi trekker oss.")
    assert offered(world, award_round) == {"open_deliberation": []}


def test_a_round_is_archived_once_it_is_announced(world: World) -> None:
    award_round, _ = world.at("decided")
    assert unmet(world, award_round, "archive") == ["announced"]
    later = world.clock.now + timedelta(days=1)
    announcements.announce(world.work("chair"), award_round, later)
    assert unmet(world, award_round, "archive") == ["announced"]
    world.clock.now = later
    move(world, award_round, "archive")
    assert award_round.phase(world.clock.now) == "archived"


def test_what_jurors_noted_for_themselves_is_deleted_when_a_round_is_archived(
    world: World,
) -> None:
    award_round, _made = world.at("decided")
    other, theirs = world.at("scoring", 2051)
    sheets = list(world.session.scalars(select(ScoreSheet).order_by(ScoreSheet.id)))
    assert sheets
    world.seal("chair", theirs[0], 4, 4)
    for sheet in world.session.scalars(select(ScoreSheet)):
        sheet.private_notes = "Bare mitt"
    announcements.announce(world.work("chair"), award_round, None)
    move(world, award_round, "archive")
    world.session.expire_all()
    assert [one.private_notes for one in sheets] == [""] * len(sheets)
    assert [one.revisions[-1].grounds for one in sheets] == ["Hemmelig grunn"] * len(sheets)
    assert notes_of(world, other) == ["Bare mitt"]
    phases.cancel(world.work("secretariat"), other, "Det er ikke penger til prisen.")
    world.session.expire_all()
    assert notes_of(world, other) == [""]


def notes_of(world: World, award_round: Round) -> list[str]:
    theirs = [stage.id for stage in award_round.stages]
    found = select(ScoreSheet.private_notes).where(ScoreSheet.stage_id.in_(theirs))
    return list(world.session.scalars(found))


def test_the_jury_is_told_of_every_stage_once(world: World) -> None:
    award_round, _ = world.at("deliberation")
    members = ["chair", "juror_b", "juror_c"]
    everybody = ["chair", "juror_b", "deputy_b", "juror_c", "deputy_c"]
    assert told(world.session, "declaring_open", "scoring_open", "deliberation_open") == [
        *(("declaring_open", name) for name in everybody),
        *(("scoring_open", name) for name in members),
        *(("deliberation_open", name) for name in members),
    ]
    assert award_round.rulebook.locked_at is not None
