"""Texts in the reader's language. The source is bokmål; the catalogues hold the others."""

from typing import Any

from flask_babel import gettext, lazy_gettext, ngettext
from markupsafe import Markup


def _(message: str, /, **values: Any) -> str:
    """Translate a text; one with something marked up in it is marked up itself."""
    if any(isinstance(value, Markup) for value in values.values()):
        return Markup(gettext(message)) % values  # noqa: S704 - the catalogues are ours
    return str(gettext(message, **values))


def _n(one: str, several: str, /, number: int, **values: Any) -> str:
    """Translate a text that depends on a number, which it holds as ``%(num)s``."""
    return str(ngettext(one, several, number, **values))


def _l(message: str, /) -> Any:
    """Translate a text when it is shown, for what is written down before any request."""
    return lazy_gettext(message)
