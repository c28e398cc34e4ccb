"""The browser searches as the server does: the same cases as in tests/rules/test_searching.py."""

import json
from pathlib import Path

from tests.browser.conftest import Site

CASES = Path(__file__).parents[1] / "data/searching.json"
ANSWERS = """
async ([url, cases]) => {
  const { folded, named, search } = await import(url);
  return {
    finds: cases.finds.map(([query, text]) => [query, text, search(query)([folded(text)])]),
    names: cases.names.map(([written, name]) => [written, name, named(written)(folded(name))]),
  };
}
"""


def test_the_browser_finds_what_the_server_finds(site: Site) -> None:
    cases = json.loads(CASES.read_text("utf-8"))
    page = site.new_page()
    page.goto(site.url)
    address = f"{site.url}{site.app.static_url_path}/js/searching.js"
    assert page.evaluate(ANSWERS, [address, cases]) == cases
