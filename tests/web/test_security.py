"""What every answer tells the browser, and where one may be sent after signing in."""

import re

import pytest
from flask import Flask, request

from app import create_app
from app.web import assets
from app.web.accounts.routes import safe_next
from config import ROOT, Config
from tests.clients import ReviewingClient, client_of
from tests.conftest import make_database, worker
from tests.factories import World

SHEET = f"{assets.address()}/hederspris.css"
TOKENS = f"{assets.address()}/css/base/tokens.css"
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/bench/store", 200),
        ("POST", "/bench/store", 200),
        ("GET", "/finnes/ikke", 404),
        ("POST", "/bench/keep", 409),
        ("POST", "/bench/clash", 409),
        ("GET", "/bench/signed-in", 302),
        ("GET", SHEET, 200),
        ("GET", TOKENS, 200),
    ],
)
def test_every_answer_carries_the_policy(
    bench: ReviewingClient, method: str, path: str, status: int
) -> None:
    answer = bench.open(path, method=method)
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    answer.close()


def test_the_policy_allows_nothing_inline() -> None:
    assert "unsafe" not in POLICY


def test_nothing_that_one_has_to_sign_in_for_is_stored(
    bench_app: Flask, bench_world: World
) -> None:
    bench = client_of(bench_app, bench_world.people["juror_b"].id)
    assert bench.get("/bench/jury").headers["Cache-Control"] == "no-store"
    assert bench.get("/finnes/ikke").headers["Cache-Control"] == "no-store"


def test_what_is_public_is_asked_for_each_time(bench: ReviewingClient) -> None:
    # A winner becomes public by the clock: a stored page would lag behind, or run ahead.
    assert bench.get("/bench/store").headers["Cache-Control"] == "no-cache"


def test_a_file_of_the_look_needs_nobody_to_be_looked_up(
    bench_app: Flask, bench_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = client_of(bench_app, bench_world.people["juror_b"].id)
    asked: list[object] = []
    monkeypatch.setattr("app.services.accounts.actor_for", asked.append)
    monkeypatch.setattr("app.extensions.login_manager._user_callback", asked.append)
    for address in (SHEET, TOKENS):
        with bench.get(address) as answer:
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert "Set-Cookie" not in answer.headers
    assert asked == []


def test_the_session_is_out_of_reach_for_scripts_and_other_sites(
    bench_app: Flask, bench_world: World
) -> None:
    bench = client_of(bench_app, None)
    with bench.session_transaction() as stored:
        stored["anything"] = 1
    cookie = bench.get_cookie("hederspris")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")


def test_production_keeps_to_tls(tmp_path_factory: pytest.TempPathFactory) -> None:
    app = create_app(
        Config.from_environment(
            {
                "HEDERSPRIS_ENV": "production",
                "HEDERSPRIS_SECRET_KEY": "k" * 32,
                "HEDERSPRIS_DATABASE_URL": make_database(
                    tmp_path_factory.mktemp("tls"), f"hederspris_tls_{worker()}"
                ),
                "HEDERSPRIS_SMTP_URL": "smtp://mail.example.org",
                "HEDERSPRIS_MAIL_FROM": "pris@example.org",
                "HEDERSPRIS_BASE_URL": "https://pris.example.org",
            }
        )
    )
    expected = "max-age=31536000; includeSubDomains"
    with app.test_client().get(TOKENS, base_url="https://pris.example.org") as answer:
        assert answer.headers["Strict-Transport-Security"] == expected
    assert app.config["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize(("proxies", "seen"), [("0", "127.0.0.1 http"), ("1", "203.0.113.9 https")])
def test_a_proxy_is_believed_only_where_there_is_one(
    tmp_path_factory: pytest.TempPathFactory, proxies: str, seen: str
) -> None:
    url = make_database(tmp_path_factory.mktemp("proxy"), f"hederspris_proxy_{worker()}")
    given = {"DATABASE_URL": url, "SECRET_KEY": "for tests only", "TRUSTED_PROXIES": proxies}
    environment = {f"HEDERSPRIS_{name}": value for name, value in given.items()}
    app = create_app(Config.from_environment({**environment, "HEDERSPRIS_ENV": "local"}))
    found: list[str] = []

    @app.before_request
    def note() -> str:
        found.append(f"{request.remote_addr} {request.scheme}")
        return "noted"

    headers = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto": "https"}
    app.test_client().get("/finnes/ikke", headers=headers)
    assert found == [seen]


@pytest.mark.parametrize(
    "target",
    [
        "/priser/prisen/2026",
        "/forslag/4/se-over?vis=alt",
        "/",
        "/priser/a/2026#b",
        "/logg//inn",
    ],
)
def test_a_path_of_our_own_is_gone_back_to(app: Flask, target: str) -> None:
    with app.test_request_context():
        assert safe_next(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "http:evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/a\r\nSet-Cookie: x=1",
        "/a\nb",
        "\t//evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "data:text/html,hei",
        "oversikt",
        "http://[evil",
    ],
)
def test_nobody_is_sent_to_another_site(app: Flask, target: str | None) -> None:
    with app.test_request_context():
        assert safe_next(target) == "/oversikt"


def test_the_style_sheets_load_nothing_from_elsewhere() -> None:
    for sheet in (ROOT / "app" / "static").rglob("*.css"):
        found = re.findall(r"url\(\s*['\"]?(https?:)?//", sheet.read_text(encoding="utf-8"))
        assert found == [], sheet.name
