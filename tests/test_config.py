"""The settings: what production refuses, and what a machine without any setting gets."""

import stat
from pathlib import Path

import pytest

from config import ROOT, Config, ConfigError

pytestmark = pytest.mark.without_database

PRODUCTION = {
    "HEDERSPRIS_ENV": "production",
    "HEDERSPRIS_SECRET_KEY": "k" * 32,
    "HEDERSPRIS_DATABASE_URL": "postgresql+psycopg://pris@db/pris",
    "HEDERSPRIS_SMTP_URL": "smtp://mail.example.org",
    "HEDERSPRIS_BASE_URL": "https://pris.example.org",
    "HEDERSPRIS_MAIL_FROM": "pris@example.org",
}


def refused(environment: dict[str, str]) -> list[str]:
    """Give the sentences with which the start is refused."""
    with pytest.raises(ConfigError) as caught:
        Config.from_environment(environment)
    return str(caught.value).splitlines()


def test_production_starts_with_everything_it_needs() -> None:
    config = Config.from_environment(PRODUCTION)
    assert config.production
    assert not config.demo
    flask = config.as_flask()
    assert flask["SESSION_COOKIE_SECURE"] is True
    assert flask["WTF_CSRF_SSL_STRICT"] is False  # nobody must send a Referer
    assert flask["PREFERRED_URL_SCHEME"] == "https"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HEDERSPRIS_DEMO", "1", "HEDERSPRIS_DEMO"),
        ("HEDERSPRIS_SECRET_KEY", "k" * 31, "HEDERSPRIS_SECRET_KEY"),
        ("HEDERSPRIS_SECRET_KEY", "", "HEDERSPRIS_SECRET_KEY"),
        ("HEDERSPRIS_DATABASE_URL", "", "HEDERSPRIS_DATABASE_URL"),
        ("HEDERSPRIS_SMTP_URL", "", "HEDERSPRIS_SMTP_URL"),
        ("HEDERSPRIS_BASE_URL", "http://pris.example.org", "HEDERSPRIS_BASE_URL"),
        ("HEDERSPRIS_BASE_URL", "https://pris.example.org/pris", "HEDERSPRIS_BASE_URL"),
        ("HEDERSPRIS_SMTP_URL", "mail.example.org", "HEDERSPRIS_SMTP_URL"),
        ("HEDERSPRIS_DATABASE_URL", "postgres://pris@db/pris", "HEDERSPRIS_DATABASE_URL"),
        ("HEDERSPRIS_MAIL_FROM", "pris", "HEDERSPRIS_MAIL_FROM"),
        ("HEDERSPRIS_TRUSTED_PROXIES", "one", "HEDERSPRIS_TRUSTED_PROXIES"),
        ("HEDERSPRIS_TRUSTED_PROXIES", "²", "HEDERSPRIS_TRUSTED_PROXIES"),
        ("HEDERSPRIS_TRUSTED_PROXIES", "-1", "HEDERSPRIS_TRUSTED_PROXIES"),
        ("HEDERSPRIS_ENV", "prod", "HEDERSPRIS_ENV"),
        ("HEDERSPRIS_ENV", "Production", "HEDERSPRIS_ENV"),
    ],
)
def test_production_refuses_what_is_not_safe(name: str, value: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        Config.from_environment({**PRODUCTION, name: value})


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"HEDERSPRIS_ENV"}))
def test_production_refuses_to_do_without(name: str) -> None:
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(ConfigError, match=name):
        Config.from_environment(environment)


def test_the_demonstration_cannot_be_started_in_production() -> None:
    with pytest.raises(ConfigError, match="HEDERSPRIS_DEMO"):
        Config.for_demonstration(PRODUCTION)


def test_nothing_set_is_a_machine_of_ones_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("config.INSTANCE", tmp_path)
    config = Config.from_environment({})
    assert not config.production
    assert not config.demo
    assert config.database_url == f"sqlite:///{tmp_path / 'hederspris.sqlite'}"
    assert config.base_url == "http://127.0.0.1:5000"


def test_the_key_of_a_machine_is_made_once_and_is_its_owners_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("config.INSTANCE", tmp_path / "instance")
    first = Config.from_environment({}).secret_key
    assert len(first) == 64
    assert Config.from_environment({}).secret_key == first
    mode = stat.S_IMODE((tmp_path / "instance" / "secret_key").stat().st_mode)
    assert mode == 0o600


def test_a_trailing_slash_of_the_address_is_dropped() -> None:
    given = {**PRODUCTION, "HEDERSPRIS_BASE_URL": "https://pris.example.org/"}
    assert Config.from_environment(given).base_url == "https://pris.example.org"


@pytest.mark.parametrize("value", ["", "0", "true", "yes"])
def test_only_a_plain_yes_switches_the_demonstration_on(value: str) -> None:
    assert not Config.from_environment({"HEDERSPRIS_DEMO": value}).demo


def test_everything_that_is_wrong_is_said_at_once_a_sentence_each() -> None:
    assert refused(
        {
            "HEDERSPRIS_ENV": "production",
            "HEDERSPRIS_SECRET_KEY": "short",
            "HEDERSPRIS_BASE_URL": "pris.example.org",
            "HEDERSPRIS_SMTP_URL": "smtp://pris:hemmelig@",
            "HEDERSPRIS_TRUSTED_PROXIES": "one",
            "HEDERSPRIS_SMPT_URL": "smtp://mail.example.org",
            "HEDERSPRIS_COLOUR": "red",
            "HEDERSPRIS_DEMO": "1",
        }
    ) == [
        "HEDERSPRIS_COLOUR is no setting of the product.",
        "HEDERSPRIS_SMPT_URL is no setting of the product: is it HEDERSPRIS_SMTP_URL?",
        "HEDERSPRIS_TRUSTED_PROXIES must be a number, not 'one'.",
        "HEDERSPRIS_BASE_URL must begin with https:// (or http:// on a machine of your own).",
        "HEDERSPRIS_SMTP_URL names no host.",
        "HEDERSPRIS_DEMO must not be 1 in production: it signs anybody in with one click.",
        "HEDERSPRIS_SECRET_KEY must be at least 32 characters in production.",
        "HEDERSPRIS_DATABASE_URL must be set in production.",
        "HEDERSPRIS_MAIL_FROM must be set in production.",
    ]


def test_what_others_read_is_no_slip() -> None:
    others = {"HEDERSPRIS_PORT": "8080", "HEDERSPRIS_TEST_DATABASE_URL": "postgresql://x"}
    assert Config.from_environment({**PRODUCTION, **others}).production


FORGOTTEN = (
    "HEDERSPRIS_ENV is not set, and the settings are those of an installation that others use: "
    "set it to production, or to local on a machine of your own."
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HEDERSPRIS_DATABASE_URL", "postgresql+psycopg://pris@db/pris"),
        ("HEDERSPRIS_BASE_URL", "https://pris.example.org"),
    ],
)
def test_what_looks_like_production_does_not_start_as_local_unless_it_is_said(
    name: str, value: str
) -> None:
    assert refused({name: value}) == [FORGOTTEN]
    given = Config.from_environment({name: value, "HEDERSPRIS_ENV": "local"})
    assert not given.production


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        (
            PRODUCTION | {"HEDERSPRIS_SMTP_URL": "smtps://post:hemmelig@mail.example.org"},
            (
                "Hederspris (production): https://pris.example.org, "
                "database postgresql+psycopg://db/pris, "
                "mail through mail.example.org:465 with TLS, "
                f"files in {ROOT / 'instance' / 'files'}, not scanned"
            ),
        ),
        (
            {"HEDERSPRIS_DATABASE_URL": "sqlite:////tmp/pris.sqlite"},
            (
                "Hederspris (local): http://127.0.0.1:5000, database sqlite:////tmp/pris.sqlite, "
                "no mail is sent, files in /tmp/pris-files, not scanned"
            ),
        ),
        (
            {"HEDERSPRIS_DATABASE_URL": "sqlite:////tmp/pris.sqlite", "HEDERSPRIS_DEMO": "1"},
            (
                "Hederspris (local, demonstration): http://127.0.0.1:5000, "
                "database sqlite:////tmp/pris.sqlite, no mail is sent, "
                "files in /tmp/pris-files, not scanned"
            ),
        ),
    ],
)
def test_what_runs_is_said_in_a_line_without_secrets(
    environment: dict[str, str], says: str
) -> None:
    assert str(Config.from_environment(environment)) == says


def test_the_demonstration_has_a_file_of_its_own() -> None:
    given = {"HEDERSPRIS_ENV": "local", "HEDERSPRIS_DATABASE_URL": "sqlite:////tmp/pris.sqlite"}
    own = f"sqlite:///{ROOT / 'instance' / 'demonstration.sqlite'}"
    assert Config.for_demonstration(given).database_url == own
    forced = Config.for_demonstration(given, own_file=False)
    assert (forced.database_url, forced.demo) == ("sqlite:////tmp/pris.sqlite", True)
