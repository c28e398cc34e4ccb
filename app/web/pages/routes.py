"""Pages that tell about the service itself: accessibility, privacy, contact, the method.

Where there are several prizes, each page speaks of the one that it was come to from, if any.
"""

from typing import Any

from flask import Blueprint, render_template

from app.services import prizes
from app.web.guards import public
from app.web.pages import method_page
from app.web.prizes import at_hand
from app.web.transaction import work

blueprint = Blueprint("pages", __name__, url_prefix="/om")


@blueprint.get("/tilgjengelighet")
@public
def accessibility() -> str:
    """State how accessible the service is, and where to complain."""
    return render_template("pages/accessibility.html", **_whose())


@blueprint.get("/personvern")
@public
def privacy() -> str:
    """Tell what is stored about people, why, and for how long."""
    return render_template("pages/privacy.html", **_whose())


@blueprint.get("/kontakt")
@public
def contact() -> str:
    """Tell how to reach the secretariat."""
    return render_template("pages/contact.html", **_whose())


@blueprint.get("/slik-regner-vi")
@public
def method() -> str:
    """Explain how the ranking is calculated, with an example that the ranking has worked out."""
    at_hand.asked()
    return render_template("pages/method.html", page=method_page.make())


def _whose() -> dict[str, Any]:
    """Give the prize that a page is about; else all of them, each with whom to write to."""
    prize = at_hand.asked()
    return {"prize": prize, "prizes": [] if prize else prizes.all_of(work().session)}
