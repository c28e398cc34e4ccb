"""The main job, use case by use case, on the real database."""

from sqlalchemy import select

from app.models import AuditEvent, NominationMove, RoundMove
from app.services import announcements, audit, screening, withdrawals
from tests.factories import PHASES, World
from tests.services.helpers import anybody


def test_a_round_runs_from_plan_to_archive(world: World) -> None:
    award_round, _ = world.at("archived")
    assert award_round.phase(world.clock.now).value == "archived"
    result = announcements.results(anybody(world), [award_round])
    assert [entry.nomination.reference for entry in result[award_round.id].winners] == ["2026-0001"]
    assert audit.verify(world.session) == []


def test_a_round_can_be_taken_to_every_phase(world: World) -> None:
    for number, phase in enumerate(PHASES):
        award_round, _ = world.at(phase, year=2026 + number)
        stage = award_round.stage
        found = award_round.phase(world.clock.now).value
        assert found == phase or (stage is not None and (found, stage.state) == ("judging", phase))


def test_every_move_of_a_round_and_of_its_stage_is_on_the_chain(world: World) -> None:
    award_round, _ = world.at("archived")
    events = select(AuditEvent).where(AuditEvent.kind == "round.moved").order_by(AuditEvent.id)
    on_chain = [
        (event.subject, event.actor_id, event.data["move"], event.data["source"])
        for event in world.session.scalars(events)
    ]
    assert [(move, source) for _, _, move, source in on_chain] == [
        ("publish_call", "planned"),
        ("begin_judging", "called"),
        ("open_declaring", "waiting"),
        ("open_scoring", "declaring"),
        ("open_deliberation", "scoring"),
        ("conclude", "deliberation"),
        ("finalise", "judging"),
        ("archive", "decided"),
    ]
    rows = world.session.scalars(select(RoundMove).order_by(RoundMove.id))
    assert on_chain == [
        (f"round:{award_round.id}", row.moved_by_id, row.name, row.source) for row in rows
    ]


def test_every_move_of_a_nomination_is_on_the_chain(world: World) -> None:
    award_round = world.open()
    admitted, rejected, withdrawn = world.submit(award_round, 3)
    withdrawals.withdraw(world.work("nominator"), withdrawn, "Vi trekker oss.")
    world.pass_time(days=11)
    screening.admit(world.work("secretariat"), admitted, residents_checked=True)
    screening.reject(world.work("secretariat"), rejected, "Utenfor formålet.")
    events = (
        select(AuditEvent)
        .where(AuditEvent.kind.startswith("nomination."), AuditEvent.kind != "nomination.started")
        .order_by(AuditEvent.id)
    )
    on_chain = [
        (event.kind, event.subject, event.actor_id) for event in world.session.scalars(events)
    ]
    assert [kind for kind, _, _ in on_chain] == [
        "nomination.submitted",
        "nomination.submitted",
        "nomination.submitted",
        "nomination.withdrawn",
        "nomination.admitted",
        "nomination.rejected",
    ]
    called = {"submit": "submitted", "withdraw": "withdrawn", "admit": "admitted"}
    called["reject"] = "rejected"
    rows = world.session.scalars(select(NominationMove).order_by(NominationMove.id))
    assert on_chain == [
        (f"nomination.{called[row.name]}", f"nomination:{row.nomination_id}", row.moved_by_id)
        for row in rows
    ]
