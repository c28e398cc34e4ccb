"""The workbook of scores: what is taken along, and what becomes of it when it comes back."""

from app.services.workbooks.comparing import (
    Change,
    Closed,
    Comparison,
    SheetChange,
    compare,
)
from app.services.workbooks.offering import Offered, offer
from app.services.workbooks.storing import Choice, MissingChoiceError, Stored, store

__all__ = [
    "Change",
    "Choice",
    "Closed",
    "Comparison",
    "MissingChoiceError",
    "Offered",
    "SheetChange",
    "Stored",
    "compare",
    "offer",
    "store",
]
