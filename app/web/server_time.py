"""The server's time, for pages that count down to a deadline by it."""

from flask import Blueprint, Response, jsonify

from app.web.guards import public
from app.web.transaction import work

blueprint = Blueprint("clock", __name__)


@blueprint.get("/klokka")
@public
def show() -> Response:
    """Give the time that deadlines go by."""
    response = jsonify(now=work().now.isoformat())
    response.headers["Cache-Control"] = "no-store"
    return response
