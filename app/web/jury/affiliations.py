"""Where somebody of a jury works, which offices she has, and which counties are hers."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length

from app.models import Appointment
from app.rules.access import Permission
from app.services import jury, organisations
from app.services.jury import LONGEST, MOST_OFFICES
from app.web.accounts.forms import stripped
from app.web.guards import needs
from app.web.jury.routes import speak_of
from app.web.transaction import work
from app.words.jury import juries as words
from app.words.text import _, _l

blueprint = Blueprint("affiliations", __name__)


class AffiliationsForm(FlaskForm):  # type: ignore[misc]
    """An employer, the bodies one has an office in, a line each, and the counties one answers for."""

    employer = StringField(
        _l("Arbeidsgiver"),
        [Length(max=LONGEST, message=_l("Navnet kan ha høyst 200 tegn."))],
        [stripped],
    )
    offices = TextAreaField(_l("Verv"))
    areas = SelectMultipleField(_l("Egne fylker"), validate_choice=False)

    @property
    def bodies(self) -> list[str]:
        """The bodies, as they are written."""
        return [line.strip() for line in (self.offices.data or "").splitlines() if line.strip()]

    def validate_offices(self, _field: TextAreaField) -> None:
        """Insist on so many lines, of such a length, that each can be a body's name."""
        if len(self.bodies) > MOST_OFFICES:
            raise ValidationError(_l("Skriv høyst 20 virksomheter."))
        if any(len(one) > LONGEST for one in self.bodies):
            raise ValidationError(
                _l("En linje kan ha høyst 200 tegn. Skriv én virksomhet på hver linje.")
            )


@blueprint.get("/juryer/verv/<int:appointment_id>/tilknytning")
@needs(Permission.MANAGE_JURY, Permission.DECLARE)
def show(appointment_id: int) -> str:
    """Show what is noted of somebody, with the form to change it."""
    held = jury.affiliated(work(), appointment_id)
    form = AffiliationsForm(
        employer=held.employer, offices="\n".join(held.offices), areas=held.areas
    )
    return _page(held, form)


@blueprint.post("/juryer/verv/<int:appointment_id>/tilknytning")
@needs(Permission.MANAGE_JURY, Permission.DECLARE)
def note(appointment_id: int) -> tuple[str, int] | Response:
    """Note what somebody belongs to."""
    held, form = jury.affiliated(work(), appointment_id), AffiliationsForm()
    if not form.validate_on_submit():
        return _page(held, form), 422
    jury.note_affiliations(
        work(),
        held.id,
        employer=form.employer.data or "",
        offices=form.bodies,
        areas=form.areas.data or (),
    )
    flash(_("Tilknytningene er lagret."), "success")
    return redirect(url_for("affiliations.show", appointment_id=held.id), 303)


def _page(held: Appointment, form: AffiliationsForm) -> str:
    speak_of(held.seat.jury)
    return render_template(
        "jury/affiliations.html",
        held=held,
        is_hers=held.account_id == work().actor.account_id,
        name=words.institution(held.seat),
        counties=organisations.counties(work().session),
        form=form,
    )
