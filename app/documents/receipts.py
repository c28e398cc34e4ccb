"""The receipt of a nomination as a document."""

from app.documents.typesetting import is_showable, typeset
from app.words import formats
from app.words.nominations import receipts
from app.words.nominations.receipts import Receipt


def receipt(given: Receipt) -> bytes:
    """Make the receipt in the language at hand: the same bytes whenever it is fetched."""
    data = receipts.as_document(given)
    shown = all(
        is_showable(text)
        for part in data["parts"]
        for answer in part["answers"]
        for text in (answer["label"], *answer["paragraphs"])
    )
    data["replaced"] = "" if shown else data["replaced_by"]
    return typeset("receipt", data, language=formats.language(), made_at=given.version.submitted_at)
