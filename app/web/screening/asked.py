"""What the screening list is narrowed to and sorted by, as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.candidates import CandidateKind
from app.services.inbox import Order, Wanted
from app.words.nominations import screening as words

STATE, KIND, ALIKE, NOTED, UNCHECKED, ORDER = "vis", "slag", "lik", "notat", "usjekket", "sorter"
ORDERS = {
    "kandidat": Order.CANDIDATE,
    "forslagsstiller": Order.ORGANISATION,
    "nyeste": Order.NEWEST,
    "status": Order.STATE,
}
"""Without one of these: by number."""


@dataclass(frozen=True)
class Asked:
    """What is asked for: as values, and as it stands in the address."""

    wanted: Wanted
    filters: Mapping[str, str]


def read(args: Mapping[str, str]) -> Asked:
    """Read what is asked for. What is not known asks for nothing."""
    state, kind, order = (args.get(name, "") for name in (STATE, KIND, ORDER))
    state = state if state in words.STATES else ""
    kind = kind if kind in set(CandidateKind) else ""
    order = order if order in ORDERS else ""
    marks = {name: args.get(name) == "1" for name in (ALIKE, NOTED, UNCHECKED)}
    filters = {STATE: state, KIND: kind, ORDER: order}
    filters |= {name: "1" for name, is_set in marks.items() if is_set}
    return Asked(
        Wanted(
            states=words.STATES.get(state, frozenset()),
            kind=CandidateKind(kind) if kind else None,
            alike=marks[ALIKE],
            noted=marks[NOTED],
            unchecked=marks[UNCHECKED],
            order=ORDERS.get(order, Order.NUMBER),
        ),
        {name: value for name, value in filters.items() if value},
    )
