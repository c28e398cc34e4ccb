"""What the pages of a table that is entered show."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template

from app.rules.entering import Fault
from app.web.entering.tables import Table
from app.words import entering as words
from app.words.entering import Kind

SHOWN = 100
"""So many lines are shown before they are stored."""


@dataclass(frozen=True)
class Target:
    """What is entered, and where: its addresses, and where one goes when it is stored."""

    kind: Kind
    over: str
    back: str
    send: str
    store: str


@dataclass(frozen=True)
class FaultLine:
    """One cell that is wrong, in words."""

    line: int
    column: str
    value: str
    says: str


def show(target: Target, fault: str = "") -> str:
    """Show where a file is chosen."""
    return render_template(
        "entering/choose.html",
        target=target,
        title=words.TITLES[target.kind],
        about=words.ABOUT[target.kind],
        columns=[
            (words.heading(target.kind, one.key), one.about, one.key in words.NEEDED[target.kind])
            for one in words.COLUMNS[target.kind]
        ],
        fault=fault,
    )


def preview(target: Target, table: Table, faults: Sequence[Fault]) -> str:
    """Show a table as it would be stored, or what is wrong with it."""
    kind = target.kind
    return render_template(
        "entering/preview.html",
        target=target,
        title=words.TITLES[kind],
        about=words.ABOUT[kind],
        faults=[
            FaultLine(one.line, words.heading(kind, one.column), one.value, words.said(one.wrong))
            for one in sorted(faults, key=lambda one: one.line)
        ],
        headings=[words.heading(kind, key) for key in table.keys],
        rows=[
            (line.number, [line.text(key) for key in table.keys]) for line in table.lines[:SHOWN]
        ],
        count=len(table.lines),
        ignored=table.ignored,
        packed=table.packed(),
    )
