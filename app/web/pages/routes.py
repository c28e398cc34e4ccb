"""Pages that tell about the service itself: accessibility, privacy, contact, the method."""

from flask import Blueprint, render_template

from app.web.guards import public
from app.web.pages import method_page
from app.web.prizes.routes import show_prize

blueprint = Blueprint("pages", __name__, url_prefix="/om")


@blueprint.get("/tilgjengelighet")
@public
def accessibility() -> str:
    """State how accessible the service is, and where to complain."""
    return render_template("pages/accessibility.html", prize=show_prize())


@blueprint.get("/personvern")
@public
def privacy() -> str:
    """Tell what is stored about people, why, and for how long."""
    return render_template("pages/privacy.html", prize=show_prize())


@blueprint.get("/kontakt")
@public
def contact() -> str:
    """Tell how to reach the secretariat."""
    return render_template("pages/contact.html", prize=show_prize())


@blueprint.get("/slik-regner-vi")
@public
def method() -> str:
    """Explain how the ranking is calculated, with an example that the ranking has worked out."""
    return render_template("pages/method.html", page=method_page.make())
