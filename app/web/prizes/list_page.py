"""Several prizes for everybody: what is open now, who won last, and all of them by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import Prize, Round
from app.rules.lifecycle import Phase
from app.services import announcements
from app.services.announcements import Result
from app.services.work import Work
from app.web.prizes.page import UNDER_WAY, Leading, leading_of, may_write, under_way_of
from app.words.results import honours
from app.words.results.honours import Year
from app.words.rounds import calls

LATEST = 6
"""So many of the latest winners, at most one of each prize."""


@dataclass(frozen=True)
class PrizeLine:
    """One prize of several."""

    prize: Prize
    standing: str
    """How its round that is under way stands; empty where none is."""
    last: Year | None
    """The last year that it was awarded."""
    awarded_at: datetime | None
    years: int
    """In how many years there is a result."""


@dataclass(frozen=True)
class CallLine:
    """One call that is open."""

    award_round: Round
    time_left: str
    may_write: bool
    """Whether to offer the reader to write a nomination."""


@dataclass(frozen=True)
class PrizesPage:
    """All prizes of the installation."""

    leading: Leading | None
    """The newest winner of any prize, while it stands first."""
    calls: Sequence[CallLine]
    """What can be nominated for now, the nearest deadline first."""
    lines: Sequence[PrizeLine]

    @property
    def latest(self) -> list[PrizeLine]:
        """The prizes by whom they were awarded to last, the newest first."""
        awarded = [line for line in self.lines if line.last and line.last.winner]
        awarded.sort(key=_awarded, reverse=True)
        led = self.leading.year.slug if self.leading else ""
        return [line for line in awarded if line.last and line.last.slug != led][:LATEST]


def _awarded(line: PrizeLine) -> tuple[int, float]:
    at = line.awarded_at
    return (line.last.year if line.last else 0, at.timestamp() if at else 0.0)


def prizes_page(work: Work, every: Sequence[Prize]) -> PrizesPage:
    """Lay out the page, in as many queries for many prizes as for two."""
    known = announcements.public_rounds(work.session, work.now, *every)
    results = announcements.results(work, known)
    opened = [one for one in known if one.public_phase(work.now) is Phase.OPEN]
    opened.sort(key=lambda one: (one.deadline_at or work.now, one.id))
    first = under_way_of(work, opened[0]) if opened else None
    return PrizesPage(
        leading_of(known, results, first, work.now),
        [CallLine(one, calls.time_left(one, work.now), may_write(work, one)) for one in opened],
        [_line(prize, known, results, work.now) for prize in every],
    )


def _line(
    prize: Prize, known: Sequence[Round], results: Mapping[int, Result], now: datetime
) -> PrizeLine:
    own = [one for one in known if one.prize_id == prize.id]
    held = [one for one in own if one.id in results]
    won = next((one for one in held if results[one.id].winners), None)
    current = next((one for one in own if one.public_phase(now) in UNDER_WAY), None)
    return PrizeLine(
        prize,
        calls.standing(current, now).title if current else "",
        honours.year_of(won, results[won.id]) if won else None,
        won.embargo_until if won else None,
        len(held),
    )
