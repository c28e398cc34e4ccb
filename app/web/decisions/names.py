"""Whom a decision names: three short lists, each line a choice among what was judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.services.decisions import DecisionInput

ADD = "add-"
"""How the buttons that ask for one more line are called, before the name of the list."""
LEAST = {"winners": 1, "nominees": 3, "mentions": 1}
"""The lists, and how many lines each has at least."""


@dataclass(frozen=True)
class NameList:
    """One list: its name, which is that of its fields, and what is chosen in each line."""

    name: str
    chosen: Sequence[int | None]
    error: str

    @property
    def add(self) -> str:
        """What the button for one more line sends."""
        return ADD + self.name


@dataclass(frozen=True)
class Names:
    """The lists, and what can be chosen: in the order of the ranking, each with its place."""

    lists: Sequence[NameList]
    options: Sequence[tuple[int, str]]
    finalists: Sequence[str]
    """The nominees, where a stage has named them: then there is no list to write them in."""


@dataclass(frozen=True)
class Candidate:
    """One that can be named: as it is called, and as it is offered, with its place."""

    id: int
    name: str
    offered: str


def chooser(
    candidates: Sequence[Candidate],
    given: DecisionInput,
    messages: Mapping[str, str],
    asked: Mapping[str, int],
    *,
    finalists: Sequence[str],
) -> Names:
    """Lay out the lists.

    Args:
        candidates: in the order of the ranking, or of the ballots.
        given: what stands in the fields.
        messages: what is wrong, by list.
        asked: how many lines the chair has asked for, by list.
        finalists: the nominees by name, where a stage has named them.

    """
    order = [one.id for one in candidates]
    chosen = {"winners": given.winners, "nominees": given.nominees, "mentions": given.mentions}
    lists = []
    for name, least in LEAST.items():
        named: list[int | None] = [one for one in order if one in chosen[name]]
        lines = min(max(least, len(named), asked.get(name, 0)), max(1, len(order)))
        blanks: list[int | None] = [None] * (lines - len(named))
        lists.append(NameList(name, named + blanks, messages.get(name, "")))
    options = [(one.id, one.offered) for one in candidates]
    return Names(lists, options, finalists)
