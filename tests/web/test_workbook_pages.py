"""The workbook of scores in the browser: shown before it is stored, and by her alone."""

import io
import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.models import Round, ScoreSheet
from app.rules.impartiality import Answer
from app.services import phases
from app.spreadsheets import read
from app.web import uploads
from app.web.scores import carried
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World
from tests.spreadsheets.files import saved


class Juror:
    """Somebody with her workbook."""

    def __init__(self, app: Flask, world: World, award_round: Round, name: str = "juror_b") -> None:
        self.world, self.desk = world, f"{at(award_round.slug)}/vurdering"
        world.session.commit()
        self.client: ReviewingClient = client_of(app, world.people[name].id)

    def take(self) -> Any:
        """Download her workbook, and open it in another program."""
        answer = self.client.get(f"{self.desk}/poeng.xlsx")
        assert answer.status_code == 200
        return load_workbook(io.BytesIO(answer.data))

    def send(self, content: bytes) -> TestResponse:
        file = (io.BytesIO(content), "poeng.xlsx")
        return self.client.post(f"{self.desk}/regneark", data={"file": file})

    def store(self, preview: TestResponse, **more: str) -> TestResponse:
        text = preview.get_data(as_text=True)
        names = ("carried_workbook", "seen")
        hidden = {
            name: unescape(found[1])
            for name in names
            if (found := re.search(f'name="{name}" value="([^"]*)"', text))
        }
        return self.client.post(f"{self.desk}/regneark/lagre", data=hidden | more)


def fill(made: Any, place: int, *given: object) -> None:
    """Fill in x, y, grounds and notes of a nomination by its place."""
    sheet = made[made.sheetnames[place]]
    for line, value in enumerate(given, start=7):
        sheet[f"B{line}"] = value


def count(world: World) -> int:
    world.session.expire_all()
    return world.session.scalars(select(func.count()).select_from(ScoreSheet)).one()


def text_of(answer: TestResponse) -> str:
    plain = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return " ".join(unescape(plain).split())


def test_from_the_desk_to_what_is_stored(app: Flask, world: World) -> None:
    award_round, made = world.at("scoring")
    juror = Juror(app, world, award_round)
    desk = juror.client.get(juror.desk).get_data(as_text=True)
    for way in ("leseheftet.pdf", "regneark", "mine-poeng.xlsx", "mine-poeng.csv"):
        assert f'href="{juror.desk}/{way}"' in desk
    book = juror.take()
    fill(book, 1, " 5", 3, "Fra toget.\n\nMed utsikt.", "Husk.")
    fill(book, 2, 2)
    shown = juror.send(saved(book))
    assert (shown.status_code, count(world)) == (200, 0)
    said = text_of(shown)
    assert "Ingenting er lagret ennå. Det er 2 forslag som blir endret." in said
    assert "Lever også det ene utkastet som er komplett" in said
    assert "Det mangler poeng på 1 kriterier" not in said
    stored = juror.store(shown, hand_in="1")
    assert (stored.status_code, stored.location) == (303, juror.desk)
    assert "Lagret: ett utkast. Levert: ett skjema." in text_of(juror.client.get(juror.desk))
    sheets = {one.nomination_id: one for one in world.session.scalars(select(ScoreSheet))}
    latest = sheets[made[0].id].revisions[-1]
    assert (latest.scores, latest.grounds) == ({"x": "5", "y": "3"}, "Fra toget.\n\nMed utsikt.")
    assert sheets[made[0].id].private_notes == "Husk."
    assert (sheets[made[1].id].draft_scores, sheets[made[1].id].sealed_at) == ({"x": "2"}, None)


def test_a_fault_is_named_and_nothing_can_be_stored(app: Flask, world: World) -> None:
    award_round, _made = world.at("scoring")
    juror = Juror(app, world, award_round)
    book = juror.take()
    fill(book, 1, 7, "4.mai")
    fill(book, 2, 5)
    shown = juror.send(saved(book))
    said = text_of(shown)
    assert (shown.status_code, count(world)) == (422, 0)
    assert "Ingenting er lagret. Det er 2 ting som må rettes i regnearket." in said
    name = book.sheetnames[1]
    allowed = "Skriv et tall fra 1 til 6, i steg på 1, eller la cellen stå tom."
    for cell, value in (("B7", "7"), ("B8", "4.mai")):
        assert f"{name} {cell} {value} {allowed}" in said
    assert "carried_workbook" not in shown.get_data(as_text=True)
    assert juror.store(shown).status_code == 422


def test_a_conflict_and_a_reason_are_asked_for_and_what_was_written_is_kept(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 4)
    juror = Juror(app, world, award_round)
    book = juror.take()
    fill(book, 1, 6)
    fill(book, 2, 5)
    data = {"act": "draft", "version": "0", "score-x": "2", "grounds": "", "notes": ""}
    assert juror.client.post(f"/vurdering/{made[1].id}", data=data).status_code == 303
    shown = juror.send(saved(book))
    assert shown.status_code == 200
    assert "Endret begge steder" in text_of(shown)
    reason = {f"reason-{made[0].id}": "Jeg leste på nytt."}
    again = juror.store(shown, **reason)
    assert again.status_code == 422
    assert text_of(again).count("Velg hva som skal gjelde.") == 2
    assert "Jeg leste på nytt.</textarea>" in again.get_data(as_text=True)
    without = juror.store(shown, **{f"takes-{made[1].id}": "workbook"})
    assert without.status_code == 422
    assert "Skriv hvorfor du endrer vurderingen." in text_of(without)
    stored = juror.store(again, **reason, **{f"takes-{made[1].id}": "workbook"})
    assert stored.status_code == 303
    said = text_of(juror.client.get(juror.desk))
    assert "Lagret: ett utkast. Endret: ett levert skjema." in said


def test_what_was_stored_meanwhile_is_shown_anew(app: Flask, world: World) -> None:
    award_round, made = world.at("scoring")
    juror = Juror(app, world, award_round)
    book = juror.take()
    fill(book, 1, 6)
    shown = juror.send(saved(book))
    data = {"act": "draft", "version": "0", "score-x": "2", "grounds": "", "notes": ""}
    juror.client.post(f"/vurdering/{made[0].id}", data=data)
    again = juror.store(shown)
    assert again.status_code == 409
    assert "Noe er lagret eller endret siden du så dette." in text_of(again)
    assert juror.store(again, **{f"takes-{made[0].id}": "stored"}).status_code == 303
    world.session.expire_all()
    assert world.session.scalars(select(ScoreSheet)).one().draft_scores == {"x": "2"}


def test_nobody_else_stores_it_and_not_the_day_after(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    award_round, _made = world.at("scoring")
    juror, other = (Juror(app, world, award_round, name) for name in ("juror_b", "juror_c"))
    book = juror.take()
    fill(book, 1, 6)
    shown = juror.send(saved(book))
    refused = other.store(shown)
    assert (refused.status_code, count(world)) == (422, 0)
    with monkeypatch.context() as later:
        later.setattr(carried, "GOOD_FOR", -1)
        late = juror.store(shown)
    assert (late.status_code, count(world)) == (422, 0)
    assert "Det er for lenge siden filen ble lest. Velg den på nytt." in text_of(late)
    assert juror.store(shown).status_code == 303


def test_her_workbook_is_nobody_elses(app: Flask, world: World) -> None:
    award_round, _made = world.at("scoring")
    book = saved(Juror(app, world, award_round).take())
    refused = Juror(app, world, award_round, "juror_c").send(book)
    assert refused.status_code == 422
    assert "Regnearket er laget for en annen i juryen." in text_of(refused)


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "Velg en fil."),
    "too large": (b"PK\x03\x04" + bytes(2_000), "Filen er for stor. Den kan være høyst"),
    "no workbook": (b"x;y", "Filen er ikke et regneark, eller den er ødelagt."),
    "with a password": (
        bytes.fromhex("d0cf11e0a1b11ae1"),
        "Filen er et gammelt regneark, eller har passord.",
    ),
}


@pytest.mark.parametrize(("content", "words"), UNREADABLE.values(), ids=list(UNREADABLE))
def test_what_can_not_be_read_is_said_at_the_field(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, content: bytes, words: str
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 1_000)
    award_round, _made = world.at("scoring")
    answer = Juror(app, world, award_round).send(content)
    assert answer.status_code == 422
    assert text_of(answer).count(words) == 2


def test_a_sheet_that_is_closed_by_now_is_named_and_left_out(app: Flask, world: World) -> None:
    award_round, made = world.at("scoring")
    juror = Juror(app, world, award_round)
    book = juror.take()
    fill(book, 1, 6, 6, "Ikke hennes lenger.")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    world.session.commit()
    shown = juror.send(saved(book))
    said = text_of(shown)
    assert (shown.status_code, count(world)) == (200, 0)
    assert f"«{book.sheetnames[1]}»: du er inhabil." in said
    assert "Ikke hennes lenger." not in said
    assert "carried_workbook" not in shown.get_data(as_text=True)


def test_when_scoring_has_closed_nothing_is_read_and_what_was_on_its_way_is_kept(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("scoring")
    for name in ("chair", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    juror = Juror(app, world, award_round)
    book = juror.take()
    fill(book, 1, 6)
    shown = juror.send(saved(book))
    before = count(world)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    world.session.commit()
    late = juror.store(shown)
    assert late.status_code == 409
    assert "tatt vare på som utkast" in text_of(late)
    assert count(world) == before + 1
    for answer in (
        juror.send(saved(book)),
        juror.client.get(f"{juror.desk}/poeng.xlsx"),
        juror.client.get(f"{juror.desk}/regneark"),
    ):
        assert answer.status_code == 409
        assert "Det er ikke åpent for poeng nå" in text_of(answer)
    desk = juror.client.get(juror.desk).get_data(as_text=True)
    assert "leseheftet.pdf" in desk
    assert "vurdering/regneark" not in desk


def test_a_deputy_whom_nobody_called_is_offered_her_own_scores_alone(
    app: Flask, world: World
) -> None:
    award_round, _made = world.at("scoring")
    deputy = Juror(app, world, award_round, "deputy_b")
    desk = deputy.client.get(deputy.desk).get_data(as_text=True)
    assert "leseheftet.pdf" not in desk
    assert "vurdering/regneark" not in desk
    assert f"{deputy.desk}/mine-poeng.csv" in desk
    assert deputy.client.get(f"{deputy.desk}/regneark").status_code == 403


def test_her_own_scores_are_a_table_with_every_revision_and_no_formula(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 5, "=1+1")
    world.seal("juror_c", made[0], 1, 1, "En annens")
    juror = Juror(app, world, award_round)
    data = {"version": "2", "score-x": "3", "score-y": "5", "grounds": "@b", "reason": "-c"}
    changed = juror.client.post(f"/vurdering/{made[0].id}/endre", data=data)
    assert changed.status_code == 303
    rows = read(juror.client.get(f"{juror.desk}/mine-poeng.xlsx").data).rows
    kept = [[*row[:4], *row[5:]] for row in rows]
    name = made[0].candidate_names
    assert kept == [
        [
            *("Trinn", "Nr.", "Kandidat", "Status", "Krit. x", "Krit. y", "Begrunnelse"),
            *("Grunn til endringen", "Privat notat"),
        ],
        ["Finale", "1", name, "Levert, senere endret", "4", "5", "=1+1", "", ""],
        ["Finale", "1", name, "Levert", "3", "5", "@b", "-c", ""],
    ]
    written = juror.client.get(f"{juror.desk}/mine-poeng.csv").get_data(as_text=True)
    assert ";'=1+1;" in written
    assert ";'@b;'-c;" in written
    assert "En annens" not in written


def test_of_what_is_closed_to_her_her_own_table_has_the_name_alone(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 5, "Hennes grunn")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    juror = Juror(app, world, award_round)
    written = juror.client.get(f"{juror.desk}/mine-poeng.csv").get_data(as_text=True)
    line = written.splitlines()[1]
    assert line == f"Finale;1;{made[0].candidate_names};Inhabil: lukket for deg;;;;;;"
