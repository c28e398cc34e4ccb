"""Files served: to whom the nomination is open, in the version that counts, with safe headers."""

from pathlib import Path

import pytest
from flask import Flask

from app.files import StoreAwayError, name_of
from app.files.folder import FolderStore
from app.models import File, Nomination
from app.rules.attachments import DOCX, JPEG, PDF, HeldBack, ScanState
from app.rules.impartiality import Answer
from app.services import attachments, nominations, phases, screening
from app.web.attachments import places
from tests.clients import client_of
from tests.factories import World
from tests.files.attached import attach, files_folder
from tests.web.access_world import AccessWorld

POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class FilesWorld(AccessWorld):
    """The world of the matrix, without its second prize."""

    def _another_prize(self, _system: object) -> None:
        return None


@pytest.fixture
def files_world(world: World) -> FilesWorld:
    made = FilesWorld.__new__(FilesWorld)
    made.__dict__.update(world.__dict__, turned=False, drafts={})
    return made


def open_draft(world: FilesWorld) -> Nomination:
    """Give a complete draft with a file, in an open call."""
    return world.draft(world.open(2031), title="Gode hjem")


def address(draft: Nomination, shown: str, way: str = "forslag") -> str:
    middle = {"forslag": "", "gjennomgang": "/gjennomgang", "vurdering": ""}[way]
    start = "vurdering" if way == "vurdering" else "forslag"
    return f"/{start}/{draft.id}{middle}/vedlegg/{shown}"


@pytest.mark.parametrize(
    ("name", "media_type", "disposition", "policy"),
    [
        ("Plan.pdf", PDF, "inline; filename=\"Plan.pdf\"; filename*=UTF-8''Plan.pdf", POLICY),
        (
            "Torg æ.jpg",
            JPEG,
            "inline; filename=\"Torg _.jpg\"; filename*=UTF-8''Torg%20%C3%A6.jpg",
            f"{POLICY}; sandbox",
        ),
        (
            "Čálus.docx",
            DOCX,
            "attachment; filename=\"__lus.docx\"; filename*=UTF-8''%C4%8C%C3%A1lus.docx",
            f"{POLICY}; sandbox",
        ),
    ],
)
def test_a_file_goes_out_with_safe_headers(
    app: Flask,
    files_world: FilesWorld,
    name: str,
    media_type: str,
    disposition: str,
    policy: str,
) -> None:
    draft = open_draft(files_world)
    shown = attach(files_world, draft, b"innholdet", name, media_type=media_type)
    files_world.session.commit()
    answer = client_of(app, files_world.people["nominator"].id).get(address(draft, shown))
    assert answer.data == b"innholdet"
    told = {
        one: answer.headers[one]
        for one in (
            *("Content-Type", "Content-Length", "Content-Disposition", "Content-Security-Policy"),
            *("X-Content-Type-Options", "Cache-Control", "ETag", "Cross-Origin-Resource-Policy"),
        )
    }
    assert told == {
        "Content-Type": media_type,
        "Content-Length": "9",
        "Content-Disposition": disposition,
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{shown}"',
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    again = client_of(app, files_world.people["nominator"].id).get(
        address(draft, shown), headers={"If-None-Match": f'"{shown}"'}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_readers_are_given_what_was_cleaned_and_never_what_was_sent(
    app: Flask, files_world: FilesWorld
) -> None:
    draft = open_draft(files_world)
    shown = attach(files_world, draft, b"%PDF- sendt", "a.pdf", shown=b"%PDF- renset")
    kept = draft.attachments[-1].sha256
    files_world.session.commit()
    client = client_of(app, files_world.people["nominator"].id)
    assert client.get(address(draft, shown)).data == b"%PDF- renset"
    assert client.get(address(draft, kept)).status_code == 404


def test_a_digest_opens_nothing_under_another_nomination(
    app: Flask, files_world: FilesWorld
) -> None:
    award_round = files_world.open(2031)
    first = files_world.draft(award_round, title="En")
    second = files_world.draft(award_round, title="To")
    client = client_of(app, files_world.people["nominator"].id)
    shown = first.attachments[0].shown_sha256
    assert client.get(address(first, shown)).status_code == 200
    assert client.get(address(second, shown)).status_code == 404


def handed_in(world: FilesWorld) -> tuple[Nomination, dict[str, str]]:
    """Hand in a nomination with two files, one of them not for the jury; a third was taken out."""
    award_round = world.open(2031)
    draft = world.draft(award_round, title="Gode hjem")
    found = {"read": draft.attachments[0].shown_sha256}
    found["closed"] = attach(world, draft, b"%PDF- lukket", "lukket.pdf", question="papers")
    found["out"] = attach(world, draft, b"%PDF- ut", "ut.pdf")
    asked = attachments.question_of(world.session, award_round, "files")
    attachments.detach(world.work("nominator"), draft, asked, found["out"])
    nominations.submit(world.work("nominator"), draft)
    world.pass_time(days=12)
    screening.admit(world.work("secretariat"), draft, residents_checked=True)
    phases.move(world.work("secretariat"), award_round, "begin_judging")
    for name in ("chair", "juror_b"):
        answer = Answer.AUTOMATIC if name == "juror_b" else Answer.NO_CONFLICT
        world.declare(award_round, name, draft, answer)
    world.session.commit()
    return draft, found


def test_each_reader_gets_what_was_handed_in_for_her(app: Flask, files_world: FilesWorld) -> None:
    draft, found = handed_in(files_world)
    got = {}
    for who, way in (
        ("nominator", "forslag"),
        ("secretariat", "gjennomgang"),
        ("chair", "vurdering"),
        ("juror_b", "vurdering"),
        ("juror_c", "vurdering"),
    ):
        client = client_of(app, files_world.people[who].id)
        got[who] = {
            what: client.get(address(draft, shown, way)).status_code
            for what, shown in found.items()
        }
    assert got == {
        "nominator": {"read": 200, "closed": 200, "out": 200},
        "secretariat": {"read": 200, "closed": 200, "out": 404},
        "chair": {"read": 200, "closed": 404, "out": 404},
        # One is recused, and one has not declared.
        "juror_b": {"read": 403, "closed": 403, "out": 403},
        "juror_c": {"read": 403, "closed": 403, "out": 403},
    }
    for way, who in (("vurdering", "chair"), ("gjennomgang", "secretariat")):
        page = client_of(app, files_world.people[who].id).get(
            f"/vurdering/{draft.id}" if way == "vurdering" else f"/forslag/{draft.id}/gjennomgang"
        )
        assert address(draft, found["read"], way) in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("state", "hers", "others", "says"),
    [
        (ScanState.UNSCANNED, 200, 200, ""),
        (ScanState.CLEAN, 200, 200, ""),
        (
            ScanState.WAITING,
            200,
            409,
            "Venter på viruskontroll. Ingen andre kan åpne fila før den er kontrollert.",
        ),
        (ScanState.INFECTED, 409, 409, "Viruskontrollen fant noe skadelig. Ingen kan åpne fila."),
        (
            HeldBack.TOO_LARGE,
            200,
            409,
            (
                "Bare den som la den ved, kan åpne den. Legg ved en mindre fil. Er forslaget sendt "
                "inn, kan sekretariatet sende det tilbake for utfylling."
            ),
        ),
    ],
)
def test_a_file_is_closed_until_it_is_known_to_be_clean(
    app: Flask,
    files_world: FilesWorld,
    state: ScanState | HeldBack,
    hers: int,
    others: int,
    says: str,
) -> None:
    draft, found = handed_in(files_world)
    row = files_world.session.get_one(File, found["read"])
    row.scan, row.scanned_at = (
        (ScanState.WAITING, files_world.clock.now)
        if state is HeldBack.TOO_LARGE
        else (ScanState(state.value), None)
    )
    files_world.session.commit()
    got = {}
    for who, way in (("nominator", "forslag"), ("secretariat", "gjennomgang")):
        client = client_of(app, files_world.people[who].id)
        answer = client.get(address(draft, found["read"], way))
        got[who] = answer.status_code
        if answer.status_code != 200:
            assert says in answer.get_data(as_text=True)
    assert got == {"nominator": hers, "secretariat": others}
    page = client_of(app, files_world.people["chair"].id).get(f"/vurdering/{draft.id}")
    assert (says in page.get_data(as_text=True)) is True
    linked = address(draft, found["read"], "vurdering") in page.get_data(as_text=True)
    assert linked is (others == 200)


class AwayStore:
    def open(self, _name: str) -> None:
        raise StoreAwayError


def test_a_store_that_is_away_is_said(
    app: Flask, files_world: FilesWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = open_draft(files_world)
    shown = draft.attachments[0].shown_sha256
    files_world.session.commit()
    client = client_of(app, files_world.people["nominator"].id)
    store = FolderStore(Path(files_folder()))
    with store.open(name_of(shown)) as file:
        held = file.read()
    store.remove(name_of(shown))
    gone = client.get(address(draft, shown))
    with open(Path(files_folder()) / name_of(shown), "wb") as file:  # noqa: PTH123
        file.write(held)
    assert (gone.status_code, "Fila finnes ikke i fillageret" in gone.text) == (500, True)
    monkeypatch.setitem(app.extensions, places._STORE, AwayStore())
    away = client.get(address(draft, shown))
    assert (away.status_code, "Fillageret svarer ikke." in away.text) == (503, True)
