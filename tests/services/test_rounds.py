"""Rounds: planning one, what locks when, and which rounds somebody has a part in."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.models import Round
from app.rules.access import DeniedError, Permission, Verdict
from app.rules.actors import ANONYMOUS
from app.rules.impartiality import Reach
from app.services import audit, digests, may, phases, rounds, rulebooks, seals
from app.services.rounds import LockedError
from app.services.work import NotFoundError, Work
from tests.factories import World, texts
from tests.services.helpers import events, last_event, refused


def criterion(key: str, weight: str) -> dict[str, Any]:
    same = texts(key)
    return {
        "key": key,
        "weight": Decimal(weight),
        "name": same,
        "short": same,
        "question": same,
        "levels": {},
    }


SECTION = {
    "key": "only",
    "title": texts("Eneste"),
    "questions": [{"key": "q", "kind": "short_text", "label": texts("Hva?")}],
}


def test_a_planned_round_has_one_stage_and_nothing_open(world: World) -> None:
    award_round = world.plan()
    assert (award_round.slug, award_round.milestone) == ("prisen-2026", "planned")
    assert [(stage.kind, stage.state) for stage in award_round.stages] == [("final", "waiting")]
    assert award_round.gifts == [texts("Heder")]
    assert award_round.phase(world.clock.now) == "planned"
    kinds = [kind for kind, _ in events(world.session)][-5:]
    assert kinds == [
        "round.planned",
        "criteria.set",
        "form.set",
        "rulebook.set",
        "jury.assigned",
    ]


@pytest.mark.parametrize("name", ["chair", "auditor", "administrator", "nominator"])
def test_only_the_secretariat_sets_a_round_up(world: World, name: str) -> None:
    award_round = world.plan()
    work = world.work(name)
    attempts = [
        lambda: rounds.create(work, world.prize, year=2030, dates={}),
        lambda: rounds.set_criteria(work, award_round, []),
        lambda: rounds.set_form(work, award_round, []),
        lambda: rulebooks.set_first(work, award_round, quorum=1, law={}),
    ]
    for attempt in attempts:
        with refused(work, DeniedError) as denied:
            attempt()
        assert denied.value.verdict is Verdict.NOT_HERS
    assert len(rounds.of_prize(world.session, world.prize)) == 1


def test_criteria_and_form_are_set_again_while_the_round_is_planned(world: World) -> None:
    award_round = world.plan()
    work = world.work("secretariat")
    rounds.set_criteria(work, award_round, [criterion("z", "1"), criterion("x", "0")])
    rounds.set_form(work, award_round, [SECTION])
    world.session.expire_all()
    assert [(c.position, c.key, c.weight) for c in award_round.criteria] == [
        (1, "z", 1),
        (2, "x", 0),
    ]
    found = rounds.form(world.session, award_round)
    assert [(part.key, [q.key for q in part.questions]) for part in found] == [("only", ["q"])]
    data = last_event(world.session).data
    assert data == {
        "parts": 1,
        "digest": digests.of(seals.sections([(found[0], found[0].questions)])),
    }


def test_criteria_and_form_lock_when_the_call_is_published(world: World) -> None:
    award_round = world.plan()
    work = world.work("secretariat")
    phases.move(work, award_round, "publish_call")
    with pytest.raises(LockedError):
        rounds.set_criteria(work, award_round, [criterion("z", "1")])
    with pytest.raises(LockedError):
        rounds.set_form(work, award_round, [SECTION])
    assert [(c.key, float(c.weight)) for c in award_round.criteria] == [("x", 0.6), ("y", 0.4)]


def test_a_rulebook_is_set_anew_until_judging_locks_it(world: World) -> None:
    award_round, work = world.plan(), world.work("secretariat")
    rulebooks.set_first(work, award_round, quorum=1, law=texts("Loven"), reach=Reach.NOMINATION)
    (book,) = award_round.rulebooks
    assert (book.version, book.quorum, book.recusal_reach) == (1, 1, Reach.NOMINATION)
    assert (book.scale_low, book.scale_high, book.scale_step) == (1, 6, 1)
    assert audit.verify(world.session) == []
    judged, _ = world.at("declaring", 2027)
    with pytest.raises(LockedError):
        rulebooks.set_first(world.work("secretariat"), judged, quorum=1, law=texts("Loven"))


def test_the_scale_of_a_called_round_is_locked_and_its_quorum_is_not(world: World) -> None:
    award_round = world.open()
    held = rulebooks.first_rules(award_round)
    assert held is not None
    work = world.work("secretariat")
    rulebooks.set_rules(work, award_round, replace(held, quorum=3))
    assert award_round.rulebook.quorum == 3
    with pytest.raises(LockedError):
        rulebooks.set_rules(work, award_round, replace(held, scale_high=Decimal(5)))


def test_a_rulebook_reaches_the_whole_comparison_unless_it_says_otherwise(world: World) -> None:
    work = world.work("secretariat")
    dates = {"opens_at": work.now, "deadline_at": work.now + timedelta(days=1)}
    award_round = rounds.create(work, world.prize, year=2030, dates=dates)
    book = rulebooks.set_first(work, award_round, quorum=3, law=texts("Loven"))
    assert book.recusal_reach is Reach.COMPARISON
    data = last_event(world.session).data
    assert data.keys() == {"quorum", "reach", "digest"}
    assert (data["quorum"], data["reach"]) == (3, "comparison")


def test_judging_locks_the_rulebook(world: World) -> None:
    award_round = world.open()
    assert award_round.rulebook.locked_at is None
    world.judge(award_round)
    assert award_round.rulebook.locked_at == world.clock.now


def test_a_refusal_to_somebody_signed_in_is_kept_on_record(world: World) -> None:
    award_round = world.plan()
    work = world.work("juror_b")
    with refused(work, DeniedError):
        may.require(work, Permission.RUN_ROUND, award_round)
    event = last_event(world.session)
    assert (event.kind, event.subject) == ("access.denied", f"round:{award_round.id}")
    assert event.actor_id == world.people["juror_b"].id
    assert event.data == {"permission": "run_round", "verdict": "not_hers"}


def test_a_refusal_to_the_public_is_not(world: World) -> None:
    award_round = world.plan()
    public = Work(world.session, ANONYMOUS, world.clock.now)
    before = len(events(world.session))
    with refused(public, DeniedError):
        may.require(public, Permission.RUN_ROUND, award_round)
    assert len(events(world.session)) == before


def test_a_round_is_found_by_its_slug_or_not_at_all(world: World) -> None:
    award_round = world.plan()
    assert rounds.by_slug(world.session, "prisen-2026") is award_round
    with pytest.raises(NotFoundError):
        rounds.by_slug(world.session, "prisen-2027")


def years(found: list[Round]) -> list[int]:
    return [award_round.year for award_round in found]


def test_everybody_lists_the_rounds_of_her_offices_latest_first(world: World) -> None:
    for year in (2026, 2027):
        world.at("declaring", year)
    world.plan(2028)
    found = {name: years(rounds.of_actor(world.work(name))) for name in world.people}
    both, all_three = [2027, 2026], [2028, 2027, 2026]
    assert found == {
        "secretariat": all_three,
        "auditor": all_three,
        "administrator": [],
        "nominator": [],
        "stranger": [],
        "chair": both,
        "juror_b": both,
        "juror_c": both,
        "deputy_b": both,
        "deputy_c": both,
    }


def test_open_calls_are_those_that_take_nominations_now(world: World) -> None:
    later = world.plan(2027)
    world.pass_time(hours=-1)
    first = world.plan(2026)
    for award_round in (later, first):
        phases.move(world.work("secretariat"), award_round, "publish_call")

    def found(**span: float) -> list[int]:
        return years(list(rounds.open_calls(world.session, world.clock.now + timedelta(**span))))

    assert found(hours=1, seconds=-1) == []
    assert found(hours=1) == [2026]
    assert found(hours=2) == [2026, 2027]
    assert found(days=10, seconds=59) == [2026, 2027]  # the minute of the deadline is inside
    assert found(days=10, minutes=1) == [2027]
    assert found(days=10, hours=1, minutes=1) == []


def test_what_is_under_way_is_what_is_judged(world: World) -> None:
    assert rounds.under_way(world.work("chair")) is None
    judged, _ = world.at("declaring", 2026)
    world.open(2027)
    assert rounds.under_way(world.work("chair")) == judged
    assert rounds.under_way(world.work("secretariat")) == judged
