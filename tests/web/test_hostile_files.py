"""Files that nobody should send, and odd ones that people do: each with the answer that she gets.

What is sent goes through the form as a browser without scripts sends it. The process that reads a
stranger's file is this one here; ``tests/files/test_child.py`` has the real one.
"""

import io
import re
import zlib
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pikepdf import Encryption

from app.files import preparing
from app.files.reading import Read, read
from app.models import Nomination
from app.rules.attachments import JPEG, MEGABYTE, ODT, PDF, PNG, PPTX, XLSX, Why
from app.services import nominations, phases, rounds
from app.words.attachments import _REFUSED
from tests.clients import ReviewingClient, client_of
from tests.factories import World, texts
from tests.files import samples as made

ALL = (
    "bilde (JPEG, PNG, WebP, GIF, HEIC), PDF eller Office- eller OpenDocument-fil "
    "(.docx, .xlsx, .pptx, .odt, .ods, .odp)"
)
UNKNOWN = f"Fila er av en type vi ikke tar imot, uansett hva den heter. Velg {ALL}."
BROKEN = (
    "Fila er ødelagt eller ikke hel, og kan ikke leses. Åpne den i programmet den er laget i, "
    "lagre den på nytt, og prøv igjen."
)
EMPTY = "Fila er tom. Åpne den og se etter, lagre den på nytt, og prøv igjen."
LOCKED = "Fila er låst med passord. Lagre en kopi uten passord, og last opp den."
OLD = (
    "Fila er i et eldre Office-format eller låst med passord. Lagre den som .docx, .xlsx eller "
    ".pptx uten passord, eller som PDF."
)
MACROS = "Dokumentet inneholder makroer eller programmer. Lagre det uten, eller som PDF."
HEAVY = "Fila tar for mye plass eller tid å lese. Gjør den enklere, eller lagre den som PDF."
PIXELS = "Bildet er for stort: høyst 64 millioner bildepunkter. Gjør det mindre, og prøv igjen."
LARGE = (
    "Fila er for stor. Den kan være på høyst 1 MB. Gjør den mindre, eller legg den på nettet og "
    "skriv adressen."
)


@dataclass(frozen=True)
class Taken:
    """What becomes of a file that is taken."""

    name: str
    media_type: str


PICTURE, DOCUMENT = made.photograph(), made.pdf()
JS_GIF = made.picture("GIF") + b"/*<script>alert(1)</script>*/=1;"
ZIP_BOMB = made.zipped(
    {
        "[Content_Types].xml": made.LISTED.format(
            part="word/document.xml", main=f"{made.WORD}.main+xml"
        ).encode(),
        "_rels/.rels": b"<x/>",
        "word/document.xml": b"\0" * (12 * MEGABYTE),
    }
)
BOMB_OF_NAMES = made.office(more={f"word/{number}.xml": b"" for number in range(4100)})
TEXT_BOMB = made.png_of(
    1, 1, made.png_chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * (80 * MEGABYTE)))
)
ROWS: dict[str, tuple[str, bytes, str | Taken]] = {
    # What they are called.
    "null byte": ("plan\0.pdf", DOCUMENT, Taken("plan.pdf", PDF)),
    "bidi": ("plan\u202efdp.exe", DOCUMENT, Taken("plan fdp.exe.pdf", PDF)),
    "unseen": ("pl\u200ban\ufeff.pdf", DOCUMENT, Taken("pl an.pdf", PDF)),
    "a path": ("../../etc/passwd", DOCUMENT, Taken("passwd.pdf", PDF)),
    "markup": ("<script>alert(1)<.pdf", DOCUMENT, Taken("-script-alert(1)-.pdf", PDF)),
    "dots alone": ("...", DOCUMENT, Taken("vedlegg.pdf", PDF)),
    "an ending alone": (".pdf", DOCUMENT, Taken("vedlegg.pdf", PDF)),
    "very long": ("å" * 5000 + ".pdf", DOCUMENT, Taken("å" * 116 + ".pdf", PDF)),
    "Sámi": ("Čálus ŋ đ ŧ.pdf", DOCUMENT, Taken("Čálus ŋ đ ŧ.pdf", PDF)),
    "emoji": ("👩‍👧 plan.pdf", DOCUMENT, Taken("👩 👧 plan.pdf", PDF)),
    "letters in two": ("a\u030a.pdf", DOCUMENT, Taken("å.pdf", PDF)),
    "a device": ("CON.pdf", DOCUMENT, Taken("CON.pdf", PDF)),
    "another ending": ("bilde.pdf", PICTURE, Taken("bilde.jpg", JPEG)),
    "a program by name": ("plan.pdf.exe", DOCUMENT, Taken("plan.pdf.exe.pdf", PDF)),
    "a formula": ("=1+1.pdf", DOCUMENT, Taken("=1+1.pdf", PDF)),
    # What they are not.
    "nothing": ("tom.pdf", b"", EMPTY),
    "calls itself PDF": ("plan.pdf", b"MZ\x90\0 hei", UNKNOWN),
    "HTML": ("plan.pdf", b"<!DOCTYPE html><script>alert(1)</script>", UNKNOWN),
    "SVG": ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', UNKNOWN),
    "XML": ("a.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', UNKNOWN),
    "text": ("notat.txt", b"Hei", UNKNOWN),
    "a null byte alone": ("a.jpg", b"\0", UNKNOWN),
    "any archive": ("plan.docx", made.zipped({"a.txt": b"hei"}), UNKNOWN),
    "an archive for Java": ("a.jar", made.zipped({"META-INF/MANIFEST.MF": b"x"}), UNKNOWN),
    "TIFF": ("skann.tif", made.picture("TIFF"), UNKNOWN),
    "BMP": ("a.bmp", made.picture("BMP"), UNKNOWN),
    "a PDF behind something": ("a.pdf", b"GARBAGE\n" + DOCUMENT, UNKNOWN),
    "an archive behind something": ("a.docx", made.zipped({"a": b"b"}, first=b"MZ"), UNKNOWN),
    # What they carry.
    "a GIF that is a script": ("a.gif", JS_GIF, Taken("a.png", PNG)),
    "a PDF that is an archive": ("a.pdf", DOCUMENT + made.zipped({"a": b"b"}), Taken("a.pdf", PDF)),
    "a picture with a place": ("IMG_1.JPG", PICTURE, Taken("IMG_1.JPG", JPEG)),
    "a phone's picture": ("IMG_2.HEIC", made.HEIC, Taken("IMG_2.jpg", JPEG)),
    "WebP": ("a.webp", made.picture("WEBP"), Taken("a.jpg", JPEG)),
    "a PDF with a script": ("a.pdf", made.pdf(made.opens_with_script), Taken("a.pdf", PDF)),
    "a PDF that starts a program": ("a.pdf", made.pdf(made.launches), Taken("a.pdf", PDF)),
    "a PDF with a file": ("a.pdf", made.pdf(made.carries_a_file), Taken("a.pdf", PDF)),
    "a spreadsheet": (
        "tall.xlsx",
        made.office("spreadsheetml.sheet"),
        Taken("tall.xlsx", XLSX),
    ),
    "a presentation": (
        "vis.pptx",
        made.office("presentationml.presentation"),
        Taken("vis.pptx", PPTX),
    ),
    "a document without an ending": ("notat", made.open_document(), Taken("notat.odt", ODT)),
    "a document with macros": ("a.docm", made.with_macros(), MACROS),
    "macros under another name": (
        "a.docx",
        made.office(more={"word/vbaProject.bin": b"\xd0\xcf"}),
        MACROS,
    ),
    "an OpenDocument with macros": (
        "a.odt",
        made.open_document(more={"Basic/Standard/Module1.xml": b"<x/>"}),
        MACROS,
    ),
    "a program in a document": ("a.docx", made.office(more={"word/media/a.exe": b"MZ"}), MACROS),
    # What is locked, and what is not whole.
    "a PDF with a password": (
        "a.pdf",
        made.pdf(encryption=Encryption(owner="a", user="b")),
        LOCKED,
    ),
    "an archive with a password": ("a.docx", made.locked_zip(), LOCKED),
    "an OpenDocument with a password": (
        "a.odt",
        made.open_document(more={"META-INF/manifest.xml": b"<x><encryption-data/></x>"}),
        LOCKED,
    ),
    "Word of 2003": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OLD),
    "a picture cut off": ("a.jpg", made.picture(size=(400, 400))[:900], BROKEN),
    "a picture of three bytes": ("a.jpg", b"\xff\xd8\xff", BROKEN),
    "a PNG cut off": ("a.png", made.picture("PNG", (400, 400), mode="RGB")[:100], BROKEN),
    "a HEIC cut off": ("a.heic", made.HEIC[:300], BROKEN),
    "a PDF cut off": ("a.pdf", DOCUMENT[:60], BROKEN),
    "a PDF of a heading": ("a.pdf", b"%PDF-1.7\n", BROKEN),
    "an archive cut off": ("a.docx", made.office()[:-40], BROKEN),
    "an archive that lies": ("a.docx", made.lying_zip(), BROKEN),
    "an archive that climbs": ("a.docx", made.office(more={"../../a": b"x"}), BROKEN),
    "entities in a document": (
        "a.docx",
        made.zipped({"[Content_Types].xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><Types/>"}),
        BROKEN,
    ),
    # What is too much.
    "too large": ("a.pdf", b"%PDF-" + b"x" * MEGABYTE, LARGE),
    "a PNG of many pixels": ("a.png", made.png_of(60_000, 60_000), PIXELS),
    "a PNG that says little and holds much": (
        "a.png",
        made.png_of(4, 4, rows=b"\0" * (30 * MEGABYTE)),
        Taken("a.png", PNG),
    ),
    "a PNG with a text that swells": ("a.png", TEXT_BOMB, BROKEN),
    "an archive that swells": ("a.docx", ZIP_BOMB, HEAVY),
    "an archive of many": ("a.docx", BOMB_OF_NAMES, HEAVY),
}


def asking(most: int = 20, megabytes: int = 1, groups: tuple[str, ...] = ()) -> dict[str, Any]:
    """Describe a question that files answer."""
    return {
        "key": "files",
        "kind": "attachment",
        "label": texts("Vedlegg"),
        "files": {
            "groups": list(groups or ("pictures", "pdf", "office")),
            "most": most,
            "megabytes": megabytes,
        },
    }


def draft_of(world: World, *questions: dict[str, Any]) -> Nomination:
    """Begin a nomination in a round whose form asks for files."""
    award_round = world.plan()
    title = {"key": "title", "kind": "short_text", "label": texts("Tittel"), "word_limit": 30}
    section = {"key": "del1", "title": texts("Alt"), "questions": [title, *questions]}
    rounds.set_form(world.work("secretariat"), award_round, [section])
    phases.move(world.work("secretariat"), award_round, "publish_call")
    world.pass_time(hours=2)
    return nominations.start(world.work("nominator"), award_round, world.body_of("nominator"))


def page_of(draft: Nomination) -> str:
    return f"/forslag/{draft.id}/del/del1"


def send(client: ReviewingClient, draft: Nomination, name: str, content: bytes, **more: str) -> Any:
    """Send a file with the form, as a browser does."""
    data = {
        "answer-title": "Gode hjem",
        "version": "{}",
        "answer-files": (io.BytesIO(content), name),
        "go": "attach.files",
        **more,
    }
    got = client.post(page_of(draft), data=data, content_type="multipart/form-data")
    got.request.environ["wsgi.input"].close()
    return got


def said_of(page: str) -> list[str]:
    """Give what stands at the field of a page, as people read it."""
    found = re.findall(r'<p class="ds-validation-message"[^>]*>(.*?)</p>', page, re.DOTALL)
    return [unescape(one) for one in found]


def read_here(source: Path, target: Path) -> Read:
    return read(source, target)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "_ask", read_here)


@pytest.mark.usefixtures("here")
def test_each_file_has_its_answer(app: Flask, world: World) -> None:
    draft = draft_of(world, asking())
    client = client_of(app, world.people["nominator"].id)
    answers: dict[str, str | Taken] = {}
    for row, (name, content, _answer) in ROWS.items():
        draft.answers = {}
        world.session.commit()
        got = send(client, draft, name, content)
        world.session.refresh(draft)
        # Whatever becomes of the file, what was written beside it is stored.
        assert draft.answers["title"] == "Gode hjem", row
        held = draft.answers.get("files", [])
        if got.status_code == 303 and len(held) == 1:
            answers[row] = Taken(held[0]["name"], held[0]["media_type"])
        elif got.status_code == 422 and not held:
            answers[row] = " ".join(said_of(got.get_data(as_text=True))).partition("»: ")[2]
        else:
            answers[row] = f"{got.status_code}, {len(held)} files"
    assert answers == {row: answer for row, (_, _, answer) in ROWS.items()}


def test_every_reason_is_somebodys_answer() -> None:
    elsewhere = {
        *(Why.NONE_CHOSEN, Why.TOO_MANY, Why.NOT_TAKEN, Why.INFECTED, Why.STORE_AWAY),
        *(Why.NOT_WHOLE, Why.TOO_MANY_AT_ONCE, Why.NOT_SCANNED),
    }
    here_ = {UNKNOWN, BROKEN, EMPTY, LOCKED, OLD, MACROS, HEAVY, PIXELS, LARGE}
    assert len(here_) + len(elsewhere) == len(_REFUSED)
    assert here_ == {answer for _, _, answer in ROWS.values() if isinstance(answer, str)}
