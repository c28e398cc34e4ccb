"""Reading the data files."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def read_toml(name: str) -> dict[str, Any]:
    """Read a TOML file of this folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def read_all_toml(folder: str) -> list[dict[str, Any]]:
    """Read every TOML file of a folder, in the order of their names."""
    return [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((FOLDER / folder).glob("*.toml"))
    ]


def read_csv(name: str) -> Iterator[dict[str, str]]:
    """Read the rows of a CSV file of this folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
