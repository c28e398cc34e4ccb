"""Attachments as they are stored, checked, scanned and swept."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.cli import check, files_cli
from app.files import name_of
from app.files.folder import FolderStore
from app.files.scanner import Finding, Scan
from app.files.stores import KEPT
from app.models import Attachment, File, Nomination
from app.rules.access import Permission
from app.rules.attachments import RefusedFileError, ScanState, Why
from app.rules.forms import Fault, FaultKind
from app.services import attachments, nominations
from app.services.work import NotFoundError
from app.web.attachments import places
from tests.factories import World
from tests.files.attached import attach
from tests.services.helpers import events
from tests.web.test_hostile_files import asking, draft_of

GONE = "0" * 64


@pytest.fixture
def store(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FolderStore:
    """Give a store that holds nothing yet."""
    made = FolderStore(tmp_path / "files")
    monkeypatch.setitem(app.extensions, places._STORE, made)
    monkeypatch.setattr("tests.files.attached.files_folder", lambda: str(tmp_path / "files"))
    return made


@pytest.fixture
def draft(world: World) -> Nomination:
    return draft_of(world, asking(most=2))


def question(world: World, draft: Nomination) -> attachments.Question:
    award_round = nominations.require(
        world.work("nominator"), Permission.READ_OWN_NOMINATION, draft
    )
    return attachments.question_of(world.session, award_round, "files")


def test_a_version_names_its_files_and_its_digest_covers_them(
    world: World, draft: Nomination
) -> None:
    shown = attach(world, draft, b"%PDF- sendt", "plan.pdf", shown=b"%PDF- renset")
    assert draft.answers["files"] == [
        {
            "sha256": draft.attachments[0].sha256,
            "name": "plan.pdf",
            "size": 11,
            "media_type": "application/pdf",
            "alt": "",
            "shown": shown,
        }
    ]
    assert events(world.session)[-1] == ("nomination.file_attached", f"nomination:{draft.id}")


def test_one_file_in_two_nominations_is_listed_once(world: World, draft: Nomination) -> None:
    attach(world, draft, b"%PDF- en", "en.pdf")
    attach(world, draft, b"%PDF- en", "igjen.pdf")
    assert len(draft.answers["files"]) == 1
    assert world.session.query(File).count() == world.session.query(Attachment).count() == 1


def test_an_answer_takes_no_more_than_it_can(world: World, draft: Nomination) -> None:
    first, _second = (attach(world, draft, f"%PDF-{n}".encode(), f"{n}.pdf") for n in (1, 2))
    with pytest.raises(RefusedFileError) as refused:
        attach(world, draft, b"%PDF-3")
    assert (refused.value.why, refused.value.figures) == (Why.TOO_MANY, {"most": 2})
    work, asked = world.work("nominator"), question(world, draft)
    attachments.detach(work, draft, asked, first)
    attach(world, draft, b"%PDF-3")
    with pytest.raises(RefusedFileError):
        attachments.put_back(work, draft, asked, first)
    with pytest.raises(NotFoundError):
        attachments.put_back(work, draft, asked, GONE)


def test_what_a_scanner_found_keeps_an_answer_from_being_handed_in(
    world: World, draft: Nomination
) -> None:
    # That the scanner has answered, and that it waits, means that it is too large.
    for number, state in enumerate((ScanState.INFECTED, ScanState.WAITING)):
        shown = attach(world, draft, f"%PDF- {number}".encode(), f"{number}.pdf")
        attachments.note(world.system, shown, state)
    world.session.expire_all()
    faults = nominations.find_faults(world.session, draft)
    assert [fault for fault in faults if fault.key == "files"] == [
        Fault("files", FaultKind.INFECTED_FILE, {}, "0.pdf"),
        Fault("files", FaultKind.UNSCANNED_FILE, {}, "1.pdf"),
    ]
    assert events(world.session, "file.infected") == [("file.infected", "installation")]


# The commands.


def run(app: Flask, world: World, *words: str) -> tuple[int, list[str]]:
    world.session.commit()
    command, given = (check, []) if words == ("check",) else (files_cli, list(words))
    answer = app.test_cli_runner().invoke(command, given)
    return answer.exit_code, answer.stdout.splitlines()


def test_the_check_finds_what_is_missing_and_what_is_left_over(
    app: Flask, world: World, draft: Nomination, store: FolderStore
) -> None:
    shown = attach(world, draft, b"%PDF- x", "plan.pdf")
    assert run(app, world, "check") == (0, ["All is in order: files, judging."])
    store.put(name_of(GONE), io.BytesIO(b"x"))
    orphan = (
        f"files: file {GONE}: in the store, and listed nowhere (flask files sweep takes it away)"
    )
    assert run(app, world, "check") == (1, [orphan])
    store.put(name_of(shown), io.BytesIO(b"%PDF"))
    assert run(app, world, "check")[1] == [
        f"files: file {shown}: 4 bytes in the store, 7 were listed",
        orphan,
    ]
    store.remove(name_of(shown))
    assert run(app, world, "check")[1] == [f"files: file {shown}: missing in the store", orphan]
    draft.answers = {"files": [{**draft.answers["files"][0], "sha256": GONE}]}
    assert run(app, world, "check")[1][-1] == (
        f"files: the draft of nomination {draft.id}: refers to the file {GONE}, "
        "which was not attached to it"
    )


def test_what_a_crash_left_is_swept_after_a_day_and_nothing_that_is_listed(
    app: Flask, world: World, draft: Nomination, store: FolderStore
) -> None:
    attach(world, draft, b"%PDF- x", "plan.pdf")
    store.put(name_of(GONE), io.BytesIO(b"x"))
    assert len(list(store.entries(KEPT))) == 2
    now = datetime.now(UTC)  # of the file system
    assert attachments.sweep(world.session, store, now + timedelta(hours=23)) == (0, 0)
    assert attachments.sweep(world.session, store, now + timedelta(hours=25)) == (0, 1)
    assert run(app, world, "check") == (0, ["All is in order: files, judging."])
    assert run(app, world, "sweep") == (
        0,
        ["0 pieces of unfinished uploads and 0 unlisted files taken away"],
    )


class Says:
    def __init__(self, *findings: Finding) -> None:
        self.findings = list(findings)

    def scan(self, _source: object) -> Scan:
        return Scan(self.findings.pop(0))


@pytest.fixture
def scanned(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    return lambda *says: monkeypatch.setitem(app.extensions, places._SCANNER, Says(*says))


def test_what_waits_is_looked_at_again(
    app: Flask,
    world: World,
    draft: Nomination,
    store: FolderStore,
    scanned: Callable[..., None],
) -> None:
    first, second = (attach(world, draft, f"%PDF-{n}".encode(), f"{n}.pdf") for n in (1, 2))
    assert run(app, world, "scan") == (0, ["0 clean, 0 infected, 0 waiting, 0 too large"])
    for shown in (first, second):
        world.session.get_one(File, shown).scan = ScanState.WAITING
    assert run(app, world, "scan") == (1, ["0 clean, 0 infected, 2 waiting, 0 too large"])
    scanned(Finding.AWAY)
    assert run(app, world, "scan") == (1, ["0 clean, 0 infected, 2 waiting, 0 too large"])
    scanned(Finding.SLOW, Finding.INFECTED)
    assert run(app, world, "scan") == (1, ["0 clean, 1 infected, 1 waiting, 0 too large"])
    scanned(Finding.CLEAN)
    assert run(app, world, "scan") == (0, ["1 clean, 0 infected, 0 waiting, 0 too large"])
    world.session.expire_all()
    found = {world.session.get_one(File, shown).scan for shown in (first, second)}
    assert found == {ScanState.CLEAN, ScanState.INFECTED}


def test_what_is_too_large_for_the_scanner_does_not_wait_for_ever(
    app: Flask,
    world: World,
    draft: Nomination,
    store: FolderStore,
    scanned: Callable[..., None],
) -> None:
    shown = attach(world, draft, b"%PDF- x")
    world.session.get_one(File, shown).scan = ScanState.WAITING
    scanned(Finding.TOO_LARGE)
    told = "0 clean, 0 infected, 0 waiting, 1 too large: raise StreamMaxLength"
    assert run(app, world, "scan") == (0, [told])
    assert run(app, world, "scan") == (0, ["0 clean, 0 infected, 0 waiting, 0 too large"])
    scanned(Finding.CLEAN)
    assert run(app, world, "scan", "--all") == (0, ["1 clean, 0 infected, 0 waiting, 0 too large"])


def test_what_came_before_there_was_a_scanner_is_looked_at_when_that_is_asked_for(
    app: Flask,
    world: World,
    draft: Nomination,
    store: FolderStore,
    scanned: Callable[..., None],
) -> None:
    attach(world, draft, b"%PDF- x")
    scanned(Finding.CLEAN)
    assert run(app, world, "scan", "--all") == (0, ["1 clean, 0 infected, 0 waiting, 0 too large"])
