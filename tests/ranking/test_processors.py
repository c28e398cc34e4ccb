"""What processors do each in their own way changes no digit that is shown.

Eigenvectors have no sign of their own, and where eigenvalues are equal any directions at right
angles do: which ones are found depends on the library and the processor.
"""

import os
import platform
import re
import subprocess
import sys

import numpy as np
import pytest

from app.commands.rank_json import steady
from app.ranking import example
from app.ranking.analysis import Question, analyse
from app.ranking.cells import from_array
from tests.ranking.worlds import World

EIGH, SVD = np.linalg.eigh, np.linalg.svd


def turned(values, vectors, rng):
    """Give other eigenvectors of the same matrices, whose eigenvalues are in ascending order."""
    out = vectors.copy()
    for at in np.ndindex(values.shape[:-1]):
        ends = np.flatnonzero(np.diff(values[at]) > 1e-9) + 1
        for group in np.split(np.arange(values.shape[-1]), ends):
            turn = np.linalg.qr(rng.normal(size=(group.size, group.size)))[0]
            turn *= rng.choice([-1, 1], group.size)
            out[(*at, slice(None), group)] = (vectors[at][:, group] @ turn).T
    return out


@pytest.mark.parametrize(
    ("shape", "design", "equally_strict"),
    [
        ((9, 6), "gappy", False),
        ((20, 8), "sparse", False),
        ((12, 8), "disconnected", True),
    ],
)
def test_other_eigenvectors_give_the_same_chances(
    monkeypatch, shape, design, equally_strict
) -> None:
    read = from_array(World(shape, design, lam=2.0).draw(np.random.default_rng(3))[1])
    question = Question(equally_strict=equally_strict)
    rng = np.random.default_rng(7)

    def eigh(matrices):
        values, vectors = EIGH(matrices)
        return values, turned(values, vectors, rng)

    def svd(matrix):
        left, values, right = SVD(matrix)
        turn = np.linalg.qr(rng.normal(size=(len(right) - 1,) * 2))[0]
        return -left, values, np.concatenate([-right[:1], turn @ right[1:]])

    here = analyse(read, np.ones(1), question, np.random.default_rng(0))
    monkeypatch.setattr(np.linalg, "eigh", eigh)
    monkeypatch.setattr(np.linalg, "svd", svd)
    there = analyse(read, np.ones(1), question, np.random.default_rng(0))
    for what in ("best", "listed", "low", "high"):
        wanted = getattr(here.chances, what)
        np.testing.assert_array_equal(getattr(there.chances, what), wanted)
    np.testing.assert_allclose(there.score, here.score, rtol=1e-12)
    assert [field.verdict for field in there.fields] == [field.verdict for field in here.fields]


CORES = ("Haswell", "Zen", "Nehalem")
CHILD = """
import sys
from app.commands import rank_command
for layout in ("json", "table"):
    for path in sys.argv[1:]:
        rank_command([path, "--format", layout], standalone_mode=False)
"""


def nearly_alike(rng):
    """Scores so near each other that the last bit may part them: sums of tenths, and ties."""
    scores = 4 + rng.integers(-1, 2, (7, 5)) / 10
    scores[3] = scores[2][::-1]
    scores[5] = [4.1 + 0.2, 4.3, 4.3 - 0.2, 3.9 + 0.2, 4.2]
    scores[6] = sorted(scores[5])
    scores[1, 4] = scores[4, 0] = np.nan
    return scores[:, :, None]


def tied(rng):
    """Whole points, complete, with equal eigenvalues and two who share the first place."""
    scores = rng.integers(2, 6, (6, 4)).astype(float)
    scores[0] = [6, 5, 6, 5]
    scores[1] = [5, 6, 5, 6]
    return scores[:, :, None]


def weighed(rng):
    """Three criteria, some left out, one juror of a small jury recused."""
    scores = np.round(2 * rng.normal(4, 0.8, (5, 3, 3))) / 2
    scores[rng.random(scores.shape) < 0.1] = np.nan
    scores[0, 2] = np.nan
    return scores


SETS = {
    "example": lambda _: np.array(
        [[x if isinstance(x, float) else np.nan for x in row] for row in example.SCORES.values()]
    )[:, :, None],
    "tied": tied,
    "nearly alike": nearly_alike,
    "weighed": weighed,
    "of one mind": lambda _: np.repeat([[5.0], [4.0], [4.0]], 3, axis=1)[:, :, None],
    "recused": lambda rng: World((4, 3), "recused", 0.8, 1.5, 0.5, 2).draw(rng)[1],
    "sparse": lambda rng: World((60, 15), "sparse", 0.8, 1.5, 0.5, 3).draw(rng)[1],
    "many": lambda rng: World((120, 20), "gappy", 0.4, 4.0).draw(rng)[1],
    "disconnected": lambda rng: World((16, 10), "disconnected", 0.8, 2.0, 0.5).draw(rng)[1],
}


def ranked(folder, core):
    """Rank all sets by the routines meant for a processor; what is printed, and by which ones."""
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_CORETYPE"}
    environment |= {"OPENBLAS_VERBOSE": "2"} | ({"OPENBLAS_CORETYPE": core} if core else {})
    done = subprocess.run(  # noqa: S603 - this Python, and files of this test
        [sys.executable, "-c", CHILD, *sorted(map(str, folder.glob("*.csv")))],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return done.stdout, re.findall(r"^Core: (\w+)$", done.stderr, re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """All score sets as files for ``flask rank``."""
    where = tmp_path_factory.mktemp("sets")
    for number, (name, make) in enumerate(SETS.items()):
        lines = [
            f"J{juror},N{nomination},C{criterion},{float(score)!r}"
            for (nomination, juror, criterion), score in np.ndenumerate(
                make(np.random.default_rng(number))
            )
            if not np.isnan(score)
        ]
        text = "\n".join(["juror,nomination,criterion,score", *lines])
        (where / f"{name}.csv").write_text(text)
    return where


@pytest.fixture(scope="module")
def said(folder):
    """What is printed by each processor's routines, and the name of those that were used."""
    return {core: ranked(folder, core) for core in ("", *CORES)}


@pytest.mark.parametrize("core", CORES)
def test_the_command_gives_the_same_by_routines_for_another_processor(core, said) -> None:
    printed, _ = said[""]
    assert printed.count('"verdict": "') > len(SETS)
    assert said[core][0] == printed


@pytest.mark.skipif(platform.machine() != "x86_64", reason="OpenBLAS has other cores here")
def test_the_routines_are_others(said) -> None:
    assert said["Nehalem"][1] == ["Nehalem"] != said["Haswell"][1]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (4.1 + 0.2, 4.3),
        (-1e-17, 0.0),
        (1234567.12345678901, 1234567.12346),
        ({"a": [1 / 3, None, "x", 7, True]}, {"a": [0.333333333333, None, "x", 7, True]}),
    ],
)
def test_programs_get_the_digits_that_are_the_same_everywhere(value, told) -> None:
    assert repr(steady(value)) == repr(told)
