"""Why the verdict is what it is: up to three reasons, each a few words and a sentence or two."""

from dataclasses import dataclass

from app.ranking.model.fair import Correction
from app.ranking.report import Contest
from app.ranking.robustness.likelier import Why, likelier
from app.services.ranking import Ranking
from app.words import formats, scores
from app.words.formats import listed
from app.words.ranking.names import jurors, name_of, nominations
from app.words.text import _, _n

PLACES = 2
"""Decimals that an average is shown with."""
MOST_DECIMALS = 6
ALMOST_NOTHING = 0.005
"""A chance below this is not named in a sentence."""


@dataclass(frozen=True)
class Reason:
    """One of the reasons under the verdict: a few words, then a sentence or two."""

    title: str
    text: str


def reasons(table: Ranking) -> list[Reason]:
    """Say up to three things about why the verdict is what it is."""
    contests = [one for one in table.report.contests if len(one.order) > 1]
    if len(contests) != 1:
        return []
    contest = contests[0]
    return [_sure(table, contest), _without_one(table, contest), _distance(table, contest)]


def _sure(table: Ranking, contest: Contest) -> Reason:
    lines = [table.row(one).line for one in contest.order]
    if lines[0].best is None:
        return Reason(_("Ingen sjanser oppgis"), why_no_chance(table))
    named = sorted((line for line in lines if line.best), key=lambda line: -(line.best or 0))
    first, others = named[0], [one for one in named[1:4] if (one.best or 0) >= ALMOST_NOTHING]
    said = _(
        "Så stor er sjansen for at %(name)s er best, ut fra poengene.",
        name=name_of(table.row(first.nomination)),
    )
    if others:
        told = listed(
            [
                _(
                    "%(name)s har %(number)s",
                    name=name_of(table.row(one.nomination)),
                    number=_of_hundred(one.best or 0),
                )
                for one in others
            ]
        )
        said = f"{said} {told}."
    said = " ".join([said, *_likelier(table, contest)])
    return Reason(_("%(number)s av 100", number=_of_hundred(first.best or 0)), said)


def _likelier(table: Ranking, contest: Contest) -> list[str]:
    """Say why another is likelier to be the best than the first, where one is."""
    lines = [table.row(one).line for one in contest.order]
    found = likelier(
        table.report.method,
        contest.first,
        {line.nomination: line.best for line in lines if line.best is not None},
        {line.nomination: line.jurors for line in lines},
    )
    if found is None:
        return []
    first = name_of(table.row(found.first))
    return [
        {
            Why.METHOD: _(
                "%(first)s ligger likevel først, fordi rekkefølgen følger regnemåten i vurderingsreglene, og sjansene ikke gjør det.",
                first=first,
            ),
            Why.FEWER: _(
                "%(first)s ligger likevel først, fordi snittet er høyest. Men færre har vurdert forslaget, og et snitt av få sier mindre.",
                first=first,
            ),
            Why.LESS_SURE: _(
                "%(first)s ligger likevel først, fordi snittet er høyest. Men det snittet er mindre sikkert.",
                first=first,
            ),
        }[found.why]
    ]


def _of_hundred(share: float) -> str:
    """Give a chance as so many of a hundred, never all of them."""
    return _("over 99") if share >= 0.995 else str(round(100 * share))


def why_no_chance(table: Ranking) -> str:
    """Say why no chances are given."""
    return {
        Correction.ONE_JUROR: _(
            "Bare ett medlem har gitt poeng, så det er ingen å sammenligne med."
        ),
        Correction.ALL_EQUAL: _("Alle poengene er like."),
        Correction.NO_SCORES: _("Ingen har gitt poeng."),
    }.get(
        table.report.correction,
        _("Det er for få poeng til å skille ulikhet mellom forslagene fra tilfeldigheter."),
    )


def _without_one(table: Ranking, contest: Contest) -> Reason:
    tried = [one for one in table.report.jurors if one.winners_without is not None]
    if not tried:
        return Reason(
            _("Ikke prøvd"), _("Det er for få medlemmer til å se hva som skjer uten ett av dem.")
        )
    tipping = [one for one in tried if one.changes_winner]
    if not tipping:
        return Reason(
            _("Holder uansett hvem vi tar bort"),
            _(
                "%(name)s er først også når vi ser bort fra ett medlem om gangen. Ingen enkelt stemme avgjør.",
                name=nominations(table, contest.winners),
            ),
        )
    if len(tipping) == 1:
        one = tipping[0]
        return Reason(
            _("Ett medlem avgjør"),
            _(
                "Uten %(juror)s er %(name)s først.",
                juror=jurors(table, [one.juror]),
                name=nominations(table, one.winners_without or []),
            ),
        )
    return Reason(
        _n("Ett medlem avgjør", "Hvert av %(num)s medlemmer kan avgjøre alene", len(tipping)),
        _(
            "Uten ett av dem blir en annen først: %(jurors)s.",
            jurors=jurors(table, [one.juror for one in tipping]),
        ),
    )


def _distance(table: Ranking, contest: Contest) -> Reason:
    if contest.natural is not None and len(contest.order) > contest.natural:
        inside, outside = (table.row(contest.order[contest.natural + at]) for at in (-1, 0))
        gap = (inside.line.score or 0) - (outside.line.score or 0)
        return Reason(
            {
                3: _("Tre, så et sprang"),
                4: _("Fire, så et sprang"),
                5: _("Fem, så et sprang"),
            }[contest.natural],
            _(
                "Fra nummer %(number)s er det %(gap)s poeng ned til neste. Det er det største spranget etter plass 3, 4 eller 5.",
                number=contest.natural,
                gap=written(gap),
            ),
        )
    one, other = (table.row(contest.order[at]) for at in (0, 1))
    gap = (one.line.score or 0) - (other.line.score or 0)
    names = {"one": name_of(one), "other": name_of(other)}
    if not gap:
        return Reason(_("Likt"), _("%(one)s og %(other)s har samme snitt.", **names))
    return Reason(
        _("%(gap)s poeng", gap=written(gap)),
        _("Så langt er det fra %(one)s ned til %(other)s.", **names),
    )


def written(value: float) -> str:
    """Write a difference with as many decimals as it takes to show that there is one."""
    for places in range(PLACES, MOST_DECIMALS + 1):
        text = formats.decimal(value, places)
        if scores.shows(text):
            return text
    return text
