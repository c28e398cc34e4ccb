"""The forms of registering, and of choosing whom one nominates for."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from app.rules.org_numbers import is_org_number
from app.web.accounts.forms import AddressForm, NewAccountForm, stripped
from app.web.people.forms import OneOf
from app.words.text import _, _l

ELSEWHERE = "elsewhere"
"""Chosen by whoever nominates for none of those that her address belongs to."""


class RegisterForm(AddressForm):
    """Who somebody says that she is."""

    name = StringField(
        _l("Navn"), [DataRequired(_l("Skriv navnet ditt.")), Length(max=200)], [stripped]
    )
    language = RadioField(
        _l("Språk"), [OneOf(_l("Velg et språk."))], default="nb", validate_choice=False
    )


class FirstAccountForm(NewAccountForm):
    """What an account is made of, and whom she nominates for, where the address tells."""

    body = RadioField(
        _l("Hvem skriver du forslag for?"),
        [OneOf(_l("Velg hvem du skriver forslag for."))],
        validate_choice=False,
    )


class ByDomainForm(FlaskForm):  # type: ignore[misc]
    """One of those that her address belongs to."""

    way = HiddenField(default="domain")
    body = RadioField(
        _l("Adressen din hører til"), [OneOf(_l("Velg en av dem."))], validate_choice=False
    )


class MunicipalityForm(FlaskForm):  # type: ignore[misc]
    """A municipality of the register."""

    way = HiddenField(default="municipality")
    municipality = SelectField(
        _l("Kommune"), [OneOf(_l("Velg en kommune."))], validate_choice=False
    )


class NumberForm(FlaskForm):  # type: ignore[misc]
    """Another organisation, by its number."""

    way = HiddenField(default="number")
    org_number = StringField(_l("Organisasjonsnummer"), [Length(max=20)], [stripped])
    name = StringField(
        _l("Navnet på virksomheten"),
        [DataRequired(_l("Skriv hva virksomheten heter.")), Length(max=200)],
        [stripped],
    )

    def validate_org_number(self, field: StringField) -> None:
        """Check the number.

        Raises:
            ValidationError: it is none.

        """
        if not is_org_number(field.data or ""):
            raise ValidationError(
                _("Dette er ikke et organisasjonsnummer. Det har ni sifre; se om alle er riktige.")
            )


class PersonForm(FlaskForm):  # type: ignore[misc]
    """Nobody but herself."""

    way = HiddenField(default="person")
