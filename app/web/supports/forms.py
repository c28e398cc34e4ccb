"""The forms of statements of support: asking somebody, and writing one."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, StringField, TextAreaField

from app.words.text import _l


class AskForm(FlaskForm):  # type: ignore[misc]
    """Who is asked."""

    name = StringField(_l("Navn"))
    body = StringField(_l("Virksomhet eller organisasjon"))
    email = EmailField(_l("E-postadresse"))
    language = StringField(_l("Språk i e-posten"), default="nb")


class GiveForm(FlaskForm):  # type: ignore[misc]
    """What she writes, and in whose name."""

    text = TextAreaField(_l("Støtteerklæringen"))
    name = StringField(_l("Navnet ditt"))
    role = StringField(_l("Rollen din"))
    body = StringField(_l("Virksomhet eller organisasjon"))
    approved = BooleanField(
        _l("Jeg har skrevet dette selv, og godkjenner at juryen leser det i mitt navn")
    )
