"""The forms of the screening: to admit a nomination, to reject it, and to undo either."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, TextAreaField


class AdmitForm(FlaskForm):  # type: ignore[misc]
    """That somebody has looked for residents."""

    residents_checked = BooleanField()


class RejectForm(FlaskForm):  # type: ignore[misc]
    """Why it is rejected."""

    reason = TextAreaField()


class ReopenForm(FlaskForm):  # type: ignore[misc]
    """Why what was done is undone."""

    reopen_reason = TextAreaField()
