"""Does it hold? What came of putting the first place to the test, in words."""

from dataclasses import dataclass

from app.models import Round
from app.ranking.report import Contest, Juror, Nudge, Tipping
from app.ranking.robustness.holding import (
    Holding,
    OtherMethods,
    OtherPoints,
    OtherWeights,
    WithoutOne,
    try_first_place,
)
from app.services.ranking import Ranking
from app.words import formats
from app.words.formats import listed
from app.words.ranking import names
from app.words.ranking.tried import (
    MethodLine,
    TippingLine,
    WithoutLine,
    method_lines,
    tipping_lines,
    without_lines,
)
from app.words.text import _, _n

SHAPES = {
    Holding.HOLDS: "done",
    Holding.WINNER_ONLY: "draft",
    Holding.ONE_STEP: "draft",
    Holding.USUALLY: "draft",
    Holding.NOT: "none",
    Holding.STEP_DECIDES: "none",
    Holding.NOT_TRIED: "none",
}
"""The mark beside each answer."""


@dataclass(frozen=True)
class Trial:
    """One test: what was asked, the answer as a shape and a word, and why."""

    question: str
    shape: str
    answer: str
    because: str


@dataclass(frozen=True)
class Tested:
    """One contest with its tests. ``group`` is its number where there are several, else 0."""

    group: int
    trials: list[Trial]
    without: list[WithoutLine]
    tippings: list[TippingLine]
    methods: list[MethodLine]


def tested(table: Ranking, award_round: Round) -> list[Tested]:
    """Put the first place of each contest to the test."""
    several = len(table.report.contests) > 1
    return [
        _tested(table, award_round, contest, number if several else 0)
        for number, contest in enumerate(table.report.contests, start=1)
        if len(contest.order) > 1
    ]


def _tested(table: Ranking, award_round: Round, contest: Contest, group: int) -> Tested:
    book = table.rulebook
    found = try_first_place(
        table.report,
        contest,
        {key: float(weight) for key, weight in award_round.weights(book).items()},
        span=float(book.scale_high - book.scale_low),
        step=float(book.scale_step),
    )
    trials = [_without_one(table, contest, found.without_one)]
    if found.weights is not None:
        trials.append(_weights(table, award_round, found.weights))
    if found.points is not None:
        trials.append(_points(table, award_round, found.points))
    trials += [_methods(table, contest, found.methods), _look_again(table)]
    return Tested(
        group,
        trials,
        without_lines(table, found.without_one.tried),
        tipping_lines(table, award_round, contest.tippings),
        method_lines(table, contest),
    )


def answer(holding: Holding) -> str:
    """Say in a word or two how the first place stood a trial."""
    return {
        Holding.HOLDS: _("Holder"),
        Holding.WINNER_ONLY: _("Holder for vinneren"),
        Holding.ONE_STEP: _("Holder for ett steg"),
        Holding.USUALLY: _("Holder som regel"),
        Holding.NOT: _("Holder ikke"),
        Holding.STEP_DECIDES: _("Ett steg avgjør"),
        Holding.NOT_TRIED: _("Ikke prøvd"),
    }[holding]


def _trial(question: str, holding: Holding, because: str) -> Trial:
    return Trial(question, SHAPES[holding], answer(holding), because)


def _without_one(table: Ranking, contest: Contest, found: WithoutOne) -> Trial:
    question = _("ett jurymedlem ikke var med?")
    if found.holding is Holding.NOT_TRIED:
        return _trial(question, found.holding, _("Det er for få medlemmer."))
    if found.holding is Holding.NOT:
        return _trial(
            question, found.holding, " ".join(without(table, one) for one in found.deciding)
        )
    said = _n(
        "%(name)s er først i den ene prøven.",
        "%(name)s er først i alle %(num)s prøvene.",
        len(found.tried),
        name=names.nominations(table, contest.winners),
    )
    also = (
        _(
            "Hvem som er øverst på listen, endrer seg uten %(jurors)s.",
            jurors=names.jurors(table, [one.juror for one in found.listing]),
        )
        if found.holding is Holding.WINNER_ONLY
        else _("De samme er øverst.")
    )
    return _trial(question, found.holding, f"{said} {also}")


def without(table: Ranking, one: Juror) -> str:
    """Say who is first without a juror."""
    return _(
        "Uten %(juror)s er %(name)s først.",
        juror=names.juror(table, one.juror),
        name=names.nominations(table, one.winners_without or []),
    )


def _weights(table: Ranking, award_round: Round, found: OtherWeights) -> Trial:
    said = _(
        "%(name)s er først i %(number)s av 100 tilfeldige vektinger nær vurderingsreglenes.",
        name=names.name_of(table.row(found.leader)),
        number=round(100 * found.share),
    )
    tips = (
        _("Ingen endring av én vekt gir en annen vinner.")
        if found.nearest is None
        else tipping_words(table, award_round, found.nearest)
    )
    return _trial(_("kriteriene hadde andre vekter?"), found.holding, f"{said} {tips}")


def tipping_words(table: Ranking, award_round: Round, tipping: Tipping) -> str:
    """Say at which weight another nomination draws level."""
    weight = award_round.weights(table.rulebook)[tipping.criterion]
    return _(
        "%(name)s går forbi hvis «%(criterion)s» veier %(at)s i stedet for %(weight)s.",
        name=names.name_of(table.row(tipping.to or 0)),
        criterion=names.criterion(award_round, tipping.criterion),
        at=formats.percent(round(tipping.at or 0, 3)),
        weight=formats.percent(weight),
    )


def _points(table: Ranking, award_round: Round, found: OtherPoints) -> Trial:
    said = (
        _("Ingen enkelt poengsum på skalaen kunne ha endret førsteplassen.")
        if found.nearest is None
        else _nudge_words(table, award_round, found.nearest)
    )
    return _trial(_("ett medlem hadde gitt andre poeng?"), found.holding, said)


def _nudge_words(table: Ranking, award_round: Round, nudge: Nudge) -> str:
    points = nudge.points or 0
    told = {
        "juror": names.juror(table, nudge.juror or 0),
        "points": formats.decimal(abs(points), 1),
        "name": names.name_of(table.row(nudge.nomination or 0)),
        "criterion": names.criterion(award_round, nudge.criterion),
    }
    if points > 0:
        return _(
            "Det nærmeste er at %(juror)s hadde gitt %(name)s %(points)s poeng mer på «%(criterion)s». Da ville de to øverste stått likt.",
            **told,
        )
    return _(
        "Det nærmeste er at %(juror)s hadde gitt %(name)s %(points)s poeng mindre på «%(criterion)s». Da ville de to øverste stått likt.",
        **told,
    )


def _methods(table: Ranking, contest: Contest, found: OtherMethods) -> Trial:
    question = _("vi regnet på en annen måte?")
    said = _(
        "Av %(all)s regnemåter er det %(number)s som setter %(name)s først.",
        number=len(found.same),
        all=len(contest.methods),
        name=names.nominations(table, contest.winners),
    )
    if not found.others:
        return _trial(question, found.holding, said)
    told = listed(
        [
            _(
                "%(method)s gir %(name)s",
                method=names.method(one.method),
                name=names.nominations(table, one.winners),
            )
            for one in found.others
        ]
    )
    return _trial(question, found.holding, f"{said} {told}.")


def _look_again(table: Ranking) -> Trial:
    question = _("noen skjemaer bør ses på nytt?")
    found = table.report.look_again
    if table.report.expected is None:
        return Trial(
            question,
            "none",
            _("Kan ikke sies"),
            _("Det er for få skjemaer til å si om noen poeng ligger langt unna resten."),
        )
    by_chance = _(
        "Ren tilfeldighet ville gitt omtrent %(number)s.",
        number=formats.decimal(table.report.expected, 1),
    )
    if not found:
        return Trial(
            question,
            "done",
            _("Ingen skiller seg ut"),
            _("Ingen poeng ligger så langt unna resten at det bør ses på."),
        )
    said = _n(
        "Én vurdering ligger langt fra det resten tilsier.",
        "Det er %(num)s vurderinger som ligger langt fra det resten tilsier.",
        len(found),
    )
    return Trial(
        question, "draft", _("Se på nytt"), " ".join((said, by_chance, _("De står under.")))
    )
