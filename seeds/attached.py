"""Attachments of the demonstration: one of each kind, made by code, and what they answer."""

import io
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from docx import Document
from PIL import Image, ImageDraw

from app.files import Store, name_of
from app.files.preparing import made_ready
from app.files.reading import read
from app.models import Nomination
from app.rules.attachments import ScanState
from app.rules.forms import alt_key
from app.services import attachments, nominations, rounds
from app.services.work import Work
from app.spreadsheets import Sheet, xlsx_of
from seeds.files import read_toml

TOLD: dict[str, Any] = read_toml("demo/attached.toml")
SECTION = "results"
"""The part of the form that asks for them."""


@dataclass(frozen=True)
class Draft:
    """A draft, and whoever writes in it."""

    writer: Work
    nomination: Nomination


def asked_in(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give a form with the question that files answer."""
    return [
        {**one, "questions": [*one["questions"], TOLD["question"]]}
        if one["key"] == SECTION
        else one
        for one in sections
    ]


def load(draft: Draft, store: Store) -> None:
    """Attach a file of each kind, and say of the picture what it shows."""
    work, nomination = draft.writer, draft.nomination
    key = TOLD["question"]["key"]
    award_round = rounds.by_id(work.session, nomination.round_id)
    question = attachments.question_of(work.session, award_round, key)
    with TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(_made()):
            source, target = (Path(folder) / f"{kind}{number}" for kind in ("came", "shown"))
            source.write_bytes(content)
            prepared = made_ready(read(source, target), source, target)
            for piece in prepared.pieces:
                with piece.path.open("rb") as file:
                    store.put(name_of(piece.sha256), file)
            attachments.attach(
                work, nomination, question, prepared, name=name, scan=ScanState.UNSCANNED
            )
    picture = attachments.held(nomination.answers, key)[0]
    said = {alt_key(key, picture["sha256"]): TOLD["alt"]}
    nominations.save(work, nomination, said, base=nominations.base_of(nomination, list(said)))


def _made() -> list[tuple[str, bytes]]:
    names = TOLD["names"]
    return [
        (names["picture"], _picture()),
        (names["pdf"], _pdf()),
        (names["document"], _document()),
        (names["spreadsheet"], _spreadsheet()),
    ]


def _picture() -> bytes:
    """Draw a row of houses by the water."""
    made, out = Image.new("RGB", (1200, 800), (214, 226, 230)), io.BytesIO()
    pen = ImageDraw.Draw(made)
    pen.rectangle((0, 560, 1200, 800), fill=(96, 130, 140))
    colours = ((160, 60, 50), (205, 170, 90), (70, 110, 90), (230, 225, 212), (120, 80, 70))
    for place, colour in enumerate(colours):
        left, top = 90 + place * 210, 330 - (place % 2) * 50
        pen.rectangle((left, top, left + 180, 580), fill=colour)
        pen.polygon([(left - 12, top), (left + 90, top - 95), (left + 192, top)], fill=(60, 56, 54))
        for x, y in ((30, 40), (105, 40), (30, 130), (105, 130)):
            pen.rectangle((left + x, top + y, left + x + 45, top + y + 55), fill=(246, 240, 214))
    made.save(out, "JPEG", quality=82)
    return out.getvalue()


def _pdf() -> bytes:
    """Write a page of a plan."""
    made, out = pikepdf.new(), io.BytesIO()
    page = made.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
    lines = "".join(f"({line}) Tj 0 -26 Td " for line in TOLD["pdf"])
    text = f"BT /F1 15 Tf 72 740 Td {lines} ET"
    page.obj.Contents = made.make_stream(text.encode("cp1252"))
    made.docinfo["/Title"] = TOLD["pdf"][0]
    made.save(out, static_id=True)
    return out.getvalue()


def _document() -> bytes:
    made, out = Document(), io.BytesIO()
    heading, *paragraphs = TOLD["document"]
    made.add_heading(heading)
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(out)
    return out.getvalue()


def _spreadsheet() -> bytes:
    heading, *rows = TOLD["spreadsheet"]
    return xlsx_of(Sheet("Tall", heading, rows))
