"""Attachments: files attached to the answers of a nomination, and what the scanner says of them."""

from app.services.attachments.attaching import attach, detach, put_back
from app.services.attachments.checking import check, sweep
from app.services.attachments.finding import (
    Question,
    find,
    held,
    in_version,
    question_of,
    taken_out,
)
from app.services.attachments.scanning import Waiting, note, waiting

__all__ = [
    "Question",
    "Waiting",
    "attach",
    "check",
    "detach",
    "find",
    "held",
    "in_version",
    "note",
    "put_back",
    "question_of",
    "sweep",
    "taken_out",
    "waiting",
]
