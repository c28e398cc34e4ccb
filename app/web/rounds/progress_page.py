"""Who has finished how much: by nomination, and by seat. Never a score, nor its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Round, Seat
from app.rules.access import REMINDABLE, Permission, Role, Verdict
from app.rules.coverage import Coverage
from app.rules.lifecycle import Phase, StageKind, StageState
from app.services import (
    accounts,
    attention,
    disclosure,
    lists,
    may,
    progress,
    remaining,
    reminders,
    scores,
)
from app.services.lists import Listed
from app.services.progress import Mark, Progress
from app.services.remaining import Remaining, Unfinished
from app.services.work import Work
from app.spreadsheets import Sheet
from app.web import paging
from app.web.paging import Page
from app.words import exports, terms
from app.words.acts.reminders import reminded
from app.words.jury import desks as desk_words
from app.words.jury import juries
from app.words.jury import looks as look_words
from app.words.jury import papers as paper_words
from app.words.jury import progress as progress_words
from app.words.jury.looks import LookLine
from app.words.jury.remaining import unfinished
from app.words.jury.seating import who_counts
from app.words.text import _

LEGEND = (
    *(Mark.SEALED, Mark.DRAFT, Mark.NOT_BEGUN, Mark.UNDECLARED, Mark.PENDING, Mark.EXCEPTED),
    Mark.VACANT,
)
RARE = frozenset({Mark.PENDING, Mark.EXCEPTED})
"""What is explained only where there is any."""
LOOKS = {Mark.SEALED: "is-done", Mark.VACANT: "is-recused"}
"""The squares that stand out, and as what."""


@dataclass(frozen=True)
class SeatColumn:
    """One seat of the jury, and how much it has of each mark."""

    short: str
    institution: str
    leads: bool
    sealed: int
    drafts: int
    not_begun: int
    undeclared: int
    vacant: int
    shall: int
    """How many it hands in when it has finished."""


@dataclass(frozen=True)
class ProgressSquare:
    """One seat and one nomination."""

    seat: str
    shape: str
    word: str
    look: str
    stepped_in: bool


@dataclass(frozen=True)
class ProgressRow:
    """One nomination, seat by seat."""

    number: int | None
    name: str
    squares: Sequence[ProgressSquare]
    coverage: Coverage


@dataclass(frozen=True)
class ProgressTable:
    """Seats and nominations, with a mark in each square; the sums are of all pages."""

    page: Page[Listed]
    columns: Sequence[SeatColumn]
    rows: Sequence[ProgressRow]
    sealed: int
    legend: Sequence[tuple[str, str]]
    """Shape and word."""


@dataclass(frozen=True)
class LackingRow:
    """Somebody who lacks something, where she is reached, and when she was reminded."""

    who: str
    seat: str
    lacks: str
    phone: str
    email: str
    reminded: str


@dataclass(frozen=True)
class ProgressPage:
    """The progress of a round."""

    lede: str
    next_step: str
    pending: int
    """How many possible conflicts await a ruling."""
    table: ProgressTable
    late: str
    """That the deadline for the scores is over, and what then; empty where it is not."""
    overdue: Sequence[str]
    """Who has not handed in everything by then."""
    quorum: int
    gone: Sequence[str]
    """Those who have left the jury, and what they handed in."""
    uncounted: Sequence[str]
    """Sheets that were handed in and do not count."""
    who_counts: str
    """The rule for whose sheet counts in a seat."""
    nothing: str
    """What is said where there is nothing to judge, or nobody who does; else empty."""
    lacking: Sequence[LackingRow]
    looks: Sequence[LookLine]
    excepted: Sequence[str]
    """Whom nobody waits for, and why."""
    papers: Sequence[str]
    """Whose sheets on paper are not confirmed, to those who enter them."""
    chairs: bool


def lay_out(work: Work, award_round: Round) -> ProgressPage:
    """Lay out the page that is asked for, as the reader may see it."""
    seen = progress.for_reader(work, award_round)
    wanted, shown = paging.asked(), seen.nominations
    if wanted.query:
        found = lists.find(work.session, award_round, wanted.query)
        shown = [nomination for nomination in shown if nomination.id in found]
    page = paging.cut(
        shown, wanted, "rounds.progress", of=len(seen.nominations), slug=award_round.slug
    )
    left = _left(work, award_round, seen)
    late = _overdue(work, award_round, left)
    return ProgressPage(
        progress_words.lede(seen) if _is_followed(award_round, seen) else "",
        progress_words.next_step(seen) if _acts(work, award_round) else "",
        len(seen.pending),
        lay_out_table(work, seen, page),
        desk_words.too_late(award_round) if late else "",
        [unfinished(one, by_ballot=award_round.is_by_ballot) for one in late],
        award_round.rulebook.quorum if award_round.rulebooks else 0,
        [juries.gone(one, sheets) for one, sheets in seen.gone],
        _uncounted(work, seen),
        who_counts(),
        "" if _is_followed(award_round, seen) else progress_words.nothing(award_round),
        _lacking(work, award_round, left),
        _looks(work, award_round),
        _excepted(work, seen),
        _papers(work, award_round),
        Role.CHAIR in may.roles(work, award_round),
    )


def _is_followed(award_round: Round, seen: Progress) -> bool:
    """Say whether there are sheets to follow: visits give none."""
    is_visit = award_round.stage is not None and award_round.stage.kind is StageKind.VISIT
    return bool(seen.nominations and seen.seats) and not is_visit


def _left(work: Work, award_round: Round, seen: Progress) -> Sequence[Remaining]:
    """Look at what is left to do, while there can be something, as the reader may see it."""
    stage = award_round.stage
    if stage is None or stage.state not in REMINDABLE or not seen.nominations:
        return []
    return remaining.of_round(work.session, award_round, work.today, seen.hidden)


def _is_scoring(award_round: Round) -> bool:
    return award_round.stage is not None and award_round.stage.state is StageState.SCORING


def _overdue(work: Work, award_round: Round, left: Sequence[Remaining]) -> Sequence[Unfinished]:
    """List who has not handed in everything when the deadline is over."""
    if not _is_scoring(award_round) or not attention.is_overdue(award_round, work.now):
        return []
    return remaining.unfinished(left)


def _lacking(work: Work, award_round: Round, left: Sequence[Remaining]) -> list[LackingRow]:
    """List who lacks something; where she is reached is for those who can ask her for it."""
    if not left or award_round.phase(work.now) is not Phase.JUDGING:
        return []
    asks = may.roles(work, award_round) & {Role.SECRETARIAT, Role.CHAIR}
    last = reminders.last_sent(work.session, award_round)
    reach = accounts.reach(work.session, [one.appointment.account_id for one in left])
    rows = []
    for one in left:
        held = one.appointment
        lacks = progress_words.lacks(one, scoring=_is_scoring(award_round))
        if not lacks:
            continue
        email, phone = reach.get(held.account_id or 0, ("", ""))
        rows.append(
            LackingRow(
                held.person_name,
                progress_words.seat(held.seat.short, is_deputy=held.is_deputy),
                lacks,
                phone if asks else "",
                email if asks else "",
                reminded(last[held.id]) if held.id in last else "",
            )
        )
    return rows


def _looks(work: Work, award_round: Round) -> list[LookLine]:
    held = disclosure.looks_for(work, award_round)
    ids = [one.look.nomination_id for one in held if one.look.nomination_id is not None]
    return look_words.lines(held, lists.names(work.session, ids)) if held else []


def _excepted(work: Work, seen: Progress) -> list[str]:
    held = seen.excepted.values()
    names = lists.names(work.session, [one.nomination_id for one in held])
    together: dict[tuple[str, str], list[str]] = {}
    for one in held:
        together.setdefault((one.seat.short, one.reason), []).append(names[one.nomination_id])
    return [progress_words.excepted(seat, said, why) for (seat, why), said in together.items()]


def _papers(work: Work, award_round: Round) -> list[str]:
    """Say which sheets on paper are not confirmed to the secretariat, which entered them."""
    if Role.SECRETARIAT not in may.roles(work, award_round):
        return []
    held = scores.unconfirmed(work.session, award_round)
    names = lists.names(work.session, [one for _juror, one in held]) if held else {}
    together: dict[str, list[str]] = {}
    for juror, one in held:
        together.setdefault(juror, []).append(names[one])
    late = not _is_scoring(award_round)
    return [paper_words.unconfirmed(juror, said, too_late=late) for juror, said in together.items()]


def _acts(work: Work, award_round: Round) -> bool:
    """Say whether the reader rules on conflicts when it is time: an auditor only reads."""
    return may.decide(work, Permission.RULE_ON_CONFLICT, award_round) is not Verdict.NOT_HERS


def _uncounted(work: Work, seen: Progress) -> list[str]:
    if not seen.uncounted:
        return []
    names = lists.names(work.session, [sheet.nomination.id for sheet in seen.uncounted])
    return [progress_words.uncounted(sheet, names[sheet.nomination.id]) for sheet in seen.uncounted]


def lay_out_table(work: Work, seen: Progress, page: Page[Listed]) -> ProgressTable:
    """Lay out the table of progress, with the nominations of a page."""
    names = lists.names(work.session, [nomination.id for nomination in page.rows])
    covered = {part.nomination_id: part for part in seen.coverage}
    return ProgressTable(
        page,
        [_column(seen, seat) for seat in seen.seats],
        [_row(seen, nomination, names, covered[nomination.id]) for nomination in page.rows],
        seen.count(Mark.SEALED),
        [
            (terms.mark(mark), terms.term(mark))
            for mark in LEGEND
            if mark not in RARE or seen.count(mark)
        ],
    )


def everything(work: Work, award_round: Round) -> Sheet:
    """Give the whole table of progress, as the reader may see it."""
    seen = progress.for_reader(work, award_round)
    names = lists.names(work.session, [nomination.id for nomination in seen.nominations])
    covered = {part.nomination_id: part for part in seen.coverage}
    rows = [_row(seen, one, names, covered[one.id]) for one in seen.nominations]
    return exports.progress(
        _("Framdrift"),
        [seat.short for seat in seen.seats],
        [(one.number, one.name, [each.word for each in one.squares], one.coverage) for one in rows],
    )


def _column(seen: Progress, seat: Seat) -> SeatColumn:
    vacant = seen.of_seat(seat.id, Mark.VACANT)
    return SeatColumn(
        seat.short,
        juries.institution(seat),
        seat.leads,
        seen.of_seat(seat.id, Mark.SEALED),
        seen.of_seat(seat.id, Mark.DRAFT),
        seen.of_seat(seat.id, Mark.NOT_BEGUN),
        seen.of_seat(seat.id, Mark.UNDECLARED),
        vacant,
        len(seen.nominations) - vacant - seen.of_seat(seat.id, Mark.EXCEPTED),
    )


def _row(
    seen: Progress, nomination: Listed, names: Mapping[int, str], covered: Coverage
) -> ProgressRow:
    return ProgressRow(
        nomination.number,
        names[nomination.id],
        [_square(seen, nomination, seat) for seat in seen.seats],
        covered,
    )


def _square(seen: Progress, nomination: Listed, seat: Seat) -> ProgressSquare:
    square = seen.squares[nomination.id, seat.id]
    return ProgressSquare(
        seat.short,
        terms.mark(square.mark),
        terms.term(square.mark),
        LOOKS.get(square.mark, ""),
        square.stepped_in,
    )
