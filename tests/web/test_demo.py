"""The demonstration: one click to sign in, and a clock. Neither exists where it is off."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.extensions import db
from app.models.engine import writing
from app.rules.access import Role
from app.services import invitations
from app.web.clock import DemoClock
from tests.clients import ReviewingClient, client_of
from tests.conftest import close, isolated, make_app, make_database, worker
from tests.factories import World

OFF = [
    ("POST", "/demo/logg-inn/1"),
    ("GET", "/demo/logg-inn/1"),
    ("POST", "/demo/klokke"),
    ("GET", "/demo/klokke"),
    ("GET", "/demo/post"),
]


@pytest.mark.parametrize(("method", "path"), OFF)
def test_where_it_is_off_there_is_nothing(
    client: ReviewingClient, world: World, method: str, path: str
) -> None:
    assert client.open(path, method=method).status_code == 404


def test_where_it_is_off_no_account_is_offered(client: ReviewingClient, world: World) -> None:
    world.account("Kari Prøve", demo_role="secretariat")
    assert "Kari Prøve" not in client.get("/logg-inn").get_data(as_text=True)


@pytest.fixture(scope="module")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give an application with the demonstration on."""
    folder = tmp_path_factory.mktemp("demo")
    app = make_app(make_database(folder, f"hederspris_demo_{worker()}"), demo=True)
    app.config["CLOCK"] = DemoClock(folder / "clock")
    yield app
    close(app)


@pytest.fixture
def demo_session(demo_app: Flask) -> Iterator[Session]:
    """Give a session of the demonstration, rolled back when the test ends."""
    demo_clock: DemoClock = demo_app.config["CLOCK"]
    demo_clock.path.unlink(missing_ok=True)
    token = writing.set(True)
    with demo_app.app_context(), isolated(demo_app):
        yield db.session
        db.session.close()
    writing.reset(token)


@pytest.fixture
def demo(demo_app: Flask, demo_session: Session) -> ReviewingClient:
    """Give a client of the demonstration that nobody has signed in with."""
    made = demo_app.test_client()
    assert isinstance(made, ReviewingClient)
    return made


@pytest.fixture
def demo_world(demo_app: Flask, demo_session: Session) -> World:
    """Give a small prize; its clock stands while the world is made."""
    demo_clock: DemoClock = demo_app.config["CLOCK"]

    class Standing:
        now = demo_clock()

    return World(demo_session, Standing())


def test_one_click_signs_in_as_an_account_of_the_demonstration(
    demo: ReviewingClient, demo_world: World
) -> None:
    account = demo_world.account("Kari Prøve", demo_role="secretariat")
    assert "Kari Prøve" in demo.get("/logg-inn").get_data(as_text=True)
    answer = demo.post(f"/demo/logg-inn/{account.id}")
    assert (answer.status_code, answer.location) == (303, "/oversikt")
    assert "Kari Prøve" in demo.get("/oversikt").get_data(as_text=True)


def test_nobody_else_is_signed_in_with_a_click(demo: ReviewingClient, demo_world: World) -> None:
    other = demo_world.people["secretariat"]
    assert demo.post(f"/demo/logg-inn/{other.id}").status_code == 404
    assert demo.post("/demo/logg-inn/999999").status_code == 404
    assert demo.get("/oversikt").status_code == 302


@pytest.mark.parametrize(
    ("by", "ahead"),
    [
        ("hour", timedelta(hours=1)),
        ("day", timedelta(days=1)),
        ("week", timedelta(days=7)),
        ("year", timedelta(0)),
        ("", timedelta(0)),
    ],
)
def test_the_clock_is_wound_forward(
    demo: ReviewingClient, demo_app: Flask, by: str, ahead: timedelta
) -> None:
    answer = demo.post("/demo/klokke", data={"by": by, "next": "//evil.example"})
    assert (answer.status_code, answer.location) == (303, "/oversikt")
    assert demo_app.config["CLOCK"].ahead == ahead


def test_winding_signs_nobody_out(
    demo: ReviewingClient, demo_app: Flask, demo_world: World
) -> None:
    other = client_of(demo_app, None)
    for client, name in ((demo, "Kari Prøve"), (other, "Ola Prøve")):
        account = demo_world.account(name, demo_role="secretariat")
        client.post(f"/demo/logg-inn/{account.id}")
    demo.post("/demo/klokke", data={"by": "week"})
    assert [client.get("/oversikt").status_code for client in (demo, other)] == [200, 200]


def test_one_click_changes_to_somebody_else(demo: ReviewingClient, demo_world: World) -> None:
    for name in ("Kari Prøve", "Ola Prøve"):
        account = demo_world.account(name, demo_role="secretariat")
        assert demo.get("/logg-inn?bytt").status_code == 200
        demo.post(f"/demo/logg-inn/{account.id}")
        assert name in demo.get("/oversikt").get_data(as_text=True)


def test_winding_goes_on_from_where_it_was(demo: ReviewingClient, demo_app: Flask) -> None:
    for by in ("hour", "day", "hour"):
        demo.post("/demo/klokke", data={"by": by})
    assert demo_app.config["CLOCK"].ahead == timedelta(days=1, hours=2)


def test_its_mails_are_read_on_a_page_and_their_links_lead_on(
    demo: ReviewingClient, demo_app: Flask, demo_world: World
) -> None:
    assert "Ingen e-post er laget ennå." in demo.get("/demo/post").text
    for number in (1, 2):
        invitations.invite(
            demo_world.work("administrator"),
            email=f"ny{number}@example.org",
            name=f"Ny {number}",
            language="nb",
            role=Role.AUDITOR,
        )
    page = demo.get("/demo/post").text
    assert re.findall(r"ny\d@example.org", page) == ["ny2@example.org", "ny1@example.org"]
    assert page.count("<h2") == 2
    link = re.findall(r'<a href="(/invitasjon/[^"]+)">', page)[0]
    assert "Ny 2" in client_of(demo_app, None).get(link).text


def test_the_clock_is_wound_past_a_deadline(
    demo: ReviewingClient, demo_app: Flask, demo_world: World
) -> None:
    award_round = demo_world.plan()
    deadline = award_round.deadline_at
    assert deadline is not None
    demo.post("/demo/klokke", data={"by": "deadline", "slug": award_round.slug})
    assert timedelta(0) < demo_app.config["CLOCK"]() - deadline < timedelta(minutes=2)


def test_time_never_goes_back(tmp_path: Path) -> None:
    demo_clock = DemoClock(tmp_path / "clock")
    demo_clock.wind(timedelta(days=1))
    demo_clock.wind(timedelta(days=-1))
    demo_clock.wind(timedelta(0))
    assert demo_clock.ahead == timedelta(days=1)


def test_a_clock_file_that_cannot_be_read_is_no_clock(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text("half past")
    assert DemoClock(tmp_path / "clock").ahead == timedelta(0)
