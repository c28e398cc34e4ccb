"""A table is sent as a file, shown with what is wrong cell by cell, and stored after that."""

import html
import io
import re

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.models import Invitation, Jury
from app.services import jury
from app.spreadsheets import read
from app.web import uploads
from app.web.entering.tables import TableError, unpack
from app.words.entering import COLUMNS, Kind
from tests.clients import ReviewingClient, client_of
from tests.factories import World
from tests.spreadsheets.files import xlsx

HEAD = "Institusjon;Kortnavn;Navn;E-post\n"
PACKED = re.compile(r'name="rows" value="([^"]*)"')


@pytest.fixture
def made(world: World) -> Jury:
    found = jury.create(world.work("secretariat"), world.prize, term_from=2026, term_to=2028)
    world.session.commit()
    return found


@pytest.fixture
def secretariat(app: Flask, world: World, made: Jury) -> ReviewingClient:
    return client_of(app, world.people["secretariat"].id)


def send(client: ReviewingClient, made: Jury, content: bytes | str) -> TestResponse:
    """Send a file as a browser does; the client's own way leaves large ones open."""
    raw = content if isinstance(content, bytes) else content.encode()
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="t"\r\n\r\n'
    return client.post(
        f"/juryer/{made.id}/les-inn",
        data=head + raw + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )


def invited(world: World) -> int:
    return world.session.scalar(select(func.count()).select_from(Invitation)) or 0


def test_a_table_is_shown_first_and_stored_after_that(
    world: World, secretariat: ReviewingClient, made: Jury
) -> None:
    answer = send(secretariat, made, f"{HEAD}KS;KS;Kari;kari@x.no\n")
    assert (answer.status_code, invited(world)) == (200, 0)
    packed = PACKED.search(answer.text)
    assert packed is not None
    stored = secretariat.post(
        f"/juryer/{made.id}/les-inn/lagre", data={"rows": html.unescape(packed[1])}
    )
    assert (stored.status_code, stored.location) == (303, f"/juryer/{made.id}")
    assert invited(world) == 1
    page = secretariat.get(f"/juryer/{made.id}").text
    assert "Kari" in page
    assert "Én linje er lagret." in page


def test_what_is_wrong_is_said_cell_by_cell_and_nothing_is_stored(
    world: World, secretariat: ReviewingClient, made: Jury
) -> None:
    answer = send(secretariat, made, f"{HEAD}KS;KS;Kari;kari-x.no\n\n;NH;;\n")
    assert answer.status_code == 422
    cells = re.findall(r'<td class="num"[^>]*>(\d+)</td><th scope="row">([^<]+)<', answer.text)
    assert cells == [("2", "E-post"), ("4", "Institusjon")]
    assert "Dette er ingen e-postadresse. Skriv for eksempel navn@kommune.no." in answer.text
    assert PACKED.search(answer.text) is None
    assert invited(world) == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Velg en fil."),
        (b"\n\n", "Filen er tom."),
        (b"x" * (uploads.LARGEST + 1), "Filen er for stor. Den kan være høyst 5 MB."),
        (b"\x89PNG\r\n\x1a\n", "Filen er ikke et regneark."),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "Filen er et gammelt regneark, eller har passord."),
        (b"PK\x03\x04 x", "Filen er ikke et regneark, eller den er ødelagt."),
        (xlsx({"A1": "x", "XFD1048576": "y"}), "Arket rekker for langt."),
        (b"Kortnavn\nKS\n", "Kolonnen «Institusjon» mangler."),
        (b"Institusjon;Institution\nKS;KS\n", "Kolonnen «Institusjon» står to ganger."),
        (HEAD.encode(), "Filen har overskrifter, men ingen linjer under dem."),
        ((HEAD + "KS;KS;;\n" * 1001).encode(), "Filen har flere enn 1000 linjer."),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_at_the_field(
    secretariat: ReviewingClient, made: Jury, content: bytes, says: str
) -> None:
    answer = send(secretariat, made, content)
    assert answer.status_code == 422
    assert says in html.unescape(answer.text)
    assert 'id="file-error"' in answer.text


def test_headings_are_known_in_every_language_and_formulas_without_a_value_are_named(
    secretariat: ReviewingClient, made: Jury
) -> None:
    content = xlsx(
        {"A1": "Institution", "B1": "KORTNAMN", "C1": "Merknad", "A2": "KS", "B2": "=A2"}
    )
    answer = send(secretariat, made, content)
    assert answer.status_code == 422
    assert "Cellen har en formel uten svar. Skriv svaret selv." in answer.text
    assert "Kolonner som ikke leses: Merknad." in answer.text


@pytest.mark.parametrize("table", list(Kind))
def test_the_table_to_fill_in_has_the_headings_of_the_reader(
    app: Flask, world: World, table: Kind
) -> None:
    world.people["secretariat"].language = "en"
    world.session.commit()
    answer = client_of(app, world.people["secretariat"].id).get(f"/regneark/{table.value}.xlsx")
    assert read(answer.data).rows == [[column.names["en"] for column in COLUMNS[table]]]


@pytest.mark.parametrize("packed", ["", "{", "[]", "[1]", '[["x",{}]]', '{"a":1}', "[[1,[]]]"])
def test_what_was_not_packed_here_is_not_stored(app: Flask, packed: str) -> None:
    with app.test_request_context(), pytest.raises(TableError):
        unpack(Kind.JURY, packed)


def test_a_route_that_takes_no_file_gets_none(app: Flask, world: World) -> None:
    client = client_of(app, world.people["secretariat"].id)
    answer = client.post("/konto/navn", data={"name": (io.BytesIO(b"Fil"), "f.txt")})
    assert answer.status_code == 422
