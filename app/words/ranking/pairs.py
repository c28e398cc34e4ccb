"""Two nominations side by side: who prefers which, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Round
from app.ranking.robustness.pairs import preferred
from app.services.ranking import Ranking, Row
from app.words import formats
from app.words.ranking import names
from app.words.text import _, _n


@dataclass(frozen=True)
class PairMeans:
    """The plain means of both on one criterion."""

    name: str
    one: float | None
    other: float | None


@dataclass(frozen=True)
class Pair:
    """One nomination against another; jurors by name."""

    one: Row
    other: Row
    for_one: Sequence[str]
    alike: Sequence[str]
    for_other: Sequence[str]
    criteria: Sequence[PairMeans]

    @property
    def name_of_one(self) -> str:
        """Name the one as one says it."""
        return names.name_of(self.one)

    @property
    def name_of_other(self) -> str:
        """Name the other as one says it."""
        return names.name_of(self.other)

    @property
    def says(self) -> str:
        """Say who has the majority of those who scored both."""
        both = len(self.for_one) + len(self.alike) + len(self.for_other)
        if not both:
            return _("Ingen har vurdert begge.")
        if len(self.for_one) == len(self.for_other):
            return _n(
                "Like mange setter hver av dem høyest, av %(num)s som har vurdert begge.",
                "Like mange setter hver av dem høyest, av %(num)s som har vurdert begge.",
                both,
            )
        more, row = max(
            (len(self.for_one), self.one), (len(self.for_other), self.other), key=lambda x: x[0]
        )
        return _(
            "Av de %(both)s som har vurdert begge, er det %(more)s som setter %(name)s høyest",
            more=more,
            both=both,
            name=names.name_of(row),
        )


def compare(table: Ranking, award_round: Round, one: Row, other: Row) -> Pair:
    """Lay two nominations side by side."""
    sides: dict[int, list[str]] = {1: [], 0: [], -1: []}
    for juror, a, b in zip(table.report.jurors, one.line.cells, other.line.cells, strict=True):
        side = preferred(a, b)
        if side is not None:
            sides[side].append(names.juror(table, juror.juror))
    return Pair(
        one,
        other,
        sides[1],
        sides[0],
        sides[-1],
        [
            PairMeans(
                formats.in_language(criterion.short),
                one.line.criterion_means[table.report.criteria.index(criterion.key)],
                other.line.criterion_means[table.report.criteria.index(criterion.key)],
            )
            for criterion in award_round.criteria
        ],
    )
