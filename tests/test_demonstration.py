"""The one command that starts the product with its demonstration."""

from contextvars import copy_context
from pathlib import Path

import pytest

from seeds import demonstration
from tests.conftest import make_database, worker


def test_the_demonstration_is_loaded_once_and_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = make_database(tmp_path, f"hederspris_demonstration_{worker()}")
    monkeypatch.setenv("HEDERSPRIS_DATABASE_URL", url)
    copy_context().run(demonstration.run, port=0, serve=False)
    assert capsys.readouterr().out == "Loading the demonstration …\n"
    copy_context().run(demonstration.run, port=0, serve=False)
    assert capsys.readouterr().out.startswith("The demonstration is already loaded")
