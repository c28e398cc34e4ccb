"""``flask demo``: an entry point of its own, because it builds the application that it starts.

Flask imports this module for every command, so it is light: the rest is imported when it runs.
"""

import click


@click.command("demo")
@click.option("--port", default=5000, show_default=True, help="Port to listen on.")
@click.option("--serve/--no-serve", default=True, help="Start the server afterwards.")
@click.option(
    "--into-configured-database",
    is_flag=True,
    help="Use the database of the settings, never in production, instead of a file of its own.",
)
def demo_command(port: int, *, serve: bool, into_configured_database: bool) -> None:
    """Set up a database, load the demonstration data, and start the product."""
    from seeds.running import run  # noqa: PLC0415 - not needed for other commands

    run(port, serve=serve, own_file=not into_configured_database)
