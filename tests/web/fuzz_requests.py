"""Requests that are nearly right: from the product's own forms, addresses and names of fields."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from urllib.parse import quote_plus

from config import ROOT
from tests.web import fuzz_values

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
URLENCODED = "application/x-www-form-urlencoded"
BOUNDARY = "grense"

Field = tuple[str, str | bytes]


@dataclass(frozen=True)
class Sent:
    """One request, as a server would hand it on."""

    method: str
    path: bytes
    query: bytes = b""
    body: bytes = b""
    content_type: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    secure: bool = False

    def __str__(self) -> str:
        body = self.body if len(self.body) < 600 else self.body[:600] + b"..."
        return (
            f"{self.method} {self.path!r}?{self.query[:300]!r} {self.content_type!r}\n"
            f"  {self.headers}\n  {body!r}"
        )


@dataclass(frozen=True)
class SeenForm:
    """A form on a page, filled in as it stands, and its buttons."""

    action: str
    method: str
    fields: Sequence[Field]
    buttons: Sequence[Field]


@dataclass
class _Reader(HTMLParser):
    forms: list[SeenForm] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.form: dict[str, str | None] | None = None
        self.fields: list[Field] = []
        self.buttons: list[Field] = []
        self.area: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name = has.get("name")
        if tag == "form":
            self.form, self.fields, self.buttons = has, [], []
        elif tag == "textarea":
            self.area = name
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.fields.append((self.select, has.get("value") or ""))
        elif tag == "button" and name:
            self.buttons.append((name, has.get("value") or ""))
        elif tag == "input" and name:
            self.fields.append((name, has.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields.append((self.area, data))
            self.area = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = None
        elif tag == "form" and self.form is not None:
            told = self.form
            method = (told.get("method") or "get").upper()
            made = SeenForm(told.get("action") or "", method, self.fields, self.buttons)
            self.forms.append(made)
            self.form = None


def forms_on(page: str) -> list[SeenForm]:
    """List the forms of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def pick_one_each(rng: Random, fields: Sequence[Field]) -> list[Field]:
    """Fill in a form: of what has the same name (options, radio buttons), one at random."""
    by_name: dict[str, list[Field]] = {}
    for one in fields:
        by_name.setdefault(one[0], []).append(one)
    return [rng.choice(several) for several in by_name.values()]


def names_of_fields() -> list[str]:
    """List every name that the web layer reads from a form or an address, as the code has it."""
    return sorted({name for path in (ROOT / "app" / "web").rglob("*.py") for name in _names(path)})


def _names(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in {"get", "getlist"} and node.args:
                yield from _literal(node.args[0])
        elif isinstance(node, ast.Compare):
            yield from _literal(node.left)
        elif isinstance(node, ast.ClassDef) and path.name == "forms.py":
            for one in node.body:
                if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
                    yield one.targets[0].id


def _literal(node: ast.AST) -> Iterator[str]:
    """Give a name; one with something in it (``score-{key}``) with what the stage has there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        fixed = [part.value for part in node.values if isinstance(part, ast.Constant)]
        for told in ("x", "y", "story", "1", "2"):
            yield f"{''.join(map(str, fixed))}{told}"


def mutate(rng: Random, fields: Sequence[Field], names: Sequence[str], times: int) -> list[Field]:
    """Make some of the fields nasty: another value, left out, twice, or one never asked for."""
    made = list(fields)
    for _ in range(times):
        at = rng.randrange(len(made)) if made else 0
        how = rng.random()
        if how < 0.65 and made:
            made[at] = (made[at][0], fuzz_values.raw(rng, made[at][0]))
        elif how < 0.75 and made:
            made.pop(at)
        elif how < 0.85 and made:
            made.insert(at, (made[at][0], fuzz_values.raw(rng, made[at][0])))
        else:
            name = rng.choice(names) if rng.random() < 0.9 else fuzz_values.text(rng)[:50]
            made.append((name, fuzz_values.raw(rng, name)))
    return made


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode(errors="surrogatepass")


def urlencode(rng: Random, fields: Sequence[Field]) -> bytes:
    """Write fields as a browser does; now and then as no browser would, with bytes as they are."""
    bare = rng.random() < 0.05
    pairs = []
    for name, value in fields:
        key = quote_plus(_bytes(name)).encode()
        pairs.append(key + b"=" + (_bytes(value) if bare else quote_plus(_bytes(value)).encode()))
    return b"&".join(pairs)


def multipart(rng: Random, fields: Sequence[Field]) -> bytes:
    """Write fields in parts; now and then a file where a text is wanted."""
    parts = []
    for name, value in fields:
        label = _bytes(name).replace(b'"', b"%22").replace(b"\r", b"").replace(b"\n", b"")
        file = b'; filename="fil.txt"\r\nContent-Type: text/plain' if rng.random() < 0.1 else b""
        head = b'Content-Disposition: form-data; name="' + label + b'"' + file
        parts.append(b"--" + BOUNDARY.encode() + b"\r\n" + head + b"\r\n\r\n" + _bytes(value))
    return b"\r\n".join([*parts, b"--" + BOUNDARY.encode() + b"--\r\n"])


def body_of(rng: Random, fields: Sequence[Field]) -> tuple[bytes, str]:
    """Write the body of a request, and say what it is called."""
    how = rng.random()
    if how < 0.75:
        return urlencode(rng, fields), URLENCODED
    if how < 0.92:
        return multipart(rng, fields), f"multipart/form-data; boundary={BOUNDARY}"
    return urlencode(rng, fields), rng.choice(fuzz_values.CONTENT_TYPES)
