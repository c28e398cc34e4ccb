"""The reading book of a juror as a document."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.documents.apart import typeset_apart
from app.words import formats


def book(data: Mapping[str, Any], made_at: datetime) -> bytes:
    """Make a reading book: the same bytes for as long as what is in it is the same.

    Args:
        data: what is in it.
        made_at: when the last of it was handed in.

    """
    return typeset_apart("book", data, language=formats.language(), made_at=made_at)
