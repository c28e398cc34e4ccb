"""What processors do each in their own way changes no digit that is shown.

Eigenvectors have no sign of their own, and where eigenvalues are equal any directions at right
angles do: which ones are found depends on the library and the processor.
"""

import json
import os
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


def test_the_command_gives_the_same_by_routines_for_another_processor() -> None:
    text = "".join(
        f"{name},{juror},{score}\n"
        for name, cells in example.SCORES.items()
        for juror, score in zip(example.JURORS, cells, strict=True)
        if isinstance(score, float)
    )
    here, there = (ranked_for(core, "nomination,juror,score\n" + text) for core in ("", "Nehalem"))
    assert json.loads(here)["nominations"] == 8
    assert there == here


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


def ranked_for(core: str, text: str) -> str:
    """Rank with the routines of the linear algebra that are meant for a processor."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "rank", "-", "--format", "json"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OPENBLAS_CORETYPE": core},
    ).stdout
