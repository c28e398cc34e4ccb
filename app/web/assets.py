"""Style sheets, scripts and fonts: kept by the browser for good.

Their address changes with their content. Addresses between them are relative, so that none has to
be rewritten.
"""

import hashlib
from pathlib import Path

from flask import Flask, Response, request

STATIC = Path(__file__).parent.parent / "static"
A_YEAR = "public, max-age=31536000, immutable"


def address() -> str:
    """Give the address that the files lie under: their digest is a part of it."""
    digest = hashlib.sha256()
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
    """Let browsers keep the files."""
    app.after_request(_keep)
