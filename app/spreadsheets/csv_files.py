"""CSV as people and programs write it: whichever separator, whichever letters."""

import codecs
import csv
import io
import re
import unicodedata

from app.spreadsheets.content import Content, Fault, UnreadableError

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
"""Bytes that no text has, whatever its encoding, unless it has two bytes a letter."""
SEPARATORS = (",", ";", "\t")
STATED = re.compile(r'"?sep=([^\w"\s]|\t)"?[,;\t ]*(?=[\r\n])', re.IGNORECASE)
"""The first line by which a spreadsheet program is told what the separator is."""


def read(content: bytes) -> Content:
    """Take CSV apart.

    Raises:
        UnreadableError: it is no text, or its quotes do not match.

    """
    text, is_guessed = _decode(content)
    separator, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines = [1]
    try:
        if '"' not in text:  # every row has a line to itself
            rows += reader
            return Content(rows, range(1, len(rows) + 1), is_guessed=is_guessed)
        for fields in reader:
            rows.append(fields)
            lines.append(reader.line_num + 1)
    except csv.Error as error:
        line = lines[-1] if '"' in text else reader.line_num
        raise UnreadableError(Fault.QUOTES, line, told=str(error)) from error
    return Content(rows, lines[:-1], is_guessed=is_guessed)


def _decode(content: bytes) -> tuple[str, bool]:
    """Give the text, and whether its letters had to be guessed.

    Windows-1252 is what spreadsheet programs in Norway write as "CSV". It has a letter for nearly
    every byte, so that it is tried last, and never where there are bytes that no text has.
    """
    is_guessed = False
    wide = content.startswith(UTF16)
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        unread = UnreadableError(Fault.NOT_IN_LETTERS, *_place(before))
        if wide or BINARY.search(content):
            raise unread from error
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise unread from error
        is_guessed = True
    if "\0" in text:
        raise UnreadableError(Fault.NOT_TEXT, *_place(text[: text.index(chr(0))]))
    return unicodedata.normalize("NFC", text), is_guessed


def _place(before: str) -> tuple[int, int]:
    """Say where a text ends, as far as that can be told before it is read as a table."""
    last = before[before.rfind("\n") + 1 :]
    return before.count("\n") + 1, max(last.count(one) for one in SEPARATORS) + 1


def _separator(text: str) -> tuple[str, str]:
    """Find what stands between fields, and take off the line that says so."""
    if stated := STATED.match(text):
        return stated[1], text[stated.end() :]
    first = next((line for line in io.StringIO(text) if line.strip(" ,;\t\r\n")), "")
    return max(SEPARATORS, key=first.count), text
