"""Files as bytes: the store that keeps them, the parsers that decide what they are, the scanner.

Nothing here knows of nominations. What is kept is named by its SHA-256; what is on its way has a
folder of its own until it has come whole.
"""

from app.files.arriving import Arriving, ArrivingError
from app.files.preparing import Piece, Prepared, prepare
from app.files.stores import MissingError, Store, StoreAwayError, name_of

__all__ = [
    "Arriving",
    "ArrivingError",
    "MissingError",
    "Piece",
    "Prepared",
    "Store",
    "StoreAwayError",
    "name_of",
    "prepare",
]
