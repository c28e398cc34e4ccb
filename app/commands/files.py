"""What is in a file: rows of text, or what is wrong with it, said to whoever runs a command."""

import click

from app import spreadsheets
from app.rules.tables import every
from app.spreadsheets import Content, Fault, UnreadableError

ADVICE = "save it as .xlsx, or as CSV UTF-8"
FAULTS = {
    Fault.OLD_OR_LOCKED: f"an old spreadsheet, or one with a password: {ADVICE}",
    Fault.NOT_A_SPREADSHEET: f"not a spreadsheet that can be read: {ADVICE}",
    Fault.NOT_TEXT: f"not text: {ADVICE}",
    Fault.NOT_IN_LETTERS: f"not text that can be read: {ADVICE}",
    Fault.QUOTES: "",
    Fault.TOO_LARGE: "the sheet reaches too far: delete what is empty after the table",
}
"""What is said of each; of quotes, what the reader itself says."""
every(Fault, FAULTS)


class TableError(click.ClickException):
    """A file that cannot be read as it should be; names the line and the column."""

    exit_code = 2


def load(name: str, content: bytes) -> tuple[Content, list[str]]:
    """Take a file apart, whichever kind it is of; beside it, what was assumed in reading it.

    Raises:
        TableError: it is of no kind that can be read.

    """
    try:
        found = spreadsheets.read(content)
    except UnreadableError as error:
        told = FAULTS[error.fault] or error.told
        raise TableError(f"{name}, line {error.line}, column {error.column}: {told}") from error
    return found, _notes(name, found)


def _notes(name: str, found: Content) -> list[str]:
    notes = []
    if found.is_guessed:
        notes.append(
            f"{name} is not UTF-8 and was read as Windows-1252. If letters are wrong, {ADVICE}."
        )
    if found.sheets > 1:
        notes.append(
            f"{name} has {found.sheets} sheets; only the first, “{found.sheet}”, was read."
        )
    return notes
