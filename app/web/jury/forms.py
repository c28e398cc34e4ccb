"""The forms of a jury: its term, a seat, an invitation, a last day."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from app.rules.calendar import read_date
from app.rules.numbers import row_number
from app.web.accounts.forms import stripped
from app.web.people.forms import InvitedForm, OneOf, language_field
from app.words.text import _, _l

YEARS = range(1950, 2200)


class TermForm(FlaskForm):  # type: ignore[misc]
    """The years of a term."""

    term_from = StringField(_l("Fra og med år"), [InputRequired(_l("Skriv det første året."))])
    term_to = StringField(_l("Til og med år"), [InputRequired(_l("Skriv det siste året."))])

    def years(self) -> tuple[int, int] | None:
        """Read both years, or say at the fields what is wrong with them."""
        found = [self._year(field) for field in (self.term_from, self.term_to)]
        first, last = found
        return (first, last) if first is not None and last is not None else None

    def _year(self, field: StringField) -> int | None:
        year = row_number((field.data or "").strip())
        if year is None or year not in YEARS:
            field.errors = [_("Skriv et årstall med fire sifre, for eksempel 2027.")]
            return None
        return year


class NewJuryForm(TermForm):
    """The years of a new jury, and whose seats it begins with."""

    source = SelectField(_l("Begynn med plassene fra"), validate_choice=False)


class SeatForm(FlaskForm):  # type: ignore[misc]
    """A seat: whose it is, its short name, its area, and whether it leads."""

    institution = StringField(
        _l("Institusjon"),
        [DataRequired(_l("Skriv hvilken institusjon plassen hører til.")), Length(max=200)],
        [stripped],
    )
    short = StringField(
        _l("Kortnavn"),
        [
            DataRequired(_l("Skriv et kortnavn, for eksempel KS.")),
            Length(max=20, message=_l("Kortnavnet kan ha høyst 20 tegn.")),
        ],
        [stripped],
    )
    areas = SelectMultipleField(_l("Fylker"), validate_choice=False)
    leads = BooleanField(_l("Plassen leder juryen"))


class SeatInvitationForm(InvitedForm):
    """Who is invited to a seat, as what, and from which day."""

    place = RadioField(
        _l("Som"), [OneOf(_l("Velg medlem eller varamedlem."))], validate_choice=False
    )
    since = StringField(_l("Første dag i vervet"), [InputRequired(_l("Skriv en dato."))])
    language = language_field()


class LastDayForm(FlaskForm):  # type: ignore[misc]
    """The last day of an appointment."""

    until = StringField(_l("Siste dag i vervet"), [InputRequired(_l("Skriv en dato."))])


def day(field: StringField) -> date | None:
    """Read the day of a field, or say at it that it is none."""
    found = read_date(field.data or "")
    if found is None:
        field.errors = [_("Skriv en dato, for eksempel 15.05.2027.")]
    return found
