"""The addresses of the servers that the settings name, taken apart and checked.

Each function gives what it understood, or raises with one sentence that says what to write instead.
No sentence repeats what was given: there may be a password in it.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from email.utils import getaddresses
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit


class AddressError(ValueError):
    """An address that cannot be used, and what to write instead."""


class Tls(StrEnum):
    """When a connection is encrypted, if ever."""

    NEVER = "never"
    STARTTLS = "starttls"
    AT_ONCE = "at once"


PORTS = {Tls.NEVER: 25, Tls.STARTTLS: 587, Tls.AT_ONCE: 465}
"""The port of a mail server whose address names none."""


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in, and as whom."""

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" + ("" if self.tls is Tls.NEVER else " with TLS")


def mail_server(text: str) -> MailServer:
    """Read ``smtp://host``, ``smtp://user:password@host?starttls`` or ``smtps://…``.

    Raises:
        AddressError: it is none of these.

    """
    parts = _split(text, {"smtp", "smtps"}, "smtp:// or smtps://")
    if parts.path.strip("/") or parts.fragment:
        raise AddressError(f"must end after the port; {_ENCODED}")
    if parts.query not in {"", "starttls"}:
        raise AddressError("knows one thing after a question mark: ?starttls")
    if parts.scheme == "smtps" and parts.query:
        raise AddressError("asks for TLS twice: write smtps://… or smtp://…?starttls")
    if (parts.username is None) is not (parts.password is None):
        raise AddressError("must name a user and a password, or neither")
    tls = Tls.AT_ONCE if parts.scheme == "smtps" else Tls(parts.query or Tls.NEVER)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():
        raise AddressError("has letters beyond a to z in its user or password: none can be sent")
    return MailServer(host_of(parts), parts.port or PORTS[tls], tls, user, password)


def database(text: str) -> str:
    """Check the address of a database; gives what may be shown of it: no user, no password.

    Raises:
        AddressError: it is neither SQLite's nor PostgreSQL's.

    """
    if is_embedded(text):
        if not _FILE.fullmatch(text) or not text.isprintable():
            raise AddressError("must be sqlite:/// and then the path of a file, and no more")
        return text
    scheme = text.partition(":")[0]
    if scheme in {"postgres", "postgresql"}:
        raise AddressError(f"must begin with postgresql+psycopg:// instead of {scheme}://")
    parts = _split(text, {"postgresql+psycopg"}, "sqlite:/// or postgresql+psycopg://")
    if parts.fragment:
        raise AddressError(f"has a # in it; {_ENCODED}")
    queries = _queries(parts.query)
    if unknown := sorted(queries.keys() - _parameters()):
        raise AddressError(f"has parts that PostgreSQL does not know: {', '.join(unknown)}")
    if not parts.path.strip("/"):
        raise AddressError("must name a database after the host: postgresql+psycopg://host/name")
    host = host_of(parts) if parts.hostname or "host" not in queries else queries["host"]
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}{parts.path}"


def is_embedded(database_url: str) -> bool:
    """Say whether a database is a file of this machine."""
    return database_url.startswith("sqlite:")


def embedded_path(database_url: str) -> Path | None:
    """Give the file of an embedded database; None for a server, and for one in memory."""
    path = database_url.removeprefix("sqlite:///").partition("?")[0]
    if not is_embedded(database_url) or path in {"", ":memory:", database_url}:
        return None
    return Path(path)


def base(text: str) -> str:
    """Read the address that people type; gives it as links begin.

    Raises:
        AddressError: it is more, or less, than a scheme, a host and perhaps a port.

    """
    parts = _split(text, {"http", "https"}, "https:// (or http:// on a machine of your own)")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise AddressError("must be a scheme, a host and perhaps a port: https://pris.example.org")
    host = ascii_host(host_of(parts))
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}"


def mailbox(text: str) -> tuple[str, str]:
    """Read ``pris@example.org`` or ``Prisen <pris@example.org>``; gives the name and the address.

    Raises:
        AddressError: mail can't be answered to it.

    """
    found = getaddresses([text])
    name, address = found[0] if len(found) == 1 else ("", "")
    local, at, host = address.rpartition("@")
    if not (at and _MAILBOX.fullmatch(local) and _is_host(host)) or not text.isprintable():
        raise AddressError("must be an address: pris@example.org, or Prisen <pris@example.org>")
    return name, address


def ascii_host(host: str) -> str:
    """Write a host as it travels: ``blåbær.no`` is ``xn--blbr-roah.no``."""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def mailto(address: str) -> str:
    """Give the link that writes to an address, as every mail program reads it."""
    local, _at, host = address.rpartition("@")
    return f"mailto:{quote(local, safe=_IN_A_LOCAL_PART)}@{ascii_host(host)}"


def tel(number: str) -> str:
    """Give the address by which a browser calls a number: what is no figure is left out."""
    kept = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    return f"tel:{'+' if number.strip().startswith('+') else ''}{kept}"


def host_of(parts: SplitResult) -> str:
    """Give the host of an address.

    Raises:
        AddressError: there is none, or no machine can have that name.

    """
    host = parts.hostname or ""
    if not host:
        raise AddressError("names no host")
    if not _is_host(host):
        raise AddressError(f"names a host that cannot be; {_ENCODED}")
    return host


_ENCODED = "in a user or password, write %40 for @, %3A for :, %2F for /, %3F for ?, %23 for #"
_IN_A_LOCAL_PART = "!$'*+/=^_`{|}~"
_FILE = re.compile(r"sqlite://(/[^?]+)?")
_LABEL = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?")
_MAILBOX = re.compile(r"[^\s@\"(),:;<>\[\\\]]{1,64}")


def _is_host(host: str) -> bool:
    if ":" in host:
        try:
            return bool(ip_address(host))
        except ValueError:
            return False
    try:
        ascii_host(host)
    except UnicodeError:
        return False
    return len(host) < 254 and all(_LABEL.fullmatch(label) for label in host.split("."))


def _split(text: str, schemes: AbstractSet[str], write: str) -> SplitResult:
    if not text.isprintable() or " " in text:
        raise AddressError("has a space or a character that cannot be seen in it")
    if text.partition("://")[0] not in schemes:
        raise AddressError(f"must begin with {write}")
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        raise AddressError("has a % that stands for nothing: write %25 for it")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise AddressError(f"has a host or a port that cannot be; {_ENCODED}") from None
    if port == 0 or parts.netloc.endswith(":"):
        raise AddressError("has a port that cannot be")
    return parts


def _queries(query: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in query.split("&") if part)
    return {name: unquote(value) for name, _equals, value in pairs}


def _parameters() -> AbstractSet[str]:
    """List what a connection to PostgreSQL may be told."""
    from psycopg.pq import Conninfo  # noqa: PLC0415 - not needed with the embedded database

    return {option.keyword.decode() for option in Conninfo.get_defaults()}
