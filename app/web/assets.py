"""Style sheets, scripts and fonts: kept by the browser for good.

Their address changes with their content. All style sheets are served as one, which is put together
when the product starts: there is no file to build, and none to forget.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from posixpath import dirname, normpath

from flask import Flask, Response, request

STATIC = Path(__file__).parent.parent / "static"
SHEET = "hederspris.css"
A_YEAR = "public, max-age=31536000, immutable"

# Our style sheets, a component a file, in the order in which they stand in the one that is served:
# of two rules that are as specific, the later one holds.
OURS = {
    "base": "ground type touch",
    "frame": "page heads masthead menu whereabouts colophon",
    "parts": "marks saved notice typed buttons more keys deadline phases worklist tally pager fields "
    "combobox "
    "errors roof map ledger plot figure",
    "pages": "call winner door reading formpage bench sheet declare verdict ranking heat weights",
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


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code == 200:
        response.headers["Cache-Control"] = A_YEAR
    return response


def init_app(app: Flask) -> None:
    """Serve the one style sheet among the static files, and let browsers keep them all."""

    def serve(filename: str) -> Response:
        if filename != SHEET:
            return app.send_static_file(filename)
        response = Response(style_sheet(), mimetype="text/css")
        response.add_etag()
        response.make_conditional(request)
        return response

    app.view_functions["static"] = serve
    app.after_request(_keep)
