"""The forms that open one nomination after the deadline, and that end it."""

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, TextAreaField

from app.web.moments import MomentField
from app.words.text import _l


class ExceptionForm(FlaskForm):  # type: ignore[misc]
    """Why one nomination is let in after the deadline, and until when."""

    deadline = MomentField(
        _l("Skriv når fristen er, med dato og klokkeslett."),
        label=_l("Ny frist for dette forslaget"),
    )
    reason = TextAreaField(_l("Hvorfor får forslaget unntak?"))


class ReturnForm(FlaskForm):  # type: ignore[misc]
    """What is to be completed, why, and until when."""

    sections = SelectMultipleField(_l("Hvilke deler skal åpnes?"), validate_choice=False)
    deadline = MomentField(
        _l("Skriv når fristen er, med dato og klokkeslett."),
        label=_l("Frist for å sende inn på nytt"),
    )
    reason = TextAreaField(_l("Hva mangler?"))


class EndForm(FlaskForm):  # type: ignore[misc]
    """Why an exception is taken back."""

    reason = TextAreaField(_l("Hvorfor tas unntaket tilbake?"))
