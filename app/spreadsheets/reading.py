"""Reading a file, whichever kind it is of: what it is called is not asked, only what is in it."""

from app.spreadsheets import csv_files, workbooks
from app.spreadsheets.content import Content, Fault, UnreadableError

ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""What spreadsheets begin with: of today, and old ones or those with a password."""


def read(content: bytes) -> Content:
    """Take a file apart.

    Raises:
        UnreadableError: it is of no kind that can be read, or broken, or too large.

    """
    if content.startswith(OLE):
        raise UnreadableError(Fault.OLD_OR_LOCKED)
    if content.startswith(ZIP):
        return workbooks.read(content)
    return csv_files.read(content)


def read_all(content: bytes) -> list[Content]:
    """Take every sheet of a workbook apart.

    Raises:
        UnreadableError: it is no workbook, or broken, locked or too large.

    """
    if content.startswith(OLE):
        raise UnreadableError(Fault.OLD_OR_LOCKED)
    if not content.startswith(ZIP):
        raise UnreadableError(Fault.NOT_A_SPREADSHEET)
    return workbooks.read_all(content)
