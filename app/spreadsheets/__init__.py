"""Spreadsheets: the one reader and the one writer of the whole product.

Read: .xlsx, .ods and CSV as people and programs write it. Written: .xlsx and CSV. Nothing here says
anything to anybody: a file that can't be read raises why, and whoever shows it finds the words.
"""

from app.spreadsheets.content import Content, Fault, UnreadableError, Unvalued
from app.spreadsheets.reading import read
from app.spreadsheets.writing import Cell, Sheet, csv_of, xlsx_of

__all__ = [
    "Cell",
    "Content",
    "Fault",
    "Sheet",
    "UnreadableError",
    "Unvalued",
    "csv_of",
    "read",
    "xlsx_of",
]
