"""The product is installed where it stands; a wheel or an archive of it is refused in words."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from config import ROOT

pytestmark = pytest.mark.without_database

INSTEAD = "pip install -e . in a clone"


def run(*command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter, no input from outside
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("verb", ["wheel", "install"])
def test_pip_is_told_what_to_do_instead_of_a_wheel(verb: str, tmp_path: Path) -> None:
    target = {"wheel": "--wheel-dir", "install": "--target"}[verb]
    options = ("--no-deps", "--no-build-isolation", "--no-index", target, str(tmp_path))
    done = run("-m", "pip", verb, *options, str(ROOT), folder=tmp_path)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Hederspris is not made into a wheel" in said
    assert INSTEAD in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("hook", ["build_wheel", "build_sdist"])
def test_other_tools_are_told_so_too(hook: str, tmp_path: Path) -> None:
    asked = f"import editable_only; editable_only.{hook}({str(tmp_path)!r})"
    done = run("-c", asked, folder=ROOT / "build_backend")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("\nHederspris is not made into a ")
    assert INSTEAD in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_where_it_stands_it_is_installed_with_its_commands(tmp_path: Path) -> None:
    asked = f"from editable_only import build_editable; build_editable({str(tmp_path)!r})"
    done = run("-c", f"import sys; sys.path.append('build_backend'); {asked}")
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("hederspris-*.whl")
    with ZipFile(wheel) as held:
        [path] = [name for name in held.namelist() if name.endswith(".pth")]
        assert held.read(path).decode().strip() == str(ROOT)
        [points] = [name for name in held.namelist() if name.endswith("entry_points.txt")]
        assert "[flask.commands]\n" in held.read(points).decode()
