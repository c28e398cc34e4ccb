"""What a juror takes along, with few and with many nominations. Run by hand:

    .venv/bin/python -m tests.benchmarks.bench_workbook [NOMINATIONS …]

The workbook written, read and compared, and stored with a change on every sheet, each of them
handed in before, as revisions; the reading book with texts of 700 words, in its process, which is
asked how much memory it had. Processor time, SQLite's in it.
"""

import io
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from flask import Flask
from openpyxl import load_workbook

from app.extensions import db
from app.models import Round
from app.models.engine import writing
from app.rules.workbooks import Reading
from app.services import books, foresight, impartiality, scores, workbooks
from app.services.workbooks import Choice
from app.spreadsheets import filling_of
from app.web.scores import book as book_page
from app.web.scores.grids import grids_of
from app.words.jury import workbooks as words
from tests.benchmarks.bench_pages import fill
from tests.conftest import make_app, make_database
from tests.factories import World
from tests.spreadsheets.files import saved

WORDS = "Dette er en tekst på omtrent så mange ord som et svar pleier å ha. " * 10


class Bench:
    """One size: how long each step takes, in seconds."""

    def __init__(self) -> None:
        self.found: dict[str, float] = {}

    def time(self, label: str, act: Callable[[], Any]) -> Any:
        """Do something once, and note what it took."""
        start, children = process_time(), _of_children()
        done = act()
        self.found[label] = process_time() - start + _of_children() - children
        return done


def _of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def measure(app: Flask, world: World, award_round: Round) -> dict[str, float]:
    """Go through it once."""
    bench, work = Bench(), world.work("juror_b")
    with app.test_request_context():
        content = bench.time("workbook written", lambda: _write(work, award_round))
        bench.found["its size, kB"] = len(content) / 1024
        changed = load_workbook(io.BytesIO(content))
        for name in changed.sheetnames[1:-2]:
            changed[name]["B7"] = "6" if changed[name]["B7"].value != "6" else "5"
        content = saved(changed)
        reading = bench.time("read", lambda: _read(work, award_round, content))
        found = bench.time("compared", lambda: workbooks.compare(work, award_round, reading.sheets))
        choices = {one.nomination_id: Choice(reason="Lest på nytt.") for one in found.changed}
        seen = foresight.stamp(found)
        stored = bench.time(
            "stored",
            lambda: workbooks.store(
                work, award_round, reading.sheets, choices, seen, hand_in=False
            ),
        )
        assert stored.revised == len(reading.sheets), stored
        data = book_page.lay_out(work, award_round, books.gather(work, award_round))
        for paper in data["papers"]:
            answer = {"label": "Hva gjorde dere?", "criteria": "", "language": "nb", "files": []}
            paper["answers"] = [{**answer, "paragraphs": [WORDS] * 5, "empty": ""}]
        from app.documents import books as documents  # noqa: PLC0415 - heavy

        made = bench.time("book typeset", lambda: documents.book(data, world.clock.now))
        bench.found["its size, kB "] = len(made) / 1024
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        bench.found["its process, MB"] = most
    return bench.found


def _write(work: Any, award_round: Round) -> bytes:
    offered = workbooks.offer(work, award_round)
    return filling_of(words.filling(award_round, scores.scale(award_round), offered, work.now))


def _read(work: Any, award_round: Round, content: bytes) -> Reading:
    from app.rules.workbooks import read  # noqa: PLC0415 - beside what it reads

    mine = impartiality.appointment_of(work, award_round)
    holder = (award_round.id, award_round.stages[0].id, mine)
    headings = words.headings(award_round.criteria)
    return read(grids_of(content), headings, scores.scale(award_round), holder)


def main(sizes: list[int]) -> None:
    """Measure every size, and print a table."""
    columns = []
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            app = make_app(make_database(Path(folder), "bench"))
            token = writing.set(True)
            with app.app_context():
                world = World(db.session, app.config["CLOCK"])
                columns.append(measure(app, world, fill(world, count)))
                db.session.rollback()
            writing.reset(token)
    print("| |", *(f"{count} |" for count in sizes))  # noqa: T201 - what it is for
    for label in columns[0]:
        print(f"| {label} |", *(f"{one[label]:.2f} |" for one in columns))  # noqa: T201 - likewise


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [16, 200])
