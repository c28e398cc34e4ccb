"""What a juror promises before anything of the jury is opened to her."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField
from wtforms.validators import InputRequired

from app.models import Appointment
from app.rules.access import UnpledgedError
from app.services import jury
from app.services.work import NotFoundError
from app.web import languages
from app.web.accounts.routes import safe_next
from app.web.guards import signed_in
from app.web.jury.routes import speak_of
from app.web.transaction import work
from app.words.jury import confidentiality
from app.words.jury import juries as words
from app.words.text import _, _l

blueprint = Blueprint("pledges", __name__)


class PledgeForm(FlaskForm):  # type: ignore[misc]
    """Whether the text is accepted."""

    accept = BooleanField(
        _l("Jeg har lest dette, og lover det"),
        [InputRequired(_l("Kryss av for at du lover dette, så åpnes arbeidet i juryen."))],
    )


@blueprint.get("/taushet")
@signed_in
def show() -> str | Response:
    """Ask for the promise of whoever has a seat and has not made it."""
    held = _next()
    if held is None:
        return redirect(url_for("overview.show"), 303)
    return _page(held, PledgeForm())


@blueprint.post("/taushet")
@signed_in
def accept() -> str | tuple[str, int] | Response:
    """Note that she promises it."""
    held, form = _next(), PledgeForm()
    if held is None:
        raise NotFoundError("appointment")
    if not form.validate_on_submit():
        return _page(held, form), 422
    jury.pledge(work(), held, languages.selected())
    flash(_("Takk. Arbeidet i juryen er åpnet for deg."))
    return redirect(safe_next(request.args.get("next")), 303)


def _next() -> Appointment | None:
    return next(iter(jury.own_unpledged(work())), None)


def _page(held: Appointment, form: PledgeForm) -> str:
    speak_of(held.seat.jury)
    return render_template(
        "jury/pledge.html",
        form=form,
        place=words.place(held.rank, leads=held.seat.leads),
        name=words.institution(held.seat),
        title=words.title(held.seat.jury),
        promises=confidentiality.promises(),
    )


def init_app(app: Flask) -> None:
    """Have whoever has not promised led here, and back again."""
    app.register_error_handler(UnpledgedError, _ask_first)


def _ask_first(_error: UnpledgedError) -> Response:
    wanted = request.full_path.removesuffix("?") if request.method == "GET" else None
    return redirect(url_for("pledges.show", next=wanted), 303)
