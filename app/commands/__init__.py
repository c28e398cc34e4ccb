"""Commands that compute from files and need neither the database nor the web application.

They are entry points of the installed product (``flask.commands`` in pyproject.toml), which Flask
looks through before it builds an application. Since it does so for every command, this module is
light; NumPy is imported when a command runs.
"""

import math
import os
from typing import IO

import click

METHODS = ("fair", "mean", "median", "trimmed", "zscore", "borda", "copeland", "precision")

format_option = click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people or for programs.",
)


def finite(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    """Refuse what is read as a number and is none."""
    if value is not None and not math.isfinite(value):
        raise click.BadParameter("is not a number of points")
    return value


def one_thread() -> None:
    """Keep NumPy, before it is imported, from starting threads: these commands are done sooner."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


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
@click.option(
    "--step",
    type=click.FloatRange(min=0, min_open=True),
    callback=finite,
    help="Of the scale, in points; read off the scores if not given.",
)
@format_option
def rank_command(
    scores: IO[bytes],
    weights: IO[bytes] | None,
    method: str,
    assume_equally_strict: bool,
    seed: int,
    step: float | None,
    layout: str,
) -> None:
    """Rank the nominations in SCORES, a table with the columns juror, nomination, criterion, score.

    SCORES is a CSV file (comma, semicolon or tab, "4,5" or "4.5"), .xlsx or .ods; "-" is standard
    input. Other columns are ignored; without a criterion column there is one criterion. A blank
    score is a missing one. Without the columns juror and score, each column beside nomination
    and criterion is a juror's. Headings may be Norwegian: dommer, forslag, kriterium, poeng.
    """
    one_thread()
    from app.commands.rank import run  # noqa: PLC0415 - NumPy only when it is needed

    asked = (method, assume_equally_strict, seed, step)
    click.echo(run(scores, weights, asked, as_json=layout == "json"))


@click.command("agreement")
@click.argument("ratings", type=click.File("rb"))
@format_option
def agreement_command(ratings: IO[bytes], layout: str) -> None:
    """Say how much raters agree. RATINGS has a row per unit and a column per rater.

    The first column names the unit; a blank is a missing rating. CSV, .xlsx or .ods; "-" is
    standard input.
    """
    one_thread()
    from app.commands.agreement import run  # noqa: PLC0415 - NumPy only when it is needed

    click.echo(run(ratings, as_json=layout == "json"))


@click.command("verify")
@click.argument("bundle", type=click.File("rb"))
@click.option(
    "--key", default="", metavar="FINGERPRINT", help="Of the key that it must be signed by."
)
def verify_command(bundle: IO[bytes], key: str) -> None:
    """Check BUNDLE, a zip that `flask export decision` wrote, as the verify.py in it does.

    Ends with 0 when it holds, with 3 when it does but no key was given, with 1 when something does
    not hold.
    """
    one_thread()
    from app.verifying import assembling, checking, command, container  # noqa: PLC0415 - as above

    content = bundle.read(container.MOST_BYTES + 1)
    found = checking.check_bundle(content, [key] if key else (), assembling.verifier())
    click.echo("\n".join(command.told(found)))
    raise SystemExit(command.ending(found))
