"""The edge: what of a request a route gets to read, and who gets no further."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter

from app import create_app
from app.web.edge import Line, RoundAddress, RowNumber, own_host
from config import ROOT, Config, ConfigError
from tests.clients import ReviewingClient
from tests.conftest import make_database, worker

NASTY = "en\r\nto\x00tre\u2028fire\ud800 e\u0301"
LINES = "en\nto tre\nfire\ufffd\ufffd\ufffd é"
LINE = "en to tre fire\ufffd\ufffd\ufffd é"
"""Half a character takes three bytes, and each of them is none."""


def sent(client: FlaskClient, **given: Any) -> dict[str, Any]:
    answer = client.open("/bench/read", **given)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def escaped(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode(errors="surrogatepass"))


def test_a_form_is_read_clean(bench: ReviewingClient) -> None:
    kind = "application/x-www-form-urlencoded"
    body = f"a={escaped(NASTY)}&a=%FF&{escaped('navn' + chr(0))}=1"
    found = sent(bench, method="POST", data=body, content_type=kind)["form"]
    assert found == {"a": [LINES, "\ufffd"], "navn ": ["1"]}


def test_a_byte_that_is_no_text_takes_no_other_field_with_it(bench: ReviewingClient) -> None:
    kind = "application/x-www-form-urlencoded"
    found = sent(bench, method="POST", data=b"a=\xe6\xf8&b=to", content_type=kind)["form"]
    assert found == {"a": ["\ufffd\ufffd"], "b": ["to"]}


def test_a_part_without_a_name_is_left_out(bench: ReviewingClient) -> None:
    parts = (b"Content-Disposition: form-data", b'Content-Disposition: form-data; name="a"')
    body = b"".join(b"--edge\r\n" + part + b"\r\n\r\nx\r\n" for part in parts) + b"--edge--\r\n"
    kind = "multipart/form-data; boundary=edge"
    found = sent(bench, method="POST", data=body, content_type=kind)
    assert found["form"] == {"a": ["x"]}


def test_a_form_in_parts_is_read_clean_and_without_files(bench: ReviewingClient) -> None:
    data = {"a": "en\r\nto\x00", "grounds": (BytesIO(b"en fil"), "fil.txt")}
    found = sent(bench, method="POST", data=data)
    assert (found["form"], found["files"]) == ({"a": ["en\nto "]}, [])


def test_a_password_is_read_as_it_was_typed(bench: ReviewingClient) -> None:
    found = sent(bench, method="POST", data={"password": "a\u030a\x00\r\n\t", "a": "\t"})
    assert found["form"] == {"password": ["å\x00\r\n\t"], "a": ["\t"]}


def test_an_address_is_read_clean_on_one_line(bench: ReviewingClient) -> None:
    assert sent(bench, query_string=f"q={escaped(NASTY)}")["args"] == {"q": [LINE]}
    raw = sent(bench, environ_overrides={"QUERY_STRING": "q=\xff\xe6&r=1"})
    assert raw["args"] == {"q": ["\ufffd\ufffd"], "r": ["1"]}
    assert raw["full_path"] == "/bench/read?q=\ufffd\ufffd&r=1"


def test_cookies_are_read_clean_on_one_line(bench: ReviewingClient) -> None:
    bare = bench.application.test_client(use_cookies=False)
    cookie = 'language="nb\\015\\012x\\000"'
    found = sent(bare, environ_overrides={"HTTP_COOKIE": cookie})["cookies"]
    assert found == {"language": ["nb x "]}


@pytest.mark.parametrize("told", ["http://[", "https://kommune.no]/"])
def test_a_page_that_led_here_is_an_address_or_none(bench: ReviewingClient, told: str) -> None:
    assert sent(bench, headers={"Referer": told})["referrer"] is None
    own = "http://localhost/runder"
    assert sent(bench, headers={"Referer": own})["referrer"] == own


def test_a_form_whose_page_is_no_address_is_answered(
    bench: ReviewingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bench.application.config, "WTF_CSRF_ENABLED", True)
    monkeypatch.setitem(bench.application.config, "WTF_CSRF_SSL_STRICT", True)
    page = bench.get("/logg-inn", base_url="https://localhost").get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    told = {"csrf_token": found[1], "language": "nn", "next": "/"}
    for referrer in ("https://[", "https://localhost]/"):
        answer = bench.post(
            "/sprak", base_url="https://localhost", data=told, headers={"Referer": referrer}
        )
        assert answer.status_code < 500


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("2147483647", 200),
        ("2147483648", 404),
        ("1234567890123456789", 404),
        ("9" * 5000, 404),
        ("%D9%A1", 404),
        ("-1", 404),
        ("1%00", 404),
    ],
)
def test_a_number_that_no_row_has_leads_nowhere(
    bench: ReviewingClient, part: str, status: int
) -> None:
    assert bench.get(f"/bench/number/{part}").status_code == status


def test_a_part_of_an_address_is_read_clean(bench: ReviewingClient) -> None:
    assert bench.get("/bench/line/a%00b%0D%0Ac").get_json() == {"line": "a b c"}


def test_every_address_is_read_by_the_edge(app: Flask) -> None:
    known = {
        type(converter)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for converter in rule._converters.values()
    }
    # One of a few words that the address itself names can be nothing else.
    assert known == {Line, RoundAddress, RowNumber, AnyConverter}


# --- nothing else in the web layer reads a number by itself -----------------------------------

READERS = {"int", "float", "Decimal", "loads", "fromisoformat", "urlsplit", "urlparse", "strptime"}
OWN = {
    "attachments/routes.py": ["loads"],
    "entering/tables.py": ["int", "loads"],
    "setup/criteria.py": ["Decimal"] * 4,
    "setup/criteria_forms.py": ["Decimal"],
    "setup/dates.py": ["fromisoformat"],
    "setup/rules_form.py": ["Decimal"] * 4 + ["int"] * 2,
    "ballots/page.py": ["int"],
    "builder/forms.py": ["int", "int"],
    "candidate_kinds/forms.py": ["int"],
    "clock.py": ["int", "int"],
    "accounts/routes.py": ["urlsplit"],
    "accounts/sources.py": ["int", "loads"],
    "edge.py": ["urlsplit"],
    "forgery.py": ["loads", "urlsplit"],
    "impartiality/sittings.py": ["int"],
    "languages.py": ["urlsplit"],
    "ranking/ballots_page.py": ["int"],
    "ranking/forms.py": ["Decimal"],
    "ranking/heat.py": ["Decimal", "Decimal"],
    "nominations/forms.py": ["int"],
    "ranking/plot.py": ["float"] * 9 + ["int"] * 2,
    "rounds/routes.py": ["urlsplit"],
    "rulebooks/forms.py": ["Decimal", "int"],
    "rulebooks/page.py": ["Decimal"],
    "scores/carried.py": ["loads"],
    "scores/sheet.py": ["Decimal", "Decimal"],
    "setup/stages.py": ["int"] * 7,
    "visits/forms.py": ["fromisoformat"],
    "visits/routes.py": ["urlsplit"],
}
"""What reads our own numbers, or texts that it has looked at before: none fails, whatever comes."""


def readers(path: Path) -> Iterator[str]:
    """Name what reads a text as something else, and fails on texts that are none."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in READERS:
            yield name
        for one in (*node.args, *(keyword.value for keyword in node.keywords)):
            if isinstance(one, ast.Name) and one.id in READERS and name in {"get", "getlist"}:
                yield one.id


def test_the_web_reads_numbers_and_addresses_in_few_places() -> None:
    web = ROOT / "app" / "web"
    found = {path.relative_to(web).as_posix(): sorted(readers(path)) for path in web.rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {
        path: sorted(names) for path, names in OWN.items()
    }


# --- hosts ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Give an application as it runs behind one proxy."""
    folder = tmp_path_factory.mktemp("hosts")
    return create_app(
        Config.from_environment(
            {
                "HEDERSPRIS_ENV": "production",
                "HEDERSPRIS_SECRET_KEY": "k" * 32,
                "HEDERSPRIS_DATABASE_URL": make_database(folder, f"hederspris_hosts_{worker()}"),
                "HEDERSPRIS_SMTP_URL": "smtp://mail.example.org",
                "HEDERSPRIS_MAIL_FROM": "pris@example.org",
                "HEDERSPRIS_BASE_URL": "https://pris.example.org",
                "HEDERSPRIS_TRUSTED_PROXIES": "1",
            }
        )
    )


LEADS_ON = "/om//kontakt"
"""An address that is answered by the right one, in full: no database, no page."""


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "pris.example.org"}, 308),
        ({"Host": "PRIS.example.org"}, 308),
        ({"Host": "pris.example.org:443"}, 308),
        ({"Host": "10.0.0.7:8080", "X-Forwarded-Host": "pris.example.org"}, 308),
        ({"Host": "evil.example"}, 400),
        ({"Host": "pris.example.org.evil.example"}, 400),
        ({"Host": "pris.example.org:8443"}, 400),
        ({"Host": "evil.example@pris.example.org"}, 400),
        ({"Host": "pris.example.org", "X-Forwarded-Host": "evil.example"}, 400),
        ({"Host": "localhost"}, 400),
        ({"Host": "127.0.0.1:8080"}, 400),
        ({"Host": "\xff"}, 400),
        ({"Host": ""}, 400),
    ],
)
def test_only_the_host_of_the_base_address_is_answered(
    production: Flask, headers: dict[str, str], status: int
) -> None:
    given = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    given["HTTP_X_FORWARDED_PROTO"] = "https"
    answer = production.test_client().get(LEADS_ON, environ_overrides=given)
    assert answer.status_code == status
    if status == 308:
        assert answer.headers["Location"] == "https://pris.example.org/om/kontakt"


def test_a_refused_host_is_told_in_plain_words_and_nothing_else_is_touched(
    production: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def opened(*_: object) -> None:
        raise AssertionError("a session was opened")

    monkeypatch.setattr(production.session_interface, "open_session", opened)
    for path in ("/", "/logg-inn", "/static/x/y", "/finnes/ikke"):
        answer = production.test_client().get(path, base_url="https://evil.example")
        assert answer.status_code == 400
        assert answer.mimetype == "text/plain"
        assert answer.get_data(as_text=True) == (
            "400: Adressen er ikke vår. / This is not our address.\n"
        )
        assert "Set-Cookie" not in answer.headers
        assert "Location" not in answer.headers
    assert "evil.example" in caplog.text
    assert "pris.example.org" in caplog.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:5061", "localhost:1"])
def test_locally_this_machine_is_answered_too(bench: ReviewingClient, host: str) -> None:
    answer = bench.get("/bench/line/x", base_url=f"http://{host}")
    assert answer.status_code == 200
    assert bench.get("/bench/line/x", base_url="http://evil.example").status_code == 400


def config(base_url: str) -> Config:
    given = {"ENV": "local", "BASE_URL": base_url, "SECRET_KEY": "x"}
    return Config.from_environment({f"HEDERSPRIS_{name}": text for name, text in given.items()})


@pytest.mark.parametrize(
    ("base_url", "host"),
    [
        ("https://pris.example.org:443", "pris.example.org"),
        ("https://pris.example.org:8443", "pris.example.org:8443"),
        ("http://127.0.0.1:5000", "127.0.0.1:5000"),
        ("https://Prisen.VÅGÅ.no", "prisen.xn--vg-yiab.no"),
    ],
)
def test_our_host_is_as_browsers_name_it(base_url: str, host: str) -> None:
    assert own_host(config(base_url)) == host


@pytest.mark.parametrize("base_url", ["pris.example.org", "https://", "https://[", "ftp://a.no"])
def test_a_base_address_without_a_host_stops_the_start(base_url: str) -> None:
    with pytest.raises(ConfigError, match="HEDERSPRIS_BASE_URL"):
        config(base_url)
