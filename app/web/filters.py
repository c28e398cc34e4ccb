"""Formats and terms as the templates know them: filters, not modules."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask
from jinja2 import pass_context

from addresses import mailto, tel
from app.rules import counting, forms, round_addresses
from app.services import digests
from app.web import names
from app.words import attachments, formats, organisations, spoken, terms

FILTERS = (
    mailto,
    attachments.held_back,
    tel,
    digests.checksum,
    forms.count_words,
    counting.count_characters,
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
    organisations.behalf,
    organisations.body_standing,
    organisations.domain,
    organisations.nominator,
    organisations.nominator_kind,
    round_addresses.round_path,
    terms.language_name,
    terms.mark,
    terms.move,
    terms.move_consequence,
    terms.nomination_move,
    terms.term,
    spoken.lang,
    spoken.spoken,
)


def init_app(app: Flask) -> None:
    """Make them known to the templates."""
    for function in FILTERS:
        app.add_template_filter(_asked_when_shown(function), function.__name__)


def _asked_when_shown(function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep Jinja from asking once for all, in whatever language, where a constant is filtered."""

    @pass_context
    @wraps(function)
    def asked(_context: object, *given: Any, **named: Any) -> Any:
        return function(*given, **named)

    return asked
