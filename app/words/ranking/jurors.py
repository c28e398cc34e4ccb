"""What the scores say of the jurors, in few words. None is called wrong: "look again", no more."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Appointment
from app.ranking.report import Juror
from app.services.figures import Figures, Panel
from app.web.ranking import heat
from app.web.ranking.plot import Points
from app.words import formats
from app.words.formats import listed
from app.words.ranking import names
from app.words.ranking.says import PLACES
from app.words.text import _, _n

SURE = 2.0
"""A difference of so many standard errors is more than chance usually gives: 19 cases of 20."""
FEW = 3
"""How far the scores stray is not said of fewer than this."""
MOST_NAMES = 3
"""More than so many are not named in a heading."""


@dataclass(frozen=True)
class Whose:
    """Whose figures these are, and whether she reads them herself."""

    held: Appointment
    is_own: bool

    @property
    def name(self) -> str:
        """Name her by her seat."""
        return names.appointed(self.held)

    @property
    def scores(self) -> str:
        """Name her scores, as the subject of a sentence."""
        return _("Poengene dine") if self.is_own else _("Poengene fra %(juror)s", juror=self.name)


def is_known(figures: Figures) -> bool:
    """Say whether her severity can be given, with how sure it is."""
    return figures.is_enough and figures.juror is not None and figures.juror.se is not None


def reach(juror: Juror) -> float:
    """Give how far the interval of her severity goes to either side, in points."""
    return SURE * (juror.se or 0.0)


def side(figures: Figures) -> int:
    """Say where she surely is: -1 stricter than the others, 1 more generous, 0 neither."""
    juror = figures.juror
    if juror is None or juror.severity is None or not is_known(figures):
        return 0
    if abs(juror.severity) <= reach(juror):
        return 0
    return 1 if juror.severity > 0 else -1


def straying(juror: Juror) -> int:
    """Say whether her scores stray more (1) or less (-1) than expected, or as expected (0).

    A mean of n squares of standard normals has mean 1 and variance 2/n.
    """
    if juror.misfit is None or juror.number < FEW:
        return 0
    if abs(juror.misfit - 1) <= SURE * math.sqrt(2 / juror.number):
        return 0
    return 1 if juror.misfit > 1 else -1


def unsaid(figures: Figures) -> str:
    """Say why nothing can be said of severity; nothing where it can."""
    if figures.share == 1.0:
        return _("Bare ett medlem har gitt poeng, så det er ingen å sammenligne med.")
    if not figures.is_enough:
        return _("Det er for få poeng til å si om noen er strengere enn andre.")
    if not is_known(figures):
        return _("Ingen i juryen er funnet strengere enn andre.")
    return ""


def opening(panel: Panel) -> str:
    """Say who in the jury stands out, or why that cannot be said."""
    scored = [one for one in panel.figures if one.juror is not None]
    if not scored:
        return _("Ingen har gitt poeng.")
    if not any(is_known(one) for one in scored):
        return unsaid(scored[0])
    told = []
    if low := [one for one in scored if side(one) < 0]:
        told.append(
            _n(
                "%(names)s gir merkbart lavere poeng enn de andre.",
                "%(names)s gir merkbart lavere poeng enn de andre.",
                len(low),
                names=_who(low),
            )
        )
    if high := [one for one in scored if side(one) > 0]:
        told.append(
            _n(
                "%(names)s gir merkbart høyere poeng enn de andre.",
                "%(names)s gir merkbart høyere poeng enn de andre.",
                len(high),
                names=_who(high),
            )
        )
    return " ".join(told) or _("Ingen i juryen skiller seg ut som streng eller raus.")


def _who(found: Sequence[Figures]) -> str:
    if len(found) > MOST_NAMES:
        return _n("%(num)s medlem", "%(num)s medlemmer", len(found))
    return listed([names.appointed(one.held) for one in found])


def noticeable(figures: Figures) -> tuple[str, str]:
    """Give the shape and the word for whether she is noticeably strict or generous."""
    return {-1: ("done", _("Strengere")), 0: ("none", _("Nei")), 1: ("square", _("Rausere"))}[
        side(figures)
    ]


def severity(juror: Juror) -> str:
    """Write her severity with its interval: +0,14 ± 0,20."""
    return f"{heat.signed(juror.severity, PLACES)} ± {formats.decimal(reach(juror), PLACES)}"


def share(part: float) -> str:
    """Write a part of a whole in whole per cents; a part that pulls the other way is negative."""
    return formats.percent(round(part, 2)).replace("-", "−")


def figure(value: float | None) -> str:
    """Write a figure that may be negative, with two decimals."""
    return formats.decimal(value, PLACES).replace("-", "−")


def first_without(figures: Figures) -> str:
    """Name who would be first without her."""
    if figures.table is None or figures.juror is None:
        return ""
    return names.nominations(figures.table, figures.juror.winners_without or [])


def remarks(figures: Figures) -> list[str]:
    """Name what should be known of her figures when they are read."""
    juror = figures.juror
    if juror is None:
        return [_("Ingen vurdering teller")]
    found = []
    if juror.number == 1:
        found.append(_("Bare én vurdering"))
    if juror.same:
        found.append(_("Samme poeng til alle"))
    if stray := straying(juror):
        found.append(_("Spriker mer enn ventet") if stray > 0 else _("Spriker mindre enn ventet"))
    if figures.look_again:
        found.append(
            _n(
                "%(num)s vurdering å se på nytt",
                "%(num)s vurderinger å se på nytt",
                len(figures.look_again),
            )
        )
    return found


def axis(figures: Sequence[Figures]) -> Points | None:
    """Lay out the axis of severity, the same to both sides; None where there is none to show."""
    ends = [
        abs(one.juror.severity or 0.0) + reach(one.juror)
        for one in figures
        if one.juror is not None and is_known(one)
    ]
    if not ends:
        return None
    limit = float(max(math.ceil(max(ends)), 1))
    return Points(-limit, limit)
