"""Edits of a form that several people write in: what one of them changed, and what collides.

A page carries the base of its edit: a short print of every value that it was made from. What comes
back is compared with the base, value by value. What the writer did not touch stays as it is stored
now; what she changed is stored; and what she and somebody else both changed collides.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.rules.forms import is_empty


def base(values: Mapping[str, Any]) -> str:
    """Give the base of an edit that starts from some values."""
    prints = {key: _fingerprint(value) for key, value in values.items()}
    return json.dumps(prints, sort_keys=True, separators=(",", ":"))


def changed(given: Mapping[str, Any], start: str) -> dict[str, Any]:
    """Give the values that differ from those the edit started from."""
    prints = _read(start)
    return {
        key: value
        for key, value in given.items()
        if _fingerprint(value) != prints.get(key, NOTHING)
    }


def colliding(wanted: Mapping[str, Any], stored: Mapping[str, Any], start: str) -> list[str]:
    """List the keys of which somebody else has stored another value since the edit started."""
    prints = _read(start)
    return [
        key
        for key, value in wanted.items()
        if _fingerprint(stored[key]) not in (prints.get(key, NOTHING), _fingerprint(value))
    ]


def _fingerprint(value: Any) -> str:
    # Of whatever is stored, also what no form would let through and no digest on record takes.
    written = json.dumps(None if is_empty(value) else value, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


NOTHING = _fingerprint(None)
"""What an edit starts from of which its base does not tell: a field that came later."""


def _read(start: str) -> dict[str, Any]:
    # A base that was tampered with knows of nothing: then everything that differs collides.
    try:
        prints = json.loads(start)
    except (ValueError, RecursionError):
        return {}
    return prints if isinstance(prints, dict) else {}
