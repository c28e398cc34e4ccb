"""The reading book as a document: accessible, fit for an archive, the same for the same content."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from flask import Flask
from flask_babel import force_locale

from app.documents import apart
from app.documents.typesetting import DocumentRefusedError, typeset
from app.models import Round
from app.rules.impartiality import Answer
from app.services import books
from app.web.scores import book as page
from tests.addresses import at
from tests.clients import client_of
from tests.documents import pdf
from tests.factories import World

MADE_AT = datetime(2026, 5, 1, tzinfo=UTC)


def lay_out(app: Flask, world: World, award_round: Round, language: str = "nb") -> dict[str, Any]:
    work = world.work("juror_b")
    with app.test_request_context(), force_locale(language):
        return page.lay_out(work, award_round, books.gather(work, award_round))


def bookmarks(made: bytes) -> list[str]:
    with pikepdf.open(BytesIO(made)) as opened, opened.open_outline() as outline:
        return [str(child.title) for root in outline.root for child in root.children]


@pytest.mark.parametrize(
    ("language", "title", "criteria"),
    [
        ("nb", "Leseheftet ditt", "Kriteriene"),
        ("nn", "Leseheftet ditt", "Kriteria"),
        ("en", "Your reading book", "The criteria"),
    ],
)
def test_it_is_accessible_and_archivable_in_each_language(
    app: Flask, world: World, language: str, title: str, criteria: str
) -> None:
    award_round, _made = world.at("scoring")
    data = lay_out(app, world, award_round, language)
    made = typeset("book", data, language=language, made_at=MADE_AT)
    assert pdf.faults(made) == []
    assert pdf.language(made).partition("-")[0] == language
    assert pdf.title(made) == title
    papers = [paper["heading"] for paper in data["papers"]]
    assert sorted(papers) == ["1. Prøvedal kommune", "2. Prøvedal kommune"]
    assert bookmarks(made)[-3:] == [criteria, *papers]
    assert pdf.headings(made)[:5] == ["/H1", "/H2", "/H2", "/H3", "/H3"]


def test_it_holds_what_she_may_read_and_names_the_rest_by_number(app: Flask, world: World) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    data = lay_out(app, world, award_round)
    assert [paper["number"] for paper in data["papers"]] == ["2"]
    assert data["missing"] == ["Nummer 1. Du er inhabil."]
    shown = pdf.text(typeset("book", data, language="nb", made_at=MADE_AT))
    assert "tittel2" in shown.replace(" ", "")
    assert "tittel1" not in shown.replace(" ", "")


def test_it_comes_from_a_process_of_its_own_and_is_the_same_for_the_same(
    app: Flask, world: World
) -> None:
    award_round, _made = world.at("scoring")
    world.session.commit()
    address = f"{at(award_round.slug)}/vurdering/leseheftet.pdf"
    client = client_of(app, world.people["juror_b"].id)
    first = client.get(address)
    assert (first.status_code, first.content_type) == (200, "application/pdf")
    assert pdf.faults(first.data) == []
    world.pass_time(hours=3)
    assert client.get(address).data == first.data


def test_what_can_not_be_made_or_takes_too_long_is_no_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(DocumentRefusedError, match="title"):
        apart.typeset_apart("book", {}, language="nb", made_at=MADE_AT)
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    with pytest.raises(DocumentRefusedError, match="too long"):
        apart.typeset_apart("book", {}, language="nb", made_at=MADE_AT)


def test_whatever_somebody_wrote_stands_in_it(app: Flask, world: World) -> None:
    award_round, _made = world.at("scoring")
    data = lay_out(app, world, award_round)
    for text in ("😀 שלום 漢字", "#set page() $x$ *a* <b> @c \\ //", "x" * 3000, ""):
        data["papers"][0]["answers"][0] |= {"label": text, "paragraphs": [text], "files": [text]}
        data["papers"][0]["support"] = [{"writer": text, "language": "nb", "paragraphs": [text]}]
        assert pdf.faults(typeset("book", data, language="nb", made_at=MADE_AT)) == []
