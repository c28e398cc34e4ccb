"""Score sheets: opening a nomination, drafts, sealing, and revising what is sealed."""

from app.services.scores.completing import SheetIncompleteError, lacks
from app.services.scores.drafting import SheetInput, save_draft
from app.services.scores.on_paper import (
    Blank,
    PaperFault,
    PaperRefusedError,
    blanks,
    enter,
    entered,
    refuse,
    unconfirmed,
    waiting,
    withdraw,
)
from app.services.scores.opening import earlier_of, find_earlier, find_sheet, open_nomination, scale
from app.services.scores.own import OwnScores, own_scores
from app.services.scores.sealing import revise, seal

__all__ = [
    "Blank",
    "OwnScores",
    "PaperFault",
    "PaperRefusedError",
    "SheetIncompleteError",
    "SheetInput",
    "blanks",
    "earlier_of",
    "enter",
    "entered",
    "find_earlier",
    "find_sheet",
    "lacks",
    "open_nomination",
    "own_scores",
    "refuse",
    "revise",
    "save_draft",
    "scale",
    "seal",
    "unconfirmed",
    "waiting",
    "withdraw",
]
