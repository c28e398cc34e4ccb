"""The nominators' declaration of writing aids, kept beside the answers and frozen with them."""

from typing import Any

from app.models import Nomination, NominationVersion, Round
from app.rules import writing_aids
from app.rules.forms import Fault
from app.rules.writing_aids import WRITING_AIDS


def is_asked(award_round: Round) -> bool:
    """Say whether a round asks for it: where its call says what is allowed."""
    return any(text.strip() for text in award_round.writing_aids.values())


def as_data(nomination: Nomination) -> dict[str, str]:
    """Give the declaration as plain data, as it is written now."""
    return writing_aids.fitting(nomination.answers.get(WRITING_AIDS))


def of_version(version: NominationVersion) -> dict[str, str] | None:
    """Give the declaration that was handed in; None where none was asked for."""
    held: Any = version.content["answers"].get(WRITING_AIDS)
    return None if held is None else writing_aids.fitting(held)


def find_fault(award_round: Round, nomination: Nomination) -> Fault | None:
    """Find what is missing of the declaration, where the round asks for one."""
    if not is_asked(award_round):
        return None
    return writing_aids.find_fault(nomination.answers.get(WRITING_AIDS))
