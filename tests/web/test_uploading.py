"""Files sent piece by piece: what comes is kept, whatever the line does, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.files import StoreAwayError
from app.files.arriving import LARGEST_PIECE, UNFINISHED, sweep
from app.files.folder import FolderStore
from app.files.scanner import Finding, Scan
from app.files.stores import KEPT
from app.models import File, Nomination
from app.rules.attachments import PDF, ScanState
from app.web.attachments import places
from tests.clients import ReviewingClient, client_of
from tests.factories import World
from tests.files import samples as made
from tests.files.attached import attach, files_folder
from tests.web.test_hostile_files import asking, draft_of, here, page_of, said_of, send

__all__ = ["here"]
SCRIPTED = {"X-Autosave": "1"}
TOO_LARGE = (
    "Fila er for stor. Den kan være på høyst 3 MB. Gjør den mindre, eller legg den på nettet og "
    "skriv adressen."
)
FULL = "Svaret kan ha høyst 2 filer. Ta ut en av dem før du legger til en ny."


@pytest.fixture
def draft(world: World) -> Nomination:
    for piece in store().entries(UNFINISHED):  # of tests before, whose numbers are the same
        store().remove(piece.name)
    return draft_of(world, asking(most=2, megabytes=3))


@pytest.fixture
def nominator(app: Flask, world: World) -> ReviewingClient:
    return client_of(app, world.people["nominator"].id)


def begin(client: ReviewingClient, draft: Nomination, size: int, name: str = "plan.pdf") -> Any:
    address = f"/forslag/{draft.id}/vedlegg/files"
    return client.post(address, data={"name": name, "size": size}, headers=SCRIPTED)


def put(client: ReviewingClient, url: str, offset: int, piece: bytes) -> tuple[int, int]:
    answer = client.put(url, data=piece, headers={**SCRIPTED, "Upload-Offset": str(offset)})
    assert answer.headers["Upload-Offset"] == str(answer.json["offset"])
    return answer.status_code, answer.json["offset"]


def finish(client: ReviewingClient, url: str) -> Any:
    return client.post(f"{url}/ferdig", headers=SCRIPTED)


def store() -> FolderStore:
    return FolderStore(Path(files_folder()))


def unfinished(draft: Nomination) -> list[str]:
    return [one.name for one in store().entries(f"{UNFINISHED}{draft.id}/")]


@pytest.mark.usefixtures("here")
def test_a_file_comes_piece_by_piece(
    world: World, nominator: ReviewingClient, draft: Nomination
) -> None:
    content = made.pdf()
    url = begin(nominator, draft, len(content)).json["url"]
    half = len(content) // 2
    assert put(nominator, url, 0, content[:half]) == (200, half)
    # The answer was lost: what has come is asked for, and a piece that is there is not taken twice.
    assert nominator.get(url, headers=SCRIPTED).json == {"offset": half}
    assert put(nominator, url, 0, content[:half]) == (409, half)
    assert put(nominator, url, half + 1, content[half:]) == (409, half)
    assert finish(nominator, url).status_code == 409
    assert put(nominator, url, half, content[half:]) == (200, len(content))
    answer = finish(nominator, url)
    assert answer.status_code == 200
    assert "plan.pdf" in answer.json["html"]
    world.session.refresh(draft)
    (entry,) = draft.answers["files"]
    assert (entry["name"], entry["size"], entry["media_type"]) == ("plan.pdf", len(content), PDF)
    assert unfinished(draft) == []
    # Whoever asks again, because the answer was lost, begins anew and has it there once.
    assert finish(nominator, url).status_code == 409
    put(nominator, url, 0, content)
    assert finish(nominator, url).status_code == 200
    world.session.refresh(draft)
    assert len(draft.answers["files"]) == 1


def test_more_than_was_said_does_not_come(nominator: ReviewingClient, draft: Nomination) -> None:
    url = begin(nominator, draft, 10).json["url"]
    assert put(nominator, url, 0, b"x" * 11) == (409, 0)
    assert put(nominator, url, 0, b"x" * 10) == (200, 10)
    assert put(nominator, url, 10, b"x") == (409, 10)


def test_a_piece_is_no_larger_than_a_piece(nominator: ReviewingClient, draft: Nomination) -> None:
    url = begin(nominator, draft, 2 * LARGEST_PIECE).json["url"]
    assert put(nominator, url, 0, b"x" * (LARGEST_PIECE + 1)) == (409, 0)


@pytest.mark.parametrize(
    ("size", "says"),
    [
        (0, "Fila er tom. Åpne den og se etter, lagre den på nytt, og prøv igjen."),
        (
            3 * 1024 * 1024 + 1,
            TOO_LARGE,
        ),
    ],
)
def test_what_will_not_be_taken_is_said_before_it_is_sent(
    nominator: ReviewingClient, draft: Nomination, size: int, says: str
) -> None:
    answer = begin(nominator, draft, size)
    assert (answer.status_code, answer.json) == (422, {"error": says})


def test_a_full_answer_takes_no_more(
    world: World, nominator: ReviewingClient, draft: Nomination
) -> None:
    for number in (1, 2):
        attach(world, draft, f"%PDF-{number}".encode(), f"{number}.pdf")
    world.session.commit()
    assert begin(nominator, draft, 9).json == {"error": FULL}
    answer = send(nominator, draft, "tre.pdf", made.pdf())
    assert said_of(answer.get_data(as_text=True)) == [f"«tre.pdf»: {FULL}"]


def test_too_much_at_once_waits(
    nominator: ReviewingClient, draft: Nomination, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.attachments.routes.MOST_WAITING", 15)
    url = begin(nominator, draft, 10).json["url"]
    put(nominator, url, 0, b"x" * 10)
    says = (
        "For mange opplastinger til dette forslaget er ikke ferdige. Vent til de er ferdige, og "
        "prøv igjen."
    )
    assert begin(nominator, draft, 10).json == {"error": says}
    nominator.post(f"{url}/avbryt", headers=SCRIPTED)
    assert unfinished(draft) == []
    assert begin(nominator, draft, 10).status_code == 200


def test_a_link_is_hers_alone_and_of_one_nomination(
    app: Flask, world: World, nominator: ReviewingClient, draft: Nomination
) -> None:
    url = begin(nominator, draft, 10).json["url"]
    put(nominator, url, 0, b"x" * 5)
    other = client_of(app, world.people["stranger"].id)
    for method in ("GET", "PUT"):
        assert other.open(url, method=method, headers=SCRIPTED).status_code == 404
        assert nominator.open(f"{url}x", method=method, headers=SCRIPTED).status_code == 404
    assert nominator.get(url, headers=SCRIPTED).json == {"offset": 5}


def test_what_never_came_whole_is_swept_after_a_week(
    world: World, nominator: ReviewingClient, draft: Nomination
) -> None:
    url = begin(nominator, draft, 10).json["url"]
    put(nominator, url, 0, b"x" * 5)
    (name,) = unfinished(draft)
    sweep(store(), world.clock.now + timedelta(days=7))
    assert unfinished(draft) == [name]
    sweep(store(), world.clock.now + timedelta(days=7, seconds=1))
    assert unfinished(draft) == []


@pytest.mark.usefixtures("here")
def test_a_file_that_comes_after_the_deadline_is_kept_and_never_judged(
    world: World, nominator: ReviewingClient, draft: Nomination
) -> None:
    content = made.pdf()
    url = begin(nominator, draft, len(content)).json["url"]
    put(nominator, url, 0, content)
    world.pass_time(days=20)
    assert finish(nominator, url).status_code == 409
    world.session.refresh(draft)
    assert [one["name"] for one in draft.answers["files"]] == ["plan.pdf"]
    assert begin(nominator, draft, 9).status_code == 409


@pytest.mark.usefixtures("here")
def test_files_that_come_late_with_the_form_are_kept_like_its_texts(
    world: World, nominator: ReviewingClient, draft: Nomination
) -> None:
    world.pass_time(days=20)
    assert send(nominator, draft, "plan.pdf", made.pdf()).status_code == 409
    world.session.refresh(draft)
    assert draft.answers["title"] == "Gode hjem"
    assert [one["name"] for one in draft.answers["files"]] == ["plan.pdf"]


# The store and the scanner, away or not.


class AwayStore:
    def put(self, *_: object) -> None:
        raise StoreAwayError

    entries = open = remove = put


@pytest.mark.usefixtures("here")
def test_a_store_that_is_away_costs_no_text(
    app: Flask,
    world: World,
    nominator: ReviewingClient,
    draft: Nomination,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    away = (
        "Fila kunne ikke lagres akkurat nå, for fillageret svarer ikke. Teksten din er lagret. "
        "Prøv igjen om litt."
    )
    monkeypatch.setitem(app.extensions, places._STORE, AwayStore())
    answer = send(nominator, draft, "plan.pdf", made.pdf())
    assert answer.status_code == 422
    assert said_of(answer.get_data(as_text=True)) == [f"«plan.pdf»: {away}"]
    world.session.refresh(draft)
    assert draft.answers == {"title": "Gode hjem"}
    begun = begin(nominator, draft, 10)
    assert (begun.status_code, begun.json) == (503, {"error": away})


class SaysScanner:
    def __init__(self, finding: Finding) -> None:
        self.finding = finding

    def scan(self, _source: object) -> Scan:
        return Scan(self.finding)


def files(session: Session) -> set[ScanState]:
    return {one.scan for one in session.query(File)}


@pytest.fixture
def scanned(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Finding], None]:
    def by(finding: Finding) -> None:
        monkeypatch.setitem(app.extensions, places._SCANNER, SaysScanner(finding))

    return by


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("finding", "state"),
    [
        (Finding.CLEAN, ScanState.CLEAN),
        (Finding.AWAY, ScanState.WAITING),
        (Finding.SLOW, ScanState.WAITING),
    ],
)
def test_a_file_waits_until_it_has_been_scanned(
    world: World,
    nominator: ReviewingClient,
    draft: Nomination,
    scanned: Callable[[Finding], None],
    finding: Finding,
    state: ScanState,
) -> None:
    scanned(finding)
    assert send(nominator, draft, "plan.pdf", made.pdf()).status_code == 303
    assert files(world.session) == {state}
    page = nominator.get(page_of(draft)).get_data(as_text=True)
    says = "Venter på viruskontroll. Ingen andre kan åpne fila før den er kontrollert."
    assert (says in page) is (state is ScanState.WAITING)
    assert "Viruskontroll er ikke slått på her." not in page


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("finding", "says"),
    [
        (
            Finding.INFECTED,
            (
                "Viruskontrollen fant noe skadelig i fila. Den er ikke lagret. Kontroller maskinen "
                "din, og bruk en annen fil."
            ),
        ),
        (
            Finding.TOO_LARGE,
            (
                "Fila er større enn viruskontrollen tar imot. Den er ikke lagret. Gjør den mindre, "
                "eller legg den på nettet og skriv adressen."
            ),
        ),
    ],
)
def test_what_the_scanner_will_never_pass_is_not_kept(
    world: World,
    nominator: ReviewingClient,
    draft: Nomination,
    scanned: Callable[[Finding], None],
    finding: Finding,
    says: str,
) -> None:
    scanned(finding)
    before = [one.name for one in store().entries(KEPT)]
    answer = send(nominator, draft, "plan.pdf", made.pdf(made.launches))
    assert said_of(answer.get_data(as_text=True)) == [f"«plan.pdf»: {says}"]
    assert [one.name for one in store().entries(KEPT)] == before
    assert files(world.session) == set()


@pytest.mark.usefixtures("here")
def test_a_question_takes_its_own_kinds_alone(
    app: Flask, world: World, nominator: ReviewingClient
) -> None:
    draft = draft_of(world, asking(groups=("pdf",)))
    answer = send(nominator, draft, "bilde.jpg", made.picture())
    says = "Denne typen fil tas ikke imot her. Velg PDF."
    assert said_of(answer.get_data(as_text=True)) == [f"«bilde.jpg»: {says}"]


def test_whoever_presses_without_a_file_is_told_to_choose_one(
    nominator: ReviewingClient, draft: Nomination
) -> None:
    data = {"answer-title": "Hjem", "version": "{}", "go": "attach.files"}
    answer = nominator.post(page_of(draft), data=data)
    assert answer.status_code == 422
    assert said_of(answer.get_data(as_text=True)) == ["Velg en fil først."]


@pytest.mark.usefixtures("here")
def test_a_file_is_taken_out_and_put_back(
    world: World, nominator: ReviewingClient, draft: Nomination
) -> None:
    send(nominator, draft, "plan.pdf", made.pdf())
    world.session.refresh(draft)
    (entry,) = draft.answers["files"]

    def press(act: str) -> str:
        data = {"version": "{}", "go": f"{act}.files.{entry['sha256'][:16]}"}
        assert nominator.post(page_of(draft), data=data).status_code == 303
        world.session.refresh(draft)
        return nominator.get(page_of(draft)).get_data(as_text=True)

    assert "Én fil er tatt ut" in press("remove")
    assert draft.answers["files"] == []
    assert "Én fil er tatt ut" not in press("put-back")
    assert draft.answers["files"] == [entry]


@pytest.mark.usefixtures("here")
def test_what_a_picture_shows_is_asked_for(
    world: World, nominator: ReviewingClient, draft: Nomination
) -> None:
    send(nominator, draft, "torg.jpg", made.picture())
    world.session.refresh(draft)
    (entry,) = draft.answers["files"]
    name = f"answer-files-alt-{entry['sha256'][:16]}"
    page = nominator.get(f"{page_of(draft)}?check=1").get_data(as_text=True)
    says = "Skriv hva bildet «torg.jpg» viser, for dem som ikke ser det."
    assert f'<p class="ds-validation-message" id="{name}-error">{says}</p>' in page
    assert f'href="#{name}"' in page
    said = {"version": "{}", name: "Et torg om morgenen.", "go": "stay"}
    assert nominator.post(page_of(draft), data=said).status_code == 303
    world.session.refresh(draft)
    assert draft.answers["files"] == [{**entry, "alt": "Et torg om morgenen."}]
    assert says not in nominator.get(f"{page_of(draft)}?check=1").get_data(as_text=True)


def test_two_who_describe_one_picture_see_both_texts(
    world: World, nominator: ReviewingClient, draft: Nomination
) -> None:
    attach(world, draft, made.picture(), "torg.jpg", media_type="image/jpeg")
    world.session.commit()
    page = nominator.get(page_of(draft)).get_data(as_text=True)
    version = page.partition('name="version" value="')[2].partition('"')[0].replace("&#34;", '"')
    (entry,) = draft.answers["files"]
    name = f"answer-files-alt-{entry['sha256'][:16]}"
    first = {"version": version, name: "Et torg.", "go": "stay"}
    assert nominator.post(page_of(draft), data=first).status_code == 303
    second = nominator.post(page_of(draft), data={**first, name: "En plass."})
    assert second.status_code == 409
    text = second.get_data(as_text=True)
    assert 'value="En plass."' in text
    assert "<p>Et torg.</p>" in text
    assert f'name="keep-files-alt-{entry["sha256"][:16]}"' in text
    world.session.refresh(draft)
    assert draft.answers["files"][0]["alt"] == "Et torg."
