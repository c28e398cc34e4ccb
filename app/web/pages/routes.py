"""Pages that tell about the service itself: accessibility, privacy, contact, the method."""

from flask import Blueprint, render_template

from app.web.guards import public
from app.web.pages import method as views
from app.web.prizes.routes import show_prize
from app.words.formats import listed
from app.words.ranking import names as ranking_names

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
    return render_template(
        "pages/method.html",
        example=views.example(),
        limits=views.Limits(),
        sheet=views.SHEET,
        cell=views.sheet(),
        seed=views.SEED,
        axis=views.AXIS,
        width=views.WIDTH,
        across=views.across,
        hundred=views.hundred,
        listed=listed,
        names=ranking_names,
    )
