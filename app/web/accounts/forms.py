"""The forms of accounts: signing in, choosing a password, a name, an address."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.rules.forms import is_email
from app.words.text import _, _l


class MailAddress:
    """Insists that what was written can be an address."""

    def __call__(self, _form: FlaskForm, field: StringField) -> None:
        """Check a field.

        Raises:
            ValidationError: it is no address.

        """
        if not is_email((field.data or "").strip()):
            raise ValidationError(_("Skriv en e-postadresse, for eksempel navn@kommune.no."))


def stripped(text: str | None) -> str:
    """Give a text without the blanks around it."""
    return (text or "").strip()


EMAIL = _l("E-post")
NEEDED = InputRequired(_l("Skriv e-postadressen din."))


class SignInForm(FlaskForm):  # type: ignore[misc]
    """An address, a password, and where to go afterwards."""

    email = StringField(EMAIL, [NEEDED])
    password = PasswordField(_l("Passord"), [InputRequired(_l("Skriv passordet ditt."))])
    next = HiddenField()


class AddressForm(FlaskForm):  # type: ignore[misc]
    """An address: whose password is forgotten, or a new one."""

    email = StringField(EMAIL, [NEEDED, Length(max=254), MailAddress()])


class NameForm(FlaskForm):  # type: ignore[misc]
    """What somebody is called."""

    name = StringField(
        _l("Navn"), [DataRequired(_l("Skriv navnet ditt.")), Length(max=200)], [stripped]
    )


class Telephone:
    """Insists that what was written can be a telephone number, or that nothing was."""

    def __call__(self, _form: FlaskForm, field: StringField) -> None:
        """Check a field.

        Raises:
            ValidationError: it is no number.

        """
        given = (field.data or "").strip()
        figures = sum(sign.isdigit() for sign in given)
        if given and (figures < FEWEST_FIGURES or set(given) - set("+0123456789 ()-")):
            raise ValidationError(_("Skriv et telefonnummer, for eksempel 22 22 22 22."))


FEWEST_FIGURES = 5


class PhoneForm(FlaskForm):  # type: ignore[misc]
    """Where somebody can be reached by telephone, if she says."""

    phone = StringField(_l("Telefon"), [Length(max=40), Telephone()], [stripped])


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A password that is being chosen. It is typed once, and can be looked at."""

    new_password = PasswordField(_l("Nytt passord"), [InputRequired(_l("Skriv et passord."))])


class NewAccountForm(NewPasswordForm, NameForm):
    """What an account is made of, where a link says the address."""


class DeclineForm(FlaskForm):  # type: ignore[misc]
    """A word to go with a no, or none."""

    words = TextAreaField(
        _l("Vil du skrive hvorfor?"),
        [Length(max=1000, message=_l("Teksten kan ha høyst 1000 tegn."))],
    )


class ChangePasswordForm(NewPasswordForm):
    """A new password, by whoever knows the old one."""

    password = PasswordField(
        _l("Passordet du har nå"), [InputRequired(_l("Skriv passordet du har nå."))]
    )
