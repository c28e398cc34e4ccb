"""The shape of a score sheet as it is sent: scores as they were written, grounds, notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.rules import evidence
from app.rules.evidence import Evidence, EvidenceMark
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
    evidence: Mapping[str, Evidence] | None = None
    """None where the page had no fields for it."""

    @property
    def too_long(self) -> tuple[str, ...]:
        """The criteria whose place in the text is longer than there is room for."""
        return evidence.too_long(self.evidence or {})

    @property
    def is_readable(self) -> bool:
        """Whether it can be stored as it was sent."""
        return not self.off_scale and not self.too_long

    @property
    def given(self) -> SheetInput:
        """What the services take."""
        return SheetInput(self.scores, self.grounds, self.notes, self.version, self.evidence)


def read_sheet(form: Mapping[str, str], keys: Iterable[str], scale: Scale) -> SheetForm:
    """Read a sheet: ``score-``, ``evidence-`` and ``place-<criterion>``, grounds, notes and more."""
    keys = list(keys)
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
        _read_evidence(form, keys),
    )


def _read_evidence(form: Mapping[str, str], keys: Iterable[str]) -> dict[str, Evidence] | None:
    sent = [key for key in keys if f"evidence-{key}" in form or f"place-{key}" in form]
    return {
        key: Evidence(
            _read_mark(form.get(f"evidence-{key}", "")), form.get(f"place-{key}", "").strip()
        )
        for key in sent
    } or None


def _read_mark(written: str) -> EvidenceMark | None:
    return EvidenceMark(written) if written in set(EvidenceMark) else None
