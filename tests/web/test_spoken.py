"""What people wrote is read aloud in the language that they wrote it in, whatever the page's is."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from sqlalchemy import update

from app.extensions import db
from app.models import Account, Nomination
from app.models.engine import writing
from app.words.spoken import lang, spoken
from app.words.text import _
from tests.conftest import isolated
from tests.web.access import client_for, readable
from tests.web.access_world import ROLES, Stage

pytestmark = pytest.mark.sweep

NOMINATORS, JURORS, ROUND = "nn", "en", "nb"
"""The languages of the nominations, of everybody but the reader, and of the round."""
READERS = {
    "public": "en",
    "nominator": "nb",
    "secretariat": "en",
    "chair": "nb",
    "juror": "en",
    "auditor": "nb",
}
"""Who reads, and in which language: what people wrote is in neither theirs nor all alike."""
PHASES = ("scoring", "deliberation", "announced")
WRITTEN = {
    r"Hemmelig tittel|Dette er teksten til": NOMINATORS,
    r"Hemmelig (hyllest|uttalelse|begrunnelse)|Feil i utlysningen": ROUND,
    r"Hemmelig (grunn|binding)|Privat notat fra": JURORS,
}
ANYTHING = re.compile("|".join(WRITTEN))


def pieces(node: Element, code: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of a page with the language that it is read aloud in."""
    inside = node.get("lang", code)
    if node.tag == "title":  # has one language, whatever it names
        return
    yield inside, node.text or ""
    for child in node:
        yield from pieces(child, inside)
        yield inside, child.tail or ""


def wrong(page: str, reader: str, language: str) -> list[tuple[str, str, str]]:
    """List what people wrote that is read in another language than theirs."""
    if not ANYTHING.search(page):
        return []
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    found = []
    for code, text in pieces(tree):
        for marks, due in WRITTEN.items():
            if re.search(marks, text):
                hers = due == JURORS and f"fra {reader}" in text
                if code != (language if hers else due):
                    found.append((code, due, text.strip()[:60]))
    return found


@pytest.mark.parametrize(("role", "language"), READERS.items())
def test_a_text_is_in_its_writers_language(stage: Stage, role: str, language: str) -> None:
    client, account = client_for(stage, role), stage.accounts[role]
    client.set_cookie("language", language)
    token = writing.set(True)
    with stage.app.app_context(), isolated(stage.app):
        db.session.execute(update(Nomination).values(language=NOMINATORS))
        db.session.execute(update(Account).values(language=JURORS))
        db.session.execute(update(Account).where(Account.id == account).values(language=language))
        db.session.commit()
        writing.reset(token)
        found, seen = [], 0
        for phase in PHASES:
            for address in readable(stage, role, phase):
                answer = client.get(address)
                if answer.status_code != 200 or answer.mimetype != "text/html":
                    continue
                page = answer.get_data(as_text=True)
                assert f'<html lang="{language}"' in page
                found += [(address, *one) for one in wrong(page, ROLES[role] or "", language)]
                seen += len(ANYTHING.findall(page))
    assert found == []
    assert seen > 0


def test_a_sentence_with_something_marked_up_escapes_the_rest(stage: Stage) -> None:
    with stage.app.test_request_context(headers={"Cookie": "language=nb"}):
        assert lang("nb") == lang(None) == ""
        assert lang("nn") == ' lang="nn"'
        assert spoken("<b>", "nb") == "&lt;b&gt;"
        said = _("«%(title)s».", title=spoken("<b>", "nn"))
        assert said == '«<span lang="nn">&lt;b&gt;</span>».'
        assert _("«%(title)s».", title="<b>") == "«<b>»."
