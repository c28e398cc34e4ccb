"""The sheets of others as they are shown to whoever may see them before the deliberation."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Round
from app.services.disclosure import OtherSheet
from app.words import formats
from app.words.jury import sheets
from app.words.text import _


@dataclass(frozen=True)
class OtherPart:
    """One sheet of somebody else."""

    who: str
    scores: Sequence[tuple[str, str]]
    """Criterion and score."""
    grounds: str
    language: str | None


def lay_out(award_round: Round, found: Sequence[OtherSheet]) -> list[OtherPart]:
    """Lay out the sheets of others, seat by seat."""
    return [
        OtherPart(
            _("%(name)s (%(seat)s, varamedlem)", name=one.name, seat=one.seat)
            if one.is_deputy
            else _("%(name)s (%(seat)s)", name=one.name, seat=one.seat),
            [
                (formats.in_language(criterion.short), sheets.number(one.scores[criterion.key]))
                for criterion in award_round.criteria
                if criterion.key in one.scores
            ],
            one.grounds,
            one.language,
        )
        for one in found
    ]
