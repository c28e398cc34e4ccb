"""Windows: what of a nomination can be written now, and until when it can be handed in.

There are three: the call, while it is open; a nomination that was returned, of which the sections
that were named are open; and an exception for one nomination. The last two have a deadline of
their own.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.rules.calendar import has_passed
from app.rules.lifecycle import WRITTEN_ON, NominationState, Phase


class OpeningKind(StrEnum):
    """Why a nomination is open after the deadline of the call."""

    RETURN = "return"
    EXCEPTION = "exception"


OPENED_IN = {
    OpeningKind.RETURN: frozenset({NominationState.RETURNED}),
    OpeningKind.EXCEPTION: frozenset({NominationState.DRAFT, NominationState.SUBMITTED}),
}
"""The states in which a nomination can be open for each reason."""
IN_CALL = frozenset({NominationState.DRAFT, NominationState.SUBMITTED})
"""What can be written while the call is open: a draft, and what was handed in already."""


@dataclass(frozen=True)
class Own:
    """What the secretariat has opened of one nomination, and until when.

    sections: the keys of those that are open; none where the whole of it is.
    """

    kind: OpeningKind
    deadline_at: datetime
    sections: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Window:
    """What can be written now.

    until: the last minute in which it can be handed in.
    takes: whether it can be handed in now: not while the call stands still.
    own: why it is open, if not by the call.
    """

    until: datetime | None
    takes: bool = True
    own: Own | None = None

    def opens(self, section: str) -> bool:
        """Say whether a section can be written on."""
        return self.own is None or not self.own.sections or section in self.own.sections

    @property
    def is_partial(self) -> bool:
        """Whether only some sections are open."""
        return self.own is not None and bool(self.own.sections)


def is_awaited(state: NominationState, own: Own | None, now: datetime) -> bool:
    """Say whether a nomination waits for its nominators, until a deadline of its own."""
    if own is None or has_passed(own.deadline_at, now):
        return False
    return state in OPENED_IN[own.kind]


def window(
    state: NominationState,
    phase: Phase,
    deadline_at: datetime | None,
    own: Own | None,
    now: datetime,
) -> Window | None:
    """Give what can be written now of a nomination; None where nothing can."""
    if phase in WRITTEN_ON and state in IN_CALL:
        return Window(deadline_at, takes=phase is Phase.OPEN)
    if phase is Phase.SCREENING and own is not None and is_awaited(state, own, now):
        return Window(own.deadline_at, own=own)
    return None
