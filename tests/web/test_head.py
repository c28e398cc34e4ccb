"""HEAD answers as GET does, on every address, whatever the answer: the same, without the page."""

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from tests.conftest import isolated
from tests.factories import PHASES
from tests.web.access import client_for, method, values
from tests.web.access_matrix import MATRIX, expected
from tests.web.access_world import ROLES, Stage

pytestmark = pytest.mark.sweep

PHASE = "deliberation"
"""In which rulings, rankings and the decision can be read: by some, and not by others."""
REFUSING = ("decisions.decide", "nominations.review", "people.index", "scores.desk")
"""Pages of which every answer is looked at: refused, hidden, not now, and sent to sign in."""
MOVING = {"Date", "Set-Cookie"}
"""What two answers to the same request may differ in."""


def answer(
    app: Flask, client: FlaskClient, how: str, address: str
) -> tuple[int, dict[str, str], int]:
    with app.app_context(), isolated(app), client.open(address, method=how) as given:
        headers = {name: value for name, value in given.headers.items() if name not in MOVING}
        return given.status_code, headers, len(given.get_data())


def readers(endpoint: str) -> list[str]:
    """Give a role that reads the page; of some, a role for each answer that there is.

    Refusals are made in one place, for all pages alike.
    """
    at = PHASES.index(PHASE)
    by_answer = {expected(endpoint, role, at, "GET"): role for role in ROLES}
    return list(by_answer.values()) if endpoint in REFUSING else [by_answer[min(by_answer)]]


@pytest.mark.parametrize("endpoint", sorted(MATRIX))
def test_head_answers_as_get(stage: Stage, endpoint: str) -> None:
    found = values(stage, endpoint, PHASE)
    assert found is not None
    with stage.app.test_request_context():
        address = url_for(endpoint, **found)
    roles = readers(endpoint) if method(stage.app, endpoint) == "GET" else ["public"]
    wrong = []
    for role in roles:
        client = client_for(stage, role)
        status, headers, _length = answer(stage.app, client, "GET", address)
        got = answer(stage.app, client, "HEAD", address)
        if got != (status, headers, 0):
            wrong.append((role, address, (status, headers), got))
    assert wrong == []


@pytest.mark.parametrize(
    "path", ["/static/x.css", "/finnes/ikke", "//evil.example/", "/priser/prisen/1999"]
)
def test_what_is_not_there_is_not_there_for_head(stage: Stage, path: str) -> None:
    client = client_for(stage, "public")
    status, headers, _length = answer(stage.app, client, "GET", path)
    assert answer(stage.app, client, "HEAD", path) == (status, headers, 0)


def test_head_of_a_file_says_how_long_it_is(stage: Stage) -> None:
    client = client_for(stage, "public")
    address = f"{stage.app.static_url_path}/hederspris.css"
    status, headers, length = answer(stage.app, client, "GET", address)
    assert (status, headers["Content-Length"]) == (200, str(length))
    assert answer(stage.app, client, "HEAD", address) == (200, headers, 0)
