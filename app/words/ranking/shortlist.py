"""The shortlist: where the list breaks off by itself, and who is close to the line."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ranking.report import Contest
from app.ranking.robustness.borderline import AtLine, near_line, shortlisted
from app.services.ranking import Ranking, Row
from app.words.formats import listed
from app.words.ranking import names
from app.words.ranking.reasons import written
from app.words.text import _

MOST_SHOWN = 50


@dataclass(frozen=True)
class Borderline:
    """One nomination near the line. Chance and share from 0 to 1, None where none is given.

    tips: what small change takes it over the line, in words; empty where none does.
    """

    row: Row
    inside: bool
    chance: float | None
    share: float | None
    tips: str


@dataclass(frozen=True)
class Shortlist:
    """The suggestion of one contest."""

    says: str
    moves: str
    lines: Sequence[Borderline]
    size: int


def suggest(table: Ranking) -> Shortlist | None:
    """Suggest a shortlist; None where the ranking is not one contest of more than a shortlist."""
    contest = shortlisted(table.report)
    if contest is None:
        return None
    near = [_line(table, one) for one in near_line(table.report, contest)[:MOST_SHOWN]]
    return Shortlist(_says(table, contest), _moves(near), near, len(contest.listed))


def _says(table: Ranking, contest: Contest) -> str:
    top = names.nominations(table, contest.listed)
    if contest.natural is None:
        return _("Listen har ikke noe tydelig skille. De øverste er %(names)s.", names=top)
    inside, outside = (table.row(contest.order[contest.natural + at]) for at in (-1, 0))
    return _(
        "Det tydeligste skillet går etter %(name)s, med %(gap)s poeng ned til neste. Over det står %(names)s.",
        name=names.name_of(inside),
        gap=written((inside.line.score or 0) - (outside.line.score or 0)),
        names=top,
    )


def _moves(near: Sequence[Borderline]) -> str:
    out = [names.name_of(line.row) for line in near if line.inside and line.tips]
    come = [names.name_of(line.row) for line in near if not line.inside and line.tips]
    if not out and not come:
        return _("Ingen kommer inn eller faller ut ved små endringer.")
    said = []
    if out:
        said.append(_("Ved små endringer kan %(names)s falle ut.", names=listed(out)))
    if come:
        said.append(_("Ved små endringer kan %(names)s komme inn.", names=listed(come)))
    return " ".join(said)


def _line(table: Ranking, found: AtLine) -> Borderline:
    tips = []
    if found.jurors:
        tips.append(_("uten %(jurors)s", jurors=names.jurors(table, found.jurors)))
    if found.methods:
        methods = [names.method(one).lower() for one in found.methods]
        tips.append(_("med %(methods)s", methods=listed(methods)))
    return Borderline(
        table.row(found.nomination), found.inside, found.chance, found.share, "; ".join(tips)
    )
