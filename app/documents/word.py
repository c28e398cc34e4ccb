"""A paper as a Word document: real headings, a language for each text, nothing but text in it."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.words.nominations.papers import Paper, PaperQuestion
from app.words.text import _

if TYPE_CHECKING:
    from docx.document import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_ROOM = 4
"""So many empty lines there are to write on."""


def write(paper: Paper) -> bytes:
    """Write a paper as a .docx file."""
    import docx  # noqa: PLC0415 - heavy, and asked for seldom

    document = docx.Document()
    _set_up(document, paper)
    document.add_heading(paper.title, 0)
    for fact in paper.facts:
        document.add_paragraph(fact)
    for section in paper.sections:
        document.add_heading(section.title, 1)
        if section.help:
            document.add_paragraph(section.help)
        for question in section.questions:
            _question(document, question, paper.written_in)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: "Document", paper: Paper) -> None:
    """Say what the document is called and in which language it is, as readers aloud go by."""
    properties = document.core_properties
    properties.title, properties.language = paper.title[:255], TAGS[paper.language]
    properties.author, properties.comments = "Hederspris", ""
    _set_language(document.styles["Normal"].element.get_or_add_rPr(), paper.language)
    for name in ("Title", "Heading 1", "Heading 2"):
        _set_language(document.styles[name].element.get_or_add_rPr(), paper.language)


def _set_language(properties: Any, code: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), TAGS[code])
    properties.append(language)


def _question(document: "Document", question: PaperQuestion, written_in: str) -> None:
    document.add_heading(question.label, 2)
    for note in question.notes:
        document.add_paragraph().add_run(note).italic = True
    for option in question.options:
        document.add_paragraph(f"☐ {option}")
    _answer(document, question.answer, written_in)
    if question.room and not question.options:
        document.add_paragraph(_("Svar:"))
        for _line in range(_ROOM):
            document.add_paragraph()


def _answer(document: "Document", paragraphs: Sequence[str], written_in: str) -> None:
    for paragraph in paragraphs:
        run = document.add_paragraph().add_run(paragraph)
        _set_language(run._r.get_or_add_rPr(), written_in)  # noqa: SLF001 - it has no other way
