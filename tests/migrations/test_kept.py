"""What a version before has stored holds in today's: accounts, rounds, digests and receipts."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import (
    Account,
    Decision,
    Model,
    Nomination,
    NominationVersion,
    Round,
)
from app.services import audit, bundles, digests, nominations, passwords
from app.services.accounts import actor_for
from app.services.work import Work
from app.verifying.bundles import FULL
from app.verifying.checking import check_bundle
from app.verifying.findings import Kind, Weight
from tests.addresses import at
from tests.clients import client_of
from tests.migrations import kept
from tests.migrations.keep import PASSWORD

NAMES = ("people", "running_prize", "handed_in", "judged")
"""Those that ``tests/migrations/keep.py`` made; the oldest has tests of its own."""
DIGESTED = ("audit_events", "nomination_versions", "decisions")


@pytest.fixture(scope="module", params=NAMES)
def upgraded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, kept.Tables]]:
    """Give an application on each database that was kept, with what had been kept."""
    with kept.upgraded(request.param, tmp_path_factory.mktemp(request.param)) as app:
        yield app, kept.read(request.param)["tables"]


@pytest.fixture
def session(upgraded: tuple[Flask, kept.Tables]) -> Iterator[Session]:
    with upgraded[0].app_context():
        yield db.session
        db.session.rollback()


def test_each_that_was_kept_is_tried(session: Session) -> None:
    assert kept.names() == ["first_form", *NAMES]


def test_no_row_is_lost(session: Session, upgraded: tuple[Flask, kept.Tables]) -> None:
    was = {name: len(table["rows"]) for name, table in upgraded[1].items()}
    assert was["accounts"] >= 9
    assert was["rounds"] >= 4
    tables = Model.metadata.tables
    now = {name: session.scalar(select(func.count()).select_from(tables[name])) for name in was}
    assert now == was


def test_digests_are_the_same_and_the_record_holds(
    session: Session, upgraded: tuple[Flask, kept.Tables]
) -> None:
    for name in DIGESTED:
        table, stored = upgraded[1][name], Model.metadata.tables[name]
        place = table["columns"].index("digest")
        was = [row[place] for row in table["rows"]]
        assert was
        assert list(session.scalars(select(stored.c.digest).order_by(stored.c.id))) == was
    assert list(audit.verify(session)) == []
    for version in session.scalars(select(NominationVersion)):
        assert digests.agrees(version.digest, version.content)


def test_whoever_had_a_password_still_has_it(session: Session) -> None:
    nominator = session.scalars(select(Account).where(Account.name == "nominator")).one()
    assert passwords.is_right(nominator, PASSWORD)
    assert not passwords.is_right(nominator, f"{PASSWORD}!")


def test_a_draft_is_handed_in(session: Session) -> None:
    draft = session.scalars(select(Nomination).where(Nomination.state == "draft")).one()
    opened = session.get_one(Round, draft.round_id).opens_at
    assert opened is not None
    nominator = session.scalars(select(Account).where(Account.name == "nominator")).one()
    work = Work(session, actor_for(session, nominator, opened.date()), opened)
    # Asked of whoever hands in since a call says what writing aids are allowed.
    declared = {"writing_aids": {"used": "none", "what": ""}}
    nominations.save(work, draft, declared, base=nominations.base_of(draft, list(declared)))
    assert nominations.submit(work, draft).number == 1
    assert list(audit.verify(session)) == []


def test_the_pages_of_its_rounds_are_there(upgraded: tuple[Flask, kept.Tables]) -> None:
    app, tables = upgraded
    accounts, rounds = (tables[name]["rows"] for name in ("accounts", "rounds"))
    secretariat = client_of(app, next(row[0] for row in accounts if "secretariat" in row))
    slugs = [value for row in rounds for value in row if str(value).startswith("prisen-2")]
    assert len(slugs) == len(rounds)
    for slug in slugs:
        assert secretariat.get(f"{at(slug)}/styring").status_code == 200


def test_a_decision_of_before_has_a_bundle_that_holds(session: Session) -> None:
    decided = session.scalars(
        select(Round)
        .join(Decision, Decision.round_id == Round.id)
        .where(Decision.sealed_at.is_not(None), Round.is_recorded.is_(False))
    ).all()
    assert decided
    for award_round in decided:
        found = check_bundle(bundles.sealed_bundle(session, award_round, "hemmelig", FULL))
        assert [str(one) for one in found if one.weight is Weight.BROKEN] == []
        assert Kind.RANKED in {one.kind for one in found}
