"""The two forms of the screening: to admit a nomination, and to reject it."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, TextAreaField


class AdmitForm(FlaskForm):  # type: ignore[misc]
    """That somebody has looked for residents."""

    residents_checked = BooleanField()


class RejectForm(FlaskForm):  # type: ignore[misc]
    """Why it is rejected."""

    reason = TextAreaField()
