"""The glossary and the code use the same names: one word for one concept."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from config import ROOT

pytestmark = pytest.mark.without_database

NAME = re.compile(r"`([^`]+)`")
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
COLUMN = "In code"
OF_EQUAL_SCORES = ("app.ranking", "app.words.ranking")
"""Whoever imports these, or is in them, speaks of equal scores by their one word."""


def columns() -> Iterator[str]:
    """Give every cell of the glossary that says what something is called in code."""
    place: int | None = None
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            place = None
        elif COLUMN in cells:
            place = cells.index(COLUMN)
        elif place is not None and not set(cells) <= {"---"}:
            yield cells[place]


@cache
def identifiers() -> dict[str, set[str]]:
    """Give every identifier of the product, with the files it occurs in.

    A member of a class that is assigned in it, as those of enums are, is also there as ``A.B``.
    """
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "app").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in names_of(node):
                found.setdefault(name, set()).add(where)
    return found


def names_of(node: ast.AST) -> Iterator[str]:
    for attribute in ("id", "attr", "name", "arg", "asname"):
        name = getattr(node, attribute, None)
        if isinstance(name, str):
            yield from name.split(".")
    if isinstance(node, ast.ClassDef):
        for line in node.body:
            targets = line.targets if isinstance(line, ast.Assign) else []
            yield from (f"{node.name}.{one.id}" for one in targets if isinstance(one, ast.Name))


def test_every_name_of_the_glossary_is_one_of_the_code() -> None:
    wanted = {name for cell in columns() for name in NAME.findall(cell)}
    assert len(wanted) > 80
    assert wanted - set(identifiers()) == set()


@cache
def speaks_of_equal_scores(where: str) -> bool:
    own = where.removesuffix(".py").replace("/", ".")
    nodes = ast.walk(ast.parse((ROOT / where).read_text(encoding="utf-8")))
    imported = {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    return any(
        f"{name}.".startswith(f"{one}.") for name in {own, *imported} for one in OF_EQUAL_SCORES
    )


def test_a_tie_is_of_equal_scores_and_of_nothing_else() -> None:
    ties = {
        name: {path for path in paths if not speaks_of_equal_scores(path)}
        for name, paths in identifiers().items()
        if {"tie", "ties", "tied"} & {word.lower() for word in WORD.findall(name)}
        and not re.search(r"tie_?break", name, re.IGNORECASE)
    }
    assert {"TIE", "Tie", "tied"} <= ties.keys()
    assert {name: paths for name, paths in ties.items() if paths} == {}
    assert not speaks_of_equal_scores("app/rules/impartiality.py")
