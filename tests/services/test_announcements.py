"""Announcements: nothing leaks before the embargo ends, and everything is there from then on."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.models import Notice, Question, Round
from app.rules.access import DeniedError, Verdict, WrongPhaseError
from app.rules.impartiality import Answer
from app.services import announcements, digests, jury, nominations, organisations, phases, screening
from app.services.announcements import (
    AnnouncementSetError,
    NothingToMoveError,
    TimeInThePastError,
    TimeQuestionedError,
    TimeTooFarError,
)
from app.services.nominations import ReasonMissingError
from app.services.work import Work
from tests.factories import SYSTEM, World
from tests.services.helpers import anybody, last_event, refused, told

SECOND = timedelta(seconds=1)
EMBARGO = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


def winners(world: World, award_round: Round, now: datetime) -> list[str | None] | None:
    """Give what the public reads of who won; None while it reads nothing."""
    found = announcements.results(anybody(world, now), [award_round])
    if award_round.id not in found:
        return None
    return [entry.nomination.reference for entry in found[award_round.id].winners]


def test_the_result_is_public_from_the_second_the_embargo_ends(world: World) -> None:
    award_round, _ = world.at("decided")
    announcements.announce(world.work("chair"), award_round, EMBARGO)
    seen = [winners(world, award_round, EMBARGO + k * SECOND) for k in (-1, 0, 1)]
    assert seen == [None, ["2026-0001"], ["2026-0001"]]
    assert [award_round.phase(EMBARGO + k * SECOND) for k in (-1, 0)] == [
        "decided",
        "announced",
    ]


def test_without_an_announcement_nothing_ever_becomes_public(world: World) -> None:
    award_round, _ = world.at("decided")
    assert winners(world, award_round, EMBARGO + timedelta(days=9000)) is None


@pytest.mark.parametrize("phase", ["open", "scoring", "deliberation"])
def test_before_a_decision_there_is_no_result(world: World, phase: str) -> None:
    award_round, _ = world.at(phase)
    assert winners(world, award_round, world.clock.now) is None


def test_the_result_names_each_by_its_distinction(world: World) -> None:
    award_round, made = world.at("announced")
    result = announcements.results(anybody(world), [award_round])[award_round.id]
    assert [entry.nomination_id for entry in result.winners] == [made[0].id]
    assert [entry.nomination_id for entry in result.nominees] == [made[1].id]
    assert result.mentions == []
    assert result.decision.citation == {"nb": "Hemmelig hyllest."}


def test_of_several_rounds_only_the_public_ones_are_given(world: World) -> None:
    announced, _ = world.at("announced", 2026)
    archived, _ = world.at("archived", 2027)
    decided, _ = world.at("decided", 2028)
    judged, _ = world.at("deliberation", 2029)
    held = [announced, archived, decided, judged]
    found = announcements.results(anybody(world), held)
    assert sorted(found) == [announced.id, archived.id]
    assert announcements.results(anybody(world), [decided]) == {}


def test_setting_the_time_is_on_record(world: World) -> None:
    award_round, _ = world.at("decided")
    announcement = announcements.announce(world.work("chair"), award_round, EMBARGO)
    assert (announcement.number, announcement.set_at) == (1, world.clock.now)
    assert announcement.set_by_id == world.people["chair"].id
    event = last_event(world.session)
    assert (event.kind, event.subject) == (
        "announcement.set",
        f"decision:{announcement.decision_id}",
    )
    assert event.data == {
        "embargo_until": "2026-06-01T10:00:00+00:00",
        "digest": digests.of({"number": 1, "reason": ""}),
    }


def test_without_a_time_it_is_announced_at_once(world: World) -> None:
    award_round, _ = world.at("decided")
    announcements.announce(world.work("chair"), award_round, None)
    assert winners(world, award_round, world.clock.now) == ["2026-0001"]


def test_a_time_that_has_passed_is_refused(world: World) -> None:
    award_round, _ = world.at("decided")
    work = world.work("chair")
    with refused(work, TimeInThePastError):
        announcements.announce(work, award_round, work.now - SECOND)
    announcements.announce(work, award_round, work.now)
    assert award_round.phase(work.now) == "announced"


def test_the_time_is_set_once(world: World) -> None:
    award_round, _ = world.at("decided")
    announcements.announce(world.work("chair"), award_round, EMBARGO)
    work = world.work("chair")
    with refused(work, AnnouncementSetError):
        announcements.announce(work, award_round, EMBARGO + SECOND)
    assert award_round.embargo_until == EMBARGO


def test_what_is_announced_is_not_announced_again(world: World) -> None:
    award_round, _ = world.at("announced")
    work = world.work("chair")
    with refused(work, WrongPhaseError):
        announcements.announce(work, award_round, EMBARGO)


def test_nothing_is_announced_before_it_is_decided(world: World) -> None:
    award_round, _ = world.at("deliberation")
    work = world.work("chair")
    with refused(work, WrongPhaseError):
        announcements.announce(work, award_round, EMBARGO)


@pytest.mark.parametrize("name", ["juror_b", "deputy_b", "secretariat", "auditor", "nominator"])
def test_only_the_chair_announces(world: World, name: str) -> None:
    award_round, _ = world.at("decided")
    work = world.work(name)
    with refused(work, DeniedError):
        announcements.announce(work, award_round, EMBARGO)


def test_a_chair_with_a_conflict_does_not_announce(world: World) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC, "Min søster.")
    for name in ("chair", "deputy_b", "juror_c"):
        world.seal(name, made[0], 4, 4)
    for name in ("chair", "juror_b", "juror_c"):
        world.seal(name, made[1], 1, 1)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    world.finalise(award_round, made)
    # The member of the seat that leads is followed by somebody who was recused.
    lead, other = world.jury.seats[0], world.jury.seats[1]
    lead.leads = False
    world.session.flush()
    other.leads = True
    world.session.flush()
    work = world.work("juror_b")
    with refused(work, DeniedError) as denied:
        announcements.announce(work, award_round, EMBARGO)
    assert denied.value.verdict is Verdict.RECUSED


def test_nominators_are_told_once_each_when_the_embargo_ends(world: World) -> None:
    award_round = world.open()
    system = Work(world.session, SYSTEM, world.clock.now)
    organisations.add_member(system, world.body_of("nominator"), world.account("colleague"))
    made = world.submit(award_round, 2)
    rejected = world.draft(award_round, "stranger")
    nominations.submit(world.work("stranger"), rejected)
    world.pass_time(days=11)
    for nomination in made:
        screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    screening.reject(world.work("secretariat"), rejected, "Utenfor formålet.")
    phases.move(world.work("secretariat"), award_round, "begin_judging")
    world.score(award_round, made)
    world.deliberate(award_round, made)
    world.finalise(award_round, made)
    announcements.announce(world.work("chair"), award_round, EMBARGO)
    assert sorted(told(world.session, "round_announced")) == [
        ("round_announced", "colleague"),
        ("round_announced", "nominator"),
    ]
    sent = world.session.query(Notice).filter_by(kind="round_announced").all()
    assert {(notice.not_before, notice.context["slug"]) for notice in sent} == {
        (EMBARGO, "prisen-2026")
    }


def test_only_what_is_marked_as_public_is_read_by_the_public(world: World) -> None:
    award_round, made = world.at("announced")
    result = announcements.results(anybody(world), [award_round])[award_round.id]
    assert announcements.public_answers(world.session, award_round, result) == {}
    world.session.query(Question).filter_by(key="story").one().is_public = True
    world.session.flush()
    found = announcements.public_answers(world.session, award_round, result)
    assert {key: [(a.key, a.text) for a in answers] for key, answers in found.items()} == {
        nomination.id: [("story", f"Dette er teksten til Hemmelig tittel {number}.")]
        for number, nomination in enumerate(made, start=1)
    }


def test_the_public_knows_of_rounds_from_their_call_on(world: World) -> None:
    world.plan(2030)
    later = world.open(2027)
    announced, _ = world.at("announced", 2026)
    past = announcements.enter_past_round(
        world.work("secretariat"), world.prize, year=1999, jury_id=None, history={}
    )
    known = announcements.public_rounds(world.session, world.clock.now, world.prize)
    assert [award_round.year for award_round in known] == [2027, 2026, 1999]
    now = world.clock.now
    assert announcements.neighbours(world.session, announced, now) == (past, later)
    assert announcements.neighbours(world.session, past, now) == (None, announced)
    assert announcements.neighbours(world.session, later, now) == (announced, None)
    assert jury.of_round(world.session, past) is None


def test_a_round_that_is_not_public_has_no_neighbours(world: World) -> None:
    planned = world.plan(2030)
    world.open(2027)
    now = world.clock.now
    assert announcements.neighbours(world.session, planned, now) == (None, None)


def test_only_the_secretariat_enters_a_past_round(world: World) -> None:
    work = world.work("chair")
    with refused(work, DeniedError):
        announcements.enter_past_round(work, world.prize, year=1999, jury_id=None, history={})


WHY = "Statsråden er forhindret."


def test_an_announcement_is_moved_with_a_reason_until_it_takes_effect(world: World) -> None:
    award_round, _ = world.at("decided")
    announcements.announce(world.work("chair"), award_round, EMBARGO)
    later = EMBARGO + timedelta(days=7)
    announcements.move(world.work("chair"), award_round, later, WHY)
    assert winners(world, award_round, EMBARGO) is None
    assert winners(world, award_round, later) == ["2026-0001"]
    assert [(one.number, one.reason) for one in award_round.announcements] == [(1, ""), (2, WHY)]
    event = last_event(world.session)
    assert (event.kind, event.data) == (
        "announcement.moved",
        {
            "embargo_until": later.isoformat(),
            "digest": digests.of({"number": 2, "reason": WHY}),
        },
    )


def test_the_messages_wait_for_the_new_time_and_come_once(world: World) -> None:
    award_round, _ = world.at("decided")
    announcements.announce(world.work("chair"), award_round, EMBARGO)
    for days in (7, 3):
        announcements.move(world.work("chair"), award_round, EMBARGO + timedelta(days=days), WHY)
    waiting = world.session.scalars(select(Notice).where(Notice.kind == "round_announced")).all()
    world.session.expire_all()
    assert [one.not_before for one in waiting] == [EMBARGO + timedelta(days=3)]


def test_an_announcement_that_has_taken_effect_is_not_moved(world: World) -> None:
    award_round, _ = world.at("decided")
    announcements.announce(world.work("chair"), award_round, EMBARGO)
    world.clock.now = EMBARGO
    with refused(work := world.work("chair"), WrongPhaseError):
        announcements.move(work, award_round, EMBARGO + timedelta(days=1), WHY)


def test_what_has_not_been_set_is_not_moved(world: World) -> None:
    award_round, _ = world.at("decided")
    with refused(work := world.work("chair"), NothingToMoveError):
        announcements.move(work, award_round, EMBARGO, WHY)


def test_moving_needs_a_reason(world: World) -> None:
    award_round, _ = world.at("decided")
    announcements.announce(world.work("chair"), award_round, EMBARGO)
    with refused(work := world.work("chair"), ReasonMissingError):
        announcements.move(work, award_round, EMBARGO + timedelta(days=1), " ")


def test_an_announcement_in_2062_is_refused_and_one_in_2028_is_asked_about(world: World) -> None:
    award_round, _ = world.at("decided")
    chair = world.work("chair")
    with refused(chair, TimeTooFarError):
        announcements.announce(chair, award_round, EMBARGO.replace(year=2062))
    with refused(chair, TimeQuestionedError):
        announcements.announce(chair, award_round, EMBARGO.replace(year=2028))
    announcements.announce(chair, award_round, EMBARGO.replace(year=2028), is_confirmed=True)
    assert award_round.embargo_until == EMBARGO.replace(year=2028)
