"""What the scores say of the jurors, in few words. None is called wrong: "look again", no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Appointment
from app.ranking.report import Juror
from app.ranking.robustness.leanings import Side, Straying, is_known, reach, side, straying
from app.services.figures import Figures, Panel
from app.words import formats, scores
from app.words.formats import listed
from app.words.ranking import names
from app.words.ranking.reasons import PLACES
from app.words.text import _, _n

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


def side_of(figures: Figures) -> Side:
    """Say where she surely is, beside the others."""
    return side(figures.juror, is_enough=figures.is_enough)


def unsaid(figures: Figures) -> str:
    """Say why nothing can be said of severity; nothing where it can."""
    if figures.share == 1.0:
        return _("Bare ett medlem har gitt poeng, så det er ingen å sammenligne med.")
    if not figures.is_enough:
        return _("Det er for få poeng til å si om noen er strengere enn andre.")
    if not is_known(figures.juror, is_enough=figures.is_enough):
        return _("Ingen i juryen er funnet strengere enn andre.")
    return ""


def opening(panel: Panel) -> str:
    """Say who in the jury stands out, or why that cannot be said."""
    counted = [one for one in panel.figures if one.juror is not None]
    if not counted:
        return _("Ingen har gitt poeng.")
    if not any(is_known(one.juror, is_enough=one.is_enough) for one in counted):
        return unsaid(counted[0])
    told = []
    if low := [one for one in counted if side_of(one) is Side.STRICTER]:
        told.append(
            _n(
                "%(names)s gir merkbart lavere poeng enn de andre.",
                "%(names)s gir merkbart lavere poeng enn de andre.",
                len(low),
                names=_who(low),
            )
        )
    if high := [one for one in counted if side_of(one) is Side.MORE_GENEROUS]:
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
    return {
        Side.STRICTER: ("done", _("Strengere")),
        Side.NEITHER: ("none", _("Nei")),
        Side.MORE_GENEROUS: ("square", _("Rausere")),
    }[side_of(figures)]


def severity(juror: Juror) -> str:
    """Write her severity with its interval: +0,14 ± 0,20."""
    return f"{scores.signed(juror.severity, PLACES)} ± {formats.decimal(reach(juror), PLACES)}"


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
    if straying(juror) is Straying.MORE:
        found.append(_("Spriker mer enn ventet"))
    if straying(juror) is Straying.LESS:
        found.append(_("Spriker mindre enn ventet"))
    if figures.look_again:
        found.append(
            _n(
                "%(num)s vurdering å se på nytt",
                "%(num)s vurderinger å se på nytt",
                len(figures.look_again),
            )
        )
    return found
