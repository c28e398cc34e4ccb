"""Ballots of a final: drafts, sealing, revising what is sealed, and what they come to."""

from app.services.ballots.counting import Cast, Result, compute, for_actor, inputs, stamp
from app.services.ballots.drafting import BallotInput, save_draft
from app.services.ballots.freezing import to_freeze
from app.services.ballots.opening import Bar, Opened, find, open_ballot
from app.services.ballots.sealing import BallotIncompleteError, abstain, revise, seal

__all__ = [
    "BallotIncompleteError",
    "BallotInput",
    "Bar",
    "Cast",
    "Opened",
    "Result",
    "abstain",
    "compute",
    "find",
    "for_actor",
    "inputs",
    "open_ballot",
    "revise",
    "save_draft",
    "seal",
    "stamp",
    "to_freeze",
]
