"""What is taken along as a file: tables in the form that is asked for, papers to be written on."""

from flask import Response

from app.documents import word as documents
from app.spreadsheets import Sheet, csv_of, xlsx_of
from app.web import languages
from app.words.nominations.papers import Paper

KINDS = "any(xlsx,csv)"
"""The forms of a table, as the address of a route names them."""
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "py": "text/x-python; charset=utf-8",
    "zip": "application/zip",
}


def word(paper: Paper, name: str) -> Response:
    """Give a paper as a Word document; name: as of a table."""
    response = Response(documents.write(paper), content_type=documents.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def table(sheet: Sheet, kind: str, name: str) -> Response:
    """Give a table as a file.

    Args:
        sheet: the table.
        kind: its form.
        name: what the file is called, without its ending: plain letters.

    """
    norwegian = languages.selected() != "en"
    content = xlsx_of(sheet) if kind == "xlsx" else csv_of(sheet, norwegian=norwegian)
    return file(content, kind, name)


def file(content: bytes, kind: str, name: str) -> Response:
    """Give bytes of a kind as a file; name: as of a table."""
    response = Response(content, content_type=_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
