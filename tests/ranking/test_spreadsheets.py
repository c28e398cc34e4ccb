"""Files as Norwegian spreadsheets write them: read as they are meant, and what was assumed told."""

import io

import pytest
from openpyxl import Workbook

from tests.ranking.test_command import SMALL, ranked, run
from tests.ranking.test_command_errors import book

NORWEGIAN = """dommer;forslag;kriterium;poeng
Åse;Værnes;nytte;4,5
Åse;Bø;nytte;3
Ola;Værnes;nytte;5
Ola;Bø;nytte;2,5
"""
ENGLISH = NORWEGIAN.replace("dommer;forslag;kriterium;poeng", "juror;nomination;criterion;score")
WIDE = "forslag;Åse;Ola\nVærnes;4,5;5\nBø;3;2,5\n"

ASSUMED = (
    "Note: {} is not UTF-8 and was read as Windows-1252. "
    "If letters are wrong, save it as .xlsx, or as CSV UTF-8."
)


def told(stdin, command="rank", *arguments) -> tuple[str, list[str]]:
    found = run(command, "-", "--format", "json", *arguments, stdin=stdin)
    assert found.exit_code == 0, found.stderr
    return found.stdout, found.stderr.splitlines()


@pytest.mark.parametrize(
    "heading",
    [
        "dommer;forslag;kriterium;poeng",
        "Dommar;FORSLAG;Kriterium;Poeng",
        "jurymedlem;forslag;criterion;score",
        "Medlem;nomination;kriterium;poeng",
    ],
)
def test_norwegian_headings_are_understood(heading) -> None:
    text = NORWEGIAN.replace("dommer;forslag;kriterium;poeng", heading)
    assert told(text) == told(ENGLISH)


def test_the_english_heading_goes_before_a_norwegian_one() -> None:
    text = "medlem;" + ENGLISH.replace("\nÅse", "\nja;Åse").replace("\nOla", "\nnei;Ola")
    assert told(text) == told(ENGLISH)


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (
            NORWEGIAN.encode("cp1252"),
            [ASSUMED.format("standard input")],
        ),
        (NORWEGIAN.encode("utf-16"), []),
        (b"\xfe\xff" + NORWEGIAN.encode("utf-16-be"), []),
        (NORWEGIAN.replace(";", "\t").encode("utf-16"), []),
        (NORWEGIAN.replace(";", "\t").encode(), []),
        (("sep=;\r\n" + NORWEGIAN.replace("\n", "\r\n")).encode("utf-8-sig"), []),
        (('"SEP=;"\n' + NORWEGIAN).encode(), []),
        (("sep=\t\n" + NORWEGIAN.replace(";", "\t")).encode(), []),
        (("sep=|\n" + NORWEGIAN.replace(";", "|")).encode(), []),
    ],
)
def test_what_spreadsheet_programs_write_is_read(content, notes) -> None:
    assert told(content) == (told(ENGLISH)[0], notes)


def test_weights_and_ratings_are_read_likewise(tmp_path) -> None:
    path = tmp_path / "vekter.csv"
    path.write_bytes("kriterium;vekt\nnytte;1\nærlighet;2\n".encode("cp1252"))
    assert told(ENGLISH, "rank", "--weights", str(path))[1] == [
        ASSUMED.format(path),
        "Note: ærlighet has a weight and no score.",
    ]
    ratings = "sak;Åse;åse\nBø;1;2\nbø;2;3\n"
    figures, notes = told(ratings.encode("utf-16"), "agreement")
    assert figures == told("unit,A,B\n1,1,2\n2,2,3\n", "agreement")[0]
    assert notes == [
        "Note: “Åse” and “åse” differ by capital letters only and are taken for 2 raters.",
        "Note: “Bø” and “bø” differ by capital letters only and are taken for 2 units.",
    ]


def test_a_blank_score_is_a_missing_one() -> None:
    blank = ENGLISH + "Ola;Tom;nytte;\nKari;Bø;nytte; \n"
    found = ranked(blank)
    assert [(one["nomination"], one["place"], one["jurors"]) for one in found["ranking"]] == [
        ("Værnes", 1, 2),
        ("Bø", 2, 2),
        ("Tom", None, 0),
    ]
    assert [one["n"] for one in found["jurors_detail"]] == [2, 2, 0]
    assert [one["score"] for one in found["ranking"][:2]] == [4.75, 2.75]
    assert "Without a score that counts: Tom" in run("rank", "-", stdin=blank).stdout


def test_a_column_per_juror_is_read() -> None:
    figures, notes = told(WIDE)
    assert figures == told(ENGLISH.replace("nytte", "score"))[0]
    assert notes == ["Note: standard input was read with a column per juror: Åse, Ola."]
    by_criterion = "kriterium;forslag;Åse;Ola;\nnytte;Værnes;4,5;5;\nnytte;Bø;3;2,5;\n"
    assert told(by_criterion)[0] == told(ENGLISH)[0]
    gap = "forslag;Åse;Ola\nVærnes;4,5;\nBø;3;2,5\n"
    assert [one["jurors"] for one in ranked(gap)["ranking"]] == [1, 2]


def test_names_that_differ_by_capital_letters_are_told_of() -> None:
    text = "juror,nomination,score\nEva Lie,A,5\neva  lie,B,3\nBo,A,4\nBo,a,4\n"
    assert told(text)[1] == [
        "Note: “Eva Lie” and “eva lie” differ by capital letters only and are taken for 2 jurors.",
        "Note: “A” and “a” differ by capital letters only and are taken for 2 nominations.",
    ]


def test_sheets_beyond_the_first_are_told_of() -> None:
    made = Workbook()
    made.active.title = "Poeng"
    for line in SMALL.split():
        made.active.append(line.split(","))
    made.create_sheet("Vekter")
    made.create_sheet("Notater")
    file = io.BytesIO()
    made.save(file)
    assert told(file.getvalue()) == (
        told(SMALL)[0],
        ["Note: standard input has 3 sheets; only the first, “Poeng”, was read."],
    )


def test_a_formula_without_a_value_matters_only_where_it_is_read() -> None:
    rows = [line.split(",") for line in SMALL.split()]
    for row in rows:
        row.append("=D2*2")
    assert told(book(*rows)) == told(SMALL)


def test_a_line_break_in_a_name_breaks_no_line() -> None:
    text = 'juror,nomination,score\n"Bo\nLie","Den\r\nlange",5\n"Bo\nLie",B,4\nJo,B,3\n'
    assert (
        run("rank", "-", stdin=text).stdout
        == run("rank", "-", stdin=text.replace("\r\n", " ").replace("o\nL", "o L")).stdout
    )
    wide = 'forslag,"Bo\nLie",Jo\n"Den\r\nlange",5,3\nB,4,3\n'
    assert "    1  Den lange    4.00" in run("rank", "-", stdin=wide).stdout


def test_scores_that_would_look_alike_and_are_not_are_told_apart() -> None:
    text = "juror,nomination,score\nBo,A,4.0004\nBo,B,4.0001\nBo,C,3\nBo,D,3\nBo,E,2\n"
    shown = [line.split()[:3] for line in run("rank", "-", stdin=text).stdout.splitlines()[5:10]]
    assert shown == [
        ["1", "A", "4.0004"],
        ["2", "B", "4.0001"],
        ["3", "C", "3.00"],
        ["3", "D", "3.00"],
        ["5", "E", "2.00"],
    ]
