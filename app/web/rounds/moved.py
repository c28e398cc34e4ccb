"""Where the pages of a round were before their addresses named the prize."""

import re

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from app.rules.round_addresses import round_path

_OLD = re.compile(r"/runder/([^/]+-[0-9]{4})(/.*)?")


def init_app(app: Flask) -> None:
    """Lead on from old addresses; they are no routes any more."""
    app.before_request(follow)


def follow() -> Response | None:
    """Lead on for good, with what was asked and sent: a page may be older than the address.

    Whether the round is there, and whose it is, is answered where it leads.
    """
    old = _OLD.fullmatch(request.path)
    if old is None:
        return None
    slug, below = old.groups(default="")
    asked = f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""
    return redirect(f"{round_path(slug)}{below}{asked}", 308)
