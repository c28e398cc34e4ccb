"""The commands of an installation: ``flask upgrade``, ``audit verify``, ``notices send``."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.extensions import alembic, db
from app.models.engine import writing
from app.services import audit
from app.web import clock

audit_cli = AppGroup("audit", help="The audit trail.")
notices_cli = AppGroup("notices", help="The outbox of mail.")
texts_cli = AppGroup("texts", help="The catalogues of translations.")


@audit_cli.command("verify")
def verify() -> None:
    """Check every chain of the audit trail, and name what is not as it was recorded."""
    findings = audit.verify(db.session)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        raise SystemExit(1)
    chains, events = audit.count_events(db.session)
    click.echo(f"{events} events in {chains} chains: all as they were recorded.")


@notices_cli.command("send")
def send() -> None:
    """Send the mail that is due. Run it every minute."""
    from app.documents.mail import send_due  # noqa: PLC0415 - not needed to start the app

    sent, failed = send_due(current_app.config["HEDERSPRIS"], clock.now())
    click.echo(f"{sent} sent, {failed} failed")


@texts_cli.command("update")
def update_texts() -> None:
    """Bring the catalogues up to the source."""
    from app import texts  # noqa: PLC0415 - not needed to start the app

    for language, lacking in texts.update().items():
        click.echo(f"{language}: {lacking} texts to translate")


@texts_cli.command("compile")
def compile_texts() -> None:
    """Compile the catalogues."""
    from app import texts  # noqa: PLC0415 - not needed to start the app

    texts.compile_all()


@click.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest version."""
    writing.set(True)
    alembic.upgrade()
    click.echo("The database is up to date.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (audit_cli, notices_cli, texts_cli, upgrade):
        app.cli.add_command(command)
