"""What a check of the record finds, in words that name the record."""

from dataclasses import dataclass, field
from enum import StrEnum


class Tampering(StrEnum):
    """What was done to an event, to a chain, or to a row that an event vouches for."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    ALTERED = "altered"
    """A row is not what its event vouches for."""
    LOST = "lost"
    """An event is there, and its row is gone."""
    UNVOUCHED = "unvouched"
    """A row is there, and no event of it."""
    UNREADABLE = "unreadable"
    """A value is nothing that its column can hold."""
    NO_CHAIN = "no chain"
    SHORTER = "shorter"
    """A chain holds fewer events than were noted outside."""
    REPLACED = "replaced"
    """An event is not the one that was noted outside."""


_SENTENCES = {
    Tampering.CHANGED: "{chain}: event {position}{kind} was changed",
    Tampering.REMOVED: "{chain}: event {position}{kind} was removed",
    Tampering.INSERTED: "{chain}: event {position}{kind} was inserted",
    Tampering.ALTERED: "{chain}: {what} is not as it was recorded{event}",
    Tampering.LOST: "{chain}: {what} is gone{event}",
    Tampering.UNVOUCHED: "{chain}: {what} is on no event",
    Tampering.UNREADABLE: "{chain}: {what} cannot be read; nothing else is checked until it can",
    Tampering.NO_CHAIN: "{chain}: the chain is gone",
    Tampering.SHORTER: "{chain}: the chain was cut off{what}",
    Tampering.REPLACED: "{chain}: the chain was computed anew{what}",
}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was recorded.

    Attributes:
        chain: the name of the chain that it belongs to; of the table, of what cannot be read.
        position: of the event that shows it; None where there is none.
        tampering: what was done.
        what: the kind of the event, or the record in words.
        subject: what the record is about, as events name it.

    """

    chain: str
    position: int | None
    tampering: Tampering
    what: str = ""
    subject: str = field(default="", compare=False)

    def __str__(self) -> str:
        return _SENTENCES[self.tampering].format(
            chain=self.chain,
            position=self.position,
            what=self.what,
            kind=f" ({self.what})" if self.what else "",
            event=f" in event {self.position}" if self.position else "",
        )
