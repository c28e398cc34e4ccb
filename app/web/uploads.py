"""Files that are sent: by exactly the routes that say so, and no larger than they may be."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import request

from app.words.text import _

View = TypeVar("View", bound=Callable[..., Any])
MARK = "__takes_file__"
"""What a view carries that takes files: how many bytes are read of a request at all."""
LARGEST = 5 * 1024 * 1024
"""Of a spreadsheet, as it is sent."""
MOST = 20 * 1024 * 1024
"""What is read of a request at all, so that a file that is too large is answered at its field."""


class FileError(ValueError):
    """No file was sent, or one that is too large; its text is said at the field."""


def takes_file(view: View) -> View:
    """Mark a view as one that takes a file."""
    return takes_files(MOST)(view)


def takes_files(most: int) -> Callable[[View], View]:
    """Mark a view as one that takes files, of so many bytes together."""

    def mark(view: View) -> View:
        setattr(view, MARK, most)
        return view

    return mark


def sent(name: str, largest: int | None = None) -> bytes:
    """Give what was sent as a file, of so many bytes at most.

    Raises:
        FileError: nothing was, or too much.

    """
    file, most = request.files.get(name), largest or LARGEST
    content = b""
    if file:
        content = file.stream.read(most + 1)
        file.close()
    if not content:
        raise FileError(_("Velg en fil."))
    if len(content) > most:
        megabytes = most // 2**20
        raise FileError(_("Filen er for stor. Den kan være høyst %(most)s MB.", most=megabytes))
    return content
