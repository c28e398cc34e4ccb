"""What nobody should write, written into a nomination: what is answered, and what is kept.

The table of hostile texts. Files are another. Each row goes through the field, the database and the
page, as its writer meets it; nothing may be stored half, and nothing may be run.
"""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask

from app.extensions import db
from app.models import Nomination
from app.services import nominations
from app.services.nominations.writing_aids import as_data
from tests.clients import ReviewingClient, client_of
from tests.factories import World

ZALGO = "Z" + "\u0337" * 40 + "\u0310\u0351" * 40 + "alg"
LONG_WORD = "a" * 20_000
MIB = 1024 * 1024

# what is written in the field: what is stored, and what stands on the page of it
TEXTS = {
    "null byte": ("en\x00to", "en to"),
    "null bytes alone": ("\x00\x00", ""),
    "bell and escape": ("a\x07b\x1bc", "a b c"),
    "delete and C1 controls": ("a\x7fb\x9bc", "a b c"),
    "right-to-left override": ("\u202egnirts\u202c", "\u202egnirts\u202c"),
    "isolates": ("\u2067abc\u2069 d", "\u2067abc\u2069 d"),
    "formula for spreadsheets": ("=1+1", "=1+1"),
    "formula with a command": ("@SUM(1)|cmd", "@SUM(1)|cmd"),
    "formula after a tab": ("\t=HYPERLINK(1)", "=HYPERLINK(1)"),
    "minus and plus": ("-2+3", "-2+3"),
    "script": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "picture that fails": ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    "end of the field": ("</textarea><b>x", "</textarea><b>x"),
    "quotes": ("\"' onfocus='alert(1)", "\"' onfocus='alert(1)"),
    "template": ("{{ 7*7 }} {% raw %}", "{{ 7*7 }} {% raw %}"),
    "format": ("%(name)s %s {0} %n", "%(name)s %s {0} %n"),
    "entity": ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
    "link": ("javascript:alert(1)", "javascript:alert(1)"),
    "statement": ("'; DROP TABLE nominations;--", "'; DROP TABLE nominations;--"),
    "Sámi letters": ("Kárášjohka đŋŧž", "Kárášjohka đŋŧž"),
    "letters apart": ("Ka\u0301ra\u0301s\u030cjohka", "Kárášjohka"),
    "emoji of several parts": ("👩🏽\u200d🚀 🇳🇴 1️⃣", "👩🏽\u200d🚀 🇳🇴 1️⃣"),
    "half of a character": ("a\ud800b", "a\ufffdb"),
    "no character": ("a\ufffeb\uffffc", "a\ufffdb\ufffdc"),
    "private use": ("\ue000", "\ue000"),
    "line breaks of Windows": ("en\r\nto\r\n\r\ntre", "en\nto\n\ntre"),
    "line breaks of old": ("en\rto", "en\nto"),
    "line and paragraph separators": ("en\u2028to\u2029tre", "en\nto\ntre"),
    "next line and form feed": ("en\u0085to\x0ctre", "en\nto\ntre"),
    "byte order mark": ("\ufeffen", "\ufeffen"),
    "only what cannot be seen": ("\u200b\u200e", "\u200b\u200e"),
    "only space": (" \u00a0\u3000\n\t ", ""),
    "zalgo": (ZALGO, ZALGO),
    "a very long word": (LONG_WORD, LONG_WORD),
    "nested JSON": ("[" * 5000 + "]" * 5000, "[" * 5000 + "]" * 5000),
    "JSON": ('{"__proto__": {"a": 1}}', '{"__proto__": {"a": 1}}'),
    "path": ("../../etc/passwd\x00.png", "../../etc/passwd .png"),
    "headers": ("a\r\nBcc: x@example.org", "a\nBcc: x@example.org"),
    "quadruple slash": ("////evil.example", "////evil.example"),
}


@pytest.fixture
def draft(app: Flask, world: World) -> Nomination:
    return world.draft(world.open())


@pytest.fixture
def client(app: Flask, world: World, draft: Nomination) -> ReviewingClient:
    made = client_of(app, world.people["nominator"].id)
    made.reviewing = False  # what looks like a text that was not filled in is meant here
    return made


def version_of(client: ReviewingClient, address: str) -> str:
    found = re.search(r'name="version" value="([^"]*)"', client.get(address).get_data(as_text=True))
    assert found is not None
    return unescape(found[1])


def send(client: ReviewingClient, draft: Nomination, part: str, **data: Any) -> int:
    address = f"/forslag/{draft.id}/del/{part}"
    sent = {"version": version_of(client, address), "go": "stay", **data}
    encoded = {name: surrogates(value) for name, value in sent.items()}
    status = client.post(address, data=encoded).status_code
    db.session.expire_all()
    return status


def surrogates(value: Any) -> Any:
    """Encode halves of characters as no browser does, and programs do."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_kept_clean_and_shown_as_text(
    client: ReviewingClient, draft: Nomination, name: str
) -> None:
    written, kept = TEXTS[name]
    assert send(client, draft, "second", **{"answer-story": written}) == 303
    stored = draft.answers["story"]
    if "\ud800" in written:
        # three bytes that are no character: each is replaced, and nothing is dropped
        assert re.sub("\ufffd+", "\ufffd", stored) == kept
        return
    assert stored == kept
    page = client.get(f"/forslag/{draft.id}/del/second").get_data(as_text=True)
    field = re.search(r'<textarea[^>]*name="answer-story"[^>]*>\n?([^<]*)</textarea>', page)
    assert field is not None
    assert unescape(field[1]) == kept
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_five_megabytes_are_refused_whole_with_what_was_there_kept(
    client: ReviewingClient, draft: Nomination
) -> None:
    before = dict(draft.answers)
    status = send(client, draft, "second", **{"answer-story": "ord " * (5 * MIB // 4)})
    assert (status, draft.answers) == (413, before)


def test_an_answer_far_over_its_limit_is_kept_and_told_at_the_field(
    client: ReviewingClient, draft: Nomination
) -> None:
    assert send(client, draft, "second", **{"answer-story": "ord " * 5000}) == 303
    page = client.get(f"/forslag/{draft.id}/del/second").get_data(as_text=True)
    assert "ord for langt. Det kan være på" in page
    assert len(draft.answers["story"].split()) == 5000


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("Kirke\x00by", "Kirke by"),
        ("\u202eymmuD", "\u202eymmuD"),
        ("<b>Stiftelsen</b>", "<b>Stiftelsen</b>"),
        ("Linje\r\nskift", "Linje skift"),
        ("x" * 500, "x" * 200),
    ],
)
def test_the_name_of_a_candidate_is_one_clean_line(
    client: ReviewingClient, draft: Nomination, sent: str, name: str
) -> None:
    assert send(client, draft, "first", **{"answer-title": "T", "other-name": sent}) == 303
    assert [one.name for one in draft.candidates] == [name]
    page = client.get(f"/forslag/{draft.id}/se-over").get_data(as_text=True)
    assert "<b>Stiftelsen" not in page


@pytest.mark.parametrize(
    "version",
    [
        "",
        "{",
        "[" * 100_000,
        '{"story": {"a": []}}',
        "null",
        "7",
        "\x00",
        '{"story": "' + "a" * 99,
    ],
)
def test_a_base_that_was_tampered_with_overwrites_nothing(
    client: ReviewingClient, draft: Nomination, version: str
) -> None:
    before = draft.answers["story"]
    sent = {"answer-story": "Overskrevet", "version": version}
    assert send(client, draft, "second", **sent) == 409
    assert draft.answers["story"] == before


@pytest.mark.parametrize(
    ("sent", "told", "kept"),
    [
        ({"used": "some", "what": "Retting \x00 av språk"}, "Se over", "Retting   av språk"),
        ({"used": "some", "what": ""}, "Skriv hva dere brukte, og til hva.", ""),
        ({"used": "alt", "what": "noe"}, "Velg ett av svarene.", ""),
        ({"used": "some", "what": "x" * 2001}, "Svaret er 1 tegn for langt.", "x" * 2001),
    ],
)
def test_a_declaration_that_lacks_something_is_kept_and_told(
    client: ReviewingClient, draft: Nomination, sent: dict[str, str], told: str, kept: str
) -> None:
    address = f"/forslag/{draft.id}/skriveverktoy"
    data = {"version": version_of(client, address), **sent}
    answer = client.post(address, data=data, follow_redirects=True)
    assert (answer.status_code, told in answer.get_data(as_text=True)) == (200, True)
    db.session.expire_all()
    assert as_data(draft)["what"] == kept


def test_a_place_that_the_form_has_not_is_nowhere(
    client: ReviewingClient, draft: Nomination
) -> None:
    address = f"/forslag/{draft.id}/del/second/her"
    for at in ("story", "x" * 5000, "\x00", "<script>"):
        answer = client.post(address, data={"at": at})
        assert (answer.status_code, answer.get_json()["people"]) == (200, [])
    assert nominations.by_id(db.session, draft.id).answers["story"].startswith("Dette er")
