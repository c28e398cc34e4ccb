"""Cells read as what they stand for, in any of the languages of the product."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from app.rules.calendar import read_date
from app.rules.entering import Faults, Line, Wrong
from app.rules.forms import is_email
from app.rules.numbers import row_number

YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("ja", "yes", "x", "true", "1"), True),
    **dict.fromkeys(("nei", "no", "", "false", "0"), False),
}
LANGUAGES: Mapping[str, str] = {
    "": "nb",
    **dict.fromkeys(("nb", "bokmål", "norsk bokmål"), "nb"),
    **dict.fromkeys(("nn", "nynorsk", "norsk nynorsk"), "nn"),
    **dict.fromkeys(("en", "engelsk", "english"), "en"),
}
YEARS = range(1900, 2200)
_PARTS = re.compile(r"[,;\n]")


def yes(faults: Faults, line: Line, column: str) -> bool:
    """Read yes or no; empty is no."""
    found = YES_NO.get(line.text(column).casefold())
    if found is None:
        faults.add(line, column, Wrong.NOT_YES_NO)
    return bool(found)


def language(faults: Faults, line: Line, column: str) -> str:
    """Read a language; empty is bokmål."""
    found = LANGUAGES.get(line.text(column).casefold())
    if found is None:
        faults.add(line, column, Wrong.NOT_LANGUAGE)
    return found or "nb"


def mail(faults: Faults, line: Line, column: str) -> str:
    """Read an address."""
    text = faults.needed(line, column, 254)
    if text and not is_email(text):
        faults.add(line, column, Wrong.NOT_MAIL)
    return text


def year(faults: Faults, line: Line, column: str) -> int:
    """Read a year; 0 where it is none."""
    text = faults.needed(line, column)
    found = row_number(text)
    if text and found not in YEARS:
        faults.add(line, column, Wrong.NOT_YEAR)
    return found or 0


def day(faults: Faults, line: Line, column: str, otherwise: date) -> date:
    """Read a date; another one where the cell is empty. A time of midnight is part of none."""
    text = line.text(column).removesuffix(" 00:00:00")
    if not text:
        return otherwise
    found = read_date(text)
    if found is None:
        faults.add(line, column, Wrong.NOT_DATE)
    return found or otherwise


def counties(faults: Faults, line: Line, column: str, known: Mapping[str, str]) -> list[str]:
    """Read the numbers of counties by their names, of which there may be several in a cell."""
    found = [known.get(name.casefold()) for name in several(line.text(column))]
    if None in found:
        faults.add(line, column, Wrong.NOT_COUNTY)
    return [number for number in found if number is not None]


def several(text: str) -> list[str]:
    """Take a cell apart that holds several things."""
    return [part for part in (" ".join(one.split()) for one in _PARTS.split(text)) if part]


def spelled(words: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Give what each way of writing stands for."""
    return {name.casefold(): key for key, names in words for name in names}
