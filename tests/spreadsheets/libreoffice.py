"""LibreOffice opens the workbook of scores and saves it, and the product reads it back, by hand:

    python -m tests.spreadsheets.libreoffice [soffice]

As .xlsx, as .ods, and as .xlsx by way of .ods. Scores are written in it first as people write them:
with a comma, as a number, by a formula, as a date, and wrongly.
"""

import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from app.rules.scoring import Scale
from app.rules.workbooks import GROUNDS, NOTES, Fault, Headings, Reading, Wrong, read
from app.web.scores.grids import grids_of
from tests.spreadsheets.score_workbook import FIRST, HOLDER, LABELS, SECOND, closed, opened

HEADINGS = Headings(
    frozenset({"kriterium"}),
    frozenset({"poeng"}),
    {label.casefold(): key for key, label in LABELS.items()},
)
SCALE = Scale(Decimal(1), Decimal(6), Decimal("0.5"))
TEXT = "Fra toget.\n\nMed «sitat», æøå og čđŋ.\n=ingen formel"
GOOD = [{"x": "4.5", "y": "4", GROUNDS: TEXT, NOTES: "=1+1"}, {"x": "3", "y": "5"}]
FAULTS = [
    Fault(Wrong.IS_DATE, FIRST, "B7", "2026-05-04", "x"),
    Fault(Wrong.BROKEN, FIRST, "B8", "#DIV/0!", "y"),
    Fault(Wrong.NOT_NUMBER, SECOND, "B7", "god", "x"),
    Fault(Wrong.OFF_SCALE, SECOND, "B8", "7", "y"),
]


def good() -> bytes:
    """Write what is right, in many ways."""
    made = opened()
    first, second = made[FIRST], made[SECOND]
    first["B7"], first["B8"], first["B9"] = " 4,5\u00a0", 4, TEXT
    first["B10"].value, first["B10"].data_type = "=1+1", "s"
    second["B7"], second["B8"] = "3.0", "=2+3"
    second["B8"].number_format = "General"
    return closed(made)


def bad() -> bytes:
    """Write what is wrong."""
    made = opened()
    first, second = made[FIRST], made[SECOND]
    first["B7"].value, first["B7"].number_format = 46146, "yyyy-mm-dd"
    first["B8"].value, first["B8"].number_format = "=1/0", "General"
    second["B7"], second["B8"] = "god", 7
    return closed(made)


def saved_by(soffice: str, content: bytes, *ways: str) -> bytes:
    """Have it opened and saved, once for each ending."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "poeng.xlsx"
        place.write_bytes(content)
        for way in ways:
            target = Path(folder) / f"saved-{way}"
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [soffice, profile, "--headless", "--convert-to", way]
            subprocess.run(  # noqa: S603 - the program that whoever runs this names
                [*command, "--outdir", str(target), str(place)], check=True, capture_output=True
            )
            place = target / f"poeng.{way}"
        return place.read_bytes()


def come(content: bytes) -> Reading:
    """Read it as the product does."""
    return read(grids_of(content), HEADINGS, SCALE, HOLDER)


def main(soffice: str = "soffice") -> int:
    """Go through all ways, and say what differs."""
    version = subprocess.run(  # noqa: S603 - likewise
        [soffice, "--version"], check=True, capture_output=True, text=True
    )
    print(version.stdout.strip())  # noqa: T201 - what it is for
    wrong = 0
    for ways in (("xlsx",), ("ods",), ("ods", "xlsx")):
        reading = come(saved_by(soffice, good(), *ways))
        fields = [dict(one.fields) for one in reading.sheets]
        kept = [{key: one[key] for key in due} for one, due in zip(fields, GOOD, strict=True)]
        faults = come(saved_by(soffice, bad(), *ways)).faults
        for name, got, due in (
            ("read", kept, GOOD),
            ("marks", [one.mark.nomination_id for one in reading.sheets], [11, 12]),
            ("prints", [one.prints is not None for one in reading.sheets], [True, True]),
            ("no faults", list(reading.faults), []),
            ("not read", list(reading.ignored), []),
            ("faults", list(faults), FAULTS),
        ):
            is_right = got == due
            wrong += not is_right
            told = "as it should be" if is_right else f"{got}\n    instead of {due}"
            print(f"{' then '.join(ways)}: {name}: {told}")  # noqa: T201 - likewise
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
