"""Settings from the environment, with defaults that are safe to start with.

Nothing set: an embedded database under ``instance/`` and no mail server, good for trying the
product and for developing it. ``HEDERSPRIS_ENV=production``: the secrets must be given, cookies
travel over TLS only, and the demonstration cannot be switched on. What does not add up ends the
start, with a sentence for each thing, all at once.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import addresses
from addresses import AddressError, MailServer

ROOT = Path(__file__).parent
INSTANCE = ROOT / "instance"
DEMONSTRATION = INSTANCE / "demonstration.sqlite"
"""The demonstration's own file, so that its people get into no other database."""

SETTINGS = frozenset(
    f"HEDERSPRIS_{name}"
    for name in (
        "ENV",
        "SECRET_KEY",
        "DATABASE_URL",
        "BASE_URL",
        "SMTP_URL",
        "MAIL_FROM",
        "DEMO",
        "TRUSTED_PROXIES",
        "FILES",
        "S3_ENDPOINT",
        "S3_KEY_ID",
        "S3_SECRET",
        "S3_REGION",
        "CLAMAV",
    )
)
OF_OTHERS = frozenset(
    {
        "HEDERSPRIS_PORT",
        "HEDERSPRIS_REQUIRE_ALL",
        "HEDERSPRIS_TEST_DATABASE_URL",
        "HEDERSPRIS_TEST_WHOLE",
    }
)
"""What ``compose.yaml`` and the tests read."""


class ConfigError(SystemExit):
    """The environment does not add up to a configuration that is safe to run.

    Caught by nobody it ends the program with its sentences, without a traceback, whichever command
    or server it was that started.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class BucketAccess:
    """How S3-compatible storage is reached. Without keys the machine's own credentials are used."""

    endpoint: str = ""
    key_id: str = ""
    secret: str = ""
    region: str = ""


@dataclass(frozen=True)
class Config:
    """Everything that differs from one installation to the next."""

    production: bool
    secret_key: str
    database_url: str
    base_url: str
    smtp_url: str
    mail_from: str
    demo: bool
    trusted_proxies: int
    files: str
    """Where attachments are kept: a folder, or ``s3://bucket/prefix``."""
    bucket: BucketAccess
    clamav: str
    """``host:port`` or the path of a socket; empty where nothing is scanned."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Config":
        """Read the ``HEDERSPRIS_*`` variables.

        Raises:
            ConfigError: in production, when a secret is missing or the demonstration is on; and
                where a variable has a value that means nothing, or a name that nobody reads.

        """
        return _Reading(os.environ if environment is None else environment).config()

    @classmethod
    def for_demonstration(
        cls, environment: Mapping[str, str] | None = None, *, own_file: bool = True
    ) -> "Config":
        """Read the environment with the demonstration switched on, in its own file.

        Raises:
            ConfigError: in production, where it cannot be; and as ``from_environment``.

        """
        env = dict(os.environ if environment is None else environment)
        if own_file:
            env["HEDERSPRIS_DATABASE_URL"] = f"sqlite:///{DEMONSTRATION}"
        return cls.from_environment({**env, "HEDERSPRIS_DEMO": "1"})

    @property
    def mail_server(self) -> MailServer | None:
        """The server that mail is handed to; none when no mail is sent."""
        return addresses.mail_server(self.smtp_url) if self.smtp_url else None

    def __str__(self) -> str:
        """Say in a line what runs, without any secret."""
        kind = "production" if self.production else "local"
        return (
            f"Hederspris ({kind}{', demonstration' if self.demo else ''}): {self.base_url}, "
            f"database {addresses.database(self.database_url)}, "
            + (f"mail through {self.mail_server}, " if self.smtp_url else "no mail is sent, ")
            + f"files in {self.files}, "
            + (f"scanned by ClamAV at {self.clamav}" if self.clamav else "not scanned")
        )

    def as_flask(self) -> dict[str, Any]:
        """Give the settings under the names that Flask and its extensions read."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_ENGINES": {
                # What is bound to a statement is scores and private notes: none of it in a log.
                "default": {"url": self.database_url, "hide_parameters": True}
            },
            "ALEMBIC": {"script_location": str(ROOT / "migrations")},
            "ALEMBIC_CONTEXT": {"render_as_batch": True, "compare_type": True},
            "SESSION_COOKIE_NAME": "hederspris",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.production,
            "PERMANENT_SESSION_LIFETIME": 12 * 60 * 60,  # seconds: a long working day
            "WTF_CSRF_TIME_LIMIT": None,  # a form may lie open overnight: app/web/forgery.py
            "WTF_CSRF_SSL_STRICT": False,  # a browser need not send a Referer: there, too
            "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "PREFERRED_URL_SCHEME": "https" if self.production else "http",
            "HEDERSPRIS": self,
        }


class _Reading:
    """One reading of the environment: goes on after a fault, so that all are said at once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.env = environment
        self.problems: list[str] = []

    def config(self) -> Config:
        """Give the settings.

        Raises:
            ConfigError: with every fault that was found.

        """
        self._names()
        kind = self.env.get("HEDERSPRIS_ENV", "local")
        if kind not in {"local", "production"}:
            # A slip in this one must not start an open installation.
            self._fault("ENV", f"must be local or production, not {kind!r}")
        proxies = self.env.get("HEDERSPRIS_TRUSTED_PROXIES") or "0"
        if not (proxies.isascii() and proxies.isdecimal()):
            self._fault("TRUSTED_PROXIES", f"must be a number, not {proxies!r}")
        production = kind == "production"
        config = Config(
            production=production,
            secret_key=self._text("SECRET_KEY"),
            database_url=self._checked("DATABASE_URL", "", _same(addresses.database)),
            base_url=self._checked("BASE_URL", "http://127.0.0.1:5000", addresses.base),
            smtp_url=self._checked("SMTP_URL", "", _same(addresses.mail_server)),
            mail_from=self._checked("MAIL_FROM", "hederspris@localhost", _same(addresses.mailbox)),
            demo=self._text("DEMO") == "1",
            trusted_proxies=int(proxies) if proxies.isdecimal() else 0,
            files=self._text("FILES"),
            bucket=BucketAccess(
                self._text("S3_ENDPOINT"),
                self._text("S3_KEY_ID"),
                self._text("S3_SECRET"),
                self._text("S3_REGION"),
            ),
            clamav=self._text("CLAMAV"),
        )
        if production:
            self._refuse_unsafe(config)
        else:
            self._refuse_forgotten(config)
        if self.problems:
            raise ConfigError(self.problems)
        return _with_files(config if production else _with_local_defaults(config))

    def _fault(self, name: str, what: str) -> None:
        self.problems.append(f"HEDERSPRIS_{name} {what}.")

    def _text(self, name: str, default: str = "") -> str:
        return self.env.get(f"HEDERSPRIS_{name}", "") or default

    def _checked(self, name: str, default: str, check: Callable[[str], str]) -> str:
        given = self._text(name, default)
        try:
            return check(given) if given else ""
        except AddressError as error:
            self._fault(name, str(error))
            return ""

    def _names(self) -> None:
        """Find slips: what looks like a setting, and is none."""
        given = {name for name in self.env if name.startswith("HEDERSPRIS_")}
        for name in sorted(given - SETTINGS - OF_OTHERS):
            meant = get_close_matches(name, SETTINGS, n=1, cutoff=0.85)
            hint = f": is it {meant[0]}?" if meant else "."
            self.problems.append(f"{name} is no setting of the product{hint}")

    def _refuse_unsafe(self, config: Config) -> None:
        """Stop a production start that would be open to anybody."""
        if config.demo:
            what = "must not be 1 in production: it signs anybody in with one click"
            self._fault("DEMO", what)
        if len(config.secret_key) < 32:
            self._fault("SECRET_KEY", "must be at least 32 characters in production")
        for name in ("DATABASE_URL", "BASE_URL", "SMTP_URL", "MAIL_FROM"):
            if not self._text(name):
                self._fault(name, "must be set in production")
        if config.base_url.startswith("http:") and self._text("BASE_URL"):
            self._fault("BASE_URL", "must begin with https:// in production")

    def _refuse_forgotten(self, config: Config) -> None:
        """Stop what looks like production, where nobody has said that it is not."""
        server = config.database_url and not addresses.is_embedded(config.database_url)
        if "HEDERSPRIS_ENV" not in self.env and (server or config.base_url.startswith("https:")):
            self.problems.append(
                "HEDERSPRIS_ENV is not set, and the settings are those of an installation that "
                "others use: set it to production, or to local on a machine of your own."
            )


def _same(check: Callable[[str], object]) -> Callable[[str], str]:
    """Check a text, and give it as it is."""

    def checked(text: str) -> str:
        check(text)
        return text

    return checked


def _with_local_defaults(config: Config) -> Config:
    """Fill in what a machine without any setting needs."""
    return replace(
        config,
        secret_key=config.secret_key or local_secret_key(),
        database_url=config.database_url or f"sqlite:///{INSTANCE / 'hederspris.sqlite'}",
    )


def _with_files(config: Config) -> Config:
    """Keep the files of an embedded database beside it, and of any other under the instance."""
    if config.files:
        return config
    beside = addresses.embedded_path(config.database_url)
    place = beside.with_name(f"{beside.stem}-files") if beside else INSTANCE / "files"
    return replace(config, files=str(place))


def local_secret_key() -> str:
    """Keep one key for this folder, so that a restart signs nobody out."""
    path = INSTANCE / "secret_key"
    if not path.exists():
        INSTANCE.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")
