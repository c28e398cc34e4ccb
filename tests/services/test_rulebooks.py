"""Amendments: a new version of the rules with its reason, and the result by both versions."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.models import Nomination, Notice, Round, Rulebook
from app.ranking.report import Report
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.impartiality import Reach
from app.rules.rulebooks import Rules
from app.services import decisions, digests, phases, progress, ranking, rulebooks, scores
from app.services.rulebooks import AmendmentRefusedError
from app.services.work import NotFoundError, StaleEditError
from tests.factories import World, decision
from tests.services.helpers import last_event, refused, told

Y_WEIGHS_MOST = {"x": "0.1", "y": "0.9"}
DAY = timedelta(days=1)
JURY = ["chair", "juror_b", "deputy_b", "juror_c", "deputy_c"]


def rules(award_round: Round, **changes: Any) -> Rules:
    return replace(rulebooks.rules_of(award_round, award_round.rulebook), **changes)


def split(world: World) -> tuple[Round, list[Nomination]]:
    """Give a round in which the first is best on x and the second, by as much, on y."""
    award_round = world.open()
    made = world.judge(award_round)
    world.score(award_round, made)
    for name in ("chair", "juror_b", "juror_c"):
        world.seal(name, made[0], 5, 3)
        world.seal(name, made[1], 3, 5)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return award_round, made


def places(report: Report) -> list[tuple[int, int | None]]:
    return [(line.nomination, line.place) for line in report.lines]


def test_an_amendment_is_a_new_version_and_takes_over_what_it_does_not_change(
    world: World,
) -> None:
    award_round = world.plan(reach=Reach.COMPARISON)
    first = award_round.rulebook
    first.grounds_required, first.scale_step = False, Decimal("0.5")
    for criterion in award_round.criteria:
        words = [f"Nivå {number}" for number in range(1, 12)]
        criterion.levels = dict.fromkeys(("nb", "nn", "en"), words)
    phases.move(world.work("secretariat"), award_round, "publish_call")
    world.pass_time(hours=2)
    world.judge(award_round)
    world.pass_time(days=1)
    made = world.amend(award_round, "  Feil i utlysningen.\n", quorum=3)
    assert award_round.rulebook is made
    assert [book.version for book in award_round.rulebooks] == [1, 2]
    assert (made.quorum, made.reason) == (3, "Feil i utlysningen.")
    assert (made.created_at, made.locked_at) == (world.clock.now, world.clock.now)
    assert made.created_by_id == world.people["secretariat"].id
    taken_over = [column.key for column in Rulebook.__table__.columns]
    for key in set(taken_over) - rulebooks.OWN:
        assert getattr(made, key) == getattr(first, key), key
    assert (made.grounds_required, made.scale_step) == (False, Decimal("0.5"))
    assert (made.recusal_reach, made.method) == ("comparison", "fair")
    assert made.weights == {}
    assert (first.quorum, first.reason, first.locked_at) == (2, "", world.clock.now - DAY)


def test_weights_are_kept_as_exact_text_and_hold_from_then_on(world: World) -> None:
    award_round, _ = world.at("scoring")
    world.amend(award_round, weights={"x": "0.33300", "y": "0.66700"})
    assert award_round.rulebook.weights == {"x": "0.333", "y": "0.667"}
    assert award_round.weights() == {"x": Decimal("0.333"), "y": Decimal("0.667")}
    before = award_round.rulebooks[0]
    assert award_round.weights(before) == {"x": Decimal("0.6"), "y": Decimal("0.4")}
    assert award_round.weights_amended_at == world.clock.now
    when = world.clock.now
    world.pass_time(days=1)
    world.amend(award_round, quorum=1)
    assert award_round.rulebook.weights == {"x": "0.333", "y": "0.667"}
    assert award_round.weights_amended_at == when


def test_without_an_amendment_of_them_the_weights_are_those_of_the_call(world: World) -> None:
    award_round, _ = world.at("scoring")
    world.amend(award_round, quorum=1)
    assert award_round.weights_amended_at is None


def test_it_is_put_on_record_with_what_it_changed(world: World) -> None:
    award_round, _ = world.at("scoring")
    world.amend(award_round, weights=Y_WEIGHS_MOST, quorum=3)
    event = last_event(world.session)
    assert (event.kind, event.subject) == ("rulebook.amended", f"round:{award_round.id}")
    assert event.actor_id == world.people["secretariat"].id
    data = dict(event.data)
    assert digests.form_of(data.pop("digest")) == "jcs"
    assert data == {
        "version": 2,
        "stage": "scoring",
        "changed": {
            "weights": [{"x": "0.6", "y": "0.4"}, {"x": "0.1", "y": "0.9"}],
            "quorum": [2, 3],
        },
    }


def test_the_digest_on_record_is_of_the_rules_and_the_reason(world: World) -> None:
    digests = set()
    for year, reason, quorum in ((2026, "Én.", 1), (2027, "To.", 1), (2028, "Én.", 3)):
        award_round, _ = world.at("scoring", year)
        world.amend(award_round, reason, quorum=quorum)
        digests.add(last_event(world.session).data["digest"])
    assert len(digests) == 3


def test_the_whole_jury_is_told_deputies_too(world: World) -> None:
    award_round, _ = world.at("declaring")
    world.amend(award_round, "Vi skrev feil.", method="median", tie_breaks=("chair",))
    assert [name for _, name in told(world.session, "rules_amended")] == JURY
    world.amend(award_round, quorum=1)
    assert len(told(world.session, "rules_amended")) == 2 * len(JURY)


def test_the_message_says_why_and_what(world: World) -> None:
    award_round, _ = world.at("declaring")
    world.jury.seats[0].appointments[0].account_id = None
    world.session.flush()
    world.amend(award_round, "Vi skrev feil.", method="median")
    assert "chair" not in [name for _, name in told(world.session, "rules_amended")]
    one = next(n for n in notices_of(world) if n.account.name == "juror_b")
    assert one.context == {
        "slug": "prisen-2026",
        "reason": "Vi skrev feil.",
        "changed": ["method"],
    }


def notices_of(world: World) -> list[Notice]:
    return list(world.session.query(Notice).filter_by(kind="rules_amended"))


@pytest.mark.parametrize(
    ("changes", "reason", "faults"),
    [
        ({"weights": {"x": Decimal("0.6"), "y": Decimal("0.3")}}, "Ja.", ["weights_not_whole"]),
        ({"quorum": 4}, "Ja.", ["quorum_too_high"]),
        ({"method": "dice"}, "Ja.", ["method_unknown"]),
        ({"tie_breaks": ("chair", "head to head")}, "Ja.", ["tie_breaks_impossible"]),
        ({"tie_breaks": ("date",)}, "Ja.", ["tie_breaks_impossible"]),
        ({"quorum": 3}, " ", ["no_reason"]),
        ({}, "Ja.", ["nothing_changed"]),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_happens(
    world: World, changes: dict[str, Any], reason: str, faults: list[str]
) -> None:
    award_round, _ = world.at("deliberation")
    work = world.work("secretariat")
    with refused(work, AmendmentRefusedError) as caught:
        rulebooks.amend(work, award_round, rules(award_round, **changes), reason, 1)
    assert caught.value.faults == faults
    assert [book.version for book in award_round.rulebooks] == [1]
    assert told(world.session, "rules_amended") == []


@pytest.mark.parametrize(
    "method", ["mean", "median", "trimmed", "zscore", "borda", "copeland", "precision"]
)
def test_every_method_of_the_ranking_can_be_chosen(world: World, method: str) -> None:
    award_round, made = split(world)
    world.amend(award_round, method=method)
    table = ranking.for_actor(world.work("chair"), award_round)
    assert table.report.method == method
    assert {row.nomination.id for row in table.rows} == {one.id for one in made}


@pytest.mark.parametrize("phase", ["declaring", "scoring", "deliberation"])
def test_the_secretariat_amends_while_the_jury_judges(world: World, phase: str) -> None:
    award_round, _ = world.at(phase)
    assert world.amend(award_round, quorum=1).version == 2


@pytest.mark.parametrize("phase", ["planned", "open", "screening", "decided", "announced"])
def test_before_the_judging_and_after_the_decision_nobody_does(world: World, phase: str) -> None:
    award_round, _ = world.at(phase)
    work = world.work("secretariat")
    with refused(work, WrongPhaseError):
        rulebooks.amend(work, award_round, rules(award_round, quorum=1), "Ja.", 1)


@pytest.mark.parametrize("name", ["chair", "juror_b", "deputy_b", "auditor", "administrator"])
def test_nobody_else_amends(world: World, name: str) -> None:
    award_round, _ = world.at("deliberation")
    work = world.work(name)
    with refused(work, DeniedError):
        rulebooks.amend(work, award_round, rules(award_round, quorum=1), "Ja.", 1)


def test_a_double_click_amends_once(world: World) -> None:
    award_round, _ = world.at("deliberation")
    wanted = rules(award_round, quorum=1)
    once = rulebooks.amend(world.work("secretariat"), award_round, wanted, "Ja.", 1)
    again = rulebooks.amend(world.work("secretariat"), award_round, wanted, " Ja. ", 1)
    assert again is once
    assert [book.version for book in award_round.rulebooks] == [1, 2]
    assert len(told(world.session, "rules_amended")) == len(JURY)


@pytest.mark.parametrize(("quorum", "reason"), [(3, "Ja."), (1, "Nei.")])
def test_another_amendment_from_an_old_page_is_refused_with_both(
    world: World, quorum: int, reason: str
) -> None:
    award_round, _ = world.at("deliberation")
    world.amend(award_round, "Ja.", quorum=1)
    work = world.work("secretariat")
    with refused(work, StaleEditError) as stale:
        rulebooks.amend(work, award_round, rules(award_round, quorum=quorum), reason, 1)
    assert (stale.value.theirs["quorum"], stale.value.theirs["reason"]) == (1, "Ja.")
    assert (stale.value.yours["quorum"], stale.value.yours["reason"]) == (quorum, reason)
    assert stale.value.version == 2
    assert [book.version for book in award_round.rulebooks] == [1, 2]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"method": "no such method"}, "method_unknown"),
        ({"tie_breaks": ("no such rule",)}, "tie_breaks_impossible"),
        ({"quorum": 2**40}, "quorum_too_high"),
    ],
)
def test_what_cannot_be_is_refused_from_an_old_page_too(
    world: World, changes: dict[str, Any], fault: str
) -> None:
    """Nobody can be shown how it differs from what somebody else has stored."""
    award_round, _ = world.at("deliberation")
    wanted = rules(award_round, **changes)
    world.amend(award_round, "Ja.", quorum=1)
    work = world.work("secretariat")
    with refused(work, AmendmentRefusedError) as found:
        rulebooks.amend(work, award_round, wanted, "Nei.", 1)
    assert found.value.faults == [fault]


def test_the_same_amendment_by_a_colleague_is_no_double_click(world: World) -> None:
    award_round, _ = world.at("deliberation")
    wanted = rules(award_round, quorum=1)
    world.amend(award_round, "Ja.", quorum=1)
    award_round.rulebook  # noqa: B018 - loaded before the colleague comes
    colleague = world.work("secretariat")
    other = replace(colleague, actor=replace(colleague.actor, account_id=world.people["chair"].id))
    with refused(other, StaleEditError):
        rulebooks.amend(other, award_round, wanted, "Ja.", 1)


def test_both_versions_are_reckoned_from_the_same_sheets(world: World) -> None:
    """First: 5·0.6 + 3·0.4 = 4.2 against 3.8; amended: 5·0.1 + 3·0.9 = 3.2 against 4.8."""
    award_round, (one, other) = split(world)
    world.amend(award_round, weights=Y_WEIGHS_MOST)
    work = world.work("chair")
    now = ranking.for_actor(work, award_round)
    before = ranking.for_actor(work, award_round, award_round.rulebooks[0])
    assert places(now.report) == [(other.id, 1), (one.id, 2)]
    assert places(before.report) == [(one.id, 1), (other.id, 2)]
    assert [round(line.score or 0, 9) for line in now.report.lines] == [4.8, 3.2]
    assert [round(line.score or 0, 9) for line in before.report.lines] == [4.2, 3.8]
    assert now.kept.digest != before.kept.digest
    assert (now.rulebook.version, before.rulebook.version) == (2, 1)


def test_the_quorum_in_force_is_the_one_that_counts(world: World) -> None:
    award_round, made = world.at("scoring")
    world.seal("chair", made[0], 4, 4)

    def covered() -> list[tuple[bool, int]]:
        found = progress.coverage_of(world.session, award_round, world.clock.now.date())
        return [(one.is_enough, one.quorum) for one in found]

    assert covered() == [(False, 2), (False, 2)]
    world.amend(award_round, quorum=1)
    assert covered() == [(True, 1), (False, 1)]


def test_sealed_scores_stay_as_they_were(world: World) -> None:
    award_round, made = split(world)
    appointment = world.jury.seats[0].appointments[0].id
    before = scores.find_sheet(world.session, award_round, made[0].id, appointment)
    assert before is not None
    revisions = [one.scores for one in before.revisions]
    world.amend(award_round, weights=Y_WEIGHS_MOST)
    world.session.expire_all()
    after = scores.find_sheet(world.session, award_round, made[0].id, appointment)
    assert after is not None
    assert [one.scores for one in after.revisions] == revisions == [{"x": "5", "y": "3"}]


def test_a_sealed_decision_holds_the_result_by_every_version(world: World) -> None:
    award_round, (one, other) = split(world)
    world.amend(award_round, weights=Y_WEIGHS_MOST)
    world.amend(award_round, method="mean")
    sealed = decisions.finalise(world.work("chair"), award_round, decision([other, one]))
    held = sealed.ranking
    numbers = {one.id: one.number, other.id: other.number}
    assert (held["rulebook"], held["method"]) == (3, "mean")
    assert [(line["nomination"], line["place"]) for line in held["places"]] == [
        (numbers[other.id], 1),
        (numbers[one.id], 2),
    ]
    first, second = held["before_amendment"]
    assert {**first, "places": [line["nomination"] for line in first["places"]]} == {
        "rulebook": 1,
        "method": "fair",
        "quorum": 2,
        "scale_step": "1",
        "tie_breaks": ["head to head", "heaviest criterion", "chair"],
        "weights": {"x": "0.6", "y": "0.4"},
        "places": [numbers[one.id], numbers[other.id]],
    }
    assert (second["rulebook"], second["weights"]) == (2, {"x": "0.1", "y": "0.9"})
    assert [line["nomination"] for line in second["places"]] == [numbers[other.id], numbers[one.id]]


def test_a_decision_written_with_the_old_result_in_sight_is_not_sealed(world: World) -> None:
    award_round, (one, other) = split(world)
    world.amend(award_round, weights=Y_WEIGHS_MOST)
    work = world.work("chair")
    with refused(work, decisions.DecisionIncompleteError) as caught:
        decisions.finalise(work, award_round, decision([other, one], rulebook=1))
    assert caught.value.lacks == ["rules_amended"]
    draft = decisions.of_round(world.session, award_round)
    assert draft is not None
    assert (draft.sealed_at, draft.version) == (None, caught.value.version)
    again = decision([other, one], draft.version, rulebook=2)
    assert decisions.finalise(world.work("chair"), award_round, again).sealed_at is not None


def test_the_versions_are_listed_with_who_and_what(world: World) -> None:
    award_round, _ = world.at("scoring")
    world.amend(award_round, weights=Y_WEIGHS_MOST, tie_breaks=())
    found = rulebooks.versions(world.work("juror_b"), award_round)
    assert [(v.rulebook.version, v.author, v.changed) for v in found] == [
        (1, "secretariat", []),
        (2, "secretariat", ["weights", "tie_breaks"]),
    ]


def test_who_has_an_office_in_the_round_reads_the_rules(world: World) -> None:
    award_round, _ = world.at("scoring")
    seen = {}
    for name in world.people:
        try:
            seen[name] = len(rulebooks.versions(world.work(name), award_round))
        except DeniedError:
            seen[name] = 0
    assert seen == {
        "secretariat": 1,
        "auditor": 1,
        "administrator": 0,
        "nominator": 0,
        "stranger": 0,
        "chair": 1,
        "juror_b": 1,
        "deputy_b": 1,
        "juror_c": 1,
        "deputy_c": 1,
    }


def test_a_round_without_rules_has_none_to_read(world: World) -> None:
    award_round = world.plan()
    world.session.delete(award_round.rulebook)
    world.session.flush()
    world.session.expire(award_round)
    with pytest.raises(NotFoundError):
        rulebooks.versions(world.work("secretariat"), award_round)
