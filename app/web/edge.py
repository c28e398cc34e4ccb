"""The edge: every text, number and address that a request brings passes here, and nowhere else.

A route finds texts that can be stored and shown (``app/rules/texts.py``), and numbers that a row
can have; what is no such number is not there. A request for a host that is not ours gets no
further than this.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import IO, Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, Request, current_app
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.formparser import FormDataParser
from werkzeug.routing import BaseConverter, IntegerConverter, UnicodeConverter
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_host

from app.rules import round_addresses, texts, web_addresses
from app.rules.numbers import LARGEST
from app.web import uploads
from config import Config

SECRET = frozenset({"password", "new_password"})
"""Fields that are read as they were typed."""
URLENCODED = "application/x-www-form-urlencoded"
PARTED = "multipart/form-data"
LOCAL = frozenset({"localhost", "127.0.0.1"})
_PORTS = {"http": 80, "https": 443}

log = logging.getLogger(__name__)

Environment = dict[str, Any]
Application = Callable[[Environment, Any], Iterable[bytes]]


def _clean_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    named = ((texts.one_line(name), value) for name, value in pairs)
    return [(name, (texts.secret if name in SECRET else texts.clean)(v)) for name, v in named]


def _parse(raw: bytes) -> list[tuple[str, str]]:
    """Read fields; a byte that is no text is marked, and takes no other field with it."""
    return parse_qsl(raw.decode(errors="replace"), keep_blank_values=True, errors="replace")


class CleanParser(FormDataParser):
    """Reads a form, each text of it clean."""

    keeps_files = False
    """Whether the route takes a file; by any other it is left out."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, Any]]:
        """Read the fields of a form. A file is left out but where one is taken."""
        sent: Iterable[tuple[str, str]]
        if mimetype == URLENCODED:
            sent = _parse(stream.read())
        else:
            stream, form, files = super().parse(stream, mimetype, content_length, options)
            # Werkzeug lets a part through that has no name, whatever its types say.
            parts: Iterable[tuple[str | None, str]] = form.items(multi=True)
            sent = [(name, text) for name, text in parts if name is not None]
            if self.keeps_files:
                return stream, self.cls(_clean_pairs(sent)), files
            for file in chain.from_iterable(files.listvalues()):
                file.close()
        return stream, self.cls(_clean_pairs(sent)), self.cls()


class CleanRequest(Request):
    """A request of which every text is clean."""

    form_data_parser_class = CleanParser

    def make_form_data_parser(self) -> FormDataParser:
        """Make what reads the form: with files, and larger, for a route that takes one.

        A form that is not in parts carries no file, and is no larger for it.
        """
        view = current_app.view_functions.get(self.endpoint or "")
        most = getattr(view, uploads.MARK, 0) if self.mimetype == PARTED else 0
        keeps_files = bool(most)
        if keeps_files:
            self.max_content_length = most
        parser = super().make_form_data_parser()
        parser.keeps_files = keeps_files  # type: ignore[attr-defined]
        return parser

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.path = texts.one_line(self.path)

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """What the address asks for, each on one line."""
        pairs = _clean_pairs(_parse(self.query_string))
        return ImmutableMultiDict([(name, texts.one_line(value)) for name, value in pairs])

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """The cookies that the browser sent along."""
        sent = super().cookies.items(multi=True)
        return ImmutableMultiDict([(texts.one_line(k), texts.one_line(v)) for k, v in sent])

    @cached_property
    def full_path(self) -> str:
        """The path with what it asks for, as it may be gone back to."""
        asked = texts.one_line(self.query_string.decode(errors="replace"))
        return f"{self.path}?{asked}"

    @property
    def referrer(self) -> str | None:  # type: ignore[override]
        """The page that led here; none where what was sent is no address."""
        told = self.headers.get("Referer")
        return told if told and web_addresses.split(told) else None


class RowNumber(IntegerConverter):
    """A number in an address: one that a row can have. Any other leads nowhere."""

    regex = "[0-9]+"

    def __init__(self, map: Any, **options: Any) -> None:  # noqa: A002 - Werkzeug's name for it
        super().__init__(map, **{"max": LARGEST, **options})


class Line(UnicodeConverter):
    """A part of an address: a clean text on one line."""

    def to_python(self, value: str) -> str:
        """Read it."""
        return texts.one_line(value)


class RoundAddress(BaseConverter):
    """A round in an address, by its prize and its year; a route gets the name it is stored by."""

    regex = "[^/]+/[0-9]{4}"
    part_isolating = False

    def to_python(self, value: str) -> str:
        """Read it."""
        prize, _, year = texts.one_line(value).rpartition("/")
        return round_addresses.round_slug(prize, year)

    def to_url(self, value: str) -> str:
        """Write it."""
        prize, _, year = super().to_url(value).rpartition("-")
        return f"{prize}/{year}"


class KnownHosts:
    """Turns away whoever asks for a host that is not ours, before anything else looks at it.

    Redirects and absolute addresses repeat the host that was asked for, and so would lead to
    wherever the sender likes. No session, database or template is touched.
    """

    def __init__(self, application: Application, config: Config) -> None:
        self.application, self.ours = application, own_host(config)
        self.local = frozenset[str]() if config.production else LOCAL

    def __call__(self, environ: Environment, start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        asked = get_host(environ).lower()
        if asked == self.ours or asked.partition(":")[0] in self.local:
            return self.application(environ, start_response)
        log.warning("refused a request for the host %.100r: ours is %s", asked, self.ours)
        text = "400: Adressen er ikke vår. / This is not our address.\n"
        return Response(text, 400, mimetype="text/plain")(environ, start_response)


def own_host(config: Config) -> str:
    """Give the host of the base address as browsers name it, with its port if that is its own."""
    parts = urlsplit(config.base_url)  # read before, when the settings were
    host = (parts.hostname or "").encode("idna").decode("ascii")
    has_own_port = parts.port not in {None, _PORTS[parts.scheme]}
    return f"{host}:{parts.port}" if has_own_port else host


CONVERTERS: Mapping[str, type] = {
    "default": Line,
    "string": Line,
    "int": RowNumber,
    "round": RoundAddress,
}


def init_app(app: Flask, config: Config) -> None:
    """Put the edge around an application, before any route is."""
    app.request_class = CleanRequest
    app.url_map.converters.update(CONVERTERS)
    app.wsgi_app = KnownHosts(app.wsgi_app, config)  # type: ignore[method-assign]
