"""The one command that starts the product with its demonstration, and where it loads it."""

import socket
from contextlib import closing
from contextvars import copy_context
from pathlib import Path

import pytest
from click import ClickException
from sqlalchemy import create_engine, func, inspect, select

from app.models import Account
from config import ConfigError
from seeds import running
from tests.conftest import close, make_app, make_database, worker


def run(port: int = 0, *, serve: bool = False, own_file: bool = True) -> None:
    """Run the command's work in a context of its own, as the command has."""
    copy_context().run(running.run, port, serve=serve, own_file=own_file)


@pytest.fixture
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "demonstration.sqlite"
    monkeypatch.setattr("config.DEMONSTRATION", path)
    return path


def test_the_demonstration_is_loaded_once_and_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = make_database(tmp_path, f"hederspris_demonstration_{worker()}")
    monkeypatch.setenv("HEDERSPRIS_ENV", "local")
    monkeypatch.setenv("HEDERSPRIS_DATABASE_URL", url)
    run(own_file=False)
    assert capsys.readouterr().out == "Loading the demonstration …\n"
    run(own_file=False)
    assert capsys.readouterr().out.startswith("The demonstration is already loaded")


def test_it_is_loaded_into_its_own_file_whatever_the_settings_say(
    tmp_path: Path,
    own_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("seeds.demonstration.load", lambda *_: None)
    url = make_database(tmp_path, f"hederspris_left_alone_{worker()}")
    monkeypatch.setenv("HEDERSPRIS_ENV", "local")
    monkeypatch.setenv("HEDERSPRIS_DATABASE_URL", url)
    run()
    out = capsys.readouterr().out
    assert out.startswith("The demonstration keeps to a file of its own;")
    engine = create_engine(f"sqlite:///{own_file}")
    assert inspect(engine).has_table("accounts")
    engine.dispose()
    configured = create_engine(url)
    assert inspect(configured).get_table_names() == []
    configured.dispose()


def test_it_is_never_loaded_among_real_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_database(tmp_path, f"hederspris_real_{worker()}")
    app = make_app(url)
    close(app)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            Account.__table__.insert().values(
                email="kari@example.org", name="Kari", created_at=func.current_timestamp()
            )
        )
    monkeypatch.setenv("HEDERSPRIS_ENV", "local")
    monkeypatch.setenv("HEDERSPRIS_DATABASE_URL", url)
    with pytest.raises(ClickException, match="not the demonstration: nothing is loaded"):
        run(own_file=False)
    with engine.connect() as connection:
        assert connection.execute(select(func.count(Account.id))).scalar_one() == 1
    engine.dispose()


def test_a_port_that_is_taken_is_said_before_anything_is_loaded(own_file: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ClickException, match=f"Port {port} can't be used"):
            run(port, serve=True)
    assert not own_file.exists()


def test_it_cannot_be_run_in_production_at_all(
    own_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEDERSPRIS_ENV", "production")
    for forced in (False, True):
        with pytest.raises(ConfigError, match="HEDERSPRIS_DEMO"):
            run(own_file=not forced)
    assert not own_file.exists()
