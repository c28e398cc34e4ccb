"""The ranking computed anew, by the method that ranked: the modules of ``app.ranking``."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from app.ranking import report
from app.ranking.analysis import VERSION as METHOD_VERSION
from app.ranking.analysis import Question, analyse
from app.ranking.cells import Sheets
from app.ranking.methods import Method
from app.ranking.places import TieBreak

__all__ = ["METHOD_VERSION", "recount"]


def recount(
    rules: Mapping[str, Any],
    criteria: Sequence[str],
    nominations: Sequence[int],
    sheets: Mapping[tuple[int, Any], Mapping[str, str]],
    jurors: Sequence[Any],
) -> dict[str, Any]:
    """Rank.

    Args:
        rules: the method, the weights and what else a ranking keeps of its rulebook.
        criteria: keys, in the order of the round.
        nominations: what was judged, in the order of the round.
        sheets: scores by nomination and juror.
        jurors: in the order in which they were ranked; it decides which draws are whose.

    """
    row = {one: at for at, one in enumerate(nominations)}
    column = {one: at for at, one in enumerate(jurors)}
    lines = sorted(sheets, key=lambda pair: (row[pair[0]], column[pair[1]]))
    missing = float("nan")
    scores = [[float(sheets[pair].get(key, missing)) for key in criteria] for pair in lines]
    made = Sheets(
        nomination=np.array([row[pair[0]] for pair in lines], dtype=np.int64),
        juror=np.array([column[pair[1]] for pair in lines], dtype=np.int64),
        scores=np.array(scores, dtype=np.float64).reshape(len(lines), len(criteria)),
        nominations=len(row),
        jurors=len(column),
    )
    weights = np.array([float(rules["weights"][key]) for key in criteria])
    question = Question(
        method=Method(rules["method"]),
        quorum=rules["quorum"],
        step=float(rules["scale_step"]),
        tie_breaks=tuple(TieBreak(rule) for rule in rules["tie_breaks"]),
    )
    found = analyse(made, weights, question, np.random.default_rng(rules["seed"]))
    names = report.Names(nominations, jurors, criteria)
    return asdict(report.write(found, made, weights, names, rules["seed"]))
