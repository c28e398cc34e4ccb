"""Spreadsheets: the one reader and the one writer of the whole product.

Read: .xlsx, .ods and CSV as people and programs write it. Written: .xlsx and CSV. Nothing here says
anything to anybody: a file that can't be read raises why, and whoever shows it finds the words.
"""

from app.spreadsheets.content import Content, Fault, UnreadableError, Unvalued
from app.spreadsheets.filling import Filling, Form, Guide, Row, filling_of, sheet_name
from app.spreadsheets.reading import read, read_all
from app.spreadsheets.writing import Cell, Sheet, csv_of, xlsx_of

__all__ = [
    "Cell",
    "Content",
    "Fault",
    "Filling",
    "Form",
    "Guide",
    "Row",
    "Sheet",
    "UnreadableError",
    "Unvalued",
    "csv_of",
    "filling_of",
    "read",
    "read_all",
    "sheet_name",
    "xlsx_of",
]
