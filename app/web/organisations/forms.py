"""The forms about an organisation: inviting a colleague, a domain, a reason."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.web.accounts.forms import stripped
from app.web.people.forms import InvitedForm, language_field
from app.words.text import _l


class ColleagueForm(InvitedForm):
    """Who is invited to act for an organisation, and whether she may submit."""

    language = language_field()
    signs = BooleanField(_l("Kan sende inn på vegne av virksomheten"))


class DomainForm(FlaskForm):  # type: ignore[misc]
    """A domain that an organisation's people have their addresses at."""

    domain = StringField(
        _l("E-postdomene"), [DataRequired(_l("Skriv et domene.")), Length(max=253)], [stripped]
    )


class RefusalForm(FlaskForm):  # type: ignore[misc]
    """Why an organisation is refused."""

    reason = TextAreaField(
        _l("Hvorfor avvises den?"),
        [DataRequired(_l("Skriv hvorfor virksomheten avvises.")), Length(max=1000)],
        [stripped],
    )


class LeavingForm(FlaskForm):  # type: ignore[misc]
    """Who may submit after somebody who leaves."""

    heir = RadioField(_l("Hvem skal kunne sende inn etter deg?"), validate_choice=False)
