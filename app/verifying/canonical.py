"""JSON in its one form, RFC 8785: written, and read where it is written so."""

import hashlib
import json
import math
from typing import Any

from app.verifying.findings import BrokenError, Kind

MOST_EXACT = 2**53 - 1


def canonical(value: Any) -> bytes:
    """Write plain data.

    Raises:
        ValueError: it has no exact form.

    """
    return _canonical_text(value).encode("utf-8")


def _canonical_text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) > MOST_EXACT:
            raise ValueError("beyond 2^53")
        return str(value)
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        pairs = (f"{_canonical_text(key)}:{_canonical_text(value[key])}" for key in keys)
        return "{" + ",".join(pairs) + "}"
    return "[" + ",".join(map(_canonical_text, value)) + "]"


def _number_text(value: float) -> str:
    """Write a number as ECMAScript does: the shortest digits that give it back."""
    if not math.isfinite(value):
        raise ValueError("no number")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, power = f"{abs(value)!r}".partition("e")
    whole, _, decimals = mantissa.partition(".")
    decimals = "" if decimals == "0" else decimals
    point = len(whole) + int(power or 0)
    digits = whole + decimals
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    digits = stripped.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def read_json(part: str, content: bytes) -> Any:
    """Read a part.

    Raises:
        BrokenError: it is not JSON in its one form.

    """
    try:
        value = json.loads(content.decode("utf-8"), object_pairs_hook=_no_repeats)
        is_canonical = canonical(value) == content
    except (ValueError, RecursionError):
        is_canonical = False
    if not is_canonical:
        raise BrokenError(Kind.JSON, part=part)
    return value


def sha256(content: bytes) -> str:
    """Digest bytes, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
