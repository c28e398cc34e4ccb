"""The house as the code keeps it: which way imports run, how long a file may be."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import ROOT

pytestmark = pytest.mark.without_database

LONGEST = 400
LIBRARIES = {
    "rules": {"app.rules"},
    "ranking": {"app.ranking", "numpy", "scipy"},
    "models": {"app.models", "app.rules", "sqlalchemy"},
}
"""What a layer may import beside the standard library."""


def files(pattern: str, *folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob(pattern)]
    return sorted(path for path in found if "vendor" not in path.parts)


def test_imports_run_one_way(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter, no input from outside
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--cache-dir",
            str(tmp_path),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Contracts: 7 kept, 0 broken." in done.stdout


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it leads"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("layer", sorted(LIBRARIES))
def test_the_lower_layers_import_only_what_they_are_made_of(layer: str) -> None:
    allowed = LIBRARIES[layer]
    strangers = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files("*.py", f"app/{layer}")
        for name in imported(path)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not any(name == one or name.startswith(f"{one}.") for one in allowed)
    }
    assert strangers == set()


def test_no_file_has_grown_beyond_what_one_can_survey() -> None:
    code = [ROOT / "config.py", *files("*.py", "app", "tests", "seeds")]
    assert len(code) > 60
    pages = files("*.html", "templates")
    looks = [*files("*.css", "app/static"), *files("*.js", "app/static")]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in code + pages + looks}
    long = [f"{path.relative_to(ROOT)}: {n} lines" for path, n in lengths.items() if n > LONGEST]
    assert long == []


def test_every_package_says_what_it_is_for() -> None:
    packages = files("__init__.py", "app", "tests", "seeds")
    silent = [
        str(path.relative_to(ROOT))
        for path in packages
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_every_use_case_says_what_it_does() -> None:
    silent = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in files("*.py", "app/services")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def modules_named(path: Path) -> set[str]:
    """Give the names that a file knows modules of ours by."""
    return {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if is_module(f"{node.module}.{alias.name}")
    }


def is_module(name: str) -> bool:
    place = ROOT / name.replace(".", "/")
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def test_templates_get_values_and_no_modules() -> None:
    """A module in a template is a second way into the code, which nobody sees from the code."""
    given = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {keyword.arg or '**'}"
        for path in files("*.py", "app/web")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if isinstance(keyword.value, ast.Name) and keyword.value.id in modules_named(path)
    ]
    assert given == []
