"""What stands beside the figures of a ranking: how they came about, and what they hide."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.ranking.model.fair import Correction
from app.ranking.places import TieBreak
from app.services.ranking import Ranking, Row
from app.words import formats
from app.words.jury import juries
from app.words.ranking.names import name_of, nominations
from app.words.ranking.reasons import MOST_DECIMALS, PLACES
from app.words.text import _


def correction(table: Ranking) -> str:
    """Say whether the averages are adjusted, and if not, why not."""
    if table.report.correction is Correction.COMPLETE and len(table.report.contests) > 1:
        return _("I hver gruppe har alle vurdert alle, så justert og vanlig snitt er like.")
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
            _("Plassene forslaget kan høre hjemme på, fordi poeng alltid er litt tilfeldige."),
        ),
        (
            _("Sjanse for å være best"),
            _(
                "Hvor mange ganger av hundre forslaget er det beste, når vi regner med at poeng er usikre. Sjansen for at en annen jury ville satt det først, er lavere."
            ),
        ),
        (
            _("Justert snitt"),
            _("Snittet slik det ville vært om alle medlemmene var like strenge."),
        ),
        (_("Vanlig snitt"), _("Gjennomsnittet av dem som har vurdert forslaget.")),
        (_("Vurdert av"), _("Hvor mange som har levert, av dem som skulle.")),
    ]


@dataclass(frozen=True)
class ToldTie:
    """A tie in a sentence, and the best place that it is about."""

    place: int
    says: str


def ties(table: Ranking) -> list[ToldTie]:
    """Say how each tie was parted, or that the chair has to choose, the best places first."""
    told = []
    for contest in table.report.contests:
        for tie in contest.ties:
            for rule, (upper, lower) in zip(tie.by, pairwise(tie.groups), strict=True):
                told.append(ToldTie(_place(table, upper), _parted(table, rule, upper, lower)))
            told.extend(
                ToldTie(
                    _place(table, group),
                    _(
                        "%(names)s har likt snitt, og reglene skiller dem ikke. Juryleder avgjør.",
                        names=nominations(table, group),
                    ),
                )
                for group in tie.groups
                if len(group) > 1
            )
    return sorted(told, key=lambda one: one.place)


def _place(table: Ranking, group: list[int]) -> int:
    return min(table.row(one).line.place or 0 for one in group)


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
        names=nominations(table, [row.nomination.id for row in few]),
    )


def gone(table: Ranking) -> list[str]:
    """Name those who have left the jury, whose sheets count."""
    sheets = {one.juror: one.number for one in table.report.jurors}
    return [juries.gone(one, sheets[one.id]) for one in table.gone]


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
