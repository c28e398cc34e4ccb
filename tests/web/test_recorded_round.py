"""A round that is only recorded has no rules, dates, stages or sheets: every page says so."""

from collections.abc import Iterator

import pytest
from flask import url_for

from app.extensions import db
from tests.clients import client_of
from tests.conftest import isolated
from tests.web import recorded
from tests.web.access import arguments, client_for, follows_the_phase, method
from tests.web.access_matrix import MATRIX
from tests.web.access_world import ROLES, Stage
from tests.web.recorded import Recorded
from tests.whole import WHOLE

pytestmark = pytest.mark.sweep

PAGES = {
    "rounds.show": ("public", "secretariat", "chair", "juror", "auditor"),
    "rounds.calendar": ("public", "secretariat", "chair", "juror", "auditor"),
    "rounds.form": ("public", "secretariat", "chair", "juror", "auditor"),
    "public_questions.show": ("public", "secretariat", "chair", "juror", "auditor"),
    "public_questions.every": ("secretariat", "auditor"),
    "rounds.progress": ("secretariat", "chair"),
    "phases.control": ("secretariat",),
    "notices.outbox": ("secretariat",),
    "screening.inbox": ("secretariat",),
    "audit.trail": ("secretariat", "auditor"),
    "decisions.decide": ("chair",),
    "scores.desk": ("chair", "juror", "deputy"),
}
"""The pages that there are, and to whom; what else is asked for is refused, and not by 500."""


@pytest.fixture
def held(stage: Stage) -> Iterator[list[Recorded]]:
    """Give two recorded rounds: one by the jury that sits, one without a jury."""
    with stage.app.app_context(), isolated(stage.app):
        yield recorded.enter(db.session)
        db.session.close()


def address(stage: Stage, endpoint: str, one: Recorded) -> str:
    known = {
        "slug": one.slug,
        "nomination_id": one.nomination,
        "other_id": one.nomination,
        "question_id": 1,
        "number": 1,
        "support_id": 0,
        "paper_id": 0,
        "meeting_id": 0,
        "item_id": 0,
        "motion_id": 0,
        "appointment_id": stage.places["open"].jurors["juror_c"],
        "key": "second",
        "question_key": "story",
        "what": "del",
        "act": "avlys",
        "name": "archive",
        "prize_slug": stage.prize,
        "token": "tull",
        "which": "fra",
        "kind": "csv",
        "code": "nb",
        "sha256": "0" * 64,
        "table": "jury",
        **stage.people,
    }
    with stage.app.test_request_context():
        return url_for(endpoint, **{n: known[n] for n in arguments(stage.app, endpoint)})


def test_whatever_is_asked_of_a_recorded_round_is_answered(
    stage: Stage, held: list[Recorded]
) -> None:
    endpoints = [endpoint for endpoint in MATRIX if follows_the_phase(stage.app, endpoint)]
    assert len(endpoints) > 30
    for role in ROLES if WHOLE else ("public", "nominator", "secretariat", "chair", "auditor"):
        client = client_for(stage, role)
        for endpoint in endpoints:
            for one in held:
                answer = client.open(
                    address(stage, endpoint, one), method=method(stage.app, endpoint)
                )
                assert answer.status_code < 500, (endpoint, role, one)


def test_its_pages_are_there_for_whoever_has_an_office_in_it(
    stage: Stage, held: list[Recorded]
) -> None:
    by_this_jury = held[0]
    for endpoint, roles in PAGES.items():
        for role in roles:
            client = client_of(stage.app, stage.accounts[role])
            found = client.get(address(stage, endpoint, by_this_jury))
            assert found.status_code == 200, (endpoint, role)


def test_its_progress_says_that_there_are_no_sheets(stage: Stage, held: list[Recorded]) -> None:
    for one in held:
        client = client_of(stage.app, stage.accounts["secretariat"])
        page = client.get(address(stage, "rounds.progress", one)).get_data(as_text=True)
        assert "Runden ble avgjort før systemet ble tatt i bruk." in page
        assert "Når forslag er tatt opp" not in page
