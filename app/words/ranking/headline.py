"""What is said first of a juror's scores: it follows from all that is said of them below.

First how high they are, then what sets them apart in their order and in how far they stray.
"""

from app.ranking.report import Juror
from app.ranking.robustness.leanings import Accord, Side, Straying, accord, is_alike, straying
from app.services.figures import Figures
from app.words.ranking.jurors import Whose, side_of, unsaid
from app.words.text import _


def says(figures: Figures, whose: Whose) -> str:
    """Say in a sentence or two how her scores are beside the others', or why that is not known."""
    juror = figures.juror
    if juror is None:
        if whose.is_own:
            return _("Du har ingen vurdering som teller i denne runden.")
        return _("%(juror)s har ingen vurdering som teller i denne runden.", juror=whose.name)
    if figures.is_kept_back:
        return _("Du har vurdert for få forslag til at tallene sier noe om deg.")
    told = (unsaid(figures) or _level(figures, juror, whose), _sets_apart(juror))
    return " ".join(filter(None, told))


def _level(figures: Figures, juror: Juror, whose: Whose) -> str:
    given = {"scores": whose.scores}
    if is_alike(juror, is_enough=figures.is_enough):
        return _("%(scores)s ligger omtrent på linje med de andres.", **given)
    return {
        Side.STRICTER: _("%(scores)s er merkbart lavere enn de andres.", **given),
        Side.NEITHER: _("%(scores)s er i snitt omtrent like høye som de andres.", **given),
        Side.MORE_GENEROUS: _("%(scores)s er merkbart høyere enn de andres.", **given),
    }[side_of(figures)]


def _sets_apart(juror: Juror) -> str:
    """Say what sets her scores apart; nothing where nothing does, or nothing is known."""
    if juror.same:
        return _("Alle forslagene har fått samme poeng.")
    if straying(juror) is not Straying.MORE:
        return {
            Accord.SOME: _("Rekkefølgen ligner bare delvis på de andres."),
            Accord.LITTLE: _("Rekkefølgen har lite til felles med de andres."),
            Accord.CONTRARY: _("Rekkefølgen er oftest motsatt av de andres."),
        }.get(accord(juror), "")
    return {
        Accord.SOME: _("Rekkefølgen ligner bare delvis på de andres, og poengene spriker mye."),
        Accord.LITTLE: _("Rekkefølgen har lite til felles med de andres, og poengene spriker mye."),
        Accord.CONTRARY: _("Rekkefølgen er oftest motsatt av de andres, og poengene spriker mye."),
    }.get(accord(juror), _("Poengene spriker mer enn ventet."))
