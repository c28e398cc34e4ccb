"""Score sheets: opening a nomination, drafts, sealing, and revising what is sealed."""

from app.services.scores.drafting import SheetInput, save_draft
from app.services.scores.opening import find_earlier, find_sheet, open_nomination, scale
from app.services.scores.own import OwnScores, own_scores
from app.services.scores.sealing import SheetIncompleteError, lacks, revise, seal

__all__ = [
    "OwnScores",
    "SheetIncompleteError",
    "SheetInput",
    "find_earlier",
    "find_sheet",
    "lacks",
    "open_nomination",
    "own_scores",
    "revise",
    "save_draft",
    "scale",
    "seal",
]
