"""The form to invite somebody into one nomination."""

from typing import Any

from wtforms import RadioField

from app.rules.access import CollaboratorRole
from app.web import languages
from app.web.people.forms import InvitedForm, OneOf, language_field
from app.words.text import _l


class CollaboratorForm(InvitedForm):
    """Who is invited, and whether to write or to read."""

    language = language_field()
    role = RadioField(
        _l("Hva skal hun eller han kunne gjøre?"),
        [OneOf(_l("Velg om det er å skrive eller bare å lese."))],
        validate_choice=False,
    )


ROLES = (
    (CollaboratorRole.EDITOR.value, _l("Skrive og lese")),
    (CollaboratorRole.READER.value, _l("Bare lese")),
)
"""What can be chosen, in the order of the page."""


def invitation(**given: Any) -> CollaboratorForm:
    """Give the form with its choices: as it was sent, unless something else is given."""
    form = CollaboratorForm(**given)
    form.language.choices = list(languages.LANGUAGES)
    form.role.choices = [(value, str(label)) for value, label in ROLES]
    return form
