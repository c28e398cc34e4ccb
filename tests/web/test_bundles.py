"""Pages of bundles: what is fetched holds, and what is sent is answered in words."""

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from app.cli import export_cli, keys_cli
from app.commands import verify_command
from app.models import AuditEvent, SigningKey
from app.rules.impartiality import Answer
from app.services import announcements, bundles, signing_keys
from app.verifying.assembling import verifier
from app.verifying.bundles import FULL
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World
from tests.verifying.flips import flip
from tests.web.test_public_scores import decide

PATH = "/om/etterprov"


def send(app: Flask, content: bytes) -> tuple[int, str]:
    data = {"bundle": (io.BytesIO(content), "fil.zip")} if content else {}
    answer = client_of(app, None).post(PATH, data=data, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True)


def fetch(app: Flask, world: World, who: str | None, address: str) -> tuple[int, bytes]:
    answer = client_of(app, world.people[who].id if who else None).get(address)
    return answer.status_code, answer.get_data()


def test_what_is_fetched_is_checked_by_anybody(app: Flask, world: World) -> None:
    award_round, _made = decide(world, lets_out=True)
    address = at(award_round.slug)
    assert fetch(app, world, None, f"{address}/avgjorelse.zip")[0] == 404
    empty = client_of(app, None).get(PATH).get_data(as_text=True)
    assert "Ingen nøkkel er laget ennå." in empty
    announcements.announce(world.work("chair"), award_round, None)
    page = client_of(app, None).get(address).get_data(as_text=True)
    assert f'href="{address}/avgjorelse.zip"' in page
    _, public = fetch(app, world, None, f"{address}/avgjorelse.zip")
    (key,) = world.session.scalars(select(SigningKey))
    assert [key.id, key.made_by_id] == [1, None]
    kinds = world.session.scalars(select(AuditEvent.kind).where(AuditEvent.subject == "key:1"))
    assert kinds.all() == ["key.made"]
    for who in ("chair", "secretariat", "auditor"):
        status, full = fetch(app, world, who, f"{address}/avgjorelse/alt.zip")
        assert (status, b"Hemmelig grunn" in full) == (200, True), who
    assert fetch(app, world, "juror_c", f"{address}/avgjorelse/alt.zip")[0] == 403
    trail = client_of(app, world.people["auditor"].id).get(f"{address}/hendelseslogg")
    assert f'href="{address}/avgjorelse/alt.zip"' in trail.get_data(as_text=True)
    for content in (public, full):
        status, said = send(app, content)
        assert status == 200
        assert "Filen er ekte, og alt stemmer." in said
        assert f"Nøkkelen er en av våre: {signing_keys.fingerprint(key)}." in said
    assert fetch(app, world, None, f"{PATH}/verify.py") == (200, verifier())
    status, said = send(app, flip(full, 8 * 3000))
    assert (status, "Noe stemmer ikke." in said) == (200, True)
    assert "Innholdet er endret etter at filen ble pakket." in said


def test_whoever_was_recused_from_something_gets_the_public_one_alone(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("deliberation")
    world.declare(award_round, "chair", made[1], Answer.AUTOMATIC)
    assert fetch(app, world, "chair", f"{at(award_round.slug)}/avgjorelse/alt.zip")[0] == 403


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"", 422, "Velg en fil."),
        (b"hei", 200, "Dette er ingen zip-fil, og derfor ingen kontrollfil."),
        (b"PK\3\4" + bytes(99), 200, "Innpakningen er ikke skrevet slik den skal være."),
    ],
)
def test_what_is_no_bundle_is_told_so(app: Flask, content: bytes, status: int, said: str) -> None:
    answered, page = send(app, content)
    assert (answered, said in page) == (status, True)


def test_a_bundle_of_another_installation_is_looked_into_no_further(
    app: Flask, world: World
) -> None:
    award_round, _made = world.at("decided")
    theirs = bundles.sealed_bundle(world.session, award_round, "another secret", FULL)
    status, said = send(app, theirs)
    assert (status, "Filen er signert med en nøkkel som ikke er vår" in said) == (200, True)
    assert "kjede av" not in said


def test_commands_write_a_bundle_or_say_why_not(app: Flask, world: World, tmp_path: Path) -> None:
    award_round, _made = world.at("decided")
    path, runner = tmp_path / "bundle.zip", app.test_cli_runner()
    done = runner.invoke(export_cli, ["decision", award_round.slug, "-o", str(path)])
    assert done.exit_code == 0, done.output
    (key,) = world.session.scalars(select(SigningKey))
    asked = ["--key", signing_keys.fingerprint(key)]
    checked = CliRunner().invoke(verify_command, [str(path), *asked])
    assert (checked.exit_code, checked.output.splitlines()[-1]) == (0, "It holds.")
    assert CliRunner().invoke(verify_command, [str(path)]).exit_code == 3
    path.write_bytes(flip(path.read_bytes(), 9999))
    assert CliRunner().invoke(verify_command, [str(path), *asked]).exit_code == 1
    closed = runner.invoke(export_cli, ["decision", award_round.slug, "--public"])
    assert (closed.exit_code, closed.output) == (
        *(2, f"{award_round.slug}: its rulebook lets nobody outside have the scores.\n"),
    )
    none = runner.invoke(export_cli, ["decision", "tull"])
    assert (none.exit_code, none.output) == (
        *(2, "tull: no round of this name has a decision that was sealed here.\n"),
    )
    rotated = runner.invoke(keys_cli, ["rotate"])
    assert rotated.output.startswith("Key 2 signs from now on: ")
    page = client_of(app, None).get(PATH).get_data(as_text=True)
    published = [signing_keys.fingerprint(one) for one in signing_keys.published(world.session)]
    assert len(published) == 2
    assert page.index(published[0]) < page.index(published[1])
