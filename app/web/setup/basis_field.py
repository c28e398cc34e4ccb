"""The choice of what the final is decided by, as the page of the stages shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Round
from app.rules.ballots import StageBasis
from app.services import rounds, stamps
from app.words.rounds import basis as words


@dataclass(frozen=True)
class BasisField:
    """What can be chosen and what is; base: the stamp of what is stored."""

    chosen: str
    base: str
    choices: Sequence[tuple[str, str, str]]


def basis_field(award_round: Round) -> BasisField:
    """Lay out the choice."""
    held = rounds.basis_of(award_round)
    return BasisField(
        held.value,
        stamps.of(rounds.basis_data(held)),
        [(one.value, words.choice(one), words.means(one)) for one in StageBasis],
    )
