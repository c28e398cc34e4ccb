"""Long words in everything that people write, put into the tables of a running demonstration."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import count, cycle
from pathlib import Path
from typing import Any

WORD = "omsorgsboligforvaltningskompetanseutviklingsmedarbeiderorganisasjon"

BEGIN = WORD[:12].capitalize()
NAMES = (
    ("accounts", "name"),
    ("appointments", "person_name"),
    ("candidates", "name"),
    ("candidates", "place"),
    ("municipalities", "name"),
    ("municipalities", "display_name"),
    ("municipalities", "sami_name"),
    ("municipalities", "county_name"),
    ("nomination_versions", "title"),
    ("organisations", "name"),
)
TEXTS = (
    ("decisions", "reason_for_other"),
    ("declarations", "description"),
    ("nomination_moves", "reason"),
    ("rulebooks", "reason"),
    ("rulings", "ground"),
    ("score_revisions", "grounds"),
    ("score_revisions", "reason"),
    ("score_sheets", "draft_grounds"),
    ("score_sheets", "private_notes"),
)
ADDRESSES = (("accounts", "email"), ("prizes", "contact_email"))
IN_JSON = (
    ("criteria", "levels"),
    ("criteria", "name"),
    ("criteria", "question"),
    ("criteria", "short"),
    ("decisions", "citation"),
    ("decisions", "grounds"),
    ("decisions", "statement"),
    ("form_sections", "help"),
    ("form_sections", "title"),
    ("nomination_versions", "content"),
    ("nominations", "answers"),
    ("organisations", "names"),
    ("prizes", "about"),
    ("prizes", "gifts"),
    ("prizes", "name"),
    ("prizes", "purpose"),
    ("questions", "help"),
    ("questions", "label"),
    ("rounds", "gifts"),
    ("rounds", "history"),
    ("rulebooks", "law"),
)
NOT_WRITTEN = frozenset({"key", "municipality_id", "org_number", "value"})
"""Keys whose values the product reads, and nobody wrote."""
NUMBERS = count(1)
"""They go on from change to change: what must be unique would meet what stood there before."""
AS_NAME = 200
"""A text in JSON that is no longer than this is taken for a name."""


def word(letters: int, number: int = 1) -> str:
    """Make a word of so many letters that nothing else is."""
    tail = f"{number:x}"
    text = WORD * (letters // len(WORD) + 1)
    return text[: letters - len(tail)].capitalize() + tail


def lengthen(file: Path, lengths: Sequence[int]) -> None:
    """Give everything that people write a word of so many letters, by turns: names become it.

    What is on record is changed too, for which the triggers are put aside: this is about looks.
    """
    turns = cycle(lengths)
    with closing(sqlite3.connect(file, timeout=30)) as database, database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            database.execute(f'DROP TRIGGER "{trigger}"')
        for table, column in NAMES:
            _change(database, table, column, lambda _old: word(next(turns), next(NUMBERS)))
        for table, column in TEXTS:
            _change(database, table, column, lambda old: _begun(old, word(next(turns))))
        for table, column in ADDRESSES:
            _change(database, table, column, lambda _old: _mail(next(turns), next(NUMBERS)))
        for table, column in IN_JSON:
            _change(database, table, column, lambda old: json.dumps(_all(json.loads(old), turns)))


def _change(
    database: sqlite3.Connection, table: str, column: str, new: Callable[[str], str]
) -> None:
    rows = database.execute(f'SELECT id, "{column}" FROM "{table}"').fetchall()  # noqa: S608 - ours
    database.executemany(
        f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?',  # noqa: S608 - our own names
        [(new(old), row) for row, old in rows if old],
    )


def _all(value: Any, turns: Iterator[int], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _all(inner, turns, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_all(inner, turns, key) for inner in value]
    if not isinstance(value, str) or key in NOT_WRITTEN or not value:
        return value
    letters = next(turns)
    if value.startswith("https://"):
        return f"https://www.example.org/{word(letters)}"
    if "@" in value:
        return _mail(letters, 1)
    return word(letters) if len(value) <= AS_NAME else _begun(value, word(letters))


def _begun(text: str, begin: str) -> str:
    """Put a word before a text, in place of the one that was put there before."""
    first, _, rest = text.partition(" ")
    return f"{begin} {rest if first.startswith(BEGIN) else text}"


def _mail(letters: int, number: int) -> str:
    half = letters // 2
    return f"{word(half, number)}@{word(half - 8).lower()}.example"
