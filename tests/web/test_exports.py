"""Lists to take along: the same that the page shows to the same people, and no formulas."""

import pytest
from flask import Flask

from app.services import jury
from app.spreadsheets import read
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World


def test_what_was_handed_in_is_given_in_the_readers_language(app: Flask, world: World) -> None:
    award_round, made = world.at("screening")
    made[0].candidates[0].name = "=1+1"
    world.session.commit()
    address = f"{at(award_round.slug)}/forslag/liste"
    client = client_of(app, world.people["secretariat"].id)
    rows = read(client.get(f"{address}.xlsx").data).rows
    assert rows[0][:4] == ["Nr.", "Referanse", "Kandidat", "Sted"]
    assert [row[2] for row in rows[1:]] == ["=1+1", "Prøvedal kommune"]
    written = client.get(f"{address}.csv").data
    assert written.startswith(b"\xef\xbb\xbfNr.;Referanse;")
    assert b";'=1+1;" in written
    world.people["secretariat"].language = "en"
    world.session.commit()
    english = client_of(app, world.people["secretariat"].id).get(f"{address}.csv").data
    assert english.startswith(b"\xef\xbb\xbfNo.,")


def test_progress_has_no_score_and_leaves_out_what_the_chair_may_not_see(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 6, 1)
    world.session.commit()
    client = client_of(app, world.people["secretariat"].id)
    rows = read(client.get(f"{at(award_round.slug)}/framdrift/liste.xlsx").data).rows
    assert rows[0] == ["Nr.", "Kandidat", "A", "B", "C", "Levert", "Skal leveres"]
    assert [row[3] for row in rows[1:]] == ["Levert", "Ikke begynt"]
    assert [row[5:] for row in rows[1:]] == [["1", "3"], ["0", "3"]]


def test_a_jury_is_given_with_those_who_sit_are_invited_and_have_said_no(
    app: Flask, world: World
) -> None:
    work = world.work("secretariat")
    asked = jury.invite(
        work,
        world.jury.seats[0],
        email="ny@example.org",
        name="Ny",
        language="nb",
        since=work.today,
        deputy=True,
    )
    jury.decline(world.system, asked, "")
    world.session.commit()
    client = client_of(app, world.people["auditor"].id)
    rows = read(client.get(f"/juryer/{world.jury.id}/liste.xlsx").data).rows
    assert [(row[1], row[2], row[4]) for row in rows[1:]] == [
        ("A", "chair", "Juryleder"),
        ("A", "Ny", "Vara nr. 1"),
        ("B", "juror_b", "Medlem"),
        ("B", "deputy_b", "Vara nr. 1"),
        ("C", "juror_c", "Medlem"),
        ("C", "deputy_c", "Vara nr. 1"),
    ]
    assert rows[2][7].startswith("Svarte nei")


@pytest.mark.parametrize("kind", ["pdf", "xls"])
def test_other_forms_are_not_there(app: Flask, world: World, kind: str) -> None:
    client = client_of(app, world.people["administrator"].id)
    assert client.get(f"/personer/liste.{kind}").status_code == 404
