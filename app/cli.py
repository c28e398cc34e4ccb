"""The commands of an installation, such as ``flask upgrade`` and ``flask notices send``."""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from app.extensions import alembic, db
from app.models.engine import writing
from app.rules.actors import ANONYMOUS
from app.rules.forms import is_email
from app.services import (
    attachments,
    audit,
    bundles,
    checking,
    domains,
    installation,
    notices,
    organisations,
    rounds,
    signing_keys,
)
from app.services.work import NotFoundError, Work
from app.verifying import bundles as bundle_forms
from app.web import clock

audit_cli = AppGroup("audit", help="The audit trail.")
notices_cli = AppGroup("notices", help="The outbox of mail.")
register_cli = AppGroup("register", help="The register of municipalities.")
export_cli = AppGroup("export", help="What leaves the product as a file.")
keys_cli = AppGroup("keys", help="The keys that bundles are signed by.")
files_cli = AppGroup("files", help="Attachments: the virus scan, and what is left behind.")
texts_cli = AppGroup("texts", help="The catalogues of translations.")


@audit_cli.command("verify")
@click.option(
    "--against",
    "path",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="Heads that were kept outside, as `flask audit heads` wrote them; - for standard input.",
)
def verify(path: str | None) -> None:
    """Check all that is on record, and name what is not as it was recorded.

    Ends with 1 when something is found, with 2 when the heads cannot be read.
    """
    try:
        noted = audit.parse(_read(path)) if path else []
    except audit.BadHeadsError as bad:
        click.echo(f"{path}: {bad}.", err=True)
        raise SystemExit(2) from None
    _stand_still()
    found = [*audit.verify(db.session), *audit.compare(db.session, noted)]
    for finding in dict.fromkeys(found):
        click.echo(str(finding))
    if found:
        raise SystemExit(1)
    chains, events = audit.count_events(db.session)
    click.echo(f"{events} events in {chains} chains: all as they were recorded.")
    if noted:
        click.echo(f"{len(noted)} heads that were kept outside: all in their chains.")


@audit_cli.command("heads")
def heads() -> None:
    """Print the head of every chain, to be kept outside and compared with later."""
    _stand_still()
    for line in audit.heads(db.session, clock.now()):
        click.echo(line)


def _read(path: str) -> bytes:
    with click.open_file(path, "rb") as file:
        return bytes(file.read())


def _stand_still() -> None:
    """See everything as of one moment, while others go on writing. SQLite never does otherwise."""
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


@notices_cli.command("send")
@click.option("--at-once", is_flag=True, help="Also when the server is left alone for a while.")
def send(*, at_once: bool) -> None:
    """Send the mail that is due. Run it every minute. Ends with 1 when anything failed."""
    from app.documents.outbox import send_due  # noqa: PLC0415 - not needed to start the app

    made = send_due(current_app.config["HEDERSPRIS"], clock.now, at_once=at_once)
    click.echo(
        f"{made.sent} sent, {made.refused} refused, {made.put_off} put off, {made.waiting} waiting"
    )
    if made.fault:
        click.echo(f"Nothing more was sent: {made.fault}.", err=True)
    if not made.is_good:
        raise SystemExit(1)


@notices_cli.command("retry")
@click.argument("numbers", nargs=-1, type=int, metavar="[NUMBER]...")
def retry(numbers: tuple[int, ...]) -> None:
    """Have messages tried anew that were refused, put off or given up: all, or these."""
    writing.set(True)
    count = notices.retry(Work(db.session, ANONYMOUS, clock.now()), numbers)
    db.session.commit()
    click.echo(f"{count} will be sent when flask notices send runs next.")


@files_cli.command("scan")
@click.option(
    "--all",
    "is_all",
    is_flag=True,
    help="Also what came before there was a scanner, or was too large for it.",
)
@click.option("--loop", is_flag=True, help="Go on, looking once a minute.")
def scan(*, is_all: bool, loop: bool) -> None:
    """Have the files scanned that wait for it. Ends with 1 when some still wait."""
    from app.web.attachments import waiting  # noqa: PLC0415 - not needed to start the app

    while True:
        made = waiting.scan(unscanned=is_all)
        if any(made.values()) or not loop:
            click.echo(_scanned(made))
        if not loop:
            raise SystemExit(1 if made["waiting"] else 0)
        time.sleep(60)


def _scanned(made: Mapping[str, int]) -> str:
    said = ", ".join(f"{number} {word.replace('_', ' ')}" for word, number in made.items())
    return f"{said}: raise StreamMaxLength" if made["too_large"] else said


@files_cli.command("sweep")
def sweep() -> None:
    """Take away uploads that were never finished, and what a crash left in the store."""
    from app.web.attachments.places import store  # noqa: PLC0415 - not needed to start the app

    pieces, orphans = attachments.sweep(db.session, store(), clock.now())
    click.echo(f"{pieces} pieces of unfinished uploads and {orphans} unlisted files taken away")


@register_cli.command("update")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=click.IntRange(1838, 2200), required=True, help="It is in force from.")
@click.option(
    "--places",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Where municipalities stand on the map: register, number, x, y.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
def update_register(path: Path, year: int, places: Path | None, *, dry_run: bool) -> None:
    """Read a newer register from a file with the columns of seeds/register/municipalities.csv.

    A column `replaces` says what a municipality was before, where its number does not: several
    numbers with a semicolon between. Ends with 2 when something is wrong; then nothing is changed.
    """
    from app.commands import registers  # noqa: PLC0415 - not needed to start the app

    rows = registers.read(path, places, year)
    writing.set(True)
    made = organisations.plan(db.session, rows, year)
    for line in registers.report(made):
        click.echo(line)
    if made.faults:
        raise SystemExit(2)
    if dry_run:
        click.echo("Nothing was changed: this was a dry run.")
        return
    work = Work(db.session, ANONYMOUS, clock.now())
    organisations.apply(work, made)
    divided = domains.follow(work, made)
    db.session.commit()
    click.echo(f"The register of {year} is in force.")
    if divided:
        click.echo(f"{divided} domains of divided municipalities have to be confirmed anew.")


@export_cli.command("decision")
@click.argument("slug", metavar="ROUND")
@click.option("--public", "is_public", is_flag=True, help="Without names and grounds.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Where to write it; - for standard output. In this folder if not given.",
)
def export_decision(slug: str, output: str | None, *, is_public: bool) -> None:
    """Write the bundle of a round: all that its decision rests on, signed.

    ROUND is as in its address, such as prisen-2026. Ends with 2 when there is nothing to write.
    """
    form = bundle_forms.PUBLIC if is_public else bundle_forms.FULL
    secret = current_app.config["HEDERSPRIS"].secret_key
    writing.set(True)
    try:
        award_round = rounds.by_slug(db.session, slug)
        content = bundles.sealed_bundle(db.session, award_round, secret, form)
    except NotFoundError:
        click.echo(f"{slug}: no round of this name has a decision that was sealed here.", err=True)
        raise SystemExit(2) from None
    except bundles.NotPublicError:
        click.echo(f"{slug}: its rulebook lets nobody outside have the scores.", err=True)
        raise SystemExit(2) from None
    signing_keys.ensure(Work(db.session, ANONYMOUS, clock.now()), secret)
    db.session.commit()
    path = output or bundle_forms.file_name(slug, form)
    with click.open_file(path, "wb") as file:
        file.write(content)
    if path != "-":
        click.echo(f"{path}: {len(content)} bytes. flask verify {path} checks it.")


@keys_cli.command("rotate")
def rotate_keys() -> None:
    """Sign with a new key from now on. The old ones stay published, for what they have signed."""
    writing.set(True)
    secret = current_app.config["HEDERSPRIS"].secret_key
    made = signing_keys.rotate(Work(db.session, ANONYMOUS, clock.now()), secret)
    db.session.commit()
    click.echo(f"Key {made.id} signs from now on: {signing_keys.fingerprint(made)}")


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


@click.command("setup")
@click.option("--name", prompt="Name of the first administrator", help="What she is called.")
@click.option("--email", prompt="Her e-mail address", help="Where she is reached.")
@click.option(
    "--language",
    type=click.Choice(["nb", "nn", "en"]),
    default="nb",
    show_default=True,
    help="What she reads.",
)
@with_appcontext
def setup(name: str, email: str, language: str) -> None:
    """Invite the first administrator, and print the link that she makes her account with.

    Brings the database to the newest version first. Ends with 1 when it has been set up before:
    when somebody has an account, or an invitation that can still be taken.
    """
    from app.documents import links  # noqa: PLC0415 - not needed to start the app

    if not (name.strip() and is_email(email.strip())):
        click.echo("A name and an e-mail address, please: navn@example.no.", err=True)
        raise SystemExit(2)
    config = current_app.config["HEDERSPRIS"]
    writing.set(True)
    with current_app.app_context():  # of its own, which lets go of the database
        alembic.upgrade()
    work = Work(db.session, ANONYMOUS, clock.now())
    try:
        made = installation.set_up(work, email=email, name=name, language=language)
    except installation.AlreadySetUpError:
        click.echo("It has been set up before: there are accounts or invitations.", err=True)
        click.echo("Nothing was changed. Sign in, or ask an administrator.", err=True)
        click.echo("If nobody takes the first link in time, setup makes another.", err=True)
        raise SystemExit(1) from None
    db.session.commit()
    link = links.Link(links.Purpose.INVITATION, made.id, made.nonce)
    click.echo(f"Open this, once, before {made.expires_at:%d.%m.%Y}:")
    click.echo(f"{config.base_url}{links.path(config.secret_key, link)}")


@click.command("check")
@with_appcontext
def check() -> None:
    """Check that what is stored fits together, and name what does not. Ends with 1 then."""
    from app.web.attachments.places import store  # noqa: PLC0415 - not needed to start the app

    checks: dict[str, Callable[[], Iterable[str]]] = {
        "files": lambda: attachments.check(db.session, store()),
        "judging": lambda: checking.judging(db.session),
    }
    found = [f"{name}: {line}" for name, run in checks.items() for line in run()]
    for line in found:
        click.echo(line)
    if found:
        raise SystemExit(1)
    click.echo(f"All is in order: {', '.join(checks)}.")


@click.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest version."""
    writing.set(True)
    alembic.upgrade()
    click.echo("The database is up to date.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    groups = (audit_cli, export_cli, files_cli, keys_cli, notices_cli, register_cli, texts_cli)
    for command in (*groups, check, setup, upgrade):
        app.cli.add_command(command)
