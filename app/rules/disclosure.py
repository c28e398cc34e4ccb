"""How much somebody sees of what the jury has handed in: one scale, and one answer.

Pages, lists, downloads and messages ask here, and nowhere else. The scale has five steps, each of
which holds those below it. What somebody is recused from is outside it: of that she sees nothing,
wherever she stands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.rules.access import Permission, Role, Situation, Verdict, decide
from app.rules.lifecycle import Phase, StageState


class SeesOthers(StrEnum):
    """From when the rulebook lets a member see what the others have handed in."""

    DELIBERATION = "deliberation"
    OWN_SHEET = "own_sheet"


class Degree(IntEnum):
    """How much is seen of what the jury hands in, from nothing to all."""

    NOTHING = 0
    PROGRESS = 1
    """Who has finished how much, and never a score."""
    OWN = 2
    """What she handed in herself."""
    AFTER_OWN = 3
    """The others' sheets of exactly the nominations whose own sheet is in; no ranking."""
    ALL = 4
    """Every sheet, the ranking, and what follows from it."""


READS_ALL = (Permission.VIEW_RANKING, Permission.VIEW_SCORES_AS_AUDITOR)
EARLY = frozenset({Role.JUROR, Role.CHAIR})
"""Who may see others' sheets before the deliberation, where the rulebook lets anybody: members.
Deputies never read what others have handed in.
"""


def degree(roles: frozenset[Role], seen: Situation, sees_others: SeesOthers) -> Degree:
    """Place somebody on the scale, for the round as a whole.

    Args:
        roles: hers in the round.
        seen: the phase and the stage that the round is in, and whether she has pledged.
        sees_others: as the rulebook in force has it.

    """
    if any(decide(one, roles, seen) is Verdict.ALLOWED for one in READS_ALL):
        return Degree.ALL
    if decide(Permission.VIEW_DESK, roles, seen) is Verdict.ALLOWED:
        scoring = seen.phase is Phase.JUDGING and seen.stage is StageState.SCORING
        if scoring and sees_others is SeesOthers.OWN_SHEET and roles & EARLY:
            return Degree.AFTER_OWN
        return Degree.OWN
    if decide(Permission.VIEW_PROGRESS, roles, seen) is Verdict.ALLOWED:
        return Degree.PROGRESS
    return Degree.NOTHING


@dataclass(frozen=True)
class Disclosed:
    """What somebody sees of what the jury has handed in, nomination by nomination.

    degree: for the round as a whole.
    recused: what she is recused from, or closed to until a ruling: nothing of that.
    handed_in: where her own sheet counts and is sealed.
    looked_at: what she has looked at in an emergency, while that lasts.
    """

    degree: Degree
    recused: frozenset[int] = frozenset()
    handed_in: Collection[int] = frozenset()
    looked_at: Collection[int] = frozenset()

    @property
    def ranking(self) -> bool:
        """Whether she sees the ranking, without what she is recused from."""
        return self.degree is Degree.ALL

    def others(self, nomination_id: int) -> bool:
        """Say whether she sees what the others have handed in for a nomination."""
        if nomination_id in self.recused:
            return False
        if self.degree is Degree.ALL or nomination_id in self.looked_at:
            return True
        return self.degree is Degree.AFTER_OWN and nomination_id in self.handed_in
