"""The stages of judging: which a round has, who is in the running in each, and who goes on.

A shortlist stage before the final is optional. Its chair names who goes on, with the ranking as
advice; the final is about those alone.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from app.rules.impartiality import Reach
from app.rules.lifecycle import NominationState, StageKind, StageState

FINAL_ONLY = (StageKind.FINAL,)
WITH_SHORTLIST = (StageKind.SHORTLIST, StageKind.FINAL)
CHOICES = (FINAL_ONLY, WITH_SHORTLIST)
"""What a round can be set up with."""
LEAST = 2
"""So few at least go on, of as many as there are: a final compares."""


class NamingFault(StrEnum):
    """Why those who were chosen cannot be named."""

    TOO_FEW = "too_few"
    UNKNOWN = "unknown"
    REASON_MISSING = "reason_missing"


def in_the_running(
    stages: Iterable[tuple[StageKind, StageState]],
) -> frozenset[NominationState]:
    """Say which states of a nomination are judged: all that is admitted until some are named."""
    named = (StageKind.SHORTLIST, StageState.CONCLUDED) in stages
    if named:
        return frozenset({NominationState.SHORTLISTED})
    return frozenset({NominationState.ADMITTED, NominationState.SHORTLISTED})


def own(state: NominationState) -> NominationState:
    """Give a state as nominators know it: who goes on is the jury's until the announcement."""
    return NominationState.ADMITTED if state is NominationState.SHORTLISTED else state


def reach(kind: StageKind | None, of_rules: Reach) -> Reach:
    """Say how far a recusal goes: on the way to a shortlist, for that nomination alone."""
    return Reach.NOMINATION if kind is StageKind.SHORTLIST else of_rules


def departs(places: Mapping[int, int | None], chosen: Collection[int]) -> bool:
    """Say whether a choice departs from the order: somebody goes on from behind one who does not.

    Args:
        places: by nomination; None for what has none, which is behind all the others.
        chosen: who goes on.

    """
    behind = len(places) + 1
    kept = [behind if places[one] is None else places[one] or 0 for one in places if one in chosen]
    left = [behind if at is None else at for one, at in places.items() if one not in chosen]
    return bool(kept and left) and max(kept) > min(left)


def faults(
    places: Mapping[int, int | None], chosen: Collection[int], reason: str | None
) -> list[NamingFault]:
    """List why those who are chosen cannot be named; ``reason`` is None where none is asked yet."""
    if not set(chosen) <= places.keys():
        return [NamingFault.UNKNOWN]
    if len(set(chosen)) < min(LEAST, len(places)) or not chosen:
        return [NamingFault.TOO_FEW]
    if reason is not None and departs(places, chosen) and not reason.strip():
        return [NamingFault.REASON_MISSING]
    return []
