"""Documents: typeset by Typst from a template and plain data, accessible and fit to be archived.

Each is asked to be PDF/UA-1 and PDF/A-2a at once. What can't be both is refused by Typst, and then
there is no document. The same content at the same moment gives the same bytes.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from app.rules.calendar import OSLO

TEMPLATES = Path(__file__).parent.parent.parent / "templates" / "documents"
FONTS = Path(__file__).parent / "fonts"
REGIONS = {"nb": "NO", "nn": "NO", "en": "GB"}
_KEPT = frozenset("\n\t")
"""What shows nothing, and parts lines and words."""


class DocumentRefusedError(RuntimeError):
    """Typst does not make this document as both standards want it: a fault in the code."""


def typeset(template: str, data: Mapping[str, Any], *, language: str, made_at: datetime) -> bytes:
    """Typeset a document.

    Args:
        template: its name under ``templates/documents``.
        data: what stands in it: plain values, in the reader's language.
        language: the reader's.
        made_at: the moment that it is of; no clock is looked at.

    Raises:
        DocumentRefusedError: it can't be both accessible and archivable.

    """
    import typst  # noqa: PLC0415 - heavy, and needed by few

    local = made_at.astimezone(OSLO)
    given = {
        **showable(data),
        "language": language,
        "region": REGIONS[language],
        "date": [local.year, local.month, local.day],
    }
    try:
        return typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as refusal:
        raise DocumentRefusedError(str(refusal)) from refusal


def showable(value: Any) -> Any:
    """Give plain data with every character that the fonts lack written as its number: [U+1F600]."""
    match value:
        case str():
            return "".join(_shown(one) for one in value)
        case Mapping():
            return {key: showable(one) for key, one in value.items()}
        case Sequence():
            return [showable(one) for one in value]
    return value


def is_showable(text: str) -> bool:
    """Say whether a text stands in a document as it was written."""
    return bool(showable(text) == text)


def _shown(one: str) -> str:
    return one if one in _KEPT or ord(one) in _covered() else f"[U+{ord(one):04X}]"


@cache
def _covered() -> frozenset[int]:
    """Read which characters the fonts have."""
    found: set[int] = set()
    for line in (FONTS / "covered.txt").read_text(encoding="ascii").splitlines():
        first, _, last = line.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
