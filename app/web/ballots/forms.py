"""The shape of a ballot as it is sent: what is written beside each name, and the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.rules.numbers import row_number
from app.services.ballots import BallotInput


def field_of(nomination_id: int) -> str:
    """Name the field of a rank; the faults of a ballot go by the names of fields."""
    return f"rank-{nomination_id}"


@dataclass(frozen=True)
class BallotForm:
    """What was sent. It is shown again as it was written, whatever it holds."""

    given: BallotInput
    reason: str
    act: str

    @property
    def abstains(self) -> bool:
        """Whether she abstains by it."""
        return self.act == "abstain"


def read_ballot(form: MultiDict[str, str], running: Sequence[int]) -> BallotForm:
    """Read a ballot: a field for each rank, ``abstention``, ``reason``, ``version`` and ``act``.

    What is sent twice for one name stands beside it, both, and is no rank.
    """
    written = {one: " ".join(form.getlist(field_of(one))) for one in running}
    version = row_number(form.get("version")) or 0
    return BallotForm(
        BallotInput(written, form.get("abstention", ""), version),
        form.get("reason", ""),
        form.get("act", ""),
    )
