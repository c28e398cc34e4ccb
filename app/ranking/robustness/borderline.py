"""Who is close to the line of the shortlist, on either side, and what would take them over it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ranking.methods import Method
from app.ranking.report import Contest, Report

NOTICEABLE = 0.01
"""Chances and shares below this do not bring anybody near the line."""


@dataclass(frozen=True)
class AtLine:
    """One nomination, and the line.

    inside: whether it is on the shortlist. chance: of being among as many best; share: of the
    weightings that put it there; both from 0 to 1, None where none is given.
    jurors: without whom it crosses the line. methods: with which it does.
    """

    nomination: int
    inside: bool
    chance: float | None
    share: float | None
    jurors: Sequence[int]
    methods: Sequence[Method]

    @property
    def crosses(self) -> bool:
        """Whether some small change takes it over the line."""
        return bool(self.jurors or self.methods)

    @property
    def is_near(self) -> bool:
        """Whether it is on the list, or could come onto it."""
        could = max(self.chance or 0, self.share or 0) >= NOTICEABLE
        return self.inside or self.crosses or could


def shortlisted(report: Report) -> Contest | None:
    """Give the contest that has a shortlist: the only one there is, of more than are listed."""
    if len(report.contests) != 1:
        return None
    contest = report.contests[0]
    return contest if len(contest.order) > len(contest.listed) else None


def near_line(report: Report, contest: Contest) -> list[AtLine]:
    """List those on the shortlist, and those near it, in order."""
    lines = {line.nomination: line for line in report.lines}
    found = []
    for one in contest.order:
        inside = one in contest.listed
        at_line = AtLine(
            one,
            inside,
            lines[one].listed,
            lines[one].listed_by_weights,
            [
                juror.juror
                for juror in report.jurors
                if juror.listed_without is not None and (one in juror.listed_without) is not inside
            ],
            [by.method for by in contest.methods if (one in by.listed) is not inside],
        )
        if at_line.is_near:
            found.append(at_line)
    return found
