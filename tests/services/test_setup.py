"""Setting up a round: what lacks before its call can open, and making one from what there is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.models import Round
from app.rules.access import DeniedError
from app.rules.setup import Step
from app.services import audit, contacts, phases, rounds, rulebooks, setup
from app.services.contacts import Contact
from app.services.foresight import ForeseenOtherwiseError, stamp
from app.services.moves import ConditionsUnmetError
from app.services.rounds import LockedError, YearTakenError, criteria
from app.services.work import NotFoundError, StaleEditError
from tests.factories import World, texts
from tests.services.helpers import refused


def lacking(world: World, award_round: Round) -> list[tuple[str, bool]]:
    world.session.flush()
    world.session.expire_all()
    found = setup.lacks(world.session, award_round, world.clock.now)
    return [(lack.what, lack.stops) for lack in found]


def nothing_but(world: World, award_round: Round) -> list[tuple[str, bool]]:
    """List what lacks beside what a round of the small world always lacks."""
    usual = {
        ("no_call_text", False),
        ("no_contact", False),
        ("date_on_holiday", False),  # it is announced on 1 May
    }
    return [one for one in lacking(world, award_round) if one not in usual]


def change(columns: dict[str, Any], place: int = 0) -> Callable[[World, Round], None]:
    def act(_world: World, award_round: Round) -> None:
        for name, value in columns.items():
            setattr(award_round.criteria[place], name, value)

    return act


def of_round(**columns: Any) -> Callable[[World, Round], None]:
    def act(_world: World, award_round: Round) -> None:
        for name, value in columns.items():
            setattr(award_round, name, value)

    return act


def no_leader(world: World, _round: Round) -> None:
    world.jury.seats[0].leads = False


def law(**said: str) -> Callable[[World, Round], None]:
    def act(_world: World, award_round: Round) -> None:
        award_round.rulebook.law = said

    return act


def quorum(count: int) -> Callable[[World, Round], None]:
    def act(_world: World, award_round: Round) -> None:
        award_round.rulebook.quorum = count

    return act


def scale(high: int) -> Callable[[World, Round], None]:
    def act(_world: World, award_round: Round) -> None:
        award_round.rulebook.scale_high = Decimal(high)

    return act


SIX = [f"Nivå {number}" for number in range(1, 7)]
LACKS: list[tuple[Callable[[World, Round], None], list[tuple[str, bool]]]] = [
    (lambda _world, _round: None, []),
    (of_round(opens_at=None), [("date_missing", True)]),
    (of_round(deadline_at=None), [("date_missing", True)]),
    (of_round(deliberation_at=None), [("date_missing", False)]),
    (change({"weight": Decimal("0.5")}), [("weights_not_whole", True)]),
    (change({"name": {"nb": "X", "en": "X"}}), [("criterion_language", True)]),
    (change({"name": {"nb": "X", "nn": "X"}}), [("criterion_language", False)]),
    (
        change({"question": {"nb": "Hva?"}}),
        [("criterion_language", True), ("criterion_language", False)],
    ),
    (change({"levels": {}}), [("no_levels", False)]),
    (
        change({"levels": {"nb": SIX, "nn": SIX[:5], "en": SIX}}),
        [("level_language", True)],
    ),
    (scale(5), [("levels_off_scale", True), ("levels_off_scale", True)]),
    (of_round(gifts=[]), [("no_gift", False)]),
    (of_round(gifts=[{"nb": "Heder"}]), [("gift_language", True), ("gift_language", False)]),
    (of_round(call_how={"en": "How"}), [("call_language", True)]),
    (of_round(writing_aids={}), [("call_part_missing", False)]),
    (law(nb="Loven", en="The law"), [("law_language", True)]),
    (quorum(4), [("fewer_than_quorum", True)]),
    (no_leader, [("no_leader", True)]),
    (of_round(jury_id=None), [("no_jury", True)]),
]


@pytest.mark.parametrize(("act", "expected"), LACKS)
def test_what_lacks_is_named_and_stops_the_call_or_warns(
    world: World, act: Callable[[World, Round], None], expected: list[tuple[str, bool]]
) -> None:
    award_round = world.plan()
    act(world, award_round)
    assert nothing_but(world, award_round) == expected
    stops = any(stops for _what, stops in expected)
    offered = {
        one.name: one.unmet for one in phases.available(world.session, award_round, world.clock.now)
    }
    assert offered == {"publish_call": ["set_up"] if stops else []}
    if stops:
        with pytest.raises(ConditionsUnmetError):
            phases.move(world.work("secretariat"), award_round, "publish_call")


def test_a_date_on_a_holiday_and_a_term_that_ends_are_pointed_out(world: World) -> None:
    award_round = world.plan()
    start = world.clock.now.replace(year=2027, month=5, day=3)
    award_round.opens_at = start
    award_round.deadline_at = start.replace(day=17)
    award_round.scoring_deadline_at = start.replace(month=6, day=6)
    award_round.deliberation_at = start.replace(year=2029, month=1, day=9)
    award_round.announcement_planned_at = None
    world.session.flush()
    found = setup.lacks(world.session, award_round, world.clock.now)
    told = [
        (lack.what, lack.figures.get("date", ""), lack.figures.get("holiday", ""))
        for lack in found
        if lack.step is Step.DATES
    ]
    assert told == [
        ("date_missing", "announcement", ""),
        ("date_on_holiday", "deadline", "constitution_day"),
        ("date_on_holiday", "scoring", "sunday"),
        ("term_ends", "", ""),
    ]


# --- making a round -----------------------------------------------------------------------------


def test_a_round_from_nothing_has_the_usual_texts_and_the_jury(world: World) -> None:
    made = setup.make(world.work("secretariat"), world.prize, year=2026, source="nothing")
    assert (made.slug, made.milestone.value, made.jury_id) == (
        "prisen-2026",
        "planned",
        world.jury.id,
    )
    assert made.gifts == [texts("Heder")]
    assert sorted(made.writing_aids) == ["en", "nb", "nn"]
    assert nothing_but(world, made) == [
        *[("date_missing", True)] * 2,
        *[("date_missing", False)] * 3,
        ("no_criterion", True),
        ("form_none", True),
        ("no_rules", True),
    ]
    assert audit.verify(world.session) == []


def test_the_ready_set_lacks_nothing_but_dates_and_seats(world: World) -> None:
    made = setup.make(world.work("secretariat"), world.prize, year=2026, source="ready:2013")
    assert [str(one.weight) for one in made.criteria] == ["0.20000"] * 2 + ["0.15000"] * 4
    assert [len(one.levels["nn"]) for one in made.criteria] == [6] * 6
    assert nothing_but(world, made) == [
        *[("date_missing", True)] * 2,
        *[("date_missing", False)] * 3,
        ("fewer_than_quorum", True),
    ]


def test_a_copy_takes_over_everything_but_the_dates_of_the_last_round(world: World) -> None:
    last = world.open()
    whom = Contact("Kari Nordmann", "kari@example.org", "22 96 16 00")
    contacts.store(world.work("secretariat"), last, whom)
    world.clock.now = last.announcement_planned_at or world.clock.now
    work = world.work("secretariat")
    made = setup.make(work, world.prize, year=2027, source="last")
    assert criteria.columns(made) == criteria.columns(last)
    assert [part.title for part in rounds.form(world.session, made)] == [
        texts("Første del"),
        texts("Andre del"),
    ]
    assert rulebooks.first_rules(made) == rulebooks.first_rules(last)
    assert rounds.call_texts(made) == rounds.call_texts(last)
    assert (made.gifts, made.jury_id) == (last.gifts, last.jury_id)
    assert contacts.of(made) == whom
    assert made.opens_at is not None
    assert last.opens_at is not None
    assert made.opens_at - last.opens_at >= timedelta(weeks=52)
    assert [stops for _what, stops in lacking(world, made) if stops] == []
    assert audit.verify(world.session) == []


def test_a_jury_whose_term_is_over_is_not_taken_along(world: World) -> None:
    world.at("archived", 2028)
    made = setup.make(world.work("secretariat"), world.prize, year=2033, source="last")
    assert made.jury_id is None


@pytest.mark.parametrize("source", ["", "last", "ready:1913", "tull"])
def test_what_is_no_source_makes_nothing(world: World, source: str) -> None:
    with pytest.raises(NotFoundError):
        setup.make(world.work("secretariat"), world.prize, year=2026, source=source)
    assert setup.last_round(world.session, world.prize) is None


def test_a_year_has_one_round(world: World) -> None:
    world.plan()
    with pytest.raises(YearTakenError):
        setup.make(world.work("secretariat"), world.prize, year=2026, source="nothing")


@pytest.mark.parametrize("name", ["nominator", "chair", "auditor", "administrator"])
def test_only_the_secretariat_makes_rounds(world: World, name: str) -> None:
    with refused(world.work(name), DeniedError):
        setup.make(world.work(name), world.prize, year=2026, source="nothing")


# --- the criteria -------------------------------------------------------------------------------


def test_two_who_edit_the_criteria_see_both_and_lose_nothing(world: World) -> None:
    award_round, work = world.plan(), world.work("secretariat")
    base, mine = criteria.stamp(award_round), criteria.columns(award_round)
    theirs = [{**one, "weight": Decimal("0.5")} for one in mine]
    rounds.set_criteria(work, award_round, theirs, base=base)
    with pytest.raises(StaleEditError) as caught:
        rounds.set_criteria(work, award_round, mine[::-1], base=base)
    assert [one["weight"] for one in caught.value.theirs["criteria"]] == ["0.5", "0.5"]
    assert [one["key"] for one in caught.value.yours["criteria"]] == ["y", "x"]
    assert [one.key for one in award_round.criteria] == ["x", "y"]
    # The same change sent twice is made once, and is no collision.
    rounds.set_criteria(work, award_round, theirs, base=base)


def test_a_key_is_made_of_the_name_and_never_one_that_is_taken() -> None:
    assert criteria.new_key({"nb": "Bærekraft, år for år"}, []) == "baerekraft-ar-for-ar"
    assert criteria.new_key({"nb": "Nytte"}, ["nytte", "nytte-2"]) == "nytte-3"
    assert criteria.new_key({"nb": "…"}, []) == "kriterium"
    assert len(criteria.new_key({"nb": "lang " * 30}, ["x"])) <= criteria.KEY_LENGTH


def test_a_criterion_that_is_taken_out_leaves_the_form(world: World) -> None:
    award_round, work = world.plan(), world.work("secretariat")
    seen = stamp(rounds.foresee_removal(work, award_round, "x"))
    with pytest.raises(ForeseenOtherwiseError):
        criteria.remove(work, award_round, "x", seen="tull")
    criteria.remove(work, award_round, "x", seen=seen)
    assert [one.key for one in award_round.criteria] == ["y"]
    world.session.expire_all()
    asked = [one for part in rounds.form(world.session, award_round) for one in part.questions]
    assert [one.criteria for one in asked] == [[], []]
    assert audit.verify(world.session) == []


def test_what_the_call_says_is_locked_with_it_but_its_text_can_be_corrected(world: World) -> None:
    award_round = world.open()
    work = world.work("secretariat")
    for act in (
        lambda: rounds.set_criteria(work, award_round, criteria.columns(award_round)),
        lambda: rounds.set_award(work, award_round, []),
        lambda: rounds.foresee_removal(work, award_round, "x"),
        lambda: rounds.write_call(
            work, award_round, replace(rounds.call_texts(award_round), language="nn")
        ),
    ):
        with pytest.raises(LockedError):
            act()
    corrected = replace(rounds.call_texts(award_round), call_intro=texts("Rettet"))
    rounds.write_call(work, award_round, corrected)
    assert award_round.call_intro == texts("Rettet")
    assert audit.verify(world.session) == []
