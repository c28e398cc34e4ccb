"""Reading a PDF as an archive and a screen reader would: what it says that it is, and its text."""

import re
from io import BytesIO
from typing import Any

import pikepdf

_CID = re.compile(r"<([0-9A-Fa-f\s]+)>")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def faults(content: bytes) -> list[str]:
    """List what a PDF lacks of what PDF/A-2a and PDF/UA-1 ask of it."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root
        with pdf.open_metadata() as said:
            identifiers = {
                "archivable": (said.get("pdfaid:part"), said.get("pdfaid:conformance")),
                "accessible": (said.get("pdfuaid:part"),),
            }
            title = said.get("dc:title")
        shown = root.get("/ViewerPreferences", {})
        intents = root.get("/OutputIntents", [])
        wanted = {
            "archivable": identifiers["archivable"] == ("2", "A"),
            "accessible": identifiers["accessible"] == ("1",),
            "marked": bool(root.get("/MarkInfo", {}).get("/Marked", False)),
            "tagged": "/StructTreeRoot" in root,
            "language": bool(str(root.get("/Lang", ""))),
            "title": bool(title),
            "title shown": bool(shown.get("/DisplayDocTitle", False)),
            "output intent": any("/DestOutputProfile" in one for one in intents),
            "fonts embedded": bool(_fonts(pdf)) and all(map(_is_embedded, _fonts(pdf))),
        }
    return [name for name, holds in wanted.items() if not holds]


def language(content: bytes) -> str:
    """Give the language that a PDF says that it is in."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return str(pdf.Root.Lang)


def title(content: bytes) -> str:
    """Give the title that a PDF says that it has."""
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_metadata() as said:
        return str(said["dc:title"])


def headings(content: bytes) -> list[str]:
    """List the kinds of heading in its tags, in their order."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [kind for kind in _kinds(pdf.Root.StructTreeRoot) if re.fullmatch(r"/H\d", kind)]


def text(content: bytes) -> str:
    """Give what a PDF shows, by what its fonts say of their glyphs; without any white space."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return "".join(_page_text(page) for page in pdf.pages)


def _kinds(node: Any) -> list[str]:
    if isinstance(node, pikepdf.Array):
        return [kind for child in node for kind in _kinds(child)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [str(node.S)] if "/S" in node else []
    return own + (_kinds(node.K) if "/K" in node else [])


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and _is_font(one)]


def _is_font(one: pikepdf.Dictionary) -> bool:
    return one.get("/Type") == pikepdf.Name.Font and "/DescendantFonts" not in one


def _is_embedded(font: Any) -> bool:
    described = font.get("/FontDescriptor", {})
    return any(name in described for name in _FONT_FILES)


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    shown, using = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            using = fonts[str(operands[0])]
        elif name in {"Tj", "TJ"}:
            parts = operands[0] if name == "TJ" else [operands[0]]
            shown += [_glyphs(bytes(p), using) for p in parts if isinstance(p, pikepdf.String)]
    return re.sub(r"\s", "", "".join(shown))


def _glyphs(raw: bytes, known: dict[int, str]) -> str:
    pairs = zip(raw[::2], raw[1::2], strict=True)
    return "".join(known.get(high * 256 + low, "\ufffd") for high, low in pairs)


def _to_unicode(font: Any) -> dict[int, str]:
    """Read the map of a font from its glyphs to characters."""
    found: dict[int, str] = {}
    table = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        numbers = _CID.findall(block)
        for glyph, written in zip(numbers[::2], numbers[1::2], strict=True):
            found[int(glyph, 16)] = bytes.fromhex(re.sub(r"\s", "", written)).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        numbers = [int(one, 16) for one in _CID.findall(block)]
        for first, last, start in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            found |= {glyph: chr(start + glyph - first) for glyph in range(first, last + 1)}
    return found
