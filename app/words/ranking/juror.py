"""What the scores say of one juror: each figure with a sentence, to herself or to the chair."""

from app.ranking.report import Juror
from app.ranking.robustness.leanings import Accord, Side, Straying, accord, reach, straying
from app.services.figures import Figures
from app.words import formats, scores
from app.words.ranking.jurors import Whose, figure, first_without, share, side_of, unsaid
from app.words.ranking.reasons import PLACES, Reason
from app.words.text import _


def told(figures: Figures, whose: Whose) -> list[Reason]:
    """Say one thing after another of her scores, each in a sentence or two."""
    juror = figures.juror
    if juror is None or figures.is_kept_back:
        return []
    found = [
        _severity(figures, juror, whose),
        _influence(figures, juror, whose),
        _correlation(juror, whose),
    ]
    if (strays := straying(juror)) is not None:
        found.append(_misfit(juror, strays, whose))
    if juror.same:
        found.append(
            Reason(
                _("Samme poeng til alle"),
                _("Da sier poengene ikke hvilke forslag som er bedre enn andre."),
            )
        )
    if juror.winners_without is not None:
        found.append(_without(figures, juror))
    return found


def _severity(figures: Figures, juror: Juror, whose: Whose) -> Reason:
    if why := unsaid(figures):
        return Reason(_("Strenghet kan ikke måles"), why)
    title = {
        Side.STRICTER: _("Merkbart strengere"),
        Side.NEITHER: _("Ingen sikker forskjell"),
        Side.MORE_GENEROUS: _("Merkbart rausere"),
    }[side_of(figures)]
    said = [_distance(juror.severity or 0.0, whose), _chance(figures, juror)]
    if juror.number == 1:
        said.append(_("Bare én vurdering teller, så forskjellen er regnet forsiktig."))
    return Reason(title, " ".join(said))


def _distance(severity: float, whose: Whose) -> str:
    points = formats.decimal(abs(severity), PLACES)
    given = {"scores": whose.scores, "points": points}
    if not scores.shows(points):
        return _(
            "%(scores)s ligger i snitt likt med juryen samlet, for de samme forslagene.",
            scores=whose.scores,
        )
    if severity > 0:
        return _(
            "%(scores)s ligger i snitt %(points)s over juryen samlet, for de samme forslagene.",
            **given,
        )
    return _(
        "%(scores)s ligger i snitt %(points)s under juryen samlet, for de samme forslagene.",
        **given,
    )


def _chance(figures: Figures, juror: Juror) -> str:
    points = formats.decimal(reach(juror), PLACES)
    if side_of(figures) is not Side.NEITHER:
        return _("Det er mer enn tilfeldigheter vanligvis gir (%(points)s).", points=points)
    return _(
        "Så liten forskjell kan være tilfeldig (tilfeldigheter kan gi %(points)s).", points=points
    )


def _influence(figures: Figures, juror: Juror, whose: Whose) -> Reason:
    if juror.influence is None:
        return Reason(
            _("Ingen avstand å dele"),
            _("Forslagene har samme snitt, så ingen har påvirket avstanden mellom dem."),
        )
    given = {"scores": whose.scores, "share": share(figures.share)}
    if juror.influence < 0:
        return Reason(
            _("Trekker mot de andre"),
            _(
                "%(scores)s gjør avstandene mellom forslagene mindre. De er %(share)s av alle vurderinger.",
                **given,
            ),
        )
    part = share(juror.influence)
    return Reason(
        _("%(part)s av utslaget", part=part),
        _(
            "%(scores)s står for %(part)s av avstandene mellom forslagene, og er %(share)s av alle vurderinger.",
            part=part,
            **given,
        ),
    )


def _correlation(juror: Juror, whose: Whose) -> Reason:
    found = accord(juror)
    if found is Accord.UNKNOWN:
        return Reason(
            _("Kan ikke sammenlignes"),
            _(
                "Det må være minst tre forslag som flere har vurdert, og ikke samme poeng til alle, for å se om rekkefølgen ligner de andres."
            ),
        )
    given = {"scores": whose.scores, "value": figure(juror.correlation)}
    if found is Accord.CLOSE:
        return Reason(
            _("Enig med de andre"),
            _("%(scores)s følger de andres: %(value)s, der 1 er helt likt.", **given),
        )
    if found is Accord.SOME:
        return Reason(
            _("Delvis enig"),
            _("%(scores)s følger de andres bare delvis: %(value)s, der 1 er helt likt.", **given),
        )
    if found is Accord.LITTLE:
        return Reason(
            _("Lite til felles"),
            _(
                "%(scores)s har lite til felles med de andres: %(value)s, der 0 er ingen sammenheng.",
                **given,
            ),
        )
    return Reason(
        _("Oftest motsatt"),
        _(
            "%(scores)s går oftest motsatt av de andres: %(value)s, der −1 er helt motsatt.",
            **given,
        ),
    )


def _misfit(juror: Juror, strays: Straying, whose: Whose) -> Reason:
    times = {"scores": whose.scores, "times": formats.decimal(juror.misfit, 1)}
    return {
        Straying.MORE: Reason(
            _("Spriker mer enn ventet"),
            _(
                "%(scores)s spriker %(times)s ganger så mye som ventet fra det resten tilsier. Se gjerne på dem på nytt.",
                **times,
            ),
        ),
        Straying.AS_EXPECTED: Reason(
            _("Spriker som ventet"),
            _(
                "%(scores)s spriker %(times)s ganger det som er ventet. Det er innenfor det vanlige.",
                **times,
            ),
        ),
        Straying.LESS: Reason(
            _("Spriker mindre enn ventet"),
            _(
                "%(scores)s spriker bare %(times)s ganger det som er ventet: svært nær det resten tilsier.",
                **times,
            ),
        ),
    }[strays]


def _without(figures: Figures, juror: Juror) -> Reason:
    if juror.changes_winner:
        return Reason(
            _("Avgjør førsteplassen"),
            _("Uten disse poengene er %(names)s først.", names=first_without(figures)),
        )
    return Reason(
        _("Avgjør ikke alene"),
        _("Rangeringen har den samme på førsteplass også uten disse poengene."),
    )
