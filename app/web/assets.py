"""Style sheets, scripts and fonts: kept by the browser for good.

Their address changes with their content. All style sheets are served as one, which is put together
when the product starts: there is no file to build, and none to forget. What is text goes out packed,
and nothing of it depends on who asks, so that no answer touches the session.
"""

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import dirname, normpath

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

STATIC = Path(__file__).parent.parent / "static"
SHEET = "hederspris.css"
A_YEAR = "public, max-age=31536000, immutable"

# Our style sheets, a component a file, in the order in which they stand in the one that is served:
# of two rules that are as specific, the later one holds.
OURS = {
    "base": "ground type touch",
    "frame": "page heads masthead menu whereabouts colophon",
    "parts": "marks saved notice typed buttons more keys deadline phases worklist tally pager sift fields "
    "languages combobox setup files compared "
    "errors roof map ledger plot figure",
    "pages": "call winner door reading formpage builder bench sheet ballot declare verdict ranking heat weights "
    "meeting",
}
# The tokens stand first, because their first rule fixes the order of the layers; and the fonts
# before the type, which mends one of them.
SHEETS = (
    "css/base/tokens.css",
    "vendor/@digdir/designsystemet-css/dist/src/index.css",
    "vendor/@digdir/designsystemet-css/dist/theme/designsystemet.css",
    "vendor/@fontsource-variable/source-serif-4/opsz.css",
    "vendor/@fontsource-variable/inter/wght.css",
    *(f"css/{folder}/{name}.css" for folder, names in OURS.items() for name in names.split()),
)
TEXTS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""What is packed; fonts are already."""
_LINK = re.compile(r"""url\(\s*(["']?)(?!data:|\#)([^"')\s]+)\1\s*\)""")


@cache
def style_sheet() -> bytes:
    """Put the style sheets together to one, with its links as seen from the static files' root.

    Raises:
        FileNotFoundError: a style sheet, or a file that one links to, is not there.
        ValueError: a style sheet imports another, which only works in the first lines of one.

    """
    return "\n".join(_sheet(name) for name in SHEETS).encode()


def _sheet(name: str) -> str:
    text = (STATIC / name).read_text(encoding="utf-8")
    if "@import" in text:
        msg = f"{name} imports another style sheet: list that one in SHEETS instead"
        raise ValueError(msg)

    def moved(link: re.Match[str]) -> str:
        target = normpath(f"{dirname(name)}/{link[2]}")
        if not (STATIC / target).is_file():
            msg = f"{name} links to {link[2]}, which is not there"
            raise FileNotFoundError(msg)
        return f'url("{target}")'

    return _LINK.sub(moved, text)


def address() -> str:
    """Give the address that the files lie under: their digest is a part of it."""
    digest = hashlib.sha256(style_sheet())
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode())
            digest.update(path.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


@cache
def _text(name: str) -> bytes:
    """Give a file, or the style sheet that is put together.

    Raises:
        NotFound: there is no such file.

    """
    if name == SHEET:
        return style_sheet()
    path = safe_join(str(STATIC), name)
    if path is None or not Path(path).is_file():
        raise NotFound
    return Path(path).read_bytes()


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_text(name), mtime=0)


def _send_text(name: str, mimetype: str) -> Response:
    """Send a text, packed to whoever can unpack it; each form has a tag of its own."""
    packs = request.accept_encodings.quality("gzip") > 0
    response = Response(_packed(name) if packs else _text(name), mimetype=mimetype)
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.add_etag()
    response.make_conditional(request)
    return response


def is_file(response: Response) -> bool:
    """Say whether an answer is one of the files: the same for everybody, and for good.

    What is asked for beside them and not there is answered by a page, which is somebody's.
    """
    return request.endpoint == "static" and response.status_code < 400


class FilesWithoutSession(SecureCookieSessionInterface):
    """Sessions in a cookie, which no file sets or depends on: else each person has her own copy."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed, unless the answer is a file."""
        if not is_file(response):
            super().save_session(app, session, response)


def _keep(response: Response) -> Response:
    if is_file(response):
        response.headers["Cache-Control"] = A_YEAR
    return response


def init_app(app: Flask) -> None:
    """Serve the one style sheet among the static files, and let browsers keep them all."""

    def serve(filename: str) -> Response:
        mimetype = TEXTS.get(PurePosixPath(filename).suffix)
        return _send_text(filename, mimetype) if mimetype else app.send_static_file(filename)

    app.session_interface = FilesWithoutSession()
    app.view_functions["static"] = serve
    app.after_request(_keep)
