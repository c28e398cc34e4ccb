"""The one style sheet: whole, in its order, and with links that lead somewhere."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask

from app.web import assets
from config import ROOT
from tests.clients import client_of
from tests.factories import World

ADDRESS = f"{assets.address()}/hederspris.css"
LINK = re.compile(r"""url\(\s*["']?((?!data:)[^"')\s]+)""")


def test_every_style_sheet_is_in_it_once() -> None:
    ours = {path.relative_to(assets.STATIC).as_posix() for path in assets.STATIC.rglob("*.css")}
    assert len(ours) > 30
    assert sorted(assets.SHEETS) == sorted(ours)


def test_it_holds_them_in_their_order(app: Flask) -> None:
    answer = app.test_client().get(ADDRESS)
    assert answer.mimetype == "text/css"
    places = [
        answer.text.index(words)
        for words in (
            "@layer ds, hp;",
            "@layer ds.theme, ds.base, ds.components;",
            "U+0000-00FF",  # the fonts
            "U+0166-0167",  # and the letter that one of them is lent
            "\n  .masthead {",
            "\n  .ledger {",
            "\n  .ranking td,",
        )
    ]
    assert places == sorted(places)


def test_what_it_links_to_is_there(app: Flask) -> None:
    client = app.test_client()
    links = set(LINK.findall(client.get(ADDRESS).text))
    assert len(links) == 5  # the files of the fonts; all else is in the style sheet itself
    for link in links:
        with client.get(urljoin(ADDRESS, link)) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "font/woff2"), link


INTER = "vendor/@fontsource-variable/inter"
FILES = ("hederspris.css", "js/keys.js", "favicon.svg", f"{INTER}/wght.css")
FONT = f"{INTER}/files/inter-latin-wght-normal.woff2"


@pytest.mark.parametrize("name", [*FILES, FONT])
@pytest.mark.parametrize("who", [None, "juror_b"], ids=["signed out", "signed in"])
def test_no_file_has_to_do_with_who_asks(
    world: World, app: Flask, who: str | None, name: str
) -> None:
    client = client_of(app, world.people[who].id if who else None)
    with client.session_transaction() as stored:
        stored.permanent = True  # as signing in makes it: it is then prolonged by every answer
    with client.get(f"{assets.address()}/{name}") as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer.headers
        assert answer.headers.get("Vary") == ("Accept-Encoding" if name in FILES else None)


@pytest.mark.parametrize("who", [None, "juror_b"], ids=["signed out", "signed in"])
def test_a_file_that_is_not_there_is_answered_with_a_page_that_nobody_keeps(
    world: World, app: Flask, who: str | None
) -> None:
    client = client_of(app, world.people[who].id if who else None)
    for name in ("gone.css", "gone.woff2", "../config.py", "css"):
        answer = client.get(f"{assets.address()}/{name}")
        assert answer.status_code == 404
        assert answer.headers["Cache-Control"] == ("no-store" if who else "no-cache")


@pytest.mark.parametrize("name", FILES)
def test_texts_are_packed_for_whoever_can_unpack_them(app: Flask, name: str) -> None:
    client = app.test_client()
    plain = client.get(f"{assets.address()}/{name}")
    packed = client.get(f"{assets.address()}/{name}", headers={"Accept-Encoding": "br, gzip"})
    refused = client.get(f"{assets.address()}/{name}", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert "Content-Encoding" not in refused.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == refused.data
    assert plain.mimetype == packed.mimetype
    assert plain.headers["ETag"] != packed.headers["ETag"]


def test_pages_are_not_packed(app: Flask) -> None:
    answer = app.test_client().get("/logg-inn", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_whoever_has_it_is_not_sent_it_again(app: Flask) -> None:
    client = app.test_client()
    held = client.get(ADDRESS).headers["ETag"]
    again = client.get(ADDRESS, headers={"If-None-Match": held})
    assert again.status_code == 304
    assert again.headers["Cache-Control"] == assets.A_YEAR


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('a { background: url("../gone.svg") }', FileNotFoundError),
        ('@import "other.css";', ValueError),
    ],
)
def test_a_sheet_that_would_not_work_in_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, fault: type[Exception]
) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "one.css").write_text(text, encoding="utf-8")
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    monkeypatch.setattr(assets, "SHEETS", ("css/one.css",))
    with pytest.raises(fault, match=r"css/one\.css"):
        assets.style_sheet.__wrapped__()


def test_its_address_changes_when_the_order_does(monkeypatch: pytest.MonkeyPatch) -> None:
    before = assets.address()
    monkeypatch.setattr(assets, "SHEETS", assets.SHEETS[::-1])
    assets.style_sheet.cache_clear()
    try:
        assert assets.address() != before
    finally:
        assets.style_sheet.cache_clear()


def test_the_documentation_says_what_is_in_each_of_them() -> None:
    told = set(re.findall(r"`(\w+/\w+)`", (ROOT / "docs" / "look.md").read_text(encoding="utf-8")))
    ours = {f"{folder}/{name}" for folder, names in assets.OURS.items() for name in names.split()}
    assert ours - told == set()
