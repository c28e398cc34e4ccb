"""What the pages of the jurors' figures show: who is strict, and how much each has to say."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.models import Round
from app.ranking.report import Juror
from app.ranking.robustness.leanings import reach
from app.services import scores
from app.services.figures import Figures, Panel, Scored
from app.services.ranking import Ranking
from app.web.ranking import plot
from app.web.ranking.plot import Points
from app.words.ranking import headline, notes
from app.words.ranking import juror as her_words
from app.words.ranking import jurors as words
from app.words.ranking.jurors import Whose
from app.words.ranking.reasons import Reason
from app.words.scores import signed
from app.words.text import _


@dataclass(frozen=True)
class SeverityLine:
    """How strict one juror is, in points: the dot, and the ends of its interval."""

    name: str
    href: str
    at: float
    low: float
    high: float
    written: str
    noticeable: tuple[str, str]
    """The shape and the word."""


@dataclass(frozen=True)
class InfluenceLine:
    """How much one juror has to say; everything but ``remarks`` is empty where nothing counts.

    first_without: the shape and the words for who would be first without her; None untried.
    """

    name: str
    href: str
    number: int
    influence: str
    share: str
    correlation: str
    first_without: tuple[str, str] | None
    remarks: str


@dataclass(frozen=True)
class JurorsPage:
    """All jurors. axis: of the severities, None where there is none to show."""

    table: Ranking
    opening: str
    correction: str
    axis: Points | None
    severities: Sequence[SeverityLine]
    influences: Sequence[InfluenceLine]


@dataclass(frozen=True)
class AgainOfHers:
    """A score of hers to look at again."""

    nomination_id: int
    name: str
    distance: str


@dataclass(frozen=True)
class JurorPage:
    """One juror. sees_ranking: whether the reader may see what others gave."""

    over: str
    name: str
    is_own: bool
    says: str
    told: Sequence[Reason]
    axis: Points | None
    severity: SeverityLine | None
    sees_ranking: bool
    scored: Sequence[Scored]
    scale_points: Points
    look_again: Sequence[AgainOfHers]


def of_all(award_round: Round, panel: Panel) -> JurorsPage:
    """Make the page of all jurors."""
    lines = [_severity(award_round, one, one.juror) for one in panel.figures if one.juror]
    return JurorsPage(
        table=panel.table,
        opening=words.opening(panel),
        correction=notes.correction(panel.table),
        axis=plot.severities(panel.figures),
        severities=lines,
        influences=[_influence(award_round, one) for one in panel.figures],
    )


def of_one(award_round: Round, figures: Figures, *, is_own: bool) -> JurorPage:
    """Make the page of one juror, to herself or to the chair."""
    whose = Whose(figures.held, is_own)
    return JurorPage(
        over=_("Tallene dine, %(seat)s.", seat=whose.name)
        if is_own
        else _("Tallene for %(juror)s.", juror=whose.name),
        name=whose.name,
        is_own=is_own,
        says=headline.says(figures, whose),
        told=her_words.told(figures, whose),
        axis=plot.severities([figures]),
        severity=_severity(award_round, figures, figures.juror) if figures.juror else None,
        sees_ranking=figures.table is not None,
        scored=figures.scored,
        scale_points=plot.whole(scores.scale(award_round)),
        look_again=_again(figures),
    )


def _again(figures: Figures) -> list[AgainOfHers]:
    if figures.table is None:
        return []
    return [
        AgainOfHers(
            cell.nomination,
            figures.table.row(cell.nomination).nomination.candidate_names,
            _("%(points)s poeng", points=signed(cell.residual)),
        )
        for cell in figures.look_again
    ]


def _href(award_round: Round, figures: Figures) -> str:
    return url_for("ranking_jurors.sheet", slug=award_round.slug, appointment_id=figures.held.id)


def _severity(award_round: Round, figures: Figures, juror: Juror) -> SeverityLine:
    at = juror.severity or 0.0
    return SeverityLine(
        name=Whose(figures.held, is_own=False).name,
        href=_href(award_round, figures),
        at=at,
        low=at - reach(juror),
        high=at + reach(juror),
        written=words.severity(juror),
        noticeable=words.noticeable(figures),
    )


def _influence(award_round: Round, figures: Figures) -> InfluenceLine:
    juror = figures.juror
    name, href = Whose(figures.held, is_own=False).name, _href(award_round, figures)
    remarks = ". ".join(words.remarks(figures))
    if juror is None:
        return InfluenceLine(name, href, 0, "", "", "", None, remarks)
    return InfluenceLine(
        name,
        href,
        juror.number,
        "–" if juror.influence is None else words.share(juror.influence),
        words.share(figures.share),
        words.figure(juror.correlation),
        _first_without(figures, juror),
        remarks,
    )


def _first_without(figures: Figures, juror: Juror) -> tuple[str, str] | None:
    if juror.winners_without is None:
        return None
    if juror.changes_winner:
        return "none", words.first_without(figures)
    return "done", _("Den samme")
