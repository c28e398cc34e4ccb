"""The form to invite somebody into one nomination."""

from wtforms import RadioField

from app.rules.access import CollaboratorRole
from app.web.people.forms import InvitedForm, OneOf, language_field
from app.words.text import _l


class CollaboratorForm(InvitedForm):
    """Who is invited, and whether to write or to read."""

    language = language_field()
    role = RadioField(
        _l("Hva skal hun eller han kunne gjøre?"),
        [OneOf(_l("Velg om det er å skrive eller bare å lese."))],
        choices=[
            (CollaboratorRole.EDITOR.value, _l("Skrive og lese")),
            (CollaboratorRole.READER.value, _l("Bare lese")),
        ],
        validate_choice=False,
    )
