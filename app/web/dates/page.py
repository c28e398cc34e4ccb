"""The page of a round's dates: what they are, what was changed, and the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import DateChange, Round
from app.rules.access import Permission, Verdict
from app.rules.dates import RoundDate
from app.rules.lifecycle import Milestone
from app.services import accounts, may, phases, rounds
from app.services.work import Work
from app.web.dates.forms import DatesForm, as_it_stands
from app.words import setup as setup_words
from app.words.rounds import dates as words


@dataclass(frozen=True)
class DateLine:
    """One date: to be changed in a field, or settled."""

    name: str
    label: str
    value: datetime | None
    written: str
    is_free: bool
    error: str
    warning: str = ""
    """That it is on a Sunday or a holiday; empty where it is not."""


@dataclass(frozen=True)
class ChangeLine:
    """One change that was made."""

    label: str
    before: datetime | None
    after: datetime | None
    reason: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True)
class DatesPage:
    """The dates of a round."""

    lines: Sequence[DateLine]
    form: DatesForm
    errors: Mapping[str, str]
    question: str
    """What is asked of dates far ahead; empty where nothing is."""
    needs_reason: bool
    is_stale: bool
    """Whether somebody else has changed the round since the form was opened."""
    changes: Sequence[ChangeLine]

    @property
    def can_change(self) -> bool:
        """Whether any date can still be changed."""
        return any(line.is_free for line in self.lines)


def lay_out(
    work: Work,
    award_round: Round,
    sent: DatesForm | None = None,
    errors: Mapping[str, str] | None = None,
    question: str = "",
    *,
    is_stale: bool = False,
) -> DatesPage:
    """Lay out the page, with what was sent if that could not be stored."""
    changes = may.decide(work, Permission.CHANGE_DATES, award_round) is Verdict.ALLOWED
    free = phases.free_dates(award_round, work.now) if changes else frozenset()
    form, wrong = sent or as_it_stands(award_round, free), errors or {}
    ahead = {date: award_round.dates[date] for date in free}
    warned = {one.figures["date"]: setup_words.lack(one) for one in rounds.on_holidays(ahead)}
    return DatesPage(
        [
            DateLine(
                date.value,
                words.called(date),
                value,
                form.written.get(date, ""),
                date in free,
                wrong.get(date.value, ""),
                warned.get(date.value, ""),
            )
            for date, value in award_round.dates.items()
        ],
        form,
        wrong,
        question,
        award_round.milestone is not Milestone.PLANNED,
        is_stale,
        _changes(work, phases.changes_of(work.session, award_round)),
    )


def _changes(work: Work, made: Sequence[DateChange]) -> list[ChangeLine]:
    names = accounts.names_of(work.session, [one.changed_by_id for one in made])
    return [
        ChangeLine(
            words.called(RoundDate(one.date)),
            one.before,
            one.after,
            one.reason,
            one.changed_at,
            names.get(one.changed_by_id or 0, ""),
        )
        for one in made
    ]
