"""Web addresses that people write: what can be followed, and what is only a text."""

import re
from urllib.parse import SplitResult, urlsplit

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_SEEN = re.compile(r"[^\s\x00-\x1f<>\"]+")
SCHEMES = frozenset({"http", "https"})


def split(text: str) -> SplitResult | None:
    """Take an address apart; None where it cannot be, for whatever reason."""
    try:
        parts = urlsplit(text.strip())
        parts.port  # noqa: B018 - it is read, and may be refused, when it is asked for
    except ValueError:
        return None
    return parts


def site(text: str) -> str:
    """Name the site of a web address as people say it; empty where it is no web address."""
    parts = split(text)
    if parts is None or parts.scheme not in SCHEMES or not _SEEN.fullmatch(text.strip()):
        return ""
    # Whoever stands before the @ is not where the address leads.
    host = parts.hostname or ""
    if "@" in parts.netloc or not _HOST.fullmatch(host):
        return ""
    return host.removeprefix("www.")


def is_web_address(text: str) -> bool:
    """Say whether an address leads to a page on the web."""
    return site(text) != ""
