"""Who acts is asked: by every use case that says so, under a lock, of every permission there is.

Read from the code itself, so that a new use case is held to it from its first day.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.rules.access import Permission
from config import ROOT

SERVICES = ROOT / "app" / "services"
ASKING = {
    "may.begin",
    "may.require",
    "may.decide",
    "nominations.begin",
    "nominations.require",
    "decisions.begin_as_chair",
    "decisions.require_impartial_chair",
}
"""What asks the access table, by the names under which services and pages call it."""
LOCKING = {
    "lock_round",
    "lock_nomination",
    "may.begin",
    "nominations.begin",
    "decisions.begin_as_chair",
    "begin_as_chair",
    "begin",
}
UNLOCKED = {
    "announcements.enter_past_round": "makes the round that it records",
    "decisions.past.record_past": "writes in a recorded round, which nobody works in",
    "jury.assign": "sets one column, whatever else happens to the round",
    "rounds.planning.create": "makes the round that it records",
    "may._record_denial": "keeps what was refused, after the rollback",
    "moves._note": "is handed a locked round",
    "moves.move_nomination": "is handed a locked nomination",
    "nominations.writing.add_invented_candidates": "is the demonstration's alone",
    "rulebooks._put_on_record": "is handed a locked round",
    "scores.sealing._add_revision": "is handed a locked round",
    "decisions.sealing.seal": "is handed a locked round",
    "impartiality.calling_in.call_in_deputy": "is handed a locked round",
}
"""Functions that put something of a round on record without locking it, and why they may."""
Function = ast.FunctionDef
