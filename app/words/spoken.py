"""What people wrote, marked with the language that they wrote it in, so that it is read aloud in it.

A nomination has the language that it was begun in. What is written for the round, reasons and
rulings, is in the round's. What a juror writes in her own name is in hers.
"""

from markupsafe import Markup

from app.words.formats import language


def lang(code: str | None) -> Markup:
    """Give the attribute for what is in a language; nothing where the page is in it, or unknown."""
    return Markup(' lang="{}"').format(code) if code and code != language() else Markup("")


def spoken(text: str, code: str | None) -> Markup:
    """Mark a text as it stands within a sentence."""
    attribute = lang(code)
    return Markup("<span{}>{}</span>").format(attribute, text) if attribute else Markup.escape(text)
