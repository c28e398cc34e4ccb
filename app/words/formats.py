"""Dates, times and numbers as each language writes them (Språkrådet's rules for Norwegian)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel.dates import format_date
from babel.lists import format_list
from flask_babel import get_locale

from app.models import Texts
from app.rules.calendar import OSLO

NBSP = "\u00a0"
_BABEL = {"nb": "nb", "nn": "nn", "en": "en_GB"}


def language() -> str:
    """Give the language of this request: nb, nn or en."""
    locale = get_locale()
    return locale.language if locale else "nb"


def in_language(texts: Texts | None, wanted: str | None = None) -> str:
    """Give a text in a language, or in the nearest one there is."""
    if not texts:
        return ""
    for code in (wanted or language(), "nb", "nn", "en"):
        if texts.get(code):
            return texts[code]
    return next(iter(texts.values()), "")


def language_of(texts: Texts | None) -> str:
    """Say which language ``in_language`` answers in, for the ``lang`` attribute."""
    answer = in_language(texts)
    return next((code for code, text in (texts or {}).items() if text == answer), language())


def local(moment: datetime) -> datetime:
    """Give a moment in Norwegian time."""
    return moment.astimezone(OSLO)


def day(value: datetime | date) -> str:
    """Write a date: 5. juni 2014, 5 June 2014."""
    return _date(value, "d. MMMM y", "d MMMM y")


def day_and_month(value: datetime | date) -> str:
    """Write a date within the year: 5. juni."""
    return _date(value, "d. MMMM", "d MMMM")


def weekday(value: datetime | date) -> str:
    """Write the day of the week with a capital: Fredag."""
    text = _date(value, "EEEE", "EEEE")
    return text[:1].upper() + text[1:]


def _date(value: datetime | date, norwegian: str, english: str) -> str:
    when = local(value).date() if isinstance(value, datetime) else value
    code = language()
    pattern = english if code == "en" else norwegian
    text = format_date(when, pattern, locale=_BABEL[code])
    # The day and its month are not parted by a line break.
    return text.replace(". ", f".{NBSP}", 1) if code != "en" else text.replace(" ", NBSP, 1)


def time_of_day(value: datetime) -> str:
    """Write a time of day: kl. 14.00, 14:00."""
    when = local(value)
    if language() == "en":
        return f"{when:%H:%M}"
    return f"kl.{NBSP}{when:%H.%M}"


def moment(value: datetime) -> str:
    """Write a date with its time: 5. juni 2014 kl. 14.00; 5 June 2014 at 14:00."""
    between = " at " if language() == "en" else " "
    return f"{day(value)}{between}{time_of_day(value)}"


def stored_moment(value: str) -> str:
    """Write a moment that is kept as text, as messages keep theirs."""
    return moment(datetime.fromisoformat(value))


def exact_moment(value: datetime) -> str:
    """Write a moment to the second, as a receipt does: 5. juni 2014 kl. 14.00.07."""
    when = local(value)
    if language() == "en":
        return f"{day(value)} at {when:%H:%M:%S}"
    return f"{day(value)} kl.{NBSP}{when:%H.%M.%S}"


def short_moment(value: datetime) -> str:
    """Write a date of this year with its time: 5. juni kl. 14.00."""
    between = " at " if language() == "en" else " "
    return f"{day_and_month(value)}{between}{time_of_day(value)}"


def written_date(value: date) -> str:
    """Write a date as people type it: 05.06.2014."""
    return f"{value:%d.%m.%Y}"


def table_date(value: datetime) -> str:
    """Write a date for a table: 05.06.2014 kl. 14.00."""
    return f"{local(value):%d.%m.%Y} {time_of_day(value)}"


def rounded(value: Fraction | Decimal | float, places: int) -> Decimal:
    """Round a number as it is shown, half up. What follows from a figure follows from this."""
    # A float is off by a hair, and a hair below a half would round down what rounds up.
    exact = Fraction(repr(round(value, 9))) if isinstance(value, float) else Fraction(value)
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0  # no −0


def decimal(value: Fraction | Decimal | float | None, places: int = 2) -> str:
    """Round a number for display, half up, with the language's decimal sign."""
    if value is None:
        return "–"
    text = str(rounded(value, places))
    return text if language() == "en" else text.replace(".", ",")


def percent(share: Fraction | Decimal | float, places: int = 1) -> str:
    """Write a share of one as a percentage, with at most so many decimals: 20 %, 12,5 %."""
    number = decimal(Fraction(share) * 100, places)
    trimmed = number.rstrip("0").rstrip(",.") if places else number
    return f"{trimmed}%" if language() == "en" else f"{trimmed}{NBSP}%"


def chance(share: float | None) -> str:
    """Write a chance in whole per cents; a chance is never said to be none or certain.

    None is written as a dash.
    """
    if share is None:
        return "–"
    if share < 0.005:
        return f"<{NBSP}{percent(0.01)}"
    if share >= 0.995:
        return f">{NBSP}{percent(0.99)}"
    return percent(round(share, 2))


def whole(value: int) -> str:
    """Write a whole number, thousands parted by a no-break space: 100 000."""
    sign = "," if language() == "en" else NBSP
    return f"{value:,}".replace(",", sign) if value >= 10_000 else str(value)


def org_number(value: str) -> str:
    """Write an organisation number in threes: 921 234 554."""
    return NBSP.join(value[i : i + 3] for i in range(0, len(value), 3))


def paragraphs(text: str) -> list[str]:
    """Part a text into its paragraphs at empty lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def either(names: Sequence[str]) -> str:
    """Name several of which one is chosen: A, B eller C."""
    code = {"nb": "nb", "nn": "nn"}.get(language(), "en_GB")
    return str(format_list(list(names), style="or", locale=code)) if names else ""


def listed(names: Sequence[str]) -> str:
    """Name several as one says them: A, B og C."""
    if len(names) == 1:
        return names[0]
    code = language()
    return str(format_list(list(names), locale={"nb": "nb", "nn": "nn"}.get(code, "en_GB")))
