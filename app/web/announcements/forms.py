"""The forms that set when the decision becomes public, and move that."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, TextAreaField

from app.web.moments import MomentField
from app.words.text import _l


class AnnounceForm(FlaskForm):  # type: ignore[misc]
    """A time, or at once."""

    at = MomentField(_l("Skriv når avgjørelsen skal kunngjøres, med dato og klokkeslett."))
    confirm = BooleanField()


class MoveForm(AnnounceForm):
    """Another time, and why."""

    reason = TextAreaField()
