"""What a sheet says of the deadline: in the last hours, and when it is over."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from app.rules.calendar import OSLO
from app.words.jury.sheets import deadline

UNTIL = datetime(2026, 12, 9, 15, 0, tzinfo=OSLO)
OPEN_STILL = (
    "Fristen gikk ut 9.\u00a0desember kl.\u00a015.00. Det du leverer før sekretariatet åpner "
    "drøftingen, teller. Da stenges det."
)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=1, minutes=1), ""),
        (timedelta(hours=24), "Fristen går ut 9.\u00a0desember kl.\u00a015.00, om 24 timer."),
        (
            timedelta(hours=1, minutes=59),
            "Fristen går ut 9.\u00a0desember kl.\u00a015.00, om en time.",
        ),
        (timedelta(minutes=59), "Fristen går ut kl.\u00a015.00, om under en time."),
        (timedelta(minutes=-2), OPEN_STILL),
    ],
)
def test_it_is_said_in_the_last_hours_and_afterwards(
    app: Flask, left: timedelta, said: str
) -> None:
    award_round: Any = SimpleNamespace(scoring_deadline_at=UNTIL)
    with app.test_request_context(), force_locale("nb"):
        assert deadline(award_round, UNTIL - left) == said


def test_without_a_deadline_nothing_is_said(app: Flask) -> None:
    award_round: Any = SimpleNamespace(scoring_deadline_at=None)
    with app.test_request_context(), force_locale("nb"):
        assert deadline(award_round, UNTIL) == ""
