"""Running the demonstration on this machine: in its own file, and on a port that is free."""

import logging
import os
import socket
from contextlib import ExitStack
from dataclasses import replace

import click
from flask import Flask
from sqlalchemy import func, inspect, select
from waitress import serve as serve_wsgi

from app import create_app
from app.extensions import alembic, db
from app.models import Account, Prize
from app.models.engine import writing
from app.web import clock
from app.web.attachments.places import store
from config import Config
from seeds import demonstration


def run(port: int, *, serve: bool, own_file: bool = True) -> None:
    """Set up the database, load the demonstration once, and serve it on this machine only.

    Raises:
        click.ClickException: the port is taken, or the database holds something else.

    """
    if own_file and os.environ.get("HEDERSPRIS_DATABASE_URL"):
        click.echo(
            "The demonstration keeps to a file of its own; the database of the settings is left "
            "alone (--into-configured-database uses it)."
        )
    config = Config.for_demonstration(own_file=own_file)
    with ExitStack() as stack:
        listener = stack.enter_context(_listen(port)) if serve else None
        address = f"http://127.0.0.1:{listener.getsockname()[1] if listener else port}"
        if not os.environ.get("HEDERSPRIS_BASE_URL"):
            config = replace(config, base_url=address)
        click.echo(config, err=True)
        app = create_app(config)
        _fill(app)
        if listener is not None:
            click.echo(f"Hederspris is running at {address} (stop it with Ctrl+C)")
            serve_wsgi(app, sockets=[listener], threads=8, _quiet=True)


def _listen(port: int) -> socket.socket:
    """Take the port before anything is loaded."""
    try:
        return socket.create_server(("127.0.0.1", port), backlog=1024)
    except (OSError, OverflowError) as error:
        raise click.ClickException(
            f"Port {port} can't be used ({error}). Choose another: flask demo --port 5001"
        ) from None


def _fill(app: Flask) -> None:
    """Bring the database up and load it, each in a context of its own.

    The connection of each holds the write lock until its end, and the threads that serve open their
    own.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    writing.set(True)
    try:
        for step in (_refuse_others, alembic.upgrade, _load):
            with app.app_context():
                step()
    finally:
        with app.app_context():
            db.engine.dispose()


def _load() -> None:
    if db.session.scalar(select(Prize.id).limit(1)) is not None:
        click.echo("The demonstration is already loaded: going on from where it was.")
        return
    click.echo("Loading the demonstration …")
    demonstration.load(db.session, clock.now(), store())
    db.session.commit()


def _refuse_others() -> None:
    """Stop where real people have accounts: anybody could sign in among them."""
    if not inspect(db.session.connection()).has_table(Account.__tablename__):
        return
    counts = select(func.count(Account.id), func.count(Account.demo_role))
    people, invented = db.session.execute(counts).one()
    if people and not invented:
        raise click.ClickException(
            "The database holds an installation that is not the demonstration: nothing is loaded."
        )
