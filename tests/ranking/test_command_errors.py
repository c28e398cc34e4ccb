"""What the commands say to files that are not as they should be: where, and nothing else."""

import io
import re
import zipfile
from datetime import date, datetime, time

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app import commands
from app.commands.files import ADVICE

HEAD = "juror,nomination,criterion,score\n"
COLUMNS = ["juror", "nomination", "criterion", "score"]
GOOD = HEAD + "J1,A,content,5\nJ1,A,form,4\nJ2,A,content,3\nJ2,A,form,3\n"
UNITS = "unit,A,B\n"
NOON = datetime(2026, 5, 4, 12)  # noqa: DTZ001 - spreadsheets know no zones


def book(*rows, merged=None, skip=0) -> bytes:
    made = Workbook()
    for at, row in enumerate(rows, start=1 + skip):
        for column, value in enumerate(row, start=1):
            made.active.cell(at, column, value)
    if merged:
        made.active.merge_cells(merged)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("scores.csv", GOOD)
    return file.getvalue()


def scored(value) -> bytes:
    return book(COLUMNS, ["J", "A", "c", 4], ["J", "B", "c", value])


def refused(command, *arguments, stdin, where) -> None:
    found = CliRunner().invoke(getattr(commands, f"{command}_command"), arguments, input=stdin)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert isinstance(found.exception, SystemExit)
    first, *others = found.stderr.splitlines()
    assert re.match(rf"Error: .*, {re.escape(where)}", first), first
    assert others == []


BOOK = scored(3)

NOT_NUMBERS = [
    *("x", "nan", "NaN", "inf", "-Infinity", "1e999", "1e300", "-1e10", "99999999999", "1_0"),
    *("9" * 400, "4 5", "80%", "1/2", "٤", "４", "−4", "0x4", "4..5", "4e", "+", "--1", "\u200b4"),
    *("4.5.6", "four", "=1+1", "#DIV/0!", "$4", "True"),
]


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_number_is_named(text) -> None:
    where = f"line 3, column score: “{text[:40]}” is not a number"
    refused("rank", "-", stdin=HEAD + f"J1,A,c,4\nJ1,B,c,{text}\n", where=where)


TABLES = [
    ("", "line 1, column 1: the file is empty"),
    ("\ufeff", "line 1, column 1: the file is empty"),
    ("\n \n,,\n", "line 1, column 1: the file is empty"),
    ("juror,nomination\nJ,A\n", "line 1, column score: the column is missing; the heading has j"),
    ("J1,A,c,4\nJ1,B,c,4\n", "line 1, column juror: the column is missing"),
    ("juror|nomination|score\nJ|A|4\n", "line 1, column juror: the column is missing"),
    ("\n\njuror,score\nJ,1\n", "line 3, column nomination: the column is missing"),
    ("<html><body>Not found</body></html>", "line 1, column juror: the column is missing"),
    ('{"juror": "J1", "score": 4}', "line 1, column juror: the column is missing"),
    ("%PDF-1.7\n1 0 obj\n", "line 1, column juror: the column is missing"),
    ("juror,juror,nomination,score\nJ,J,A,1\n", "line 1, column juror: the column occurs twice"),
    ("Juror,JUROR,nomination,score\nJ,J,A,1\n", "line 1, column juror: the column occurs twice"),
    ("juror,nomination,score,score\nJ,A,1,2\n", "line 1, column score: the column occurs twice"),
    ("juror,nomination,score,criterion,Criterion\nJ,A,1,c,c\n", "line 1, column criterion: the"),
    (HEAD, "line 2, column score: there are no scores"),
    (HEAD + "\n,,,\n", "line 2, column score: there are no scores"),
    (HEAD + "J1,A,c,\n", "line 2, column score: there are no scores"),
    (HEAD + "J1,A,c, \t\n", "line 2, column score: there are no scores"),
    (HEAD + 'J1,A,c,"1.000,5"\n', "line 2, column score: “1.000,5” is not a number"),
    (HEAD + 'J1,A,c,"4\n5"\n', "line 2, column score: “4 5” is not a number"),
    (HEAD.replace(",", ";") + "J;A;c;4,5,6\n", "line 2, column score: “4,5,6” is not a number"),
    (HEAD.replace("\n", "\r\n") + "J,A,c,x\r\n", "line 2, column score: “x” is not a number"),
    (HEAD.replace("\n", "\r") + "J,A,c,4\rJ,B,c,x\r", "line 3, column score: “x” is not a number"),
    (HEAD + '"J\n1",A,c,4\nJ,A,c,x\n', "line 4, column score: “x” is not a number"),
    (HEAD + "J,A\u2028B,c,x\n", "line 2, column score: “x” is not a number"),
    ("\ufeff" + HEAD + "J,A,c,x\n", "line 2, column score: “x” is not a number"),
    (HEAD + "J1,A,c,4,5\n", "line 2, column 5: the line has 5 fields, the heading 4 (between"),
    (HEAD + "J1,A,4\n", "line 2, column 4: the line has 3 fields, the heading 4"),
    (HEAD + "J1\n", "line 2, column 2: the line has 1 fields, the heading 4"),
    ("juror;nomination;score\nJ,A,4\n", "line 2, column 2: the line has 1 fields, the heading 3"),
    (HEAD + ",A,c,4\n", "line 2, column juror: is empty"),
    (HEAD + "\u00a0,A,c,4\n", "line 2, column juror: is empty"),
    (HEAD + "J1, ,c,4\n", "line 2, column nomination: is empty"),
    (HEAD + "J1,A,,4\n", "line 2, column criterion: is empty"),
    (HEAD + "J1,A,c,4\n\nJ1,A,c,5\n", "line 4, column juror: J1 has scored A on c in line 2 alr"),
    (HEAD + "J1,A,c,4\n J1 ,A,c,4\n", "line 3, column juror: J1 has scored A on c in line 2"),
    (HEAD + "Å,A,c,4\nA\u030a,A,c,4\n", "line 3, column juror: Å has scored A on c in line 2"),
    ("juror,nomination,score\nJ,A,4\nJ,A,4\n", "line 3, column juror: J has scored A on score"),
    (HEAD + 'J1,A,c,"4\n', "line 2, column 1: unexpected end of data"),
    (HEAD + 'J,A,c,4\n"J,B,c,4\nJ,C,c,4\n', "line 3, column 1: unexpected end of data"),
    (HEAD + 'J1,"A"x,c,4\n', "line 2, column 1:"),
    (HEAD + "J" * 200_000 + ",A,c,4\n", "line 2, column 1: field larger than field limit"),
    (HEAD + "J1,A\0,c,4\n", "line 2, column 2: not text"),
    (HEAD.encode() + b"J1,\x81,c,4\n", f"line 2, column 2: not text that can be read: {ADVICE}"),
    ((HEAD + "Åse,A,c,x\n").encode("cp1252"), "line 2, column score: “x” is not a number"),
    ((HEAD + "Åse,A,c,x\n").encode("utf-16"), "line 2, column score: “x” is not a number"),
    (GOOD.encode("utf-16")[:-1], f"line 5, column 4: not text that can be read: {ADVICE}"),
    (GOOD.encode("utf-16-le"), f"line 1, column 1: not text: {ADVICE}"),
    (GOOD.encode("utf-32"), f"line 1, column 1: not text: {ADVICE}"),
    (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512),
        f"line 1, column 1: an old spreadsheet, or one with a password: {ADVICE}",
    ),
    (b"\x89PNG\r\n\x1a\n", f"line 1, column 1: not text that can be read: {ADVICE}"),
    (b"\x1f\x8b\x08\0\0\0", f"line 1, column 1: not text that can be read: {ADVICE}"),
    ("nomination,criterion\nA,c\n", "line 1, column juror: there is neither a juror nor a"),
    ("forslag,Bo,Bo\nA,4,5\n", "line 1, column 3: the juror “Bo” occurs twice"),
    ("forslag,Bo,\nA,4,5\n", "line 1, column 3: the juror has no name"),
    ("forslag,Bo,Eva\n", "line 2, column Bo: there are no scores"),
    ("forslag,Bo,Eva\nA,,\n", "line 2, column Bo: there are no scores"),
    ("forslag,Bo,Eva\nA,4,x\n", "line 2, column Eva: “x” is not a number"),
    ("forslag,Bo,Eva\nA,4,5\nA,4,5\n", "line 3, column juror: Bo has scored A on score in line 2"),
    ("dommer;forslag;poeng\nBo;A;x\n", "line 2, column score: “x” is not a number"),
    ("sep=;\ndommer;forslag;poeng\nBo;A;x\n", "line 3, column score: “x” is not a number"),
    (
        b"PK\x03\x04 not a spreadsheet",
        f"line 1, column 1: not a spreadsheet that can be read: {ADVICE}",
    ),
    (archive(), "line 1, column 1: not a spreadsheet that can be read"),
    (BOOK[:2000], "line 1, column 1: not a spreadsheet that can be read"),
    (BOOK[:-30], "line 1, column 1: not a spreadsheet that can be read"),
    (book(), "line 1, column 1: the file is empty"),
    (book(COLUMNS), "line 2, column score: there are no scores"),
    (book(["juror", "score"], ["J", 4]), "line 1, column nomination: the column is missing"),
    (book([*COLUMNS, "score"], ["J", "A", "c", 4, 5]), "line 1, column score: the column occurs"),
    (book(COLUMNS, ["J", "A", "c", "x"], skip=3), "line 5, column score: “x” is not a number"),
    (book(["Scores"], COLUMNS, ["J", "A", "c", 4], merged="A1:D1"), "line 1, column juror: the"),
    (book(COLUMNS, ["J", "A", "c", 4], ["J", "B", "c", 4], merged="A2:A3"), "line 3, column juror"),
    (book(COLUMNS, ["J", None, "c", 4]), "line 2, column nomination: is empty"),
    (book(COLUMNS, ["J", "A", "c", 4], ["J", "A", "c", 4]), "line 3, column juror: J has scored"),
    (scored("=1+1"), "line 3, column score: “=1+1” is a formula without a value: save the file"),
    (book(COLUMNS, ["=A1", "A", "c", 4]), "line 2, column juror: “=A1” is a formula without a va"),
    (scored("4 points"), "line 3, column score: “4 points” is not a number"),
    (scored(NOON), "line 3, column score: “2026-05-04 12:00:00” is not a num"),
    (scored(date(2026, 5, 4)), "line 3, column score: “2026-05-04” is not a number"),
    (scored(time(4, 5)), "line 3, column score: “04:05:00” is not a number"),
    (scored(value=True), "line 3, column score: “True” is not a number"),
    (scored("#DIV/0!"), "line 3, column score: “#DIV/0!” is not a number"),
    (scored(1e300), "line 3, column score: “1000000000000000052504760255204420248704” is not a"),
]


@pytest.mark.parametrize(("content", "where"), TABLES, ids=range(len(TABLES)))
def test_a_bad_table_of_scores_is_named(content, where) -> None:
    refused("rank", "-", stdin=content, where=where)


WEIGHTS = [
    ("", "line 1, column 1: the file is empty"),
    ("criterion,weight\n", "line 1, column criterion: no weight for “content”, which has scores"),
    ("criterion,weight\ncontent,1\n", "line 2, column criterion: no weight for “form”, which has"),
    ("criterion,weight\nContent,1\nform,1\n", "line 3, column criterion: no weight for “content”"),
    ("criterion,weight\ncontent,1\nform,-1\n", "line 3, column weight: is below zero"),
    ("criterion,weight\ncontent,-0.001\nform,1\n", "line 2, column weight: is below zero"),
    ("criterion,weight\ncontent,0\nform,0\n", "line 3, column weight: no criterion with scores w"),
    ("criterion,weight\ncontent,0\nform,0\nx,1\n", "line 4, column weight: no criterion with sco"),
    ("criterion,weight\ncontent,1\ncontent,2\nform,1\n", "line 3, column criterion: “content” ha"),
    ("criterion,weight\ncontent,x\nform,1\n", "line 2, column weight: “x” is not a number"),
    ("criterion,weight\ncontent,1\nform,inf\n", "line 3, column weight: “inf” is not a number"),
    ("criterion,weight\ncontent,1e300\nform,1\n", "line 2, column weight: “1e300” is not a numb"),
    ("criterion,weight\ncontent,\nform,1\n", "line 2, column weight: is empty"),
    ("criterion,weight\n,1\nform,1\n", "line 2, column criterion: is empty"),
    ("criterion,weight\ncontent;1\nform;1\n", "line 2, column 2: the line has 1 fields"),
    ("criterion\ncontent\n", "line 1, column weight: the column is missing"),
    ("weight\n1\n", "line 1, column criterion: the column is missing"),
    ("criterion,weight,weight\ncontent,1,1\n", "line 1, column weight: the column occurs twice"),
    ("criterion,weight\nform,½\n".encode("cp1252"), "line 2, column weight: “½” is not a number"),
    (archive(), "line 1, column 1: not a spreadsheet that can be read"),
    (book(["criterion", "weight"], ["content", 1], ["form", -1]), "line 3, column weight: is bel"),
    (book(["criterion", "weight"], ["content", date(2026, 1, 1)]), "line 2, column weight: “2026"),
]


@pytest.mark.parametrize(("content", "where"), WEIGHTS, ids=range(len(WEIGHTS)))
def test_bad_weights_are_named(tmp_path, content, where) -> None:
    path = tmp_path / "weights"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    refused("rank", "-", "--weights", str(path), stdin=GOOD, where=where)


RATINGS = [
    ("", "line 1, column 1: the file is empty"),
    (UNITS, "line 1, column 2: there are no ratings"),
    ("unit\n1\n", "line 1, column 2: there are no ratings"),
    (UNITS + "1,,\n2,,\n", "line 2, column 2: there are no ratings"),
    (UNITS + "1,2,x\n", "line 2, column B: “x” is not a number"),
    (UNITS + "1,2,3\n2,nan,3\n", "line 3, column A: “nan” is not a number"),
    (UNITS + "1,2,3\n2,3,1e99\n", "line 3, column B: “1e99” is not a number"),
    ("unit,A,A\n1,2,3\n", "line 1, column 3: the rater “A” occurs twice"),
    ("unit,A,\n1,2,3\n", "line 1, column 3: the rater has no name"),
    ("\nunit,,B\n1,2,3\n", "line 2, column 2: the rater has no name"),
    (UNITS + "1,2,3\n1,2,3\n", "line 3, column unit: the unit “1” has a row already, in line 2"),
    (UNITS + ",2,3\n", "line 2, column unit: the unit has no name"),
    (UNITS + "1,2\n", "line 2, column 3: the line has 2 fields, the heading 3"),
    (UNITS + "1,2,3,4\n", "line 2, column 4: the line has 4 fields, the heading 3"),
    (UNITS + '1,"2,3\n', "line 2, column 1: unexpected end of data"),
    (UNITS.encode("utf-16-le"), f"line 1, column 1: not text: {ADVICE}"),
    (book(["unit", "A"], ["1", "=1+1"]), "line 2, column A: “=1+1” is a formula without a value"),
    (archive(), "line 1, column 1: not a spreadsheet that can be read"),
    (book(), "line 1, column 1: the file is empty"),
    (book(["unit", "A"], ["1", NOON]), "line 2, column A: “2026-05-04 12:00:00”"),
    (book(["unit", "A"], ["1", 4], ["x", 4], merged="A2:A3"), "line 3, column unit: the unit has"),
]


@pytest.mark.parametrize(("content", "where"), RATINGS, ids=range(len(RATINGS)))
def test_bad_ratings_are_named(content, where) -> None:
    refused("agreement", "-", stdin=content, where=where)


def test_there_are_more_than_a_hundred_of_them() -> None:
    of_scores = [*NOT_NUMBERS, *(content for content, _ in TABLES)]
    assert len(set(of_scores)) == len(of_scores) > 100


@pytest.mark.parametrize("command", ["rank", "agreement"])
def test_what_cannot_be_opened_is_named(tmp_path, command) -> None:
    for path, why in ((tmp_path, "Is a directory"), (tmp_path / "none.csv", "No such file")):
        found = CliRunner().invoke(getattr(commands, f"{command}_command"), [str(path)])
        assert (found.exit_code, found.stdout) == (2, "")
        assert str(path) in found.stderr
        assert why in found.stderr


WHERE = re.compile(r"Error: .*, line \d+, column \S.*: .+\n", re.DOTALL)
TEXTS = st.text(alphabet='J1A,;"\n\r.4-5e xé\ufeff\0', max_size=60)


@st.composite
def broken_books(draw) -> bytes:
    """A spreadsheet with some bytes changed."""
    content = bytearray(BOOK)
    for _ in range(draw(st.integers(1, 6))):
        content[draw(st.integers(4, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content)


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("scores") / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


@settings(max_examples=120)
@given(
    st.binary(max_size=80)
    | st.text(max_size=80).map(str.encode)
    | TEXTS.map(lambda text: (HEAD + text).encode())
    | TEXTS.map(lambda text: (UNITS + text).encode())
    | broken_books(),
    st.sampled_from(["scores", "weights", "ratings"]),
)
def test_anything_is_read_or_refused(good, content, what) -> None:
    if what == "ratings":
        found = CliRunner().invoke(commands.agreement_command, ["-"], input=content)
    elif what == "scores":
        found = CliRunner().invoke(commands.rank_command, ["-"], input=content)
    else:
        arguments = [good, "--weights", "-"]
        found = CliRunner().invoke(commands.rank_command, arguments, input=content)
    if found.exit_code:
        assert isinstance(found.exception, SystemExit), found.exception
        assert (found.exit_code, found.stdout) == (2, "")
        assert WHERE.fullmatch(found.stderr), found.stderr
    else:
        assert found.stdout
