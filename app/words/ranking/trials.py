"""Does it hold? The ranking put to the test: without a juror, with other weights, other methods."""

from dataclasses import dataclass

from app.models import Round
from app.ranking.report import Contest, Juror, Tipping
from app.services.ranking import Ranking
from app.words import formats
from app.words.formats import listed
from app.words.ranking import names
from app.words.text import _, _n

USUALLY = 0.5
"""The share of weightings from which on the first place holds as a rule."""
NEARLY_ALWAYS = 0.95


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

    contest: Contest
    group: int
    trials: list[Trial]
    jurors: list[Juror]
    """Those whose absence was tried."""


def tested(table: Ranking, award_round: Round) -> list[Tested]:
    """Put the first place of each contest to the test."""
    several = len(table.report.contests) > 1
    return [
        Tested(
            contest,
            number if several else 0,
            _trials(table, contest, award_round),
            _tried(table, contest),
        )
        for number, contest in enumerate(table.report.contests, start=1)
        if len(contest.order) > 1
    ]


def _trials(table: Ranking, contest: Contest, award_round: Round) -> list[Trial]:
    found = [_jurors(table, contest)]
    if contest.tippings:
        found.append(_weights(table, contest, award_round))
    if contest.nudges:
        found.append(_points(table, contest, award_round))
    return [*found, _methods(table, contest), _look_again(table)]


def _tried(table: Ranking, contest: Contest) -> list[Juror]:
    inside = set(contest.order)
    return [
        one
        for one in table.report.jurors
        if one.winners_without is not None and inside.issuperset(one.winners_without)
    ]


def _jurors(table: Ranking, contest: Contest) -> Trial:
    question = _("ett jurymedlem ikke var med?")
    tried = _tried(table, contest)
    if not tried:
        return Trial(question, "none", _("Ikke prøvd"), _("Det er for få medlemmer."))
    tipping = [one for one in tried if one.changes_winner]
    listing = [one for one in tried if one.changes_shortlist]
    first = names.nominations(table, contest.winners)
    if tipping:
        told = " ".join(without(table, one) for one in tipping)
        return Trial(question, "none", _("Holder ikke"), told)
    said = _n(
        "%(name)s er først i den ene prøven.",
        "%(name)s er først i alle %(num)s prøvene.",
        len(tried),
        name=first,
    )
    if listing:
        also = _(
            "Hvem som er øverst på listen, endrer seg uten %(jurors)s.",
            jurors=names.jurors(table, [one.juror for one in listing]),
        )
        return Trial(question, "draft", _("Holder for vinneren"), f"{said} {also}")
    return Trial(question, "done", _("Holder"), " ".join((said, _("De samme er øverst."))))


def without(table: Ranking, one: Juror) -> str:
    """Say who is first without a juror."""
    return _(
        "Uten %(juror)s er %(name)s først.",
        juror=names.juror(table, one.juror),
        name=names.nominations(table, one.winners_without or []),
    )


def _weights(table: Ranking, contest: Contest, award_round: Round) -> Trial:
    question = _("kriteriene hadde andre vekter?")
    first = contest.winners[0]
    share = table.row(first).line.won or 0.0
    said = _(
        "%(name)s er først i %(number)s av 100 tilfeldige vektinger nær vurderingsreglenes.",
        name=names.name_of(table.row(first)),
        number=round(100 * share),
    )
    nearest = nearest_tipping(contest, award_round, table)
    if nearest is None:
        return Trial(
            question,
            "done",
            _("Holder"),
            " ".join((said, _("Ingen endring av én vekt gir en annen vinner."))),
        )
    shape, answer = ("none", _("Holder ikke"))
    if share >= NEARLY_ALWAYS:
        shape, answer = "done", _("Holder")
    elif share >= USUALLY:
        shape, answer = "draft", _("Holder som regel")
    return Trial(question, shape, answer, f"{said} {tipping_words(table, award_round, nearest)}")


def nearest_tipping(contest: Contest, award_round: Round, table: Ranking) -> Tipping | None:
    """Give the smallest change of one weight that makes another one win, if any does."""
    weights = award_round.weights(table.rulebook)
    found = [one for one in contest.tippings if one.at is not None]
    return min(
        found, key=lambda one: abs((one.at or 0) - float(weights[one.criterion])), default=None
    )


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


def _points(table: Ranking, contest: Contest, award_round: Round) -> Trial:
    question = _("ett medlem hadde gitt andre poeng?")
    span = float(table.rulebook.scale_high - table.rulebook.scale_low)
    possible = [one for one in contest.nudges if one.points and abs(one.points) <= span]
    if not possible:
        return Trial(
            question,
            "done",
            _("Holder"),
            _("Ingen enkelt poengsum på skalaen kunne ha endret førsteplassen."),
        )
    nudge = min(possible, key=lambda one: abs(one.points or 0))
    told = {
        "juror": names.juror(table, nudge.juror or 0),
        "points": formats.decimal(abs(nudge.points or 0), 1),
        "name": names.name_of(table.row(nudge.nomination or 0)),
        "criterion": names.criterion(award_round, nudge.criterion),
    }
    said = (
        _(
            "Det nærmeste er at %(juror)s hadde gitt %(name)s %(points)s poeng mer på «%(criterion)s». Da ville de to øverste stått likt.",
            **told,
        )
        if (nudge.points or 0) > 0
        else _(
            "Det nærmeste er at %(juror)s hadde gitt %(name)s %(points)s poeng mindre på «%(criterion)s». Da ville de to øverste stått likt.",
            **told,
        )
    )
    step = float(table.rulebook.scale_step)
    if abs(nudge.points or 0) <= step:
        return Trial(question, "none", _("Ett trinn avgjør"), said)
    return Trial(question, "draft", _("Holder for ett trinn"), said)


def _methods(table: Ranking, contest: Contest) -> Trial:
    question = _("vi regnet på en annen måte?")
    same = [one for one in contest.methods if set(one.winners) == set(contest.winners)]
    others = [one for one in contest.methods if one not in same]
    first = names.nominations(table, contest.winners)
    said = _(
        "%(number)s av %(all)s regnemåter setter %(name)s først.",
        number=len(same),
        all=len(contest.methods),
        name=first,
    )
    if not others:
        return Trial(question, "done", _("Holder"), said)
    told = listed(
        [
            _(
                "%(method)s gir %(name)s",
                method=names.method(one.method),
                name=names.nominations(table, one.winners),
            )
            for one in others
        ]
    )
    usually = len(same) > len(contest.methods) / 2
    return Trial(
        question,
        "draft" if usually else "none",
        _("Holder som regel") if usually else _("Holder ikke"),
        f"{said} {told}.",
    )


def _look_again(table: Ranking) -> Trial:
    question = _("noen skjemaer bør ses på nytt?")
    found = table.report.look_again
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
        "%(num)s vurdering ligger langt fra det resten tilsier.",
        "%(num)s vurderinger ligger langt fra det resten tilsier.",
        len(found),
    )
    return Trial(
        question, "draft", _("Se på nytt"), " ".join((said, by_chance, _("De står under.")))
    )


def same_first(contest: Contest, winners: list[int]) -> bool:
    """Say whether somebody's list has the same first place as the ranking."""
    return set(winners) == set(contest.winners)
