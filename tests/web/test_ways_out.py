"""Every error page leads whoever is lost to where she finds her way: her overview, or the front."""

import re

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from app.rules.access import Permission, Verdict
from tests.clients import ReviewingClient, client_of
from tests.factories import World

READERS = (
    "nominator", "secretariat", "chair", "juror_b", "deputy_b", "auditor", "administrator",
)  # fmt: skip
LINK = re.compile(r'<a(?: class="ds-button")? href="([^"]+)">')
TOO_MUCH = {"name": "x" * (2 * 1024 * 1024 + 1)}


def ways_out(answer: TestResponse) -> list[str]:
    """List where the links of an error page lead."""
    fault = answer.get_data(as_text=True).partition('<section class="fault">')[2]
    return LINK.findall(fault.partition("</section>")[0])


def every_error(client: ReviewingClient) -> dict[str, TestResponse]:
    """Ask for something that gives each kind of error."""
    aborted = (400, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503)
    denied = {
        f"denied {verdict} {permission}": client.get(f"/bench/denied/{permission}/{verdict}")
        for permission in (Permission.VIEW_RANKING, Permission.SCREEN, Permission.DECIDE)
        for verdict in (Verdict.NOT_HERS, Verdict.RECUSED)
    }
    return denied | {
        "no such page": client.get("/finnes/ikke"),
        "no such file": client.get("/static/x/y.css"),
        "wrong method": client.put("/logg-inn"),
        "too large": client.post("/bench/store", data=TOO_MUCH),
        "foreign": client.post("/bench/store", headers={"Sec-Fetch-Site": "cross-site"}),
        "wrong phase": client.get("/bench/wrong-phase/run_round"),
        "failed": client.get("/bench/fail"),
        **{str(code): client.post(f"/bench/abort/{code}") for code in aborted},
    }


@pytest.fixture
def outside(bench_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Have errors answered as they are outside of tests."""
    monkeypatch.setitem(bench_app.config, "TESTING", False)
    return bench_app


@pytest.mark.parametrize("name", READERS)
def test_whoever_is_signed_in_is_led_to_her_overview(
    outside: Flask, bench_world: World, name: str
) -> None:
    answers = every_error(client_of(outside, bench_world.people[name].id))
    assert {answer.status_code for answer in answers.values()} >= {
        400,
        403,
        404,
        405,
        409,
        413,
        500,
    }
    assert [kind for kind, answer in answers.items() if ways_out(answer) != ["/oversikt"]] == []


def test_everybody_else_is_led_to_the_front_page(outside: Flask, bench_world: World) -> None:
    answers = every_error(client_of(outside, None))
    assert ways_out(answers.pop("foreign")) == ["/logg-inn", "/"]
    assert [kind for kind, answer in answers.items() if ways_out(answer) != ["/"]] == []


def test_what_is_sent_without_a_session_is_led_to_the_sign_in(outside: Flask) -> None:
    answer = client_of(outside, None).post(
        "/priser/en/2026/nytt-forslag", data={"organisation": "1"}
    )
    assert answer.status_code == 401
    assert '<a class="ds-button" href="/logg-inn"' in answer.get_data(as_text=True)
    assert ways_out(answer) == ["/"]


@pytest.mark.parametrize("name", [None, "juror_b"], ids=["signed out", "signed in"])
def test_without_a_database_the_cookie_says_where_she_belongs(
    outside: Flask, bench_world: World, monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    class AwayError(Exception):
        sqlstate = "08006"

    def away(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, AwayError())

    client = client_of(outside, bench_world.people[name].id if name else None)
    for looked_up in ("app.services.sessions.find", "app.extensions.login_manager._user_callback"):
        monkeypatch.setattr(looked_up, away)
    monkeypatch.setattr("app.services.prizes.all_of", away)
    answer = client.get("/")
    assert answer.status_code == 500
    assert ways_out(answer) == ["/oversikt" if name else "/"]
