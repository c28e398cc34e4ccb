"""The log: what went wrong, and nothing of what was to be stored."""

import logging
from contextlib import suppress

import pytest
from sqlalchemy.exc import SQLAlchemyError

from tests.clients import ReviewingClient


@pytest.mark.parametrize("rule", ["null", "check", "range", "number"])
def test_a_statement_that_fails_leaves_no_scores_or_notes_in_the_log(
    bench: ReviewingClient, caplog: pytest.LogCaptureFixture, rule: str
) -> None:
    with caplog.at_level(logging.DEBUG, logger="app"), suppress(SQLAlchemyError):
        bench.post(f"/bench/break/{rule}")
    assert "score_sheets" in caplog.text
    for secret in ("Privat notat", "Hemmelig grunn", "5.25"):
        assert secret not in caplog.text
