"""What the page of other weights shows: the form, the order under them, and where it tips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import url_for

from app.models import Round
from app.ranking.report import Contest
from app.services.ranking import Ranking, reweighing
from app.services.ranking.reweighing import Leeway, Moved, Tried, Turn, Weights
from app.web.ranking import plot
from app.web.ranking.forms import MOST, WeightFault, WeightsForm, field_of
from app.web.ranking.page import SHOWN
from app.words import formats
from app.words.ranking import names, says
from app.words.ranking import weights as words
from app.words.text import _

TICKS = ((0, "start"), (0.25, "middle"), (0.5, "middle"), (0.75, "middle"), (1, "end"))
"""The shares that are written on the axis of a weight, and where the text is held."""


@dataclass(frozen=True)
class WeightField:
    """The field of one criterion's weight. share: what the weight comes to."""

    id: str
    name: str
    written: str
    error: str
    share: Decimal


@dataclass(frozen=True)
class TurnLine:
    """A point at which the winner changes. href: to weights just beyond it, where there are any."""

    x: str
    words: str
    href: str
    try_words: str


@dataclass(frozen=True)
class LeewayLine:
    """How much one criterion may weigh with the same winner, as it is drawn."""

    name: str
    weight: Decimal
    x: str
    low: str
    high: str
    turns: Sequence[TurnLine]


@dataclass(frozen=True)
class Leeways:
    """One contest, by its number: how much each criterion may weigh before ``leader`` loses."""

    group: int
    leader: str
    lines: Sequence[LeewayLine]


@dataclass(frozen=True)
class WeightsPage:
    """Everything that the page shows.

    is_possible: whether other weights can be tried; if not, ``says`` is of the ranking itself.
    summary: field and message of everything that is wrong.
    """

    table: Ranking
    method: str
    is_possible: bool
    says: str
    moves: str
    fields: Sequence[WeightField]
    summary: Sequence[tuple[str, str]]
    tried: Tried
    rows: Sequence[Moved]
    shows_all: bool
    all_href: str
    is_grouped: bool
    ticks: Sequence[tuple[str, float, str]]
    ends: tuple[str, str]
    leeways: Sequence[Leeways]


def make(
    award_round: Round, table: Ranking, rulebook: Weights, form: WeightsForm, *, shows_all: bool
) -> WeightsPage:
    """Make the page of a ranking under the weights of a form, or else under the rulebook's."""
    report = table.report
    is_possible = reweighing.is_possible(report)
    tried = reweighing.try_out(table, rulebook, form.shares or rulebook)
    asked = _as_asked(form.written)
    return WeightsPage(
        table=table,
        method=names.method(report.method),
        is_possible=is_possible,
        says=words.says(table, tried) if is_possible else says.says(table),
        moves=words.moves(tried),
        fields=_fields(award_round, form, tried),
        summary=_summary(award_round, form.faults),
        tried=tried,
        rows=tried.rows if shows_all else tried.rows[:SHOWN],
        shows_all=shows_all,
        all_href=_href(award_round, alle="", _anchor="rekke", **asked),
        is_grouped=len(report.contests) > 1,
        ticks=[(plot.share(share), share, anchor) for share, anchor in TICKS],
        ends=(plot.share(0), plot.share(1)),
        leeways=[
            _leeways(award_round, table, rulebook, contest, number)
            for number, contest in enumerate(report.contests, start=1)
            if is_possible and len(contest.order) > 1
        ],
    )


def _href(award_round: Round, **asked: Any) -> str:
    return url_for("ranking_weights.show", slug=award_round.slug, **asked)


def _as_asked(written: Mapping[str, str]) -> dict[str, str]:
    """Give the parts of an address that ask for some weights."""
    return {field_of(key): text for key, text in written.items()}


def _fields(award_round: Round, form: WeightsForm, tried: Tried) -> list[WeightField]:
    return [
        WeightField(
            id=field_of(criterion.key),
            name=formats.in_language(criterion.name),
            written=form.written[criterion.key],
            error=_fault(form.faults[criterion.key]) if criterion.key in form.faults else "",
            share=tried.shares[criterion.key],
        )
        for criterion in award_round.criteria
    ]


def _fault(which: WeightFault) -> str:
    """Say what is wrong with a weight, and what to do."""
    return {
        WeightFault.BLANK: _("Skriv et tall. Skal kriteriet ikke telle, skriv 0."),
        WeightFault.UNREADABLE: _("Skriv vekten som et tall, for eksempel 20 eller 12,5."),
        WeightFault.NEGATIVE: _("En vekt kan ikke være under 0."),
        WeightFault.TOO_HIGH: _("En vekt kan ikke være over %(most)s.", most=formats.whole(MOST)),
        WeightFault.ALL_ZERO: _("Minst ett kriterium må ha en vekt over 0."),
    }[which]


def _summary(award_round: Round, faults: Mapping[str, WeightFault]) -> list[tuple[str, str]]:
    """Give the field and the message of everything that is wrong, for the top of the form."""
    return [
        (
            field_of(key),
            _fault(one)
            if one is WeightFault.ALL_ZERO
            else f"{names.criterion(award_round, key)}: {_fault(one)}",
        )
        for key, one in faults.items()
    ]


def _leeways(
    award_round: Round, table: Ranking, rulebook: Weights, contest: Contest, number: int
) -> Leeways:
    return Leeways(
        number,
        names.nominations(table, contest.order[:1]),
        [
            LeewayLine(
                names.criterion(award_round, one.criterion),
                one.weight,
                plot.share(one.weight),
                plot.share(one.low),
                plot.share(one.high),
                [_turn(award_round, one, turn) for turn in one.turns],
            )
            for one in reweighing.leeways(table, contest, rulebook)
        ],
    )


def _turn(award_round: Round, leeway: Leeway, turn: Turn) -> TurnLine:
    href = try_words = ""
    if turn.beyond is not None:
        href = _href(award_round, **_as_asked(words.as_written(turn.beyond)))
        try_words = words.try_beyond(leeway, turn.beyond)
    return TurnLine(plot.share(turn.at), words.turns(leeway, turn), href, try_words)
