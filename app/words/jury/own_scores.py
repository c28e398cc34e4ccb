"""What a juror has given so far, in few words: beside each criterion, and on her list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.rules.scoring import plain
from app.services.scores import OwnScores
from app.words.jury.sheets import number
from app.words.scores import points
from app.words.text import _, _n

NAMED = 2
"""So many of those that got the same are named."""


@dataclass(frozen=True)
class GivenTo:
    """Who got one score on a criterion."""

    value: str
    """As the step of the scale that it is has it."""
    score: str
    names: str
    count: int


def given_to(
    own: Mapping[int, OwnScores], called: Mapping[int, str]
) -> dict[str, Sequence[GivenTo]]:
    """Say by criterion who got what, the best first: "5: Fjordvik, Sund og 2 til"."""
    found: dict[str, dict[Decimal, list[str]]] = {}
    for nomination_id, given in own.items():
        for key, score in given.scores.items():
            found.setdefault(key, {}).setdefault(score, []).append(called[nomination_id])
    return {
        key: [
            GivenTo(str(plain(score)), number(score), _named(names), len(names))
            for score, names in sorted(by_score.items(), reverse=True)
        ]
        for key, by_score in found.items()
    }


def _named(names: Sequence[str]) -> str:
    shown, more = ", ".join(sorted(names)[:NAMED]), len(names) - NAMED
    if more <= 0:
        return shown
    return _n("%(names)s og ett til", "%(names)s og %(num)s til", more, names=shown)


def summary(given: OwnScores, weights: Mapping[str, Decimal]) -> str:
    """Say what she gave a nomination, criterion by criterion, and what it comes to."""
    average = given.average(weights)
    each = " ".join(number(given.scores[key]) for key in weights if key in given.scores)
    if average is None:
        return _("Du ga %(scores)s.", scores=each)
    return _("Du ga %(scores)s, i snitt %(average)s.", scores=each, average=points(average))
