"""Score sheets: opening a nomination, drafts, sealing, and revising what is sealed."""

from app.services.scores.drafting import SheetInput, save_draft
from app.services.scores.opening import earlier_of, find_earlier, find_sheet, open_nomination, scale
from app.services.scores.sealing import SheetIncompleteError, lacks, revise, seal

__all__ = [
    "SheetIncompleteError",
    "SheetInput",
    "earlier_of",
    "find_earlier",
    "find_sheet",
    "lacks",
    "open_nomination",
    "revise",
    "save_draft",
    "scale",
    "seal",
]
