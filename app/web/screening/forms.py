"""The forms of the screening: to admit, reject and undo; to note, and to say what was found."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField


class AdmitForm(FlaskForm):  # type: ignore[misc]
    """That somebody has looked for residents."""

    residents_checked = BooleanField()


class RejectForm(FlaskForm):  # type: ignore[misc]
    """Why it is rejected."""

    reason = TextAreaField()


class ReopenForm(FlaskForm):  # type: ignore[misc]
    """Why what was done is undone."""

    reopen_reason = TextAreaField()


class NoteForm(FlaskForm):  # type: ignore[misc]
    """What is noted."""

    note = TextAreaField()


class CheckForm(FlaskForm):  # type: ignore[misc]
    """What was found by whoever looked for residents."""

    outcome = StringField()
    finding = TextAreaField()
