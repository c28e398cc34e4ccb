"""The short form: a few kills in every run. The long form: ``python -m tests.reliability``."""

from pathlib import Path

from tests.conftest import make_database, worker
from tests.reliability.killing import kill


def test_what_was_acknowledged_outlives_a_server_that_is_killed(tmp_path: Path) -> None:
    url = make_database(tmp_path, f"hederspris_killed_{worker()}")
    made = kill(url, tmp_path, kills=4, writers=4)
    assert made.faults == []
    assert made.breaks > 0, "nobody was cut off: nothing was tried"
    assert made.acknowledged > 0
