"""``flask rank`` and ``flask agreement``, from files to what is printed."""

import io
import json
import re
import subprocess
import sys
import zipfile
from importlib.metadata import entry_points

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from app import commands
from app.commands.tables import number
from tests.ranking.builders import DATA

SMALL = """juror,nomination,criterion,score
J1,A,content,5
J1,A,form,4
J1,B,content,3
J1,B,form,4
J2,A,content,6
J2,A,form,4
J2,B,content,4
J2,B,form,3
J3,A,content,4
J3,A,form,5
J3,B,content,5
J3,B,form,2
"""
WEIGHTS = "criterion,weight\ncontent,3\nform,1\n"


def run(command, *arguments, stdin=None):
    return CliRunner().invoke(getattr(commands, f"{command}_command"), arguments, input=stdin)


def ranked(text, *arguments):
    found = run("rank", "-", "--format", "json", *arguments, stdin=text)
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


@pytest.fixture
def weights(tmp_path):
    path = tmp_path / "weights.csv"
    path.write_text(WEIGHTS, encoding="utf-8")
    return str(path)


def test_what_programs_get(weights) -> None:
    found = ranked(SMALL, "--weights", weights)
    assert list(found)[:7] == [
        "method",
        "version",
        "nominations",
        "jurors",
        "components",
        "correction",
        "ranking",
    ]
    assert (found["method"], found["version"]) == ("fair", "3")
    assert (found["nominations"], found["jurors"], found["components"]) == (2, 3, 1)
    assert found["correction"]["applied"] is False
    first = found["ranking"][0]
    assert list(first) == [
        "nomination",
        "place",
        "score",
        "mean",
        "jurors",
        "component",
        "p_best",
        "place_low",
        "place_high",
    ]
    assert (first["nomination"], first["place"], first["jurors"]) == ("A", 1, 3)
    assert first["score"] == pytest.approx((4.75 + 5.5 + 4.25) / 3)
    assert [juror["juror"] for juror in found["jurors_detail"]] == ["J1", "J2", "J3"]
    assert set(found["agreement"]) == {"icc1", "icck", "alpha_ordinal", "kendall_w"}
    robust = found["robustness"]
    assert [one["winner"] for one in robust["leave_one_out"]] == ["A", "A", "A"]
    assert [one["criterion"] for one in robust["weights"]] == ["content", "form"]
    assert robust["weightings_won"] == {"A": 1.0}
    assert robust["methods"]["median"] == "A"
    assert len(robust["methods"]) == 8
    assert found["verdict"] in {"clear", "likely", "too close to call"}


def test_what_people_get() -> None:
    found = run("rank", "-", stdin=SMALL)
    assert found.exit_code == 0
    assert "    1  A            4.67  4.67       3" in found.stdout
    assert "3 of the 3 jurors who scored both prefer A to B" in found.stdout


def test_semicolons_commas_and_a_mark_at_the_beginning_change_nothing() -> None:
    text = SMALL.replace(",", ";").replace(";5", ";5,0")
    assert ranked("\ufeff" + text) == ranked(SMALL)
    quoted = SMALL.replace(",5\n", ',"5,0"\n')
    assert ranked(quoted.replace("\n", "\r\n")) == ranked(SMALL)


def test_order_case_and_other_columns_do_not_matter() -> None:
    rows = [line.split(",") for line in SMALL.split()]
    text = "\n".join(f"x,{d.upper() if d == 'score' else d},{c},{b},{a}" for a, b, c, d in rows)
    assert ranked(text) == ranked(SMALL)


def test_without_a_criterion_column_there_is_one_criterion() -> None:
    found = ranked("juror,nomination,score\nJ1,A,4\nJ1,B,3\nJ2,A,4\nJ2,B,2\n")
    assert [one["criterion"] for one in found["robustness"]["weights"]] == ["score"]


def test_the_same_seed_prints_the_same() -> None:
    one, same = (run("rank", "-", "--seed", "7", "--format", "json", stdin=SMALL) for _ in "ab")
    assert one.stdout == same.stdout


def test_a_spreadsheet_reads_as_the_csv_does(tmp_path) -> None:
    book = Workbook()
    for row in [line.split(",") for line in SMALL.split()]:
        values = [int(cell) if cell.isdigit() else cell for cell in row]
        book.active.append(values)
    path = tmp_path / "scores.xlsx"
    book.save(path)
    found = run("rank", str(path), "--format", "json")
    assert json.loads(found.stdout) == ranked(SMALL)


EXTENTS = ("A1:D3", "A1:A1", "A1:B13", "A1:XFD1048576", "B2:C4", "A1", None)
"""What a workbook may say of its own extent, beside the truth."""


def states(extent: str | None, rows: list[list[object]]) -> bytes:
    """Give a workbook of some rows that says of itself that it reaches so far."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    told, written = io.BytesIO(), io.BytesIO()
    made.save(told)
    stated = f'<dimension ref="{extent}"/>'.encode() if extent else b""
    with zipfile.ZipFile(told) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content, changed = re.subn(rb'<dimension ref="[^"]*"\s*/>', stated, content)
                assert changed == 1
            new.writestr(part, content)
    return written.getvalue()


@pytest.mark.parametrize("extent", EXTENTS)
def test_what_a_workbook_says_of_its_extent_is_not_believed(extent: str | None) -> None:
    rows = [
        [int(cell) if cell.isdigit() else cell for cell in line.split(",")]
        for line in SMALL.split()
    ]
    found = run("rank", "-", "--format", "json", stdin=states(extent, rows))
    assert json.loads(found.stdout) == ranked(SMALL)
    wide = [["unit", "A", "B"], ["1", 4, 3], ["2", 5, 5], ["3", 2, 1]]
    agreed = run("agreement", "-", "--format", "json", stdin=states(extent, wide))
    text = "unit,A,B\n1,4,3\n2,5,5\n3,2,1\n"
    told = run("agreement", "-", "--format", "json", stdin=text)
    assert agreed.exit_code == told.exit_code == 0
    assert agreed.stdout == told.stdout


@pytest.mark.parametrize(
    "written", ["Anna  Lie", "Anna\u00a0Lie", " Anna Lie ", "Anna\u202f Lie", '"Anna\nLie"']
)
def test_blanks_in_a_name_make_no_second_person(written: str) -> None:
    text = f"juror,nomination,score\nAnna Lie,A,5\n{written},B,3\nBo,A,4\nBo,B,4\n"
    found = ranked(text)
    assert [one["juror"] for one in found["jurors_detail"]] == ["Anna Lie", "Bo"]


def test_components_are_ranked_each_by_itself() -> None:
    text = "juror,nomination,score\nJ1,A,4\nJ1,B,3\nJ2,X,6\nJ2,Y,5\n"
    apart, together = ranked(text), ranked(text, "--assume-equally-strict")
    assert [(one["nomination"], one["place"], one["component"]) for one in apart["ranking"]] == [
        ("A", 1, 1),
        ("B", 2, 1),
        ("X", 1, 2),
        ("Y", 2, 2),
    ]
    assert apart["verdict"] is None
    assert len({field["verdict"] for field in apart["fields"]}) == 1
    assert [one["place"] for one in together["ranking"]] == [1, 2, 3, 4]
    assert together["components"] == 2


def test_two_juries_have_not_all_scored_everything() -> None:
    text = "juror,nomination,score\nJ1,A,4\nJ1,B,3\nJ2,X,6\nJ2,Y,5\n"
    told = run("rank", "-", stdin=text).stdout
    assert (
        "Not corrected for severity: within each group everybody scored everything, so that "
        "severity changes nothing." in told
    )
    assert ranked(text)["correction"]["reason"] == (
        "within each group everybody scored everything, so that severity changes nothing"
    )


def test_where_no_juror_scored_both_it_says_so() -> None:
    text = "juror,nomination,score\nJ1,A,6\nJ1,C,1\nJ2,B,5\nJ2,C,2\n"
    told = run("rank", "-", stdin=text).stdout
    assert "No juror has scored both A and B." in told
    assert "0 of the 0" not in told


def test_a_correlation_far_below_nothing_is_not_written_out() -> None:
    text = "unit,A,B,C\n1,1,5,3.1\n2,5,1,3\n3,3,3.1,3\n"
    found = json.loads(run("agreement", "-", "--format", "json", stdin=text).stdout)
    assert found["icc1k"] < -100
    assert "ICC(1,k)                           < −1\n" in run("agreement", "-", stdin=text).stdout


@pytest.mark.parametrize("method", commands.METHODS)
def test_every_method_ranks(method) -> None:
    found = ranked(SMALL, "--method", method)
    assert found["method"] == method
    assert found["ranking"][0]["nomination"] == "A"


NAME = "app.commands"


def test_a_weight_without_scores_is_told_and_left_out(tmp_path) -> None:
    path = tmp_path / "w.csv"
    path.write_text(WEIGHTS + "courage,4\n", encoding="utf-8")
    found = run("rank", "-", "--weights", str(path), "--format", "json", stdin=SMALL)
    assert found.exit_code == 0
    assert "courage has a weight and no score" in found.stderr
    assert json.loads(found.stdout)["ranking"][0]["score"] == pytest.approx(4.8333333)


@pytest.mark.parametrize(
    ("text", "value"),
    [("4,5", 4.5), ("4.5", 4.5), ("-1", -1.0), ("+.5", 0.5), ("3.", 3.0), ("1e-2", 0.01)],
)
def test_numbers(text, value) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "4 5", "1.000,5", "١", "inf", "0x1", "--1", "1e9999", "1e10"])
def test_what_is_no_number(text) -> None:
    assert number(text) is None


def test_agreement_for_programs_and_people() -> None:
    path = str(DATA / "krippendorff_c_data.csv")
    found = json.loads(run("agreement", path, "--format", "json").stdout)
    assert list(found) == [
        *("icc11", "icc21", "icc31", "icc1k", "icc2k", "icc3k"),
        *("alpha_nominal", "alpha_ordinal", "alpha_interval", "alpha_ratio"),
        *("kendall_w", "kendall_w_ties"),
    ]
    assert round(found["alpha_nominal"], 3) == 0.743
    assert found["icc11"] is None
    table = run("agreement", str(DATA / "shrout_fleiss_1979.csv")).stdout
    assert "ICC(2,k)                          0.620\n" in table


PROGRAM = """
import sys
from flask.cli import main
sys.argv = ["flask", "--app", "app", "rank", sys.argv[1], "--format", "json"]
try:
    main()
finally:
    print([name for name in ("sqlalchemy", "scipy", "app.web") if name in sys.modules],
          file=sys.stderr)
"""


def test_it_starts_without_the_web_application(tmp_path) -> None:
    """As a command of the installed product, from any folder."""
    path = tmp_path / "scores.csv"
    path.write_text(SMALL, encoding="utf-8")
    found = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PATH": "", "HEDERSPRIS_ENV": "production"},
    )
    assert json.loads(found.stdout)["ranking"][0]["nomination"] == "A"
    assert found.stderr.strip() == "[]"


def test_other_commands_are_not_kept_waiting() -> None:
    """Flask loads the entry points of all packages for each of its commands."""
    ours = {one.name: one for one in entry_points(group="flask.commands") if one.module == NAME}
    assert {name: one.load() for name, one in ours.items()} == {
        "rank": commands.rank_command,
        "agreement": commands.agreement_command,
        "verify": commands.verify_command,
    }
    program = f"import sys, {NAME}; print('numpy' in sys.modules or 'app.web' in sys.modules)"
    found = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout == "False\n"


@pytest.mark.parametrize("step", ["nan", "inf", "0", "-1", "half"])
def test_a_step_that_is_none_is_refused(step) -> None:
    found = CliRunner().invoke(
        commands.rank_command, ["-", "--step", step], input="juror,nomination,score\nJ1,A,5\n"
    )
    assert (found.exit_code, found.stdout) == (2, "")
    assert "Invalid value for '--step'" in found.stderr


def test_the_step_is_read_off_the_scores_or_given() -> None:
    text = "nomination,J1,J2\nA,5,5\nB,4,4\n"
    read, given = (
        json.loads(run("rank", "-", "--format", "json", *more, stdin=text).stdout)
        for more in ([], ["--step", "0.1"])
    )
    assert (read["correction"]["step"], given["correction"]["step"]) == (1.0, 0.1)
    assert read["ranking"][0]["p_best"] < given["ranking"][0]["p_best"] - 0.05
