"""The demonstration: one click to be anybody, a clock that can be wound forward, and its mails.

Registered only when the demonstration is on, which a production configuration refuses.
"""

from datetime import timedelta
from pathlib import Path

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from app.extensions import db
from app.models import Account, Round
from app.rules.calendar import end_of
from app.services import rounds
from app.services import sessions as living
from app.web import clock, sessions
from app.web.accounts.routes import safe_next
from app.web.demo.page import lay_out
from app.web.guards import public
from app.web.transaction import work
from app.words import formats
from app.words.text import _

blueprint = Blueprint("demo", __name__, url_prefix="/demo")

WINDS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


@blueprint.post("/logg-inn/<int:account_id>")
@public
def sign_in(account_id: int) -> Response:
    """Sign in as one of the demonstration's accounts."""
    account = db.session.get(Account, account_id)
    if account is None or account.demo_role is None:
        abort(404)
    sessions.begin(account)
    return redirect(url_for("overview.show"), 303)


@blueprint.post("/klokke")
@public
def wind() -> Response:
    """Wind the clock forward: by an hour, a day, a week, or to the next date of a round."""
    demo_clock, before = current_app.config["CLOCK"], clock.now()
    wanted = request.form.get("by", "")
    if wanted == "deadline":
        award_round = rounds.by_slug(db.session, request.form.get("slug", ""))
        until = award_round.deadline_at
        if until is not None:
            demo_clock.wind(end_of(until) - before + timedelta(seconds=1))
    elif wanted in WINDS:
        demo_clock.wind(WINDS[wanted])
    living.carry_over(db.session, before=before, after=clock.now())
    flash(_("Klokka i demonstrasjonen er nå %(moment)s.", moment=formats.moment(clock.now())))
    return redirect(safe_next(request.form.get("next") or "/"), 303)


@blueprint.get("/post")
@public
def mails() -> str:
    """Show the mails that the product would have sent, the newest first."""
    return render_template("demo/mails.html", page=lay_out(work()))


def init_app(app: Flask) -> None:
    """Switch the demonstration on."""
    app.config["CLOCK"] = clock.DemoClock(clock_file(app))
    app.register_blueprint(blueprint)
    app.context_processor(lambda: {"demo_calls": _open_calls})


def _open_calls() -> list[Round]:
    """List the rounds whose deadline the clock can be wound past; none if nobody can tell."""
    try:
        return list(rounds.open_calls(db.session, clock.now()))
    except SQLAlchemyError:
        return []


def clock_file(app: Flask) -> Path:
    """Give where the demonstration keeps how far its clock has been wound."""
    return Path(app.instance_path) / "demo_clock"
