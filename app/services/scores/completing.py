"""What a sheet lacks before it can be handed in, by whomever and from wherever it comes."""

from app.models import Round
from app.rules import evidence, scoring
from app.rules.scoring import Lacks
from app.services.scores.drafting import SheetInput


class SheetIncompleteError(Exception):
    """The sheet cannot be sealed; ``lacks`` says what is missing.

    ``version`` is the sheet's once the draft has been kept: what the next edit starts from.
    """

    def __init__(self, lacks: Lacks, version: int) -> None:
        super().__init__(str(lacks))
        self.lacks = lacks
        self.version = version


def lacks(award_round: Round, given: SheetInput) -> Lacks:
    """Say what a sheet lacks before it can be sealed."""
    return scoring.lacks(
        [criterion.key for criterion in award_round.criteria],
        given.scores,
        given.grounds,
        grounds_required=award_round.rulebook.grounds_required,
        word_limit=award_round.rulebook.grounds_word_limit,
        unmarked=evidence.unmarked(given.evidence or {}),
    )
