"""The prize for everybody: its front page, and the table of the years with its map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import Prize, Round, Texts
from app.rules.access import Permission, Verdict
from app.rules.calendar import day_of
from app.rules.front import winner_leads
from app.rules.lifecycle import PAUSED, Phase
from app.services import announcements, may
from app.services.announcements import Result
from app.services.work import Work
from app.words.results import honours
from app.words.results import public as words
from app.words.results.honours import Spot, Year
from app.words.rounds import calls
from app.words.rounds.calls import PublicStanding, TimelineStep

YEARS_ON_FRONT = 6
UNDER_WAY = (Phase.OPEN, Phase.SCREENING, Phase.JUDGING, *PAUSED)


@dataclass(frozen=True)
class YearsTable:
    """Some years with who won, and where they are on the map."""

    years: Sequence[Year]
    spots: Sequence[Spot]
    map_label: str


@dataclass(frozen=True)
class UnderWay:
    """A round that is neither planned nor announced, as everybody may know of it."""

    award_round: Round
    standing: PublicStanding
    planned: str
    """When the result is expected."""
    time_left: str
    """Until the deadline, while it takes nominations."""
    timeline: Sequence[TimelineStep]

    @property
    def is_open(self) -> bool:
        """Whether it takes nominations."""
        return self.standing.phase is Phase.OPEN

    @property
    def is_cancelled(self) -> bool:
        """Whether it is told of only because it will not be held."""
        return self.standing.phase is Phase.CANCELLED


@dataclass(frozen=True)
class Leading:
    """The newest winner, while it stands first."""

    over: str
    year: Year
    occasion: str


@dataclass(frozen=True)
class FrontPage:
    """What the prize is, what is going on now, and who has won."""

    prize: Prize
    leading: Leading | None
    current: UnderWay | None
    """The call that closes first, else the round that is being judged."""
    may_write: bool
    others: Sequence[UnderWay]
    last: Year | None
    """The last year that the prize was awarded, unless it leads."""
    table: YearsTable
    has_more: bool
    """Whether there are more years than the table holds."""

    @property
    def call(self) -> Round | None:
        """The call that is open now."""
        current = self.current
        return current.award_round if current and current.is_open else None

    @property
    def gifts(self) -> Sequence[Texts]:
        """What the winner gets."""
        current = self.current
        return (current.award_round.gifts if current else ()) or self.prize.gifts


def front_page(work: Work, prize: Prize) -> FrontPage:
    """Lay out the front page."""
    now = work.now
    known = announcements.public_rounds(work.session, now, prize)
    results = announcements.results(work, known)
    years = honours.years(known, results)
    under_way = [under_way_of(work, r) for r in known if _is_told(r, now)]
    opened = [one for one in under_way if one.is_open]
    first = min(
        opened or [one for one in under_way if not one.is_cancelled][:1] or under_way[:1],
        key=lambda one: (one.award_round.deadline_at or now, one.award_round.id),
        default=None,
    )
    leading = leading_of(known, results, first, now)
    newest = next((year for year in years if year.winner), None)
    first_told = leading.year if leading else newest
    earlier = [year.slug for year in years if year != first_told]
    return FrontPage(
        prize,
        leading,
        first,
        may_write=first is not None and first.is_open and may_write(work, first.award_round),
        others=[one for one in under_way if one is not first],
        last=None if leading else newest,
        table=_table(known, results, set(earlier[:YEARS_ON_FRONT])),
        has_more=len(earlier) > YEARS_ON_FRONT,
    )


def _is_told(award_round: Round, now: datetime) -> bool:
    """Say whether the front page tells of a round: also that the one of this year is cancelled."""
    phase = award_round.public_phase(now)
    is_news = phase is Phase.CANCELLED and award_round.year >= day_of(now).year
    return phase in UNDER_WAY or is_news


def leading_of(
    known: Sequence[Round], results: Mapping[int, Result], first: UnderWay | None, now: datetime
) -> Leading | None:
    """Give the winner that was announced last, if it stands first now.

    Args:
        known: the rounds that everybody may know of.
        results: theirs, by round.
        first: the call that closes first, if one is open.
        now: at this time.

    """
    announced = [(r.embargo_until, r) for r in known if r.embargo_until and r.id in results]
    at, newest = max(announced, key=lambda one: one[0], default=(None, None))
    if at is None or newest is None or not results[newest.id].winners:
        return None
    deadline = first.award_round.deadline_at if first and first.is_open else None
    if not winner_leads(at, now, deadline):
        return None
    result = results[newest.id]
    return Leading(
        words.over(newest, result), honours.year_of(newest, result), words.occasion(newest)
    )


def under_way_of(work: Work, award_round: Round) -> UnderWay:
    """Lay out a round that is neither planned nor announced."""
    standing = calls.standing(award_round, work.now)
    return UnderWay(
        award_round,
        standing,
        calls.planned_for(award_round, work.now),
        calls.time_left(award_round, work.now) if standing.phase is Phase.OPEN else "",
        calls.timeline(award_round, work.now),
    )


def years_table(work: Work, prize: Prize) -> YearsTable:
    """Give every year that has a result."""
    known = announcements.public_rounds(work.session, work.now, prize)
    results = announcements.results(work, known)
    return _table(known, results, {award_round.slug for award_round in known})


def _table(known: Sequence[Round], results: Mapping[int, Result], slugs: set[str]) -> YearsTable:
    held = [award_round for award_round in known if award_round.slug in slugs]
    spots = honours.winners_map(held, results)
    return YearsTable(honours.years(held, results), spots, honours.winners_words(spots))


def may_write(work: Work, call: Round) -> bool:
    """Say whether to offer a reader to write a nomination: not the jury or the secretariat."""
    verdict = may.decide(work, Permission.START_NOMINATION, call)
    return not work.actor.is_signed_in or verdict is Verdict.ALLOWED
