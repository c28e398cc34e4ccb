"""The people of a jury: invited to a seat, and on their last day in it."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Appointment, Seat
from app.rules.access import Permission
from app.services import jury
from app.services.invitations import AlreadyHeldError, AlreadyInvitedError
from app.services.jury import LastDayError, OfficeError, SeatTakenError, SinceError
from app.services.work import NotFoundError
from app.web import languages
from app.web.guards import needs
from app.web.jury.forms import LastDayForm, SeatInvitationForm, day
from app.web.jury.routes import speak_of
from app.web.transaction import work
from app.words import formats
from app.words.jury import juries as words
from app.words.text import _

blueprint = Blueprint("seat_people", __name__)
MEMBER, DEPUTY = "member", "deputy"


@blueprint.get("/juryer/plasser/<int:seat_id>/inviter")
@needs(Permission.MANAGE_JURY)
def invite(seat_id: int) -> str:
    """Show the form to invite somebody to a seat."""
    seat = jury.seat_of(work(), seat_id)
    place = DEPUTY if request.args.get("som") == "vara" else MEMBER
    form = _with_choices(
        seat, SeatInvitationForm(place=place, since=formats.written_date(_first_day(seat, place)))
    )
    return _form(seat, form)


def _first_day(seat: Seat, place: str) -> date:
    """Propose a first day: of the term, or today, or the day after whoever leaves."""
    first = max(date(seat.jury.term_from, 1, 1), work().today)
    if place == MEMBER:
        ends = [one.until for one in seat.appointments if one.rank == 0 and one.until]
        first = max([first, *(end + timedelta(days=1) for end in ends)])
    return min(first, date(seat.jury.term_to, 12, 31))


@blueprint.post("/juryer/plasser/<int:seat_id>/inviter")
@needs(Permission.MANAGE_JURY)
def send_invitation(seat_id: int) -> str | tuple[str, int] | Response:
    """Invite somebody to a seat; the mail leaves at once."""
    seat, form = jury.seat_of(work(), seat_id), SeatInvitationForm()
    _with_choices(seat, form)
    since = day(form.since) if form.validate_on_submit() else None
    if since is None or not _invite(seat, form, since):
        return _form(seat, form), 422
    flash(_("Invitasjonen til %(name)s blir sendt nå.", name=form.name.data))
    return redirect(url_for("seats.show", seat_id=seat.id), 303)


def _invite(seat: Seat, form: SeatInvitationForm, since: date) -> bool:
    """Invite, or say at the fields why not."""
    try:
        jury.invite(
            work(),
            seat,
            email=form.email.data or "",
            name=form.name.data or "",
            language=form.language.data,
            since=since,
            deputy=form.place.data == DEPUTY,
        )
    except AlreadyInvitedError:
        form.email.errors = [_("Adressen har alt fått en invitasjon til denne juryen.")]
    except AlreadyHeldError:
        form.email.errors = [_("Den som har adressen, sitter i denne juryen alt.")]
    except OfficeError:
        form.email.errors = [words.keeps_out()]
    except SeatTakenError:
        form.place.errors = [
            _(
                "Plassen har et medlem den dagen, eller noen er invitert. Velg en senere dag, sett siste dag for den som sitter, eller trekk invitasjonen."
            )
        ]
    except SinceError:
        form.since.errors = [
            _(
                "Dagen må være i perioden, %(start)s–%(end)s.",
                start=seat.jury.term_from,
                end=seat.jury.term_to,
            )
        ]
    else:
        return True
    return False


def _with_choices(seat: Seat, form: SeatInvitationForm) -> SeatInvitationForm:
    form.place.choices = [
        (MEMBER, _("Leder og medlem") if seat.leads else _("Medlem")),
        (DEPUTY, _("Varamedlem, neste i rekken")),
    ]
    form.language.choices = list(languages.LANGUAGES)
    return form


def _form(seat: Seat, form: SeatInvitationForm) -> str:
    speak_of(seat.jury)
    return render_template(
        "jury/invite.html",
        seat=seat,
        name=words.institution(seat),
        title=words.title(seat.jury),
        form=form,
    )


@blueprint.post("/juryer/invitasjoner/<int:seat_invitation_id>/send")
@needs(Permission.MANAGE_JURY)
def send_again(seat_invitation_id: int) -> Response:
    """Send an invitation again."""
    made = jury.send_again(work(), seat_invitation_id)
    flash(_("Invitasjonen til %(name)s blir sendt på nytt.", name=made.name))
    return redirect(url_for("seats.show", seat_id=made.seat_id), 303)


@blueprint.post("/juryer/invitasjoner/<int:seat_invitation_id>/trekk")
@needs(Permission.MANAGE_JURY)
def withdraw(seat_invitation_id: int) -> Response:
    """Withdraw an invitation."""
    made = jury.withdraw(work(), seat_invitation_id)
    flash(_("Invitasjonen til %(name)s er trukket tilbake.", name=made.name))
    return redirect(url_for("seats.show", seat_id=made.seat_id), 303)


@blueprint.get("/juryer/verv/<int:appointment_id>/slutt")
@needs(Permission.MANAGE_JURY)
def last_day(appointment_id: int) -> str:
    """Show the form for the last day of somebody in her seat."""
    held = jury.find(work(), appointment_id)
    until = held.until or date(held.seat.jury.term_to, 12, 31)
    return _last_day(held, LastDayForm(until=formats.written_date(until)))


@blueprint.post("/juryer/verv/<int:appointment_id>/slutt")
@needs(Permission.MANAGE_JURY)
def end(appointment_id: int) -> str | tuple[str, int] | Response:
    """Set the last day of somebody in her seat."""
    held, form = jury.find(work(), appointment_id), LastDayForm()
    until = day(form.until) if form.validate_on_submit() else None
    if until is None:
        return _last_day(held, form), 422
    try:
        jury.end(work(), held, until)
    except LastDayError as error:
        form.until.errors = [
            _(
                "Dagen må være fra %(first)s til %(last)s.",
                first=formats.day(error.first),
                last=formats.day(error.last),
            )
        ]
        return _last_day(held, form), 422
    flash(_("Siste dag for %(name)s er %(day)s.", name=held.person_name, day=formats.day(until)))
    return redirect(url_for("seats.show", seat_id=held.seat_id), 303)


@blueprint.post("/juryer/verv/<int:appointment_id>/flytt")
@needs(Permission.MANAGE_JURY)
def move(appointment_id: int) -> Response:
    """Let a deputy change places with the one before her, or the one after her."""
    held = jury.find(work(), appointment_id)
    if jury.move_deputy(work(), held, up=request.form.get("way") == "up"):
        flash(_("Rekkefølgen på varamedlemmene er endret."))
    return redirect(url_for("seats.show", seat_id=held.seat_id, _anchor=f"verv-{held.id}"), 303)


def _last_day(held: Appointment, form: LastDayForm) -> str:
    speak_of(held.seat.jury)
    days = jury.last_days(held, work().today)
    if days is None:
        raise NotFoundError("appointment")
    return render_template(
        "jury/last_day.html",
        held=held,
        name=words.institution(held.seat),
        first=days[0],
        last=days[1],
        form=form,
    )
