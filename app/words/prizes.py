"""What is said of prizes to those who make and change them."""

from collections.abc import Mapping

from app.rules import prizes as rules
from app.rules.languages import CODES
from app.rules.prizes import SlugFault
from app.rules.tables import every
from app.words import formats, terms
from app.words.text import _, _l

_MISSING = {
    "name": _l("Skriv hva prisen heter, på %(language)s."),
    "purpose": _l("Skriv hva prisen hedrer, på %(language)s."),
    "about": _l("Skriv om prisen, på %(language)s."),
}

SLUGS = {
    SlugFault.FORM: _l(
        "Bruk små bokstaver fra a til z, tall og bindestrek, for eksempel min-pris."
    ),
    SlugFault.LONG: _l("Bruk høyst 60 tegn."),
    SlugFault.RESERVED: _l("Dette ordet brukes til noe annet i adressene. Velg et annet."),
}
every(SlugFault, SLUGS)


def missing(name: str, language: str) -> str:
    """Say that a text is owed in a language."""
    return str(_MISSING[name]) % {"language": terms.language_name(language)}


def lacks(texts: Mapping[str, str]) -> str:
    """Say in which languages a text lacks, and what their readers get instead."""
    found = rules.lacking(texts)
    if not found or len(found) == len(CODES):
        return ""
    instead = formats.in_language(dict(texts), found[0])
    code = next(code for code, text in texts.items() if text == instead)
    return _(
        "Mangler på %(languages)s. De som leser slik, får teksten på %(instead)s.",
        languages=formats.listed([terms.language_name(one) for one in found]),
        instead=terms.language_name(code),
    )
