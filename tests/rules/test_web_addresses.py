"""Web addresses that people write: what leads to a page, and what is only a text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.rules.calendar import read_day
from app.rules.web_addresses import is_web_address, site, split


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://www.kommune.no/side?a=1#b", "kommune.no"),
        (" https://kommune.no ", "kommune.no"),
        ("HTTP://WWW.Kommune.NO:8080/Å/ø", "kommune.no"),
        ("https://vågå.kommune.no", "vågå.kommune.no"),
        ("https://xn--vg-lka.kommune.no", "xn--vg-lka.kommune.no"),
        ("http://192.0.2.7/x", "192.0.2.7"),
    ],
)
def test_a_web_address_names_its_site(text: str, name: str) -> None:
    assert site(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kommune.no",
        "www.kommune.no",
        "http://[",
        "https://[::1",
        "http://[::1]/",
        "http://℀.com",
        "https://www.kommune.no]",
        "https://kommune",
        "https://a..no",
        "https://-a.no",
        "https://a.no:99999",
        "https://a.no:80x/",
        "https://bank.no@evil.example/",
        "https://bank.no\\@evil.example/",
        "https://a.no/en to",
        "https://a.no/\nto",
        "https://a.no/<script>",
        "javascript:alert(1)",
        "javascript://kommune.no/%0aalert(1)",
        "data:text/html,hei",
        "ftp://kommune.no/",
        "mailto:a@kommune.no",
        "//kommune.no",
    ],
)
def test_what_is_no_web_address_names_none(text: str) -> None:
    assert site(text) == ""
    assert not is_web_address(text)


@given(st.text(st.characters(exclude_categories=())))
@example("http://[")
@example("http://℀.com")
@example("//[]:99")
@example("0000-00-00")
def test_whatever_was_stored_is_read(text: str) -> None:
    for given_text in (text, f"http://{text}", f"https://{text}]", f"https://a.no:{text}/"):
        split(given_text)
        site(given_text)
        read_day(given_text)
