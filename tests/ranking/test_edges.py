"""The edges of the ranking, in the words that ``flask rank`` prints for people."""

import io

import numpy as np
import pytest
from click.testing import CliRunner

from app.commands import rank_command
from app.commands.rank_json import as_data
from app.commands.scores import scores
from app.commands.tables import read
from app.ranking.analysis import Question, analyse
from app.ranking.methods import Method


def table(text, *arguments):
    lines = "juror,nomination,score\n" + "\n".join(text.split()) + "\n"
    found = CliRunner().invoke(rank_command, ["-", *arguments], input=lines)
    assert found.exit_code == 0, found.output
    return found.stdout.splitlines()


def lines_of(printed, *names):
    """The lines of the table in which the nominations stand, split into words."""
    words = [line.split() for line in printed]
    return [next(w for w in words if len(w) > 1 and w[1] == name) for name in names]


TIED = "J1,A,5 J2,A,4 J1,B,4 J2,B,5 J1,C,3 J2,C,3"


def test_two_first_places_are_followed_by_the_third() -> None:
    rows = lines_of(table(TIED), "A", "B", "C")
    assert [row[0] for row in rows] == ["1", "1", "3"]
    assert [row[2] for row in rows] == ["4.50", "4.50", "3.00"]


def test_a_tie_is_no_matter_of_who_comes_first_in_the_file() -> None:
    backwards = " ".join(reversed(TIED.split()))
    assert [row[0] for row in lines_of(table(backwards), "A", "B", "C")] == ["1", "1", "3"]


@pytest.mark.parametrize("method", list(Method))
def test_a_tie_is_a_tie_under_every_method(method) -> None:
    rows = lines_of(table(TIED, "--method", method.value), "A", "B", "C")
    assert [row[0] for row in rows] == ["1", "1", "3"]


def test_scores_that_differ_by_less_than_can_be_meant_tie() -> None:
    rows = lines_of(table("J1,A,4.1 J2,A,4.2 J3,A,4.3 J1,B,4.2 J2,B,4.3 J3,B,4.1"), "A", "B")
    assert [row[0] for row in rows] == ["1", "1"]
    rows = lines_of(table("J1,A,4.00001 J2,A,4 J1,B,4 J2,B,4"), "A", "B")
    assert [row[0] for row in rows] == ["1", "2"]


def test_all_equal() -> None:
    printed = table("J1,A,4 J1,B,4 J2,A,4 J2,B,4")
    assert "Not corrected for severity: all scores are equal." in printed
    assert "There is no basis for more than the order." in printed
    assert lines_of(printed, "A", "B") == [
        ["1", "A", "4.00", "4.00", "2", "–", "–"],
        ["1", "B", "4.00", "4.00", "2", "–", "–"],
    ]


def test_one_juror_only() -> None:
    printed = table("J1,A,4 J1,B,3 J1,C,3")
    assert "Not corrected for severity: there is one juror only." in printed
    assert "There is no basis for more than the order." in printed
    assert lines_of(printed, "A", "B", "C") == [
        ["1", "A", "4.00", "4.00", "1", "–", "–"],
        ["2", "B", "3.00", "3.00", "1", "–", "–"],
        ["2", "C", "3.00", "3.00", "1", "–", "–"],
    ]


def test_too_few_scores() -> None:
    printed = table("J1,A,4 J2,A,5 J1,B,3")
    assert (
        "Not corrected for severity: there are too few scores to tell severity from chance."
        in printed
    )
    assert "There is no basis for more than the order." in printed
    assert [row[5] for row in lines_of(printed, "A", "B")] == ["–", "–"]


def test_no_score_is_unranked_and_named(tmp_path) -> None:
    # B and D were scored on a criterion that weighs nothing.
    scored = tmp_path / "scores.csv"
    scored.write_text(
        "juror,nomination,criterion,score\n"
        "J1,A,courage,5\nJ2,A,courage,4\nJ1,B,form,6\nJ1,C,courage,3\nJ2,C,courage,2\nJ2,D,form,6\n"
    )
    weights = tmp_path / "weights.csv"
    weights.write_text("criterion,weight\ncourage,1\nform,0\n")
    found = CliRunner().invoke(rank_command, [str(scored), "--weights", str(weights)])
    assert found.exit_code == 0
    assert "Without a score that counts: B, D" in found.stdout.splitlines()
    places = [line.split()[:2] for line in found.stdout.splitlines() if line.startswith("    ")]
    assert places == [["1", "A"], ["2", "C"]]


GROUPS = "J1,A,5 J2,A,4 J1,B,4 J2,B,3 J3,X,6 J4,X,5 J3,Y,3 J4,Y,5"


def test_several_components_are_ranked_each_by_itself() -> None:
    printed = table(GROUPS)
    said = (
        "The nominations fall into 2 groups without a juror in common: "
        "places within each, none across."
    )
    assert said in printed
    assert "Group 1" in printed[: printed.index("Group 2")]
    rows = lines_of(printed, "A", "B", "X", "Y")
    assert [row[0] for row in rows] == ["1", "2", "1", "2"]
    for pair in (rows[:2], rows[2:]):  # chances and places are of the group
        assert sum(int(row[5]) for row in pair) == 100
        assert {row[-1] for row in pair} <= {"1–1", "1–2", "2–2"}


def test_components_are_compared_on_the_users_word_alone() -> None:
    printed = table(GROUPS, "--assume-equally-strict")
    assert not any("Group" in line for line in printed)
    assert [row[0] for row in lines_of(printed, "X", "A", "Y", "B")] == ["1", "2", "3", "4"]


def many(jurors=5, nominations=10):
    """Give lines of scores by jurors of differing strictness, each scoring everything."""
    rng = np.random.default_rng(1)
    away = rng.normal(0, 0.5, (nominations, jurors))
    return " ".join(
        f"J{j},N{i},{3 + i / 5 + (j - 2) * 0.4 + away[i, j]:.1f}"
        for i in range(nominations)
        for j in range(jurors)
    )


def test_one_score_of_a_juror_is_shrunk_and_marked() -> None:
    text = "juror,nomination,score\n" + "\n".join((many() + " lone,N0,6.0").split())
    named = scores(read(io.BytesIO(text.encode())))
    found = analyse(named.sheets, np.ones(1), Question(), np.random.default_rng(0))
    assert found.fit.applied
    lone = as_data(found, named)["jurors_detail"][-1]
    assert (lone["juror"], lone["n"], lone["one_score"]) == ("lone", 1, True)
    assert found.panel.means[0] == pytest.approx(3.6)  # the five others: 3.12, 2.88 below her
    assert lone["severity"] == pytest.approx(1.2)
    printed = table(many() + " lone,N0,6.0")
    assert "  lone on N0: 2.88 points above what the rest leads to expect" in printed
    assert "One score only, so that their severity is shrunk: lone" in printed
    assert printed[0].startswith("10 nominations, 6 jurors")


def test_one_of_a_kind_is_not_many() -> None:
    assert table("J1,A,4")[0] == "1 nomination, 1 juror, 1 pair with a score. Method: fair."
