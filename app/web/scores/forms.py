"""The shape of a score sheet as it is sent: scores as they were written, grounds, notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

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
    version = form.get("version", "")
    return SheetForm(
        written,
        scores,
        tuple(off_scale),
        _lines(form.get("grounds", "")),
        _lines(form.get("notes", "")),
        _lines(form.get("reason", "")),
        int(version) if version.isdecimal() and len(version) < 10 else 0,
    )


def _lines(text: str) -> str:
    """Take the line ends of a browser back to what they were when the text was written."""
    return text.replace("\r\n", "\n")
