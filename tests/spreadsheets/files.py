"""Files to be read in tests: workbooks as programs write them, and as they should not be."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook

ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' office:version="1.3"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
FAR_AND_EMPTY = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
"""How LibreOffice ends a sheet."""


def xlsx(cells: Mapping[str, Any]) -> bytes:
    """Write a workbook of some cells."""
    made = Workbook()
    for place, value in cells.items():
        made.active[place] = value
    return saved(made)


def saved(made: Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def ods(*rows: str, manifest: str = "") -> bytes:
    """Write an open document of one table."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        table = f'<table:table table:name="Ark">{"".join(rows)}</table:table>'
        packed.writestr("content.xml", ODS_HEAD + table + ODS_TAIL)
        packed.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return file.getvalue()


def ods_row(*texts: str, more: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        if text
        else "<table:table-cell/>"
        for text in texts
    )
    return f"<table:table-row>{cells}{more}</table:table-row>"
