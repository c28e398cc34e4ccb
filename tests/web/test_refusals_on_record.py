"""Refusals on the trail: each once an hour, and also what a guard turns away."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent
from app.rules.access import Role
from app.services import accounts
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World

Told = tuple[str, str, str, str]


def told(session: Session) -> list[Told]:
    """List the refusals on record: on which chain, of what, which permission, and why."""
    session.expire_all()
    found = session.execute(
        select(AuditChain.name, AuditEvent.subject, AuditEvent.data)
        .join(AuditEvent, AuditEvent.chain_id == AuditChain.id)
        .where(AuditEvent.kind == "access.denied")
        .order_by(AuditEvent.id)
    )
    return [(name, subject, data["permission"], data["verdict"]) for name, subject, data in found]


def test_a_page_that_is_refused_again_and_again_is_on_record_once_an_hour(
    app: Flask, world: World, session: Session
) -> None:
    award_round, _ = world.at("deliberation")
    slug = award_round.slug
    url = f"{at(slug)}/rangering"
    client = client_of(app, world.people["deputy_c"].id)
    once = (slug, f"round:{award_round.id}", "view_ranking", "not_hers")
    for _ in range(60):
        assert client.get(url).status_code == 403
    assert told(session) == [once]
    # Another person's is another refusal.
    assert client_of(app, world.people["deputy_b"].id).get(url).status_code == 403
    assert told(session) == [once] * 2
    for minutes, times in ((59, 2), (1, 3)):
        world.pass_time(minutes=minutes)
        client.get(url)
        assert told(session) == [once] * times


def test_an_act_that_is_refused_is_on_record_likewise(
    app: Flask, world: World, session: Session
) -> None:
    award_round = world.open()
    client = client_of(app, world.people["juror_b"].id)
    for _ in range(3):
        assert client.post(f"{at(award_round.slug)}/nytt-forslag").status_code == 403
    expected = (award_round.slug, f"round:{award_round.id}", "start_nomination", "not_hers")
    assert told(session) == [expected]


def test_what_a_guard_turns_away_is_on_the_trail_of_the_installation(
    app: Flask, world: World, session: Session
) -> None:
    award_round = world.open()
    client = client_of(app, world.people["nominator"].id)
    for _ in range(3):
        assert client.get(f"{at(award_round.slug)}/styring").status_code == 403
        assert client.get("/hendelseslogg").status_code == 403
    assert told(session) == [
        ("installation", "installation", "run_round", "not_hers"),
        ("installation", "installation", "view_installation_audit", "not_hers"),
    ]


def test_an_office_in_one_prize_is_none_in_the_installation_and_the_refusal_is_on_record(
    app: Flask, world: World, session: Session
) -> None:
    stranger = world.people["stranger"]
    client = client_of(app, stranger.id)
    accounts.grant_role(world.work("administrator"), stranger, Role.AUDITOR, world.prize)
    session.commit()
    assert client.get("/hendelseslogg").status_code == 403
    assert told(session) == [
        ("installation", "installation", "view_installation_audit", "not_hers")
    ]


def test_nobody_leaves_no_refusal(client: ReviewingClient, world: World, session: Session) -> None:
    award_round = world.open()
    assert client.get(f"{at(award_round.slug)}/styring").status_code == 302
    assert client.post(f"{at(award_round.slug)}/nytt-forslag").status_code == 401
    assert told(session) == []
