"""Short ways to write down what the analysis found, for tests of what is made of it."""

from dataclasses import replace
from typing import Any

from app.ranking.analysis import Agreement
from app.ranking.methods import Method
from app.ranking.model.fair import Correction
from app.ranking.report import Contest, Juror, Line, Report
from app.ranking.verdict import Verdict


def line(nomination: int, **changes: Any) -> Line:
    ordinary = Line(
        nomination=nomination,
        place=None,
        shared=False,
        contest=0,
        score=None,
        fair=None,
        mean=None,
        se=None,
        jurors=3,
        below_quorum=False,
        best=None,
        low=None,
        high=None,
        listed=None,
        won=None,
        won_freely=None,
        listed_by_weights=None,
        cells=[],
        by_criterion=None,
        criterion_means=[],
    )
    return replace(ordinary, **changes)


def juror(who: int = 1, **changes: Any) -> Juror:
    ordinary = Juror(
        juror=who,
        number=16,
        same=False,
        severity=0.143,
        se=0.1,
        influence=0.104,
        correlation=0.72,
        misfit=1.0,
        winners_without=None,
        listed_without=None,
        changes_winner=False,
        changes_shortlist=False,
    )
    return replace(ordinary, **changes)


def contest(*order: int, **changes: Any) -> Contest:
    """Give a contest that the first of ``order`` wins."""
    ordinary = Contest(
        order=list(order),
        winners=list(order[:1]),
        first=list(order[:1]),
        verdict=Verdict.LIKELY,
        mean_winners=list(order[:1]),
        averages_differ=False,
        listed=list(order[:1]),
        natural=None,
        margin=None,
        margin_se=None,
        ties=[],
        tippings=[],
        nudges=[],
        methods=[],
    )
    return replace(ordinary, **changes)


def report(*contests: Contest, **changes: Any) -> Report:
    ordinary = Report(
        method=Method.FAIR,
        version="2",
        seed=0,
        quorum=1,
        correction=Correction.COMPLETE,
        lam=None,
        sigma2=None,
        criteria=[],
        weights=[],
        lines=[line(one) for each in contests for one in each.order],
        jurors=[],
        contests=list(contests),
        look_again=[],
        expected=0.0,
        agreement=Agreement(None, None, None, None),
    )
    return replace(ordinary, **changes)
