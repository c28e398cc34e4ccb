"""What a decision must contain before it can be sealed."""

from collections.abc import Sequence
from enum import StrEnum

from app.rules.forms import count_words

MINIMUM_STATEMENT_WORDS = 20


class DecisionLack(StrEnum):
    """One thing that is missing or contradicts itself."""

    NO_WINNER = "no_winner"
    SHORT_STATEMENT = "short_statement"
    NO_CITATION = "no_citation"
    REASON_FOR_OTHER = "reason_for_other"
    WINNER_IS_ALSO_NOMINEE = "winner_is_also_nominee"
    WINNER_AND_NO_AWARD = "winner_and_no_award"
    RULES_AMENDED = "rules_amended"
    NOT_PRESENT = "not_present"


def lacks(
    *,
    winners: Sequence[int],
    nominees: Sequence[int],
    first_places: Sequence[int],
    citation: str,
    statement: str,
    reason: str,
    no_award: bool,
    rules_known: bool = True,
) -> list[DecisionLack]:
    """List what stands in the way of sealing.

    Args:
        winners: nominations that win; several are joint winners.
        nominees: the other nominees.
        first_places: every nomination that shares the first place of the ranking.
        citation: the one sentence that stands under the winner's name.
        statement: the jury's statement.
        reason: why another than the first was chosen.
        no_award: the jury gives the prize to nobody; then the statement says why.
        rules_known: the decision was written with the ranking by the rules in force in sight.

    """
    found = [] if rules_known else [DecisionLack.RULES_AMENDED]
    if not winners and not no_award:
        found.append(DecisionLack.NO_WINNER)
    if winners and no_award:
        found.append(DecisionLack.WINNER_AND_NO_AWARD)
    if not citation.strip() and not no_award:
        found.append(DecisionLack.NO_CITATION)
    if count_words(statement) < MINIMUM_STATEMENT_WORDS:
        found.append(DecisionLack.SHORT_STATEMENT)
    others = set(winners) - set(first_places)
    if (others or no_award) and not reason.strip():
        found.append(DecisionLack.REASON_FOR_OTHER)
    if set(winners) & set(nominees):
        found.append(DecisionLack.WINNER_IS_ALSO_NOMINEE)
    return found
