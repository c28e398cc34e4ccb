"""Error pages: what happened, what became of what she wrote, and what to do now."""

from itertools import product

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from app.rules.access import Permission, Verdict
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World

WRITTEN = "Dette har jeg brukt hele formiddagen på å skrive."


def shown(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def test_an_address_that_does_not_exist_is_a_page(bench: ReviewingClient) -> None:
    answer = bench.get("/finnes/ikke")
    assert answer.status_code == 404
    assert '<h1 class="title-1">Vi finner ikke siden</h1>' in shown(answer)


def test_a_method_that_a_page_does_not_take_is_a_page(bench: ReviewingClient) -> None:
    answer = bench.post("/")
    assert answer.status_code == 405
    assert "Siden kan ikke brukes slik" in shown(answer)


@pytest.mark.parametrize(
    ("permission", "verdict", "status", "title"),
    [
        ("screen", "not_hers", 404, "Vi finner ikke siden"),
        ("read_own_nomination", "not_hers", 404, "Vi finner ikke siden"),
        ("view_ranking", "not_hers", 403, "Du har ikke tilgang til dette"),
        ("read_as_jury", "recused", 403, "Forslaget er ikke åpent for deg"),
        ("decide", "recused", 403, "Du kan ikke lede denne avgjørelsen"),
    ],
)
def test_a_refusal_says_what_stood_in_the_way(
    bench: ReviewingClient, permission: str, verdict: str, status: int, title: str
) -> None:
    answer = bench.get(f"/bench/denied/{permission}/{verdict}")
    assert answer.status_code == status
    assert f">{title}</h1>" in shown(answer)


@pytest.mark.parametrize(("permission", "verdict"), list(product(Permission, ["not_hers"])))
def test_every_refusal_has_its_page(
    bench: ReviewingClient, permission: Permission, verdict: str
) -> None:
    answer = bench.get(f"/bench/denied/{permission.value}/{Verdict(verdict)}")
    assert answer.status_code in {403, 404}


@pytest.mark.parametrize("permission", list(Permission))
def test_every_wrong_phase_has_its_page(bench: ReviewingClient, permission: Permission) -> None:
    assert bench.get(f"/bench/wrong-phase/{permission.value}").status_code == 409


@pytest.mark.parametrize(
    ("permission", "title"),
    [
        ("edit_nomination", "Fristen for forslag er ute"),
        ("score", "Poengene ble ikke levert"),
        ("view_ranking", "Poengene er forseglet"),
        ("decide", "Avgjørelsen kan ikke tas nå"),
        ("run_round", "Dette kan ikke gjøres nå"),
    ],
)
def test_a_wrong_phase_says_what_is_the_matter(
    bench: ReviewingClient, permission: str, title: str
) -> None:
    assert f">{title}</h1>" in shown(bench.get(f"/bench/wrong-phase/{permission}"))


def test_a_refusal_shows_what_was_written(bench: ReviewingClient) -> None:
    answer = bench.post("/bench/keep", data={"grounds": WRITTEN, "password": WRITTEN + "!"})
    assert answer.status_code == 409
    assert WRITTEN in shown(answer)
    assert WRITTEN + "!" not in shown(answer)


def test_a_refusal_shows_what_was_written_as_text_and_not_as_markup(
    bench: ReviewingClient,
) -> None:
    answer = bench.post("/bench/keep", data={"grounds": f"<b>{WRITTEN}</b>"})
    assert f"&lt;b&gt;{WRITTEN}&lt;/b&gt;" in shown(answer)


def test_a_form_without_its_token_is_refused(
    bench: ReviewingClient, bench_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bench_app.config, "WTF_CSRF_ENABLED", True)
    assert bench.post("/bench/store").status_code == 400
    assert bench.post("/logg-inn", data={"email": "a@b.no", "password": "x"}).status_code == 400


def test_what_is_too_large_is_a_page(bench: ReviewingClient) -> None:
    answer = bench.post("/bench/store", data={"name": "x" * (2 * 1024 * 1024 + 1)})
    assert answer.status_code == 413
    assert "Det du sendte, er for stort" in shown(answer)


@pytest.mark.parametrize(
    ("path", "status", "again"),
    [("/bench/keep", 409, True), ("/bench/abort/403", 403, True), ("/bench/abort/400", 400, False)],
)
def test_a_draft_that_saves_itself_gets_its_refusal_as_data(
    bench: ReviewingClient, path: str, status: int, again: bool
) -> None:
    answer = bench.post(path, headers={"X-Autosave": "1"})
    assert answer.status_code == status
    assert answer.is_json
    assert answer.json is not None
    assert answer.json["reload"] is again
    assert answer.json["error"]


def test_what_fails_is_a_page_that_tells_nothing_of_the_inside(
    bench: ReviewingClient, bench_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bench_app.config, "TESTING", False)
    for answer in (bench.get("/bench/fail"), bench.post("/bench/fail", data={"text": WRITTEN})):
        assert answer.status_code == 500
        assert ">Noe gikk galt hos oss</h1>" in shown(answer)
        assert "on purpose" not in shown(answer)
        assert "Traceback" not in shown(answer)
    assert WRITTEN in shown(answer)


def test_what_fails_is_on_the_log(
    bench: ReviewingClient,
    bench_app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setitem(bench_app.config, "TESTING", False)
    bench.get("/bench/fail")
    assert "the bench failed on purpose" in caplog.text


class ConnectionLostError(Exception):
    sqlstate = "08006"


class DeadlockError(Exception):
    sqlstate = "40P01"


@pytest.mark.parametrize(
    ("cause", "status", "title"),
    [
        (ConnectionLostError(), 500, "Noe gikk galt hos oss"),
        (Exception("unable to open database file"), 500, "Noe gikk galt hos oss"),
        (DeadlockError(), 409, "Noen andre var først"),
        (Exception("database is locked"), 409, "Noen andre var først"),
    ],
)
def test_a_database_that_is_down_is_our_fault_and_a_lost_race_is_not(
    bench_app: Flask,
    bench_world: World,
    monkeypatch: pytest.MonkeyPatch,
    cause: Exception,
    status: int,
    title: str,
) -> None:
    def trouble(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, cause)

    monkeypatch.setitem(bench_app.config, "TESTING", False)
    bench = client_of(bench_app, bench_world.people["juror_b"].id)
    monkeypatch.setattr("app.services.accounts.actor_for", trouble)
    answer = bench.get("/bench/jury")
    assert answer.status_code == status
    assert f">{title}</h1>" in shown(answer)


def test_a_page_is_made_even_when_nobody_can_be_looked_up(
    bench_app: Flask, bench_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, ConnectionLostError())

    monkeypatch.setitem(bench_app.config, "TESTING", False)
    bench = client_of(bench_app, bench_world.people["juror_b"].id)
    monkeypatch.setattr("app.services.sessions.find", trouble)
    monkeypatch.setattr("app.extensions.login_manager._user_callback", trouble)
    answer = bench.get("/bench/signed-in")
    assert answer.status_code == 500
    assert ">Noe gikk galt hos oss</h1>" in shown(answer)


def test_an_error_about_the_organisation_leads_to_the_only_one(app: Flask, world: World) -> None:
    award_round = world.open()
    world.session.commit()
    for name, linked in (("nominator", True), ("auditor", False)):
        client = client_of(app, world.people[name].id)
        answer = client.post(f"{at(award_round.slug)}/nytt-forslag", data={"organisation": "x"})
        assert answer.status_code == 422
        assert ('href="#organisation"' in shown(answer)) is linked
