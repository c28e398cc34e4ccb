"""The prizes for everybody: the front page, each prize's own, and the years gone by."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.models import Prize
from app.services import installation, prizes
from app.web.guards import public
from app.web.prizes import at_hand
from app.web.prizes.list_page import prizes_page
from app.web.prizes.page import front_page, years_table
from app.web.transaction import work

blueprint = Blueprint("prizes", __name__)


@blueprint.get("/")
@public
def front() -> str:
    """Show the prize of the installation, or all of them where there are several."""
    every = prizes.all_of(work().session)
    if not every:
        return _unset()
    if len(every) == 1:
        return _show(at_hand.speak_of(every[0]))
    return render_template("prizes/front.html", page=prizes_page(work(), every))


@blueprint.get("/tidligere")
@public
def history() -> str | Response:
    """Lead on to the years of the one prize; list the prizes where there are several."""
    every = prizes.all_of(work().session)
    if not every:
        return _unset()
    if len(every) == 1:
        return redirect(url_for("prizes.years", prize_slug=every[0].slug))
    return render_template("prizes/history.html", page=prizes_page(work(), every))


@blueprint.get("/priser/<prize_slug>")
@public
def show(prize_slug: str) -> str:
    """Show what a prize is, what is open now, and who has won it."""
    return _show(at_hand.named(prize_slug))


@blueprint.get("/priser/<prize_slug>/tidligere")
@public
def years(prize_slug: str) -> str:
    """List every year of a prize that has a result."""
    prize = at_hand.named(prize_slug)
    return render_template("prizes/years.html", prize=prize, table=years_table(work(), prize))


def _unset() -> str:
    """Say what to do in a new installation."""
    is_set_up = installation.is_set_up(work().session, work().now)
    return render_template("prizes/unset.html", is_set_up=is_set_up)


def _show(prize: Prize) -> str:
    page = front_page(work(), prize)
    return render_template("prizes/show.html", prize=prize, page=page)
