"""A sheet on paper for the demonstration: entered by the secretariat, waiting for its juror."""

from datetime import datetime, timedelta
from decimal import Decimal

from app.models import Nomination, Round
from app.services import impartiality, scores
from app.services.scores import SheetInput
from app.services.work import Work
from seeds.people import Cast, as_account

SEAT, NUMBER = "hdir", 9
"""Who filled it in, and for which nomination."""
SCORES = (4, 5, 3, 4, 4, 3)
GROUNDS = "God ordning for dem som har ventet lengst. Jeg savner tall fra det andre året."


def load(
    work: Work, cast: Cast, award_round: Round, judged: dict[int, Nomination], now: datetime
) -> None:
    """Enter it, some hours ago."""
    when = now - timedelta(hours=3)
    juror = as_account(work, cast.members[SEAT], when)
    keys = [criterion.key for criterion in award_round.criteria]
    scores.enter(
        as_account(work, cast.secretariat, when),
        award_round,
        judged[NUMBER].id,
        impartiality.appointment_of(juror, award_round),
        SheetInput(dict(zip(keys, map(Decimal, SCORES), strict=True)), GROUNDS, "", 0),
    )
