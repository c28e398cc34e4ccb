"""What was put on record before digests said their form is checked by the form it was made in."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import AuditEvent, Decision, Model, Nomination, NominationVersion, Round
from app.rules.actors import Actor
from app.services import audit, bundles, digests, nominations, phases
from app.services.accounts import actor_for, by_email
from app.services.work import Work
from app.verifying.bundles import FULL
from app.verifying.checking import check_bundle
from app.verifying.findings import Kind, Weight
from tests.migrations import kept
from tests.tampering import triggers_aside

RULING = "a ruling on appointment 2 and nomination 3"
TEXT = (
    '{"answers":{"story":"Dette er teksten til Hemmelig tittel 1.","title":"Hemmelig tittel 1"},'
    '"candidates":[{"municipality_id":1,"name":"Prøvedal kommune","org_number":""}],'
    '"form":[["title"],["story"]]}'
)
SUM = "d6fa7e35f53e17166dcbd20d29c82a22a515ce09d105958cd86186c9a641d4a9"


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give an application on the database that was kept, brought up to today."""
    with kept.upgraded("first_form", tmp_path_factory.mktemp("first_form")) as app:
        yield app


@pytest.fixture
def session(upgraded: Flask) -> Iterator[Session]:
    with upgraded.app_context():
        yield db.session
        db.session.rollback()


def found(session: Session) -> list[str]:
    session.flush()
    session.expire_all()
    return [str(finding) for finding in audit.verify(session)]


def actor(session: Session, name: str) -> Actor:
    account = by_email(session, f"{name}@example.org")
    opened = session.scalars(select(Round.opens_at).where(Round.year == 2028)).one()
    assert opened is not None
    return actor_for(session, account, opened.date())


def test_what_was_kept_is_of_the_first_form(session: Session) -> None:
    stored = [
        *session.scalars(select(AuditEvent.digest)),
        *session.scalars(select(NominationVersion.digest)),
        *session.scalars(select(Decision.digest)),
    ]
    assert len(stored) == 114 + 6 + 2
    assert {digests.form_of(digest) for digest in stored} == {"first"}


def test_it_has_nothing_to_tell(session: Session) -> None:
    assert found(session) == []


def test_its_bundle_says_what_it_lacks(session: Session) -> None:
    decided = session.scalars(select(Round).where(Round.year == 2026)).one()
    said = check_bundle(bundles.sealed_bundle(session, decided, "hemmelig", FULL))
    assert [one.kind for one in said if one.weight is not Weight.HOLDS] == [
        *(Kind.KEY_UNPLACED, Kind.LACKS_FORM, Kind.LACKS_DIGEST, Kind.LACKS_VERSION),
        Kind.LACKS_COVERAGE,
    ]
    assert Kind.VOUCHED in {one.kind for one in said}


def test_new_events_go_on_top(session: Session) -> None:
    draft = session.scalars(select(Nomination).where(Nomination.state == "draft")).one()
    moment = session.get_one(Round, draft.round_id).opens_at
    assert moment is not None
    work = Work(session, actor(session, "nominator"), moment)
    version = nominations.submit(work, draft)
    archived = session.scalars(select(Round).where(Round.year == 2026)).one()
    phases.move(Work(session, actor(session, "secretariat"), moment), archived, "archive")
    assert found(session) == []
    assert digests.form_of(version.digest) == "jcs"
    newest = select(AuditEvent.digest).order_by(AuditEvent.id.desc())
    assert digests.form_of(session.scalars(newest.limit(1)).one()) == "jcs"


def test_its_receipts_can_still_be_computed_by_hand(session: Session) -> None:
    """Computed apart, with sha256sum of the file that the receipt gives."""
    first = session.scalars(select(NominationVersion).order_by(NominationVersion.id)).first()
    assert first is not None
    given = digests.text(first.digest, first.content)
    assert given == TEXT.encode()
    assert digests.checksum(first.digest) == SUM


@pytest.mark.parametrize(
    ("name", "columns", "said"),
    [
        (
            "score_revisions",
            {"grounds": "Andre ord."},
            "prisen-2027: score revision 1 of sheet 7 is not as it was recorded in event 26",
        ),
        (
            "decisions",
            {"statement": {"nb": "Andre ord."}},
            "prisen-2026: decision 2 is not as it was recorded in event 43",
        ),
        (
            "nomination_versions",
            {"content": {}},
            "prisen-2027: version 1 of nomination 8 is not as it was recorded in event 10",
        ),
        (
            "rulings",
            {"outcome": "recused"},
            f"prisen-2026: {RULING} is not as it was recorded in event 22",
        ),
    ],
)
def test_a_change_of_an_old_row_is_found(
    session: Session, name: str, columns: dict[str, object], said: str
) -> None:
    table = Model.metadata.tables[name]
    last = session.scalar(select(func.max(table.c.id)))
    with triggers_aside(session):
        session.execute(update(table).where(table.c.id == last).values(**columns))
    assert found(session) == [said]
