"""The form to extend a deadline."""

from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError

from app.web.moments import read_moment
from app.words.text import _


class ExtendForm(FlaskForm):  # type: ignore[misc]
    """A new deadline."""

    until = StringField()

    def validate_until(self, field: StringField) -> None:
        """Check that a date and a time have been filled in."""
        if read_moment(field.data) is None:
            raise ValidationError(_("Skriv den nye fristen med dato og klokkeslett."))
