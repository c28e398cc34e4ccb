"""Several prizes for everybody: what is open now, who won last, and all of them by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import Prize, Round
from app.rules.lifecycle import Phase
from app.services import announcements
from app.services.announcements import Result
from app.services.work import Work
from app.web.prizes.page import UNDER_WAY, Leading, UnderWay, leading_of, under_way_of
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
class PrizesPage:
    """All prizes of the installation."""

    leading: Leading | None
    """The newest winner of any prize, while it stands first."""
    calls: Sequence[UnderWay]
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
    under_way = [under_way_of(work, one) for one in opened]
    return PrizesPage(
        leading_of(known, results, under_way[0] if under_way else None, work.now),
        under_way,
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
