"""``flask rank``: scores in, explained places out."""

from typing import IO

import click
import numpy as np

from app.commands import scores, tables
from app.commands.rank_json import as_data, dump
from app.commands.rank_table import as_text
from app.ranking.analysis import Question, analyse
from app.ranking.methods import Method


def run(
    file: IO[bytes],
    weights_file: IO[bytes] | None,
    asked: tuple[str, bool, int, float | None],
    *,
    as_json: bool,
) -> str:
    """Give what to print.

    Args:
        file: the scores.
        weights_file: the weights; equal ones without it.
        asked: the method, whether juries are assumed equally strict, the seed, the scale's step.
        as_json: for programs.

    Raises:
        TableError: a file cannot be read as it should be.

    """
    method, equally_strict, seed, step = asked
    named = scores.scores(tables.read(file))
    size = len(named.criteria)
    weights = np.full(size, 1 / size)
    notes = named.notes
    if weights_file is not None:
        table = tables.read(weights_file)
        weights, unscored = scores.weights(table, named.criteria)
        notes += table.notes + [f"{name} has a weight and no score." for name in unscored]
    for note in notes:
        click.echo(f"Note: {note}", err=True)
    question = Question(Method(method), equally_strict=equally_strict, step=step)
    found = analyse(named.sheets, weights, question, np.random.default_rng(seed))
    if as_json:
        return dump(as_data(found, named))
    return as_text(found, named)
