"""The prize for everybody: its front page, and the years gone by."""

from flask import Blueprint, g, render_template

from app.models import Prize
from app.services import installation, prizes
from app.web.guards import public
from app.web.prizes.page import front_page, years_table
from app.web.transaction import work

blueprint = Blueprint("prizes", __name__)


def show_prize() -> Prize | None:
    """Give the prize of the installation, and let the masthead name it."""
    try:
        g.prize = prizes.all_of(work().session)[0]
    except IndexError:
        return None
    prize: Prize = g.prize
    return prize


def _unset() -> str:
    """Say what to do in a new installation."""
    is_set_up = installation.is_set_up(work().session)
    return render_template("prizes/unset.html", is_set_up=is_set_up)


@blueprint.get("/")
@public
def front() -> str:
    """Show what the prize is, what is open now, and who has won."""
    prize = show_prize()
    if prize is None:
        return _unset()
    return render_template("prizes/front.html", prize=prize, page=front_page(work(), prize))


@blueprint.get("/tidligere")
@public
def history() -> str:
    """List every year that has a result."""
    prize = show_prize()
    if prize is None:
        return _unset()
    return render_template("prizes/history.html", prize=prize, table=years_table(work(), prize))
