"""The seats of a jury: added, changed, moved and removed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Jury, Organisation, Seat
from app.rules.access import Permission
from app.services import jury, may, organisations
from app.services.jury import InUseError, TakenError
from app.web.guards import needs
from app.web.jury import page
from app.web.jury.forms import SeatForm
from app.web.jury.routes import speak_of
from app.web.transaction import work
from app.words.jury import juries as words
from app.words.text import _

blueprint = Blueprint("seats", __name__)


@blueprint.get("/juryer/<int:jury_id>/plasser/ny")
@needs(Permission.MANAGE_JURY)
def new(jury_id: int) -> str:
    """Show the form for a new seat. The first one leads, unless it is said otherwise."""
    made = speak_of(jury.one(work(), jury_id))
    may.require_prize(work(), Permission.MANAGE_JURY, made.prize)
    return _new(made, SeatForm(leads=not made.seats))


@blueprint.post("/juryer/<int:jury_id>/plasser/ny")
@needs(Permission.MANAGE_JURY)
def add(jury_id: int) -> str | tuple[str, int] | Response:
    """Add a seat, for an institution that is known or a new one."""
    made = speak_of(jury.one(work(), jury_id))
    may.require_prize(work(), Permission.MANAGE_JURY, made.prize)
    form = SeatForm()
    if not form.validate_on_submit():
        return _new(made, form), 422
    try:
        seat = jury.add_seat(
            work(),
            made,
            _institution(form),
            short=form.short.data or "",
            leads=form.leads.data,
            areas=_areas(form),
        )
    except TakenError:
        form.institution.errors = [_taken()]
        return _new(made, form), 422
    flash(_("Plassen til %(name)s er lagt til.", name=words.institution(seat)))
    return redirect(url_for("seats.show", seat_id=seat.id), 303)


@blueprint.get("/juryer/plasser/<int:seat_id>")
@needs(Permission.MANAGE_JURY)
def show(seat_id: int) -> str:
    """Show a seat: its people, who is invited, and what it is."""
    seat = jury.seat_of(work(), seat_id)
    form = SeatForm(
        institution=words.institution(seat),
        short=seat.short,
        areas=seat.areas,
        leads=seat.leads,
    )
    return _page(seat, form)


@blueprint.post("/juryer/plasser/<int:seat_id>")
@needs(Permission.MANAGE_JURY)
def change(seat_id: int) -> str | tuple[str, int] | Response:
    """Change a seat."""
    seat, form = jury.seat_of(work(), seat_id), SeatForm()
    if not form.validate_on_submit():
        return _page(seat, form), 422
    try:
        jury.change_seat(
            work(),
            seat,
            _institution(form),
            short=form.short.data or "",
            leads=form.leads.data,
            areas=_areas(form),
        )
    except TakenError:
        form.institution.errors = [_taken()]
        return _page(seat, form), 422
    except InUseError:
        form.institution.errors = [
            _("Noen sitter eller har sittet her for institusjonen. Lag en ny plass for en annen.")
        ]
        return _page(seat, form), 422
    flash(_("Plassen er endret."))
    return redirect(url_for("seats.show", seat_id=seat.id), 303)


@blueprint.post("/juryer/plasser/<int:seat_id>/flytt")
@needs(Permission.MANAGE_JURY)
def move(seat_id: int) -> Response:
    """Let a seat change places with the one above it or below it."""
    seat = jury.seat_of(work(), seat_id)
    jury.move_seat(work(), seat, up=request.form.get("way") == "up")
    flash(_("Rekkefølgen er endret."))
    return redirect(url_for("jury.show", jury_id=seat.jury_id, _anchor=f"plass-{seat.id}"), 303)


@blueprint.post("/juryer/plasser/<int:seat_id>/fjern")
@needs(Permission.MANAGE_JURY)
def remove(seat_id: int) -> Response:
    """Remove a seat that nobody has had anything to do with."""
    seat = jury.seat_of(work(), seat_id)
    jury_id, name = seat.jury_id, words.institution(seat)
    try:
        jury.remove_seat(work(), seat)
    except InUseError:
        flash(
            _("Noen er invitert til plassen eller har sittet der, så den blir stående."), "warning"
        )
        return redirect(url_for("seats.show", seat_id=seat_id), 303)
    flash(_("Plassen til %(name)s er fjernet.", name=name))
    return redirect(url_for("jury.show", jury_id=jury_id), 303)


def _institution(form: SeatForm) -> Organisation:
    """Give the institution that is written, made if nobody knows it."""
    written = form.institution.data or ""
    known = organisations.called(work().session, written)
    return known or organisations.create(work(), name=written)


def _areas(form: SeatForm) -> list[str]:
    known = {number for number, _name in organisations.counties(work().session)}
    return [number for number in form.areas.data or () if number in known]


def _taken() -> str:
    return _("Institusjonen har en plass i juryen alt.")


def _new(made: Jury, form: SeatForm) -> str:
    return render_template(
        "jury/new_seat.html", jury=made, title=words.title(made), form=form, **_choices()
    )


def _page(seat: Seat, form: SeatForm) -> str:
    speak_of(seat.jury)
    made = jury.one(work(), seat.jury_id)
    view = next(one for one in page.seat_views(work(), made) if one.seat.id == seat.id)
    return render_template(
        "jury/seat.html", view=view, title=words.title(made), form=form, **_choices()
    )


def _choices() -> dict[str, object]:
    session = work().session
    return {
        "institutions": [one.name for one in organisations.institutions(session)],
        "counties": organisations.counties(session),
    }
