"""What a browser that has never been here asks for before it can show a page as it should look."""

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request

from app.web.assets import A_YEAR
from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.test_pages import JUDGED

MOST = 4


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    ("name", "address"),
    [(None, "/"), ("Jurymedlem, KS", f"{JUDGED}/vurdering")],
    ids=["front page", "signed in"],
)
def test_one_style_sheet_and_few_fonts(
    site: Site, name: str | None, address: str, size: tuple[int, int]
) -> None:
    known = {"storage_state": site.as_role(name).context.storage_state()} if name else {}
    page = site.new_page(size, **known)
    asked: list[Request] = []

    def note(one: Request) -> None:
        asked.append(one)

    page.on("request", note)
    page.goto(f"{site.url}{address}", wait_until="networkidle")
    assert urlsplit(page.url).path == address
    looks = [one for one in asked if one.resource_type in ("stylesheet", "font")]
    assert len(looks) <= MOST
    names = [PurePosixPath(urlsplit(one.url).path).name for one in looks]
    # Both fonts are on every page; those with other letters are fetched where one appears.
    assert sorted(names) == [
        "hederspris.css",
        "inter-latin-wght-normal.woff2",
        "source-serif-4-latin-opsz-normal.woff2",
    ]
    for one in looks:
        answer = one.response()
        assert answer is not None
        assert answer.status == 200
        assert answer.headers["cache-control"] == A_YEAR


@pytest.mark.parametrize("name", [None, "Jurymedlem, KS"], ids=["signed out", "signed in"])
def test_a_second_tab_asks_for_the_page_alone(site: Site, name: str | None) -> None:
    asked: list[str] = []
    answer = site.app.wsgi_app

    def note(environ: dict[str, Any], start_response: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        return answer(environ, start_response)

    first = site.as_role(name) if name else site.new_page()
    address = f"{JUDGED}/vurdering" if name else "/"
    first.goto(f"{site.url}{address}", wait_until="networkidle")
    site.app.wsgi_app = note  # type: ignore[method-assign]
    first.context.new_page().goto(f"{site.url}{address}", wait_until="networkidle")
    assert asked == [address]
