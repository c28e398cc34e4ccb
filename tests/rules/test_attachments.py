"""Attachments as data: names that are safe to show and serve, and what a question takes."""

import pytest

from app.rules.attachments import (
    DOCX,
    JPEG,
    PDF,
    FileGroup,
    FileRules,
    RefusedFileError,
    Why,
    name_of,
)

NAMES = [
    ("plan.pdf", PDF, "plan.pdf"),
    ("PLAN.PDF", PDF, "PLAN.PDF"),
    ("C:\\Users\\kari\\plan.pdf", PDF, "plan.pdf"),
    ("../../etc/passwd", PDF, "passwd.pdf"),
    ("/", PDF, "vedlegg.pdf"),
    ("", PDF, "vedlegg.pdf"),
    (" . . ", PDF, "vedlegg.pdf"),
    ('a";x="b.pdf', PDF, "a-;x=-b.pdf"),
    ("a\r\nSet-Cookie: x=1.pdf", PDF, "a Set-Cookie- x=1.pdf"),
    ("a\x00b.pdf", PDF, "a b.pdf"),
    ("plan\u202efdp.exe", PDF, "plan fdp.exe.pdf"),
    ("\u2066plan\u2069.pdf", PDF, "plan.pdf"),
    ("a\ud800b.pdf", PDF, "a\ufffdb.pdf"),
    ("photo.jpeg", JPEG, "photo.jpeg"),
    ("photo.heic", JPEG, "photo.jpg"),
    ("photo.HEIC", JPEG, "photo.jpg"),
    ("rapport v1.2", DOCX, "rapport v1.2.docx"),
    ("rapport.pdf", DOCX, "rapport.docx"),
    ("å" * 500 + ".pdf", PDF, "å" * 116 + ".pdf"),
    ("x" * 5_000_000, PDF, "x" * 116 + ".pdf"),
    ("navn uten type", "", "navn uten type"),
]


@pytest.mark.parametrize(("sent", "media_type", "shown"), NAMES)
def test_a_name_is_what_can_be_shown(sent: str, media_type: str, shown: str) -> None:
    assert name_of(sent, media_type) == shown
    assert name_of(shown, media_type) == shown


RULES = FileRules((FileGroup.PDF,), 2, 1)


@pytest.mark.parametrize(
    ("size", "held", "why"),
    [
        (1, 2, Why.TOO_MANY),
        (1024 * 1024 + 1, 0, Why.TOO_LARGE),
        (0, 1, Why.EMPTY),
    ],
)
def test_what_a_question_does_not_take(size: int, held: int, why: Why) -> None:
    with pytest.raises(RefusedFileError) as refused:
        RULES.insist(size, held)
    assert refused.value.why is why


def test_what_a_question_takes() -> None:
    RULES.insist(1024 * 1024, 1)
    assert RULES.accept == ".pdf"
    assert FileRules.of(RULES.as_data()) == RULES
    assert FileRules.of({"groups": ["pdf", "films"], "most": 3, "megabytes": 5}) == FileRules(
        (FileGroup.PDF,), 3, 5
    )
