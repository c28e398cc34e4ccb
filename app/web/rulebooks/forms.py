"""The form that amends the rules of judging: what was written, and what it can be read as."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from werkzeug.datastructures import MultiDict

from app.rules.numbers import row_number
from app.rules.rulebooks import Rules

WEIGHT = "weight-"
"""How the fields with the weights are called, before the criterion's key."""
BETWEEN = ", "
"""Stands between the tie-breaks of an order."""
_PER_CENT = re.compile(r"[0-9]{1,3}([.,][0-9]{1,3})?")
_COUNT = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class AmendmentForm:
    """What was filled in. It is shown again as it was, whatever it holds."""

    weights: Mapping[str, str]
    """Per cents as text, by criterion key."""
    quorum: str
    method: str
    tie_breaks: str
    reason: str
    is_confirmed: bool
    base: int
    """The version of the rulebook that the change started from."""

    @property
    def unreadable(self) -> list[str]:
        """Name the fields that hold no number: per cents with up to three decimals, a count."""
        return [
            *(
                f"{WEIGHT}{key}"
                for key, text in self.weights.items()
                if not _PER_CENT.fullmatch(text.strip())
            ),
            *([] if _COUNT.fullmatch(self.quorum.strip()) else ["quorum"]),
        ]

    def rules(self) -> Rules:
        """Read the rules. Everything must be readable."""
        return Rules(
            weights={key: _share(text) for key, text in self.weights.items()},
            quorum=int(self.quorum),
            method=self.method,
            tie_breaks=tuple(self.tie_breaks.split(BETWEEN)) if self.tie_breaks else (),
        )


def _share(text: str) -> Decimal:
    return Decimal(text.strip().replace(",", ".")) / 100


def read_amendment(sent: "MultiDict[str, str]", criteria: Sequence[str]) -> AmendmentForm:
    """Read the form."""
    return AmendmentForm(
        weights={key: sent.get(f"{WEIGHT}{key}", "") for key in criteria},
        quorum=sent.get("quorum", ""),
        method=sent.get("method", ""),
        tie_breaks=sent.get("tie_breaks", ""),
        reason=sent.get("reason", ""),
        is_confirmed=bool(sent.get("confirm")),
        base=row_number(sent.get("version")) or 0,
    )


def as_it_stands(rules: Rules, version: int, write_per_cent: Mapping[str, str]) -> AmendmentForm:
    """Fill in the form with the rules in force."""
    return AmendmentForm(
        weights=write_per_cent,
        quorum=str(rules.quorum),
        method=rules.method,
        tie_breaks=BETWEEN.join(rules.tie_breaks),
        reason="",
        is_confirmed=False,
        base=version,
    )
