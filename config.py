"""Settings from the environment, with defaults that are safe to start with.

Nothing set: an embedded database under ``instance/`` and no mail server, good for trying the
product and for developing it. ``HEDERSPRIS_ENV=production``: the secrets must be given, cookies
travel over TLS only, and the demonstration cannot be switched on.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
INSTANCE = ROOT / "instance"


class ConfigError(RuntimeError):
    """The environment does not add up to a configuration that is safe to run."""


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
    limiter_storage: str
    trusted_proxies: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Config":
        """Read the ``HEDERSPRIS_*`` variables.

        Raises:
            ConfigError: in production, when a secret is missing or the demonstration is on; and
                where a variable has a value that means nothing.

        """
        env = os.environ if environment is None else environment
        kind = env.get("HEDERSPRIS_ENV", "local")
        if kind not in {"local", "production"}:
            # A slip in this one must not start an open installation.
            raise ConfigError(f"HEDERSPRIS_ENV must be local or production, not {kind!r}.")
        proxies = env.get("HEDERSPRIS_TRUSTED_PROXIES", "0")
        if not proxies.isdecimal():
            raise ConfigError(f"HEDERSPRIS_TRUSTED_PROXIES must be a number, not {proxies!r}.")
        production = kind == "production"
        config = cls(
            production=production,
            secret_key=env.get("HEDERSPRIS_SECRET_KEY", ""),
            database_url=env.get("HEDERSPRIS_DATABASE_URL", ""),
            base_url=env.get("HEDERSPRIS_BASE_URL", "http://127.0.0.1:5000").rstrip("/"),
            smtp_url=env.get("HEDERSPRIS_SMTP_URL", ""),
            mail_from=env.get("HEDERSPRIS_MAIL_FROM", "hederspris@localhost"),
            demo=env.get("HEDERSPRIS_DEMO", "") == "1",
            limiter_storage=env.get("HEDERSPRIS_LIMITER_STORAGE", "memory://"),
            trusted_proxies=int(proxies),
        )
        if production:
            config.refuse_unsafe()
            return config
        return config.with_local_defaults()

    @classmethod
    def for_demonstration(cls, environment: Mapping[str, str] | None = None) -> "Config":
        """Read the environment with the demonstration switched on.

        Raises:
            ConfigError: in production, where it cannot be.

        """
        env = dict(os.environ if environment is None else environment)
        return cls.from_environment({**env, "HEDERSPRIS_DEMO": "1"})

    def refuse_unsafe(self) -> None:
        """Stop a production start that would be open to anybody."""
        if self.demo:
            raise ConfigError(
                "HEDERSPRIS_DEMO=1 signs anybody in with one click: not allowed in production."
            )
        if len(self.secret_key) < 32:
            raise ConfigError("HEDERSPRIS_SECRET_KEY must be at least 32 characters in production.")
        if not self.database_url:
            raise ConfigError("HEDERSPRIS_DATABASE_URL must be set in production.")
        if not self.smtp_url:
            raise ConfigError("HEDERSPRIS_SMTP_URL must be set in production.")
        if not self.base_url.startswith("https://"):
            raise ConfigError("HEDERSPRIS_BASE_URL must begin with https:// in production.")

    def with_local_defaults(self) -> "Config":
        """Fill in what a machine without any setting needs."""
        database = self.database_url or f"sqlite:///{INSTANCE / 'hederspris.sqlite'}"
        return Config(
            **{
                **self.__dict__,
                "secret_key": self.secret_key or local_secret_key(),
                "database_url": database,
            }
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
            "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a form may lie open overnight
            "WTF_CSRF_SSL_STRICT": self.production,
            "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "RATELIMIT_STORAGE_URI": self.limiter_storage,
            "PREFERRED_URL_SCHEME": "https" if self.production else "http",
            "HEDERSPRIS": self,
        }


def local_secret_key() -> str:
    """Keep one key for this folder, so that a restart signs nobody out."""
    path = INSTANCE / "secret_key"
    if not path.exists():
        INSTANCE.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")
