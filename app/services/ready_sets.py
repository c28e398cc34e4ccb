"""What comes with the product to begin a round from: ready sets, and texts that stand at first."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from app.models import Texts
from app.rules.impartiality import Reach

FOLDER = Path(__file__).parents[1] / "data"
SETS = FOLDER / "ready"


@dataclass(frozen=True)
class ReadySet:
    """A set to make a round of. Criteria and sections are columns, as the rounds take them."""

    key: str
    name: Texts
    about: Texts
    criteria: list[dict[str, Any]]
    sections: list[dict[str, Any]]
    quorum: int
    reach: Reach


@cache
def names() -> tuple[str, ...]:
    """Name the ready sets."""
    return tuple(sorted(folder.name for folder in SETS.iterdir()))


def read(key: str) -> ReadySet:
    """Read a ready set.

    Raises:
        LookupError: there is none of that name.

    """
    if key not in names():
        raise LookupError(key)
    return read_from(SETS / key)


def read_from(folder: Path) -> ReadySet:
    """Read a set from a folder. Levels that stand by themselves are those of all its criteria."""
    told, criteria = _toml(folder / "set.toml"), _toml(folder / "criteria.toml")
    shared = {"levels": criteria["levels"]} if "levels" in criteria else {}
    return ReadySet(
        folder.name,
        told["name"],
        told["about"],
        [
            {**shared, **criterion, "weight": Decimal(criterion["weight"])}
            for criterion in criteria["criterion"]
        ],
        [_section(section) for section in _toml(folder / "form.toml")["section"]],
        told["quorum"],
        Reach(told["recusal_reach"]),
    )


def law() -> Texts:
    """Give the law on impartiality, as rules quote it until somebody writes otherwise."""
    found: Texts = _toml(FOLDER / "law.toml")["law"]
    return found


def call() -> dict[str, Texts]:
    """Give what a call says at first: ``how``, ``writing_aids`` and ``residents_warning``."""
    return _toml(FOLDER / "call.toml")


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _section(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": given["key"],
        "title": given["title"],
        "help": given.get("help", {}),
        "questions": [_question(question) for question in given["question"]],
    }


def _question(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": given["key"],
        "kind": given["kind"],
        "label": given["label"],
        "help": given.get("help", {}),
        "required": given.get("required", False),
        "word_limit": given.get("word_limit"),
        "character_limit": given.get("character_limit"),
        "low": given.get("min"),
        "high": given.get("max"),
        "options": given.get("options", []),
        "for_jury": given.get("for_jury", True),
        "is_public": given.get("public", False),
        "criteria": given.get("criteria", []),
        "files": given.get("files", {}),
    }
