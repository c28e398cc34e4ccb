"""The README's commands install what is locked, whatever has been released since.

An old pip resolves an extra by itself, although everything is pinned, and takes the newest release
that it finds: that one's digest is not in the lock, and nothing is installed any more. Here the
README's own words are given to the oldest pip while a newer release of everything lies at hand.
The wheels are stand-ins that hold nothing but the real metadata, so that it takes seconds and no
index; the digests of the real ones are compared whenever the commands are used.
"""

import hashlib
import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import distribution, distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.utils import canonicalize_name

from config import ROOT
from tests import lock
from tests.conftest import leave_out

pytestmark = pytest.mark.without_database

OLDEST = {
    "23.0.1": "236bcb61156d76c4b8a05821b988c7b8c35bf0da28a4b614e8d6ab5212c25c6f",
    "23.2.1": "7ccf472345f20d35bdc9d1841ff5f313260c2c33fe417f48c30ac46cccabf5be",
}
"""Debian 12 brings the first; it does not run on Python 3.12, which brings the second."""
OLD = "23.0.1" if sys.version_info < (3, 12) else "23.2.1"
NEWER = "9999.0"


def step_of(name: str) -> str:
    """Give the step of the README's command that installs this file."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line.split(" && ") for line in lines if line.startswith("python3 -m venv .venv &&")]
    [step] = [command[1] for command in commands if command[1].endswith(f" -r {name}")]
    assert step.startswith(".venv/bin/pip install ")
    return step


def run(command: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command as in a new shell: no setting of pip but those that are given."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(  # noqa: S603 - pip, and what README.md says
        shlex.split(command),
        cwd=folder,
        env={**own, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def old_pip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the oldest pip that is met with on this Python, as a wheel."""
    folder = tmp_path_factory.mktemp("pip")
    (folder / "pip.txt").write_text(f"pip=={OLD} --hash=sha256:{OLDEST[OLD]}\n", encoding="utf-8")
    asked = "download -q --retries 1 --no-deps -r pip.txt"
    done = subprocess.run(  # noqa: S603 - pip, with the settings of whoever runs the tests
        [sys.executable, "-m", "pip", *asked.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "DO NOT MATCH THE HASHES" not in done.stderr
    if done.returncode:
        leave_out("Network", f"pip {OLD} could not be had to try the installation with")
    return folder / f"pip-{OLD}-py3-none-any.whl"


def write_wheel(folder: Path, name: str, version: str, metadata: str) -> str:
    """Write a wheel that holds nothing but its metadata; gives its digest."""
    stem = f"{name.replace('-', '_')}-{version}"
    path = folder / f"{stem}-py3-none-any.whl"
    about = f"{stem}.dist-info"
    with ZipFile(path, "w") as wheel:
        wheel.writestr(f"{about}/METADATA", metadata)
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        wheel.writestr(f"{about}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stand_in(folder: Path, name: str) -> dict[str, str]:
    """Write the lock anew for stand-ins of its members, and release a newer one of each."""
    pinned = lock.pinned(name)
    lines = []
    for wanted, _ in lock.read(name):
        digest = "0" * 64  # of a member for other Pythons or systems
        if wanted.marker is None or wanted.marker.evaluate():
            metadata = distribution(wanted.name).read_text("METADATA")
            assert metadata
            digest = write_wheel(folder, wanted.name, pinned[wanted.name], metadata)
            newer = re.sub(r"(?m)^Version: .*$", f"Version: {NEWER}", metadata, count=1)
            write_wheel(folder, wanted.name, NEWER, newer)
        lines.append(f"{wanted} --hash=sha256:{digest}\n")
    (folder / name).write_text("".join(lines), encoding="utf-8")
    return pinned


def new_environment(folder: Path, pip: Path) -> None:
    """Set up what the README's first step does, with this pip in place of Python's own."""
    assert run(f"{sys.executable} -m venv --without-pip .venv", folder).returncode == 0
    with ZipFile(pip) as wheel:
        wheel.extractall(packages(folder))
    script = folder / ".venv/bin/pip"
    script.write_text(f'#!/bin/sh\nexec "{folder}/.venv/bin/python" -m pip "$@"\n', "utf-8")
    script.chmod(0o700)
    assert installed(folder) == {"pip": OLD}


def packages(folder: Path) -> Path:
    [place] = folder.glob(".venv/lib/python*/site-packages")
    return place


def installed(folder: Path) -> dict[str, str]:
    found = distributions(path=[str(packages(folder))])
    return {canonicalize_name(one.name): one.version for one in found}


@pytest.mark.parametrize("name", lock.FILES)
def test_the_oldest_pip_installs_what_is_locked_although_all_has_a_newer_release(
    name: str, tmp_path: Path, old_pip: Path
) -> None:
    new_environment(tmp_path, old_pip)
    pinned = stand_in(tmp_path, name)
    settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ".", "PIP_CONFIG_FILE": os.devnull}

    done = run(step_of(name), tmp_path, **settings)
    assert done.returncode == 0, done.stderr
    assert installed(tmp_path) == {**pinned, "pip": OLD}
    whole = run(".venv/bin/pip check", tmp_path)
    assert whole.returncode == 0, whole.stdout

    # The newer releases could be had: whoever asks for one by name alone gets it.
    assert run(".venv/bin/pip install --no-deps -U flask", tmp_path, **settings).returncode == 0
    assert installed(tmp_path)["flask"] == NEWER
