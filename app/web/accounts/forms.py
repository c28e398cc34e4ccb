"""The form to sign in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from app.words.text import _l


class SignInForm(FlaskForm):  # type: ignore[misc]
    """An address, a password, and where to go afterwards."""

    email = StringField(_l("E-post"), [InputRequired(_l("Skriv e-postadressen din."))])
    password = PasswordField(_l("Passord"), [InputRequired(_l("Skriv passordet ditt."))])
    next = HiddenField()
