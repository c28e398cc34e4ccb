"""The stages of judging: which a round has, who is in the running in each, and who goes on.

A round has a list of them, and the last is a final, in which the prize is decided. From each before
it the chair names who goes on, and what comes after is about those alone.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.rules.impartiality import Reach
from app.rules.lifecycle import NominationState, StageKind, StageState

Texts = Mapping[str, str]


class Nominees(StrEnum):
    """Whether those who go on from a stage are the nominees, and when others learn of it."""

    NOT_HERE = "not_here"
    LATER = "later"
    """With the winner."""
    AT_ONCE = "at_once"


@dataclass(frozen=True)
class PlannedStage:
    """What is chosen of one stage of a list."""

    kind: StageKind
    nominees: Nominees = Nominees.NOT_HERE
    questions: Sequence[Texts] = field(default=())
    """Of visits: what is asked at each of them."""


Plan = tuple[PlannedStage, ...]
"""The list of stages of a round."""

FINAL_ONLY: Plan = (PlannedStage(StageKind.FINAL),)
WITH_SHORTLIST: Plan = (PlannedStage(StageKind.SHORTLIST, Nominees.LATER), *FINAL_ONLY)
MOST_STAGES = 8
MOST_QUESTIONS = 20
LEAST = 2
"""So few at least go on, of as many as there are: a final compares."""


class PlanFault(StrEnum):
    """Why a list of stages cannot be."""

    LAST_IS_NO_FINAL = "last_is_no_final"
    TOO_MANY = "too_many"
    NAMED_TWICE = "named_twice"
    NAMED_IN_THE_LAST = "named_in_the_last"
    """In the last stage the decision names the nominees."""
    QUESTIONS_WITHOUT_VISIT = "questions_without_visit"


def plan_faults(plan: Sequence[PlannedStage]) -> list[PlanFault]:
    """List why a list of stages cannot be."""
    naming = [stage for stage in plan if stage.nominees is not Nominees.NOT_HERE]
    found = {
        PlanFault.LAST_IS_NO_FINAL: not plan or plan[-1].kind is not StageKind.FINAL,
        PlanFault.TOO_MANY: len(plan) > MOST_STAGES,
        PlanFault.NAMED_TWICE: len(naming) > 1,
        PlanFault.NAMED_IN_THE_LAST: bool(plan) and plan[-1] in naming,
        PlanFault.QUESTIONS_WITHOUT_VISIT: any(
            stage.questions and stage.kind is not StageKind.VISIT for stage in plan
        ),
    }
    return [fault for fault, holds in found.items() if holds]


def added(plan: Plan, kind: StageKind) -> Plan:
    """Give a list with one more stage before the last; the first that can names the nominees."""
    is_first = all(stage.nominees is Nominees.NOT_HERE for stage in plan)
    made = PlannedStage(kind, Nominees.LATER if is_first else Nominees.NOT_HERE)
    return (*plan[:-1], made, plan[-1])


def removed(plan: Plan, place: int) -> Plan:
    """Give a list without one of its stages; the last stays."""
    if not 0 <= place < len(plan) - 1:
        raise ValueError(place)
    return (*plan[:place], *plan[place + 1 :])


def moved(plan: Plan, place: int, by: int) -> Plan:
    """Give a list in which a stage has changed places with its neighbour; the last stays."""
    other = place + by
    if by not in {-1, 1} or not {place, other} <= set(range(len(plan) - 1)):
        raise ValueError(place)
    held = list(plan)
    held[place], held[other] = held[other], held[place]
    return tuple(held)


def naming_in(plan: Plan, place: int | None, when: Nominees) -> Plan:
    """Give a list in which the nominees are named in one stage alone, or in none."""
    return tuple(
        replace(stage, nominees=when if at == place else Nominees.NOT_HERE)
        for at, stage in enumerate(plan)
    )


def asking(plan: Plan, place: int, questions: Sequence[Texts]) -> Plan:
    """Give a list in which other questions are asked at the visits of one stage."""
    held = list(plan)
    held[place] = replace(held[place], questions=tuple(questions))
    return tuple(held)


class NamingFault(StrEnum):
    """Why those who were chosen cannot be named."""

    TOO_FEW = "too_few"
    UNKNOWN = "unknown"
    REASON_MISSING = "reason_missing"


def in_the_running(
    stages: Iterable[tuple[StageKind, StageState]],
) -> frozenset[NominationState]:
    """Say which states of a nomination are judged: all that is admitted until some are named.

    They are named in every stage but the last; whoever does not go on is admitted, as before.
    """
    states = [state for _kind, state in stages]
    if StageState.CONCLUDED in states[:-1]:
        return frozenset({NominationState.SHORTLISTED})
    return frozenset({NominationState.ADMITTED, NominationState.SHORTLISTED})


def own(state: NominationState) -> NominationState:
    """Give a state as nominators know it: who goes on is the jury's until the announcement."""
    return NominationState.ADMITTED if state is NominationState.SHORTLISTED else state


def reach(kind: StageKind | None, of_rules: Reach) -> Reach:
    """Say how far a recusal goes: on the way to a final, for that nomination alone."""
    return of_rules if kind in {StageKind.FINAL, None} else Reach.NOMINATION


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
