"""What a ranking says, in words: who is first, how sure that is, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.ranking.fair import Correction
from app.ranking.methods import Method
from app.ranking.places import TieBreak
from app.ranking.report import Contest
from app.ranking.verdict import Verdict
from app.services.ranking import Ranking, Row
from app.words import formats
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


def says(table: Ranking) -> str:
    """Say who is first, and how sure that is; contest by contest where there are several."""
    if not table.rows:
        return _("Det er ingen forslag i rangeringen.")
    if not table.report.contests:
        return _("Ingen forslag har fått poeng.")
    if len(table.report.contests) > 1:
        return " ".join(
            [
                _("Forslagene er delt mellom grupper i juryen som ikke har noen medlemmer felles."),
                _("Derfor rangeres hver gruppe for seg."),
                *(_first(table, contest) for contest in table.report.contests),
            ]
        )
    return _first(table, table.report.contests[0])


def two_winners(table: Ranking) -> list[str]:
    """Show both winners where the two averages name different ones, with both figures."""
    told = []
    for contest in table.report.contests:
        if contest.averages_differ:
            fair, mean = (table.row(ids[0]) for ids in (_fair(contest), contest.mean_winners))
            told.append(
                _(
                    "%(one)s har %(one_fair)s i justert snitt og %(one_mean)s i vanlig snitt. %(other)s har %(other_fair)s og %(other_mean)s. Forskjellen kommer av at ikke alle har vurdert alle. Juryen må se på begge før den velger.",
                    one=name_of(fair),
                    one_fair=formats.decimal(fair.line.fair),
                    one_mean=formats.decimal(fair.line.mean),
                    other=name_of(mean),
                    other_fair=formats.decimal(mean.line.fair),
                    other_mean=formats.decimal(mean.line.mean),
                )
            )
    return told


def _fair(contest: Contest) -> list[int]:
    return next(one.winners for one in contest.methods if one.method is Method.FAIR)


def _first(table: Ranking, contest: Contest) -> str:
    names = nominations(table, contest.first)
    if contest.averages_differ:
        return _(
            "De to snittene peker ut hver sin: %(fair)s ligger først med justert snitt, %(mean)s med vanlig snitt.",
            fair=nominations(table, _fair(contest)),
            mean=nominations(table, contest.mean_winners),
        )
    if len(contest.first) > 1:
        return _("%(names)s deler førsteplassen.", names=names)
    if len(contest.order) == 1:
        return _("%(name)s er det eneste forslaget med poeng.", name=names)
    return {
        Verdict.CLEAR: _("%(name)s ligger klart først.", name=names),
        Verdict.LIKELY: _("%(name)s ligger trolig først.", name=names),
        Verdict.CLOSE: _(
            "%(name)s ligger først, men det er for jevnt til å si hvem som er best.", name=names
        ),
        Verdict.NO_BASIS: _(
            "%(name)s ligger først. Poengene gir ikke grunnlag for mer enn rekkefølgen.", name=names
        ),
    }[contest.verdict]


def certainty(contest: Contest) -> list[tuple[str, str, bool]]:
    """Give the words for how sure it is, from least to most: shape, word, whether it is here."""
    if contest.verdict is Verdict.NO_BASIS:
        return [("none", _("Bare rekkefølgen"), True)]
    return [
        (shape, word, contest.verdict is verdict)
        for shape, word, verdict in (
            ("none", _("For jevnt til å si"), Verdict.CLOSE),
            ("draft", _("Sannsynlig"), Verdict.LIKELY),
            ("done", _("Klart"), Verdict.CLEAR),
        )
    ]


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
    return Reason(_("%(number)s av 100", number=_of_hundred(first.best or 0)), said)


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
            _("Holder uten hver enkelt"),
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
        _n("%(num)s medlem avgjør", "%(num)s medlemmer kan avgjøre alene", len(tipping)),
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
        if any(digit in text for digit in "123456789"):
            return text
    return text


def correction(table: Ranking) -> str:
    """Say whether the averages are adjusted, and if not, why not."""
    return {
        Correction.APPLIED: _(
            "Justert snitt tar hensyn til at noen er strengere enn andre, og at ikke alle har vurdert alle."
        ),
        Correction.COMPLETE: _("Alle har vurdert alle, så justert og vanlig snitt er like."),
        Correction.NO_SEVERITY: _(
            "Ingen medlemmer er funnet strengere enn andre, så justert og vanlig snitt er like."
        ),
        Correction.TOO_FEW: _(
            "Det er for få poeng til å skille strenghet fra tilfeldigheter, så snittene er ikke justert."
        ),
        Correction.ONE_JUROR: _("Bare ett medlem har gitt poeng, så snittene er ikke justert."),
        Correction.ALL_EQUAL: _("Alle poengene er like, så det er ingenting å justere."),
        Correction.NO_SCORES: _("Ingen har gitt poeng ennå."),
        Correction.SWITCHED_OFF: _(
            "Vurderingsreglene sier vanlig snitt, så snittene er ikke justert."
        ),
    }[table.report.correction]


def columns() -> list[tuple[str, str]]:
    """Explain each column of the ranking in one sentence."""
    return [
        (
            _("Rimelige plasser"),
            _("Plassene forslaget kunne ha fått, fordi poeng alltid er litt tilfeldige."),
        ),
        (
            _("Sjanse for å være best"),
            _(
                "Hvor mange ganger av hundre forslaget ville vært best om usikkerheten fikk spille ut."
            ),
        ),
        (
            _("Justert snitt"),
            _("Snittet slik det ville vært om alle medlemmene var like strenge."),
        ),
        (_("Vanlig snitt"), _("Gjennomsnittet av dem som har vurdert forslaget.")),
        (_("Vurdert av"), _("Hvor mange som har levert, av dem som skulle.")),
    ]


def ties(table: Ranking) -> list[str]:
    """Say how each tie was parted, or that the chair has to choose."""
    told = []
    for contest in table.report.contests:
        for tie in contest.ties:
            for rule, (upper, lower) in zip(tie.by, pairwise(tie.groups), strict=True):
                told.append(_parted(table, rule, upper, lower))
            told.extend(
                _(
                    "%(names)s har likt snitt, og reglene skiller dem ikke. Juryleder avgjør.",
                    names=nominations(table, group),
                )
                for group in tie.groups
                if len(group) > 1
            )
    return told


def _parted(table: Ranking, rule: TieBreak, upper: list[int], lower: list[int]) -> str:
    names = {"one": nominations(table, upper), "other": nominations(table, lower)}
    if rule is TieBreak.HEAD_TO_HEAD:
        return _(
            "%(one)s og %(other)s har likt snitt. Flere i juryen setter %(one)s høyest.", **names
        )
    return _(
        "%(one)s og %(other)s har likt snitt. %(one)s har mest på kriteriet som veier tyngst.",
        **names,
    )


def below_quorum(table: Ranking) -> str:
    """Name what too few have scored; nothing where there is none."""
    few = [row for row in table.rows if row.line.below_quorum]
    if not few:
        return ""
    return _(
        "Færre enn %(quorum)s har vurdert %(names)s. Reglene krever minst så mange.",
        quorum=table.report.quorum,
        names=listed([name_of(row) for row in few]),
    )


def hidden_differences(rows: Sequence[Row]) -> list[str]:
    """Name neighbours that are shown with the same figure and are not the same."""
    placed = [row for row in rows if row.line.score is not None]
    found = []
    for one, other in pairwise(placed):
        a, b = one.line.score, other.line.score
        if one.line.contest != other.line.contest or not _differ(one, other, MOST_DECIMALS):
            continue
        if _differ(one, other, PLACES):
            continue
        places = next(p for p in range(PLACES + 1, MOST_DECIMALS + 1) if _differ(one, other, p))
        found.append(
            _(
                "%(one)s og %(other)s vises med samme snitt, men er ikke like: %(a)s mot %(b)s.",
                one=name_of(one),
                other=name_of(other),
                a=formats.decimal(a, places),
                b=formats.decimal(b, places),
            )
        )
    return found


def _differ(one: Row, other: Row, places: int) -> bool:
    return formats.decimal(one.line.score, places) != formats.decimal(other.line.score, places)
