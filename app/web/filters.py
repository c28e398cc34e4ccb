"""Formats and terms as the templates know them: filters, not modules."""

from flask import Flask

from app.services import digests
from app.web import names
from app.words import formats, terms

FILTERS = (
    digests.checksum,
    formats.day,
    formats.day_and_month,
    formats.weekday,
    formats.time_of_day,
    formats.moment,
    formats.exact_moment,
    formats.short_moment,
    formats.stored_moment,
    formats.table_date,
    formats.decimal,
    formats.percent,
    formats.chance,
    formats.whole,
    formats.org_number,
    formats.paragraphs,
    formats.in_language,
    formats.language_of,
    formats.listed,
    names.name_size,
    terms.mark,
    terms.move,
    terms.move_consequence,
    terms.nomination_move,
    terms.term,
)


def init_app(app: Flask) -> None:
    """Make them known to the templates."""
    for function in FILTERS:
        app.add_template_filter(function)
