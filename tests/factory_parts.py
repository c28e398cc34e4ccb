"""The parts that the small world of the tests is made of: texts, criteria, a form, a register."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any


def texts(nb: str) -> dict[str, str]:
    """Give a text in three languages that can be told apart."""
    return {"nb": nb, "nn": f"{nb} (nn)", "en": f"{nb} (en)"}


def criterion(key: str, weight: str) -> dict[str, Any]:
    levels = {code: [f"Nivå {n}" for n in range(1, 7)] for code in ("nb", "nn", "en")}
    return {
        "key": key,
        "weight": Decimal(weight),
        "name": texts(f"Kriterium {key}"),
        "short": texts(f"Krit. {key}"),
        "question": texts(f"Hva med {key}?"),
        "levels": levels,
    }


def form(more: Sequence[dict[str, Any]] = ()) -> list[dict[str, Any]]:
    def question(key: str, kind: str, limit: int) -> dict[str, Any]:
        return {
            "key": key,
            "kind": kind,
            "label": texts(f"Spørsmål {key}"),
            "required": True,
            "word_limit": limit,
            "criteria": ["x"],
        }

    return [
        {
            "key": "first",
            "title": texts("Første del"),
            "questions": [question("title", "short_text", 12)],
        },
        {
            "key": "second",
            "title": texts("Andre del"),
            "questions": [question("story", "long_text", 50), *more],
        },
    ]


def municipalities() -> list[dict[str, Any]]:
    made = []
    for number, name in enumerate(("Prøvedal", "Ååsen", "Ærvik"), start=1):
        made.append(
            {
                "register_year": 2024,
                "number": f"{number:04}",
                "name": name,
                "display_name": name,
                "county_number": "01",
                "county_name": "Prøvefylke",
                "org_number": None,
                "website": "https://www.provedal.kommune.no" if number == 1 else "",
                "map_x": 100.0,
                "map_y": 400.0,
            }
        )
    return made
