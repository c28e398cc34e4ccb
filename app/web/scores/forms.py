"""The shape of a score sheet as it is sent: scores as they were written, grounds, notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.rules.numbers import row_number
from app.rules.scoring import Scale, ScoreOffScaleError, parse_score, plain
from app.services.scores import SheetInput


@dataclass(frozen=True)
class SheetForm:
    """What was sent. It is shown again as it was written, whatever it holds."""

    written: Mapping[str, str]
    """By criterion key."""
    scores: Mapping[str, Decimal]
    """Those that could be read."""
    off_scale: tuple[str, ...]
    """The criteria whose score could not."""
    grounds: str
    notes: str
    reason: str
    version: int

    @property
    def given(self) -> SheetInput:
        """What the services take."""
        return SheetInput(self.scores, self.grounds, self.notes, self.version)


def read_sheet(form: Mapping[str, str], keys: Iterable[str], scale: Scale) -> SheetForm:
    """Read a sheet: the fields are ``score-<criterion>``, grounds, notes, reason and version."""
    written: dict[str, str] = {}
    scores: dict[str, Decimal] = {}
    off_scale = []
    for key in keys:
        written[key] = form.get(f"score-{key}", "")
        try:
            value = parse_score(key, written[key], scale)
        except ScoreOffScaleError:
            off_scale.append(key)
        else:
            if value is not None:
                scores[key] = plain(value)
    return SheetForm(
        written,
        scores,
        tuple(off_scale),
        form.get("grounds", ""),
        form.get("notes", ""),
        form.get("reason", ""),
        row_number(form.get("version")) or 0,
    )
