"""A page in English says nothing that it says in bokmål: every text is translated when shown.

What the two have in common is what people wrote, and names.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.conftest import isolated
from tests.web.access import client_for, readable
from tests.web.access_world import ROLES, Stage
from tests.whole import THREE

pytestmark = pytest.mark.sweep

SHOWN = ("alt", "aria-label", "title", "placeholder")
WITHOUT_END = {"input", "br", "wbr", "img", "meta", "link", "hr"}
WORD = re.compile(r"[«“(,.]*[^\W\d_]{2,}[»”),.:;?!]*")
DATA = re.compile(
    r"Prøve|kommune$|^nominator kommune |Et annet direktorat|^Invitert til plassen$"
    r"|^Institusjon |, for |^Nivå \d|^Privat notat fra|^(?:: )?Hemmelig |^flask "
    r"|^(?:administrator|auditor|nominator|secretariat|stranger)(?: – Hederspris)?$"
    r"|^, (?:Annals|Biometrika|Journal|Psych|Royal|Statistical)|\(\d{4}\)|^PDF, \d+ kB$"
)
"""What is written on the stage, and the size of its files; on the page of the method, commands and
what it quotes from.
"""


class Said(HTMLParser):
    """Collect what a page says; not what is marked as being in a language of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._elsewhere: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in {"script", "style"} or ("lang" in named and tag != "html") or self._elsewhere:
            self._elsewhere += [tag] * (tag not in WITHOUT_END)
            return
        for name, value in attrs:
            if value and (name in SHOWN or name.startswith("data-")):
                self._note(value)

    def handle_endtag(self, tag: str) -> None:
        if self._elsewhere and self._elsewhere[-1] == tag:
            self._elsewhere.pop()

    def handle_data(self, data: str) -> None:
        if not self._elsewhere:
            self._note(data)

    def _note(self, said: str) -> None:
        if sum(WORD.fullmatch(part) is not None for part in said.split()) > 1:
            self.found.add(" ".join(said.split()))


def addresses(stage: Stage) -> Iterator[tuple[str, str]]:
    """Give every page once, with the first role that may read it, and each role's own overview."""
    seen = set()
    for role in ROLES:
        for phase in (None, *THREE):
            for address in readable(stage, role, phase):
                if address not in seen or address == "/oversikt":
                    seen.add(address)
                    yield role, address


def read(stage: Stage, language: str) -> dict[tuple[str, str], set[str]]:
    """Read every page in a language."""
    clients = {role: client_for(stage, role) for role in ROLES}
    for client in clients.values():
        client.post("/sprak", data={"language": language})
    pages = {}
    for role, address in addresses(stage):
        answer = clients[role].get(address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            page = Said()
            page.feed(answer.get_data(as_text=True))
            pages[role, address] = page.found
    return pages


def test_no_text_of_an_english_page_is_that_of_the_norwegian_one(stage: Stage) -> None:
    with stage.app.app_context(), isolated(stage.app):
        norwegian, english = read(stage, "nb"), read(stage, "en")
    assert norwegian.keys() == english.keys()
    assert len(english) > 200
    alike = {
        said: page
        for page, texts in english.items()
        for said in texts & norwegian[page]
        if not DATA.search(said)
    }
    assert alike == {}
