"""Word documents: the empty form of a call in each language, and a nomination as it is written."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from flask import Flask

from app.services import nominations
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World
from tests.web.test_hostile_files import asking, draft_of

HOSTILE = "=1+1 <script>x</script> \u202eabc\u202c \0\u0007 A\u0301 👩\u200d🚀 č \ud800 \ufffe\nny"
KEPT = "=1+1 <script>x</script> \u202eabc\u202c    Á 👩\u200d🚀 č \ufffd \ufffd\nny"


def read(answer: Any) -> Any:
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return docx.Document(BytesIO(answer.data))


def headings(document: Any) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in document.paragraphs if one.style.name != "Normal"]


@pytest.mark.parametrize(
    ("code", "tag", "title", "required"),
    [
        ("nb", "nb-NO", "Forslagsskjema: ", "Må fylles ut"),
        ("nn", "nn-NO", "Forslagsskjema: ", "Må fyllast ut"),
        ("en", "en-GB", "Nomination form: ", "Must be filled in"),
    ],
)
def test_the_empty_form_in_each_language(
    app: Flask, world: World, code: str, tag: str, title: str, required: str
) -> None:
    client, award_round = client_of(app, None), world.open()
    client.reviewing = False
    document = read(client.get(f"{at(award_round.slug)}/skjema-{code}.docx"))
    found = headings(document)
    assert found[0][0] == "Title"
    assert found[0][1].startswith(title)
    assert [style for style, _ in found[1:4]] == ["Heading 1", "Heading 2", "Heading 2"]
    assert document.core_properties.language == tag
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == tag
    assert required in [one.text for one in document.paragraphs]


def test_a_draft_with_everything_that_a_text_can_hold(app: Flask, world: World) -> None:
    draft = world.draft(world.open())
    base = nominations.base_of(draft, ["story"])
    nominations.save(world.work("nominator"), draft, {"story": HOSTILE}, base=base)
    world.session.commit()
    client = client_of(app, world.people["nominator"].id)
    client.reviewing = False
    document = read(client.get(f"/forslag/{draft.id}/forslag.docx"))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "Utkast. Det er ikke sendt inn." in text
    assert KEPT in text


def test_what_was_handed_in_says_when(app: Flask, world: World) -> None:
    (made,) = world.submit(world.open(), 1)
    world.session.commit()
    client = client_of(app, world.people["nominator"].id)
    client.reviewing = False
    document = read(client.get(f"/forslag/{made.id}/forslag.docx"))
    text = [one.text for one in document.paragraphs]
    assert f"Referanse {made.reference}" in text
    assert "Hemmelig tittel 1" in text


def test_the_form_to_be_read_and_the_document_say_alike_what_files_it_takes(
    app: Flask, world: World
) -> None:
    draft_of(world, asking(most=3, megabytes=2, groups=("pdf",)))
    world.session.commit()
    client = client_of(app, None)
    takes = "Opptil 3 filer, hver på høyst 2 MB: PDF."
    assert takes in client.get(f"{at('prisen-2026')}/skjema").text
    document = read(client.get(f"{at('prisen-2026')}/skjema-nb.docx"))
    assert any(takes in paragraph.text for paragraph in document.paragraphs)
