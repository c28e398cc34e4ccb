"""The form to invite somebody to an office."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.models import Prize
from app.rules.access import Role
from app.rules.offices import OFFICES
from app.web.accounts.forms import EMAIL, MailAddress, stripped
from app.words import accounts as words
from app.words.text import _l


class OneOf:
    """Insists that one of the choices was made."""

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: FlaskForm, field: RadioField) -> None:
        """Check a field.

        Raises:
            ValidationError: nothing was chosen, or what is no choice.

        """
        if field.data not in {str(choice[0]) for choice in field.choices or ()}:
            raise ValidationError(self.message)


class InvitedForm(FlaskForm):  # type: ignore[misc]
    """Who is invited, to whatever it is."""

    name = StringField(
        _l("Navn"),
        [DataRequired(_l("Skriv hva hun eller han heter.")), Length(max=200)],
        [stripped],
    )
    email = StringField(
        EMAIL, [InputRequired(_l("Skriv e-postadressen.")), Length(max=254), MailAddress()]
    )


def language_field() -> RadioField:
    """Give the field for the language of an invitation."""
    return RadioField(
        _l("Språk i invitasjonen"),
        [OneOf(_l("Velg et språk."))],
        default="nb",
        validate_choice=False,
    )


class InviteForm(InvitedForm):
    """Who is invited, and to what: an office, and the prize that it is held in."""

    office = RadioField(_l("Rolle"), [OneOf(_l("Velg en rolle."))], validate_choice=False)
    language = language_field()


def office_choices(prizes: Sequence[Prize]) -> list[tuple[str, str, str]]:
    """List every office that there is to be invited to: its value, its name, and what it is."""
    found = []
    for role, office in OFFICES.items():
        title, about = str(words.OFFICES[role]), str(words.ABOUT[role])
        if office.of_installation:
            found.append((f"{role.value}:", title, about))
        if office.of_prize:
            found += [
                (f"{role.value}:{prize.id}", words.office_in(role, prize), about)
                for prize in prizes
            ]
    return found


def chosen(value: str, prizes: Sequence[Prize]) -> tuple[Role, Prize | None]:
    """Read which office was chosen."""
    role, _, prize_id = value.partition(":")
    prize = next((one for one in prizes if str(one.id) == prize_id), None)
    return Role(role), prize
