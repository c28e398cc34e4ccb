"""Commands that compute from files and need neither the database nor the web application.

``flask --app app rank`` asks ``create_app`` for an application, as every command that is not
part of an installed package does. ``create_app`` looks here first and gives these commands a bare
one: the web application's modules are not even imported. NumPy is imported when a command runs.
"""

import os
from collections.abc import Sequence
from typing import IO

import click
from flask import Flask

METHODS = ("fair", "mean", "median", "trimmed", "zscore", "borda", "copeland")
TAKES_VALUE = ("-A", "--app", "-e", "--env-file")
"""The options of ``flask`` itself that are followed by a value."""

format_option = click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people or for programs.",
)


@click.command("rank")
@click.argument("scores", type=click.File("rb"))
@click.option("--weights", type=click.File("rb"), help="Table with the columns criterion, weight.")
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="fair",
    show_default=True,
    help="Makes the order.",
)
@click.option(
    "--assume-equally-strict", is_flag=True, help="Compare nominations that share no jurors."
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of chance.")
@format_option
def rank(
    scores: IO[bytes],
    weights: IO[bytes] | None,
    method: str,
    assume_equally_strict: bool,
    seed: int,
    layout: str,
) -> None:
    """Rank the nominations in SCORES, a table with the columns juror, nomination, criterion, score.

    SCORES is a CSV file (comma or semicolon, "4,5" or "4.5") or .xlsx; "-" is standard input.
    Other columns are ignored; without a criterion column there is one criterion.
    """
    from app.commands.rank import run  # noqa: PLC0415 - NumPy only when it is needed

    asked = (method, assume_equally_strict, seed)
    click.echo(run(scores, weights, asked, as_json=layout == "json"))


@click.command("agreement")
@click.argument("ratings", type=click.File("rb"))
@format_option
def agreement(ratings: IO[bytes], layout: str) -> None:
    """Say how much raters agree. RATINGS has a row per unit and a column per rater.

    The first column names the unit; a blank is a missing rating. CSV or .xlsx; "-" is standard
    input.
    """
    from app.commands.agreement import run  # noqa: PLC0415 - NumPy only when it is needed

    click.echo(run(ratings, as_json=layout == "json"))


COMMANDS = {"rank": rank, "agreement": agreement}


def wanted(arguments: Sequence[str]) -> bool:
    """Say whether the ``flask`` program was started for one of these commands.

    Args:
        arguments: what came after the program's name.

    """
    if os.environ.get("FLASK_RUN_FROM_CLI") != "true":
        return False
    rest = iter(arguments)
    for argument in rest:
        if argument in TAKES_VALUE:
            next(rest, None)
        elif not argument.startswith("-"):
            return argument in COMMANDS
    return False


def bare() -> Flask:
    """Make an application that has these commands and nothing else."""
    app = Flask("app", static_folder=None, template_folder=None)
    init_app(app)
    return app


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in COMMANDS.values():
        app.cli.add_command(command)
