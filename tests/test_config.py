"""The settings: what production refuses, and what a machine without any setting gets."""

import stat
from pathlib import Path

import pytest

from config import Config, ConfigError

pytestmark = pytest.mark.without_database

PRODUCTION = {
    "HEDERSPRIS_ENV": "production",
    "HEDERSPRIS_SECRET_KEY": "k" * 32,
    "HEDERSPRIS_DATABASE_URL": "postgresql+psycopg://pris@db/pris",
    "HEDERSPRIS_SMTP_URL": "smtp://mail.example.org",
    "HEDERSPRIS_BASE_URL": "https://pris.example.org",
}


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
        ("HEDERSPRIS_TRUSTED_PROXIES", "one", "HEDERSPRIS_TRUSTED_PROXIES"),
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
