"""What the product is put into production with says what the settings ask for."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.request import Request

import pytest

import addresses
from config import ROOT, Config, ConfigError

pytestmark = pytest.mark.without_database

REQUIRED = {
    "HEDERSPRIS_SECRET_KEY",
    "HEDERSPRIS_DATABASE_URL",
    "HEDERSPRIS_BASE_URL",
    "HEDERSPRIS_SMTP_URL",
    "HEDERSPRIS_MAIL_FROM",
}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def example() -> dict[str, str]:
    return dict(re.findall(r"^([A-Z0-9_]+)=(.*)$", read(".env.example"), re.MULTILINE))


def test_compose_takes_every_secret_from_outside_and_has_no_default_for_any() -> None:
    compose = read("compose.yaml")
    used = dict(re.findall(r"\$\{([A-Z0-9_]+)(:[?-][^}]*)\}", compose))
    assert set(used) == set(example())
    # What can be left out is empty then, but for these.
    filled = {name: default[2:] for name, default in used.items() if default.startswith(":-")}
    assert {name: default for name, default in filled.items() if default} == {
        "HEDERSPRIS_TRUSTED_PROXIES": "1",
        "HEDERSPRIS_PORT": "8080",
        "HEDERSPRIS_FILES": "/srv/hederspris/instance/files",
    }
    assert filled.keys() - REQUIRED == filled.keys()
    given = set(re.findall(r"^    (HEDERSPRIS_[A-Z_]+):", compose, re.MULTILINE))
    assert given >= REQUIRED
    assert "    HEDERSPRIS_ENV: production\n" in compose
    assert "HEDERSPRIS_DEMO" not in compose


def test_the_example_of_the_settings_leaves_every_secret_empty() -> None:
    filled = {name: value for name, value in example().items() if value}
    assert filled == {"HEDERSPRIS_TRUSTED_PROXIES": "1", "HEDERSPRIS_PORT": "8080"}


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_what_compose_requires_is_what_production_requires(name: str) -> None:
    environment = {
        "HEDERSPRIS_ENV": "production",
        "HEDERSPRIS_SECRET_KEY": "k" * 32,
        "HEDERSPRIS_DATABASE_URL": "sqlite://",
        "HEDERSPRIS_BASE_URL": "https://pris.example.org",
        "HEDERSPRIS_SMTP_URL": "smtp://mail.example.org",
        "HEDERSPRIS_MAIL_FROM": "pris@example.org",
    }
    Config.from_environment(environment)
    del environment[name]
    with pytest.raises(ConfigError, match=name):
        Config.from_environment(environment)


def test_the_addresses_that_are_written_down_are_read_as_they_are_meant() -> None:
    written = re.findall(r"smtps?://[^\s`]+", read(".env.example"))
    assert [str(addresses.mail_server(address)) for address in written] == [
        "mail.example.org:25",
        "mail.example.org:587 with TLS",
        "mail.example.org:465 with TLS",
    ]
    [database] = re.findall(r"HEDERSPRIS_DATABASE_URL: (.+)", read("compose.yaml"))
    filled = re.sub(r"\$\{POSTGRES_PASSWORD.*\}", "0a1b", database)
    assert addresses.database(filled) == "postgresql+psycopg://database/hederspris"


@pytest.mark.parametrize(
    "command",
    [
        "flask --app app upgrade",
        "flask --app app notices send",
        "waitress-serve --call app:create_app",
    ],
)
def test_what_is_wrong_is_said_without_a_traceback_whoever_starts(command: str) -> None:
    program, *rest = command.split()
    others = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(  # noqa: S603 - our own programs, no input from outside
        [str(Path(sys.executable).with_name(program)), *rest],
        env={**others, "HEDERSPRIS_ENV": "prod", "HEDERSPRIS_SMTP_URL": "smtp://u:hemmelig@"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "HEDERSPRIS_ENV must be local or production, not 'prod'.",
        "HEDERSPRIS_SMTP_URL names no host.",
    ]


def test_the_server_passes_the_proxys_headers_on_to_the_product() -> None:
    # Waitress drops them unless it is told not to: then everybody would have the proxy's address,
    # and share one limit on attempts to sign in.
    for name in ("Dockerfile", "README.md"):
        started = [line for line in read(name).splitlines() if "--call" in line]
        assert started, name
        assert all("--no-clear-untrusted-proxy-headers" in line for line in started), name


def test_the_check_of_health_names_the_host_that_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = re.search(
        r"^HEALTHCHECK .*?CMD (\[.*?\])$", read("Dockerfile"), re.MULTILINE | re.DOTALL
    )
    assert found is not None
    asked: list[Request] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda request, **_: asked.append(request))
    monkeypatch.setenv("HEDERSPRIS_BASE_URL", "https://pris.example.org:8443/under")
    exec(json.loads(found[1])[2], {})  # noqa: S102 - what the image runs
    assert [one.get_header("Host") for one in asked] == ["pris.example.org:8443"]


def test_the_image_holds_what_the_product_runs_from_and_is_not_run_by_root() -> None:
    ignored = read(".dockerignore").split()
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert ignored.index("*") < ignored.index("!app")
    assert kept == {
        *("app", "build_backend", "migrations", "seeds", "templates"),
        *("addresses.py", "config.py", "pyproject.toml", "requirements.txt"),
    }
    assert all((ROOT / name).exists() for name in kept)
    assert "\nUSER hederspris\n" in read("Dockerfile")
    assert ".env\n" in read(".gitignore")


def test_every_set_up_installs_the_product_with_what_is_locked() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    [backend] = project["build-system"]["requires"]
    name = re.split("[<>=]", backend)[0].replace("_", "-")
    assert all(f"\n{name}==" in read(f"requirements{kind}.txt") for kind in ("", "-dev"))
    installs = "pip install -q --no-deps --no-build-isolation -e . && .venv/bin/"
    commands = [line for line in read("README.md").splitlines() if line.startswith("python3 -m")]
    assert len(commands) == 2
    assert all(installs in command for command in commands)
    assert "\nRUN pip install --no-deps --no-build-isolation -e .\n" in read("Dockerfile")


def test_every_set_up_takes_what_is_locked_and_looks_for_nothing_else() -> None:
    for name in ("README.md", "Dockerfile"):
        locked = [line for line in read(name).splitlines() if "-r requirements" in line]
        assert len(locked) == {"README.md": 2, "Dockerfile": 1}[name]
        assert all("--no-deps --require-hashes -r requirements" in line for line in locked), name
    assert "\n.venv/bin/pip check\n" in read(".ci/run")
