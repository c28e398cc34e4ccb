"""Files made by code, honest and hostile: what people send, and what somebody might."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

HEIC = (Path(__file__).parents[1] / "data" / "files" / "telefon.heic").read_bytes()
"""A phone's picture, with its maker and a place in it."""
PLACE = {1: "N", 2: (62.0, 44.0, 0.0), 3: "E", 4: (7.0, 9.0, 0.0)}
SCRIPT = "app.alert('Hei')"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def picture(kind: str = "JPEG", size: tuple[int, int] = (48, 32), **more: Any) -> bytes:
    """Make a picture."""
    made, out = Image.new(more.pop("mode", "RGB"), size, more.pop("colour", 90)), io.BytesIO()
    made.save(out, kind, **more)
    return out.getvalue()


def photograph(turned: int = 6) -> bytes:
    """Make a picture as a phone does: on its side, with a place, a maker and a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = turned, "Telefon", PLACE
    return picture(exif=exif, comment=b"Hjemme hos Kari")


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *more: bytes, rows: bytes | None = None) -> bytes:
    """Make a PNG that says how large it is, and may lie."""
    head = png_chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = zlib.compress(rows if rows is not None else b"\0" * 1000)
    end = png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + end


def pdf(change: Any = None, **saving: Any) -> bytes:
    """Make a PDF of one page, changed by whoever likes."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(300, 300))
    if change:
        change(made)
    made.save(out, static_id=True, **saving)
    return out.getvalue()


def script(_made: pikepdf.Pdf, code: str = SCRIPT) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(code))


def opens_with_script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = script(made)


def names_a_script(made: pikepdf.Pdf) -> None:
    table = Dictionary(Names=Array([String("a"), made.make_indirect(script(made))]))
    made.Root.Names = Dictionary(JavaScript=made.make_indirect(table))


def launches(made: pikepdf.Pdf) -> None:
    act = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=act)
    made.pages[0].obj.Annots = Array([made.make_indirect(mark)])


def acts_in_a_row(made: pikepdf.Pdf) -> None:
    """Hide a script behind an honest link, as what comes next."""
    act = Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=Array([script(made)]))
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=act)
    made.pages[0].obj.Annots = Array([made.make_indirect(mark)])


def links_to_script(made: pikepdf.Pdf) -> None:
    act = Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=act)
    made.pages[0].obj.Annots = Array([made.make_indirect(mark)])


def acts_when_seen(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.AA = Dictionary(O=script(made))


def has_a_form(made: pikepdf.Pdf) -> None:
    send = Dictionary(S=Name.SubmitForm, F=String("https://example.org/"))
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("x"), A=send)
    made.Root.AcroForm = Dictionary(
        Fields=Array([made.make_indirect(field)]), XFA=made.make_stream(b"<xdp/>")
    )


def carries_a_file(made: pikepdf.Pdf) -> None:
    made.attachments["virus.exe"] = b"MZ hei"


def carries_a_mark(made: pikepdf.Pdf) -> None:
    held = made.make_stream(b"MZ hei")
    spec = Dictionary(Type=Name.Filespec, F=String("virus.exe"), EF=Dictionary(F=held))
    mark = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=spec)
    made.pages[0].obj.Annots = Array([made.make_indirect(mark)])


def names_its_writer(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"], made.docinfo["/Title"] = "Kari Prøve", "Planen"


LISTED = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="{main}"/></Types>'
)


def zipped(files: dict[str, bytes], *, first: bytes = b"") -> bytes:
    """Make an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return first + out.getvalue()


def office(kind: str = "wordprocessingml.document", more: dict[str, bytes] | None = None) -> bytes:
    """Make a document of Microsoft's programs, as small as one can be."""
    main = f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    return zipped(
        {
            "[Content_Types].xml": LISTED.format(part="word/document.xml", main=main).encode(),
            "_rels/.rels": b"<Relationships/>",
            "word/document.xml": b"<document/>",
            **(more or {}),
        }
    )


def with_macros() -> bytes:
    main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    listed = LISTED.format(part="word/document.xml", main=main).encode()
    return zipped({"[Content_Types].xml": listed, "_rels/.rels": b"<x/>", "word/document.xml": b""})


def open_document(kind: str = "text", more: dict[str, bytes] | None = None) -> bytes:
    """Make an OpenDocument, as small as one can be."""
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": b"<office/>",
            **(more or {}),
        }
    )


def locked_zip() -> bytes:
    """Say of the entries of a document that they are encrypted."""
    made = bytearray(office())
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(start)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(start, place + 4)
    return bytes(made)


def lying_zip() -> bytes:
    """Say of a document that what is in it is smaller than it is."""
    made = bytearray(office(more={"word/media/a.bin": b"x" * 50_000}))
    place = made.find(b"PK\x01\x02")
    while place >= 0:
        if b"word/media/a.bin" in made[place : place + 80]:
            made[place + 24 : place + 28] = struct.pack("<I", 10)
        place = made.find(b"PK\x01\x02", place + 4)
    return bytes(made)
