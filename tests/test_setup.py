"""The command that sets up an installation: once, and with a link that works."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from config import Config
from tests.conftest import close, make_app, make_database, worker


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    made = make_app(make_database(tmp_path, f"hederspris_setup_{worker()}"))
    yield made
    close(made)


def run(app: Flask, *given: str, typed: str = "") -> tuple[int, str]:
    with app.app_context():  # whichever stands around the tests, this one is set up
        done = app.test_cli_runner().invoke(
            args=["setup", *given], input=typed, catch_exceptions=False
        )
    return done.exit_code, done.output


def test_an_empty_installation_says_what_to_do_and_is_set_up_once(empty: Flask) -> None:
    start = empty.test_client().get("/").get_data(as_text=True)
    assert "flask --app app setup" in start
    code, said = run(empty, typed="Åse Ødegård\nAse@Example.no\n")
    assert code == 0
    link = re.search(r"http\S+(/invitasjon/\S+)", said)
    assert link is not None
    client = empty.test_client()
    assert "flask --app app setup" not in client.get("/").get_data(as_text=True)
    answer = client.post(
        link[1], data={"name": "Åse Ødegård", "new_password": "hus ved havet i vest"}
    )
    assert answer.location == "/oversikt"
    assert client.get("/personer").status_code == 200
    code, said = run(empty, "--name", "En til", "--email", "en@example.no")
    assert code == 1
    assert "It has been set up before" in said


def test_a_database_without_a_table_says_what_to_do_too(tmp_path: Path) -> None:
    url = make_database(tmp_path, f"hederspris_bare_{worker()}")
    environment = {"HEDERSPRIS_ENV": "local", "HEDERSPRIS_DATABASE_URL": url}
    bare = create_app(Config.from_environment(environment))
    answers = [bare.test_client().get(path) for path in ("/", "/logg-inn", "/oversikt")]
    close(bare)
    assert answers[0].status_code == 503
    assert "flask --app app setup" in answers[0].get_data(as_text=True)
    assert [answer.status_code for answer in answers[1:]] == [503, 302]


def test_a_first_link_that_ran_out_is_no_dead_end(empty: Flask) -> None:
    given = ("--name", "Åse", "--email", "ase@example.no")
    code, first = run(empty, *given)
    assert code == 0
    code, said = run(empty, *given)
    assert code == 1
    assert "If nobody takes the first link in time, setup makes another." in said
    empty.config["CLOCK"].now += timedelta(days=15)
    client = empty.test_client()
    assert "flask --app app setup" in client.get("/").get_data(as_text=True)
    code, second = run(empty, *given)
    assert code == 0
    old, new = (re.search(r"http\S+(/invitasjon/\S+)", one) for one in (first, second))
    assert old is not None
    assert new is not None
    assert [client.get(link[1]).status_code for link in (old, new)] == [410, 200]


@pytest.mark.parametrize("given", [("--name", " "), ("--email", "ikke en adresse")])
def test_what_is_no_name_or_address_is_said(empty: Flask, given: tuple[str, str]) -> None:
    asked = {"--name": "Åse", "--email": "ase@example.no", given[0]: given[1]}
    code, said = run(empty, *[part for pair in asked.items() for part in pair])
    assert code == 2
    assert "A name and an e-mail address, please" in said
