"""The catalogues: collect the texts of the product, and compile what has been translated.

Bokmål is the source and has no catalogue. Nynorsk and English must be complete.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config import ROOT

NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in the head of every catalogue: a change of it is a change of words."""
TRANSLATIONS = ROOT / "app" / "translations"
LANGUAGES = ("nn", "en")
KEYWORDS = {"_": None, "_l": None, "_n": (1, 2), "gettext": None, "ngettext": (1, 2)}
SOURCES = (
    (ROOT / "app", [("**.py", "python")]),
    (ROOT / "templates", [("**.html", "jinja2"), ("**.txt", "jinja2")]),
)


def collect() -> Catalog:
    """Collect every text from the code and the templates."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for folder, methods in SOURCES:
        found = extract_from_dir(
            folder,
            method_map=methods,
            options_map={"**.html": {"trimmed": "true"}, "**.txt": {"trimmed": "true"}},
            keywords=KEYWORDS,
        )
        for name, line, message, _comments, context in found:
            where = (folder / name).relative_to(ROOT).as_posix()
            catalog.add(message, locations=[(where, line)], context=context)
    return catalog


def path(language: str, ending: str) -> Path:
    """Give where a catalogue lies; ``ending`` is ``po`` or ``mo``."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"messages.{ending}"


def read(language: str) -> Catalog:
    """Read what has been translated into a language."""
    file = path(language, "po")
    if not file.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    return read_po(BytesIO(file.read_bytes()), locale=language, charset="utf-8")


def update() -> dict[str, int]:
    """Bring the catalogues up to the source; gives how many texts each still lacks."""
    source = collect()
    lacking = {}
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(source, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        _write(language, catalog)
        lacking[language] = sum(1 for message in messages(catalog) if not is_translated(message))
    return lacking


def _write(language: str, catalog: Catalog) -> None:
    file = path(language, "po")
    file.parent.mkdir(parents=True, exist_ok=True)
    catalog.creation_date = catalog.revision_date = NO_DATE
    with file.open("wb") as stream:
        # Without places, for the same reason as without dates.
        write_po(stream, catalog, no_location=True, omit_header=False, sort_output=True, width=100)


def compiled(language: str) -> bytes:
    """Compile a catalogue."""
    stream = BytesIO()
    write_mo(stream, read(language))
    return stream.getvalue()


def compile_all() -> None:
    """Compile every catalogue."""
    for language in LANGUAGES:
        path(language, "mo").write_bytes(compiled(language))


def messages(catalog: Catalog) -> Iterator[Message]:
    """Go through the texts of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def is_translated(message: Message) -> bool:
    """Say whether a text has its translation, in every form that it takes."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms) and bool(forms)
