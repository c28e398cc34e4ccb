"""What a ranking says, in words: who is first, and how sure that is."""

from app.ranking.methods import Method
from app.ranking.report import Contest
from app.ranking.verdict import Verdict
from app.services.ranking import Ranking
from app.words import formats
from app.words.ranking.names import name_of, nominations
from app.words.text import _


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
