"""What readers are given of a file: without what could run, tell where somebody is, or hide."""

import hashlib
import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from app.files import prepare
from app.files.reading import Read, read
from app.rules.attachments import DOCX, JPEG, PDF, PNG, RefusedFileError, Why
from tests.files import samples as made


def shown(tmp_path: Path, content: bytes) -> tuple[Read, bytes]:
    source, target = tmp_path / "came", tmp_path / "shown"
    source.write_bytes(content)
    found = read(source, target)
    return found, target.read_bytes() if found.is_cleaned else content


def unpacked(content: bytes) -> str:
    """Write a PDF out with nothing packed, to be searched."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(
            out,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
    return out.getvalue().decode("latin-1")


BARRED = {
    made.opens_with_script: "/JavaScript",
    made.names_a_script: "app.alert",
    made.launches: "/Launch",
    made.acts_in_a_row: "app.alert",
    made.links_to_script: "javascript:",
    made.acts_when_seen: "/AA",
    made.has_a_form: "/SubmitForm",
    made.carries_a_file: "MZ hei",
    made.carries_a_mark: "MZ hei",
    made.names_its_writer: "Kari",
}


@pytest.mark.parametrize("change", BARRED, ids=lambda one: one.__name__)
def test_a_document_is_shown_without_what_could_run(tmp_path: Path, change: Any) -> None:
    content = made.pdf(change)
    assert BARRED[change] in unpacked(content)
    found, given = shown(tmp_path, content)
    assert found == Read(PDF, is_kept=True, is_cleaned=True)
    text = unpacked(given)
    assert [one for one in (*BARRED.values(), "/JS", "/XFA", "/EF") if one in text] == []
    assert len(pikepdf.open(io.BytesIO(given)).pages) == 1


def test_a_document_keeps_its_title_and_its_links(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        made.names_its_writer(document)
        made.acts_in_a_row(document)

    _, given = shown(tmp_path, made.pdf(change))
    with pikepdf.open(io.BytesIO(given)) as document:
        assert str(document.docinfo["/Title"]) == "Planen"
    assert "https://example.org/" in unpacked(given)


def test_what_stands_behind_a_document_is_left_out(tmp_path: Path) -> None:
    _, given = shown(tmp_path, made.pdf() + made.zipped({"a": b"b"}))
    assert b"PK\x03\x04" not in given


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (made.photograph(), JPEG),
        (made.HEIC, JPEG),
        (made.picture("PNG", dpi=(72, 72)), PNG),
    ],
)
def test_a_picture_is_its_pixels_alone(tmp_path: Path, content: bytes, media_type: str) -> None:
    assert b"Telefon" in content or media_type == PNG
    found, given = shown(tmp_path, content)
    assert found == Read(media_type, is_kept=False, is_cleaned=True)
    with Image.open(io.BytesIO(given)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density"} == set()
    assert b"Kari" not in given
    assert b"Telefon" not in given


def test_a_picture_taken_on_its_side_is_turned(tmp_path: Path) -> None:
    _, given = shown(tmp_path, made.photograph())
    with Image.open(io.BytesIO(given)) as picture:
        assert picture.size == (32, 48)


@pytest.mark.parametrize(
    ("mode", "kind", "more", "shown_as"),
    [
        ("L", "JPEG", {}, ("JPEG", "RGB")),
        ("CMYK", "JPEG", {"colour": (0, 0, 0, 0)}, ("JPEG", "RGB")),
        ("P", "PNG", {}, ("PNG", "RGB")),
        ("P", "PNG", {"transparency": 0}, ("PNG", "RGBA")),
        ("LA", "PNG", {"colour": (9, 9)}, ("PNG", "RGBA")),
        ("RGBA", "WEBP", {"colour": (9, 9, 9, 9)}, ("PNG", "RGBA")),
        ("I;16", "PNG", {}, ("PNG", "L")),
        ("1", "PNG", {"colour": 1}, ("PNG", "RGB")),
    ],
)
def test_every_kind_of_picture_can_be_shown(
    tmp_path: Path, mode: str, kind: str, more: dict[str, Any], shown_as: tuple[str, str]
) -> None:
    _, given = shown(tmp_path, made.picture(kind, mode=mode, **more))
    with Image.open(io.BytesIO(given)) as picture:
        assert (picture.format, picture.mode) == shown_as


def test_a_picture_that_moves_is_shown_as_it_begins(tmp_path: Path) -> None:
    frames, out = [Image.new("L", (9, 9), colour) for colour in (0, 255)], io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    _, given = shown(tmp_path, out.getvalue())
    with Image.open(io.BytesIO(given)) as picture:
        assert (getattr(picture, "n_frames", 1), picture.convert("L").getpixel((4, 4))) == (1, 0)


def test_colours_of_a_wider_range_are_those_that_every_screen_has(tmp_path: Path) -> None:
    from PIL import ImageCms  # noqa: PLC0415

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    _, given = shown(tmp_path, made.picture(icc_profile=profile))
    broken, _ = shown(tmp_path, made.picture(icc_profile=b"no profile"))
    assert broken.media_type == JPEG
    with Image.open(io.BytesIO(given)) as picture:
        assert "icc_profile" not in picture.info


def test_the_same_picture_twice_is_the_same_file(tmp_path: Path) -> None:
    assert shown(tmp_path, made.photograph())[1] == shown(tmp_path, made.photograph())[1]


# The process that reads, as it is started in earnest.


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    source = tmp_path / "came"
    source.write_bytes(made.pdf(made.opens_with_script))
    prepared = prepare(source, tmp_path)
    assert prepared.kept.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert prepared.kept.media_type == prepared.shown.media_type == PDF
    assert [one.path.name for one in prepared.pieces] == ["came", "shown"]
    assert b"JavaScript" not in prepared.shown.path.read_bytes()


def test_a_document_of_an_office_program_is_kept_and_shown_as_it_is(tmp_path: Path) -> None:
    source = tmp_path / "came"
    source.write_bytes(made.office())
    prepared = prepare(source, tmp_path)
    assert prepared.pieces == (prepared.kept,)
    assert (prepared.kept.path, prepared.kept.media_type) == (source, DOCX)


def test_a_refusal_comes_back_from_that_process(tmp_path: Path) -> None:
    source = tmp_path / "came"
    source.write_bytes(made.png_of(60_000, 60_000))
    with pytest.raises(RefusedFileError) as refused:
        prepare(source, tmp_path)
    assert (refused.value.why, refused.value.figures) == (Why.TOO_MANY_PIXELS, {"most": 64})


def in_place_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make room for another program to be started."""
    package = tmp_path / "app" / "files"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    monkeypatch.setattr("app.files.preparing.ROOT", tmp_path)
    return package


@pytest.mark.parametrize(
    "does",
    ["import os; os.kill(os.getpid(), 9)", "raise RuntimeError('x')", "x = bytearray(2**31)"],
)
def test_a_process_that_does_not_answer_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    """Killed by the system, broken by a fault of a parser, out of memory: no error of ours."""
    package = in_place_of_ours(tmp_path, monkeypatch)
    bounds = "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))\n"
    (package / "child.py").write_text(bounds + does)
    source = tmp_path / "came"
    source.write_bytes(made.pdf())
    with pytest.raises(RefusedFileError) as refused:
        prepare(source, tmp_path)
    assert refused.value.why is Why.TOO_HEAVY


def test_a_process_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = in_place_of_ours(tmp_path, monkeypatch)
    (package / "child.py").write_text("import time; time.sleep(60)")
    monkeypatch.setattr("app.files.preparing.PATIENCE", 0.2)
    source = tmp_path / "came"
    source.write_bytes(made.pdf())
    with pytest.raises(RefusedFileError) as refused:
        prepare(source, tmp_path)
    assert refused.value.why is Why.TOO_HEAVY


def test_that_process_knows_nothing_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = in_place_of_ours(tmp_path, monkeypatch)
    (package / "child.py").write_text(
        "import json, os; print(json.dumps({'why': 'broken', 'figures': dict(os.environ)}))"
    )
    monkeypatch.setenv("HEDERSPRIS_SECRET_KEY", "hemmelig")
    source = tmp_path / "came"
    source.write_bytes(made.pdf())
    with pytest.raises(RefusedFileError) as refused:
        prepare(source, tmp_path)
    assert "hemmelig" not in refused.value.figures.values()
    assert refused.value.figures.keys() - {"PATH", "LC_CTYPE", "SYSTEMROOT"} == set()
