"""The outbox as the secretariat sees it: a dead sender first of all, and sending again."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.models import Notice, Round
from app.rules.notices import Stopped
from app.services import notices
from tests.clients import ReviewingClient, client_of
from tests.factories import World
from tests.services.mailbox import free_port, running

LIST = "/priser/prisen/2026/meldinger"
RETRY = f"{LIST}/send-igjen"


@pytest.fixture
def told(world: World) -> Round:
    """Give a round in which two messages have waited since ten o'clock."""
    award_round, _ = world.at("scoring")
    world.session.execute(delete(Notice).where(Notice.kind != "scoring_open"))
    keep = world.session.scalars(select(Notice.id).order_by(Notice.id).limit(2)).all()
    world.session.execute(delete(Notice).where(Notice.id.not_in(keep)))
    for notice in world.session.scalars(select(Notice)):
        notice.queued_at = notice.not_before = world.clock.now
    world.session.flush()
    return award_round


@pytest.fixture
def mail(app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the installation have a mail server that is away; gives its address."""
    address = f"smtp://127.0.0.1:{free_port()}"
    monkeypatch.setitem(
        app.config, "HEDERSPRIS", replace(app.config["HEDERSPRIS"], smtp_url=address)
    )
    return address


@pytest.fixture
def secretariat(app: Flask, world: World) -> ReviewingClient:
    return client_of(app, world.people["secretariat"].id)


def page(client: ReviewingClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def all_pages(client: ReviewingClient) -> list[str]:
    return [page(client, address) for address in ("/oversikt", "/priser/prisen/2026/styring", LIST)]


def test_a_dead_sender_is_the_first_thing_that_the_secretariat_sees(
    world: World, told: Round, mail: str, secretariat: ReviewingClient
) -> None:
    assert all("har ikke gått ut" not in text for text in all_pages(secretariat))
    assert "Utsendingen går som den skal" in page(secretariat, LIST)
    world.pass_time(minutes=15)
    overview, control, outbox = all_pages(secretariat)
    assert '<h1 class="title-1">E-post har ikke gått ut siden' in overview
    assert "2 meldinger venter</h1>" in overview
    assert "den skal gå hvert minutt. Ingen meldinger er tapt." in overview
    assert f'<a class="ds-button" href="{LIST}">Se meldingene</a>' in overview
    todos = control[control.index('<ul class="todo">') :]
    first = todos[: todos.index("</li>")]
    assert "E-post har ikke gått ut siden" in first
    assert f'href="{LIST}">Se meldingene</a>' in first
    assert todos.count("</li>") > 1
    assert '<p class="lede">E-post har ikke gått ut siden' in outbox
    assert "Utsendingen går som den skal" not in outbox


def test_it_comes_first_on_the_day_of_the_announcement_too(
    world: World, mail: str, secretariat: ReviewingClient
) -> None:
    world.at("announced")
    world.pass_time(minutes=15)
    overview = page(secretariat, "/oversikt")
    assert '<h1 class="title-1">E-post har ikke gått ut siden' in overview
    assert "Resultatet er kunngjort" in overview


def test_those_who_can_do_nothing_about_it_are_not_told(
    app: Flask, world: World, told: Round, mail: str
) -> None:
    world.pass_time(minutes=15)
    for name in ("chair", "nominator", "auditor", "administrator"):
        assert "har ikke gått ut" not in page(client_of(app, world.people[name].id), "/oversikt")


def test_what_the_server_said_is_told(
    world: World, told: Round, mail: str, secretariat: ReviewingClient
) -> None:
    notices.note_failure(world.session, world.clock.now, "535 5.7.8 Wrong <password>")
    world.session.flush()
    for text in all_pages(secretariat):
        assert (
            "E-postserveren tar ikke imot meldingene: «535 5.7.8 Wrong &lt;password&gt;»." in text
        )
        assert "Meldingene går ut av seg selv når den svarer igjen." in text


def test_where_no_mail_is_sent_nothing_is_amiss_and_the_list_says_so(
    world: World, told: Round, secretariat: ReviewingClient
) -> None:
    world.pass_time(days=3)
    overview, control, outbox = all_pages(secretariat)
    assert "har ikke gått ut" not in overview + control + outbox
    assert (
        '<p class="lede">Her blir det ikke sendt e-post, for ingen e-postserver er satt opp. '
        "Meldingene blir liggende i kø.</p>"
    ) in outbox


def stop(world: World, count: int) -> list[Notice]:
    """Let so many messages of the round have been given up; gives all that there are."""
    found = list(world.session.scalars(select(Notice).order_by(Notice.id)))
    for notice in found[:count]:
        notice.attempts, notice.stopped, notice.last_error = 8, Stopped.GIVEN_UP, "550 No such user"
    world.session.flush()
    return found


def test_what_did_not_arrive_has_a_button_and_what_waits_has_none(
    world: World, told: Round, mail: str, secretariat: ReviewingClient
) -> None:
    given_up, waits = stop(world, 1)
    text = page(secretariat, LIST)
    assert '<p class="lede">Én melding kom ikke fram.</p>' in text
    assert "Gitt opp etter 8 forsøk" in text
    assert "550 No such user" in text
    assert f'name="notice" value="{given_up.id}"' in text
    assert f'name="notice" value="{waits.id}"' not in text
    assert "Send alle på nytt" not in text


def test_a_message_is_sent_again_by_its_button(
    world: World, told: Round, mail: str, secretariat: ReviewingClient
) -> None:
    one, other = stop(world, 2)
    assert "Send alle på nytt" in page(secretariat, LIST)
    answer = secretariat.post(RETRY, data={"notice": str(one.id)}, follow_redirects=True)
    assert answer.request.path == LIST
    assert "Én melding er lagt i kø på nytt." in answer.get_data(as_text=True)
    world.session.expire_all()
    assert (one.stopped, other.stopped) == (None, Stopped.GIVEN_UP)
    answer = secretariat.post(RETRY, follow_redirects=True)
    assert "Én melding er lagt i kø på nytt." in answer.get_data(as_text=True)
    world.session.expire_all()
    assert other.stopped is None
    answer = secretariat.post(RETRY, follow_redirects=True)
    assert "Det er ingen melding å sende på nytt." in answer.get_data(as_text=True)
    assert page(secretariat, "/priser/prisen/2026/hendelseslogg").count(" i kø på nytt") == 2


def test_a_closed_account_is_said_to_get_nothing(
    world: World, told: Round, mail: str, secretariat: ReviewingClient
) -> None:
    stop(world, 1)[0].account.disabled_at = world.clock.now
    world.session.flush()
    text = page(secretariat, LIST)
    assert "Ikke sendt: Kontoen er stengt" in text
    assert "kom ikke fram.</p>" not in text
    assert 'name="notice"' not in text


def test_the_command_says_what_it_did_and_ends_with_an_error_when_anything_failed(
    app: Flask, world: World, told: Round, mail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.session.commit()
    runner = app.test_cli_runner()
    away = runner.invoke(args=["notices", "send"])
    assert (away.exit_code, away.stdout) == (1, "0 sent, 0 refused, 0 put off, 2 waiting\n")
    said = "Nothing more was sent: the mail server could not be reached: Connection refused.\n"
    assert away.stderr == said
    with running() as box:
        here = replace(app.config["HEDERSPRIS"], smtp_url=f"smtp://127.0.0.1:{box.port}")
        monkeypatch.setitem(app.config, "HEDERSPRIS", here)
        alone = runner.invoke(args=["notices", "send"])
        assert (alone.exit_code, alone.stdout) == (1, "0 sent, 0 refused, 0 put off, 2 waiting\n")
        assert "is tried again at 2026-" in alone.stderr
        box.refuses["deputy_b@example.org"] = "550 No such user"
        box.refuses["juror_b@example.org"] = "550 No such user"
        sent = runner.invoke(args=["notices", "send", "--at-once"])
        assert (sent.exit_code, sent.stdout) == (1, "1 sent, 1 refused, 0 put off, 1 waiting\n")
        assert sent.stderr == ""
        box.refuses.clear()
        again = runner.invoke(args=["notices", "retry"])
        said = "1 will be sent when flask notices send runs next.\n"
        assert (again.exit_code, again.stdout) == (0, said)
        sent = runner.invoke(args=["notices", "send"])
        assert (sent.exit_code, sent.stdout) == (0, "1 sent, 0 refused, 0 put off, 0 waiting\n")
