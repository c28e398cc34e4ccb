"""The form that changes the dates of a round: what was written, and what it can be read as."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import MultiDict

from app.models import Round
from app.rules.calendar import MomentError, read_moment
from app.rules.dates import RoundDate
from app.rules.numbers import row_number
from app.web.moments import write_moment
from app.words import moments


@dataclass(frozen=True)
class DatesForm:
    """What was filled in. It is shown again as it was, whatever it holds."""

    written: Mapping[RoundDate, str]
    reason: str
    is_confirmed: bool
    base: int
    """The version of the round that the change started from."""

    @property
    def fields(self) -> dict[str, str]:
        """Give it as it was sent, to be sent once more."""
        confirmed = {"confirm": "1"} if self.is_confirmed else {}
        written = {date.value: text for date, text in self.written.items()}
        return {**written, "reason": self.reason, "version": str(self.base), **confirmed}

    def read(self, award_round: Round) -> tuple[dict[RoundDate, datetime | None], dict[str, str]]:
        """Give the dates that differ from the round's, and by field what cannot be read."""
        given: dict[RoundDate, datetime | None] = {}
        errors: dict[str, str] = {}
        for date, text in self.written.items():
            if text.strip() == write_moment(award_round.dates[date]):
                continue
            try:
                given[date] = read_moment(text) if text.strip() else None
            except MomentError as error:
                errors[date.value] = moments.said(error.fault)
        return given, errors


def read_dates(sent: "MultiDict[str, str]", free: frozenset[RoundDate]) -> DatesForm:
    """Read the form: of the dates only those that can still be changed."""
    return DatesForm(
        written={date: sent[date.value] for date in RoundDate if date in free and date in sent},
        reason=sent.get("reason", ""),
        is_confirmed=bool(sent.get("confirm")),
        base=row_number(sent.get("version")) or 0,
    )


def as_it_stands(award_round: Round, free: frozenset[RoundDate]) -> DatesForm:
    """Fill in the form with the dates of the round."""
    return DatesForm(
        written={date: write_moment(award_round.dates[date]) for date in RoundDate if date in free},
        reason="",
        is_confirmed=False,
        base=award_round.version,
    )
