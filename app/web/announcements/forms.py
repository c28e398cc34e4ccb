"""The form that sets when the decision becomes public."""

from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError

from app.web.moments import read_moment
from app.words.text import _


class AnnounceForm(FlaskForm):  # type: ignore[misc]
    """A time, or at once."""

    at = StringField()

    def validate_at(self, field: StringField) -> None:
        """Check that a date and a time have been filled in."""
        if read_moment(field.data) is None:
            raise ValidationError(
                _("Skriv når avgjørelsen skal kunngjøres, med dato og klokkeslett.")
            )
