"""Tables to take along: as a file, in the form that is asked for."""

from flask import Response

from app.spreadsheets import Sheet, csv_of, xlsx_of
from app.web import languages

KINDS = "any(xlsx,csv)"
"""The forms of a table, as the address of a route names them."""
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def table(sheet: Sheet, kind: str, name: str) -> Response:
    """Give a table as a file.

    Args:
        sheet: the table.
        kind: its form.
        name: what the file is called, without its ending: plain letters.

    """
    norwegian = languages.selected() != "en"
    content = xlsx_of(sheet) if kind == "xlsx" else csv_of(sheet, norwegian=norwegian)
    response = Response(content, content_type=_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
