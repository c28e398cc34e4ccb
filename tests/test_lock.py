"""The lock is whole: all that its members ask for is in it, pinned by digest, on every Python."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from config import ROOT
from tests import lock

pytestmark = pytest.mark.without_database

INDEX_ADDRESS = re.compile(r"https?://|index-url|find-links|trusted-host")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "Linux": ("linux", "posix", ("x86_64", "aarch64")),
    "Darwin": ("darwin", "posix", ("x86_64", "arm64")),
    "Windows": ("win32", "nt", ("AMD64", "ARM64")),
}
"""What each system calls itself, its family and its machines."""
UNREAD = {"colorama"} if sys.platform != "win32" else set()
"""Members for other systems alone: they are not installed here, and ask for nothing."""
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def environments() -> list[lock.Environment]:
    return [
        {
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "os_name": family,
            "platform_machine": machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": system,
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "sys_platform": called,
        }
        for python, (system, (called, family, machines)) in product(PYTHONS, SYSTEMS.items())
        for machine in machines
    ]


def asked_by_the_project(name: str) -> list[Requirement]:
    """Read what pyproject.toml asks for, with what else belongs to that file of the lock."""
    groups = PROJECT["dependency-groups"]
    group = list(groups["build"])
    if name == lock.DEVELOPMENT:
        included, *rest = groups["dev"]
        assert included == {"include-group": "build"}
        group += rest
    lines = {*PROJECT["project"]["dependencies"], *group, *PROJECT["build-system"]["requires"]}
    return [Requirement(line) for line in sorted(lines)]


def asked_by(name: str, extras: Iterable[str], environment: lock.Environment) -> list[Requirement]:
    """Read what an installed member asks for, with the extras that were asked of it."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        assert name in UNREAD, f"{name} is not installed here: nobody knows what it asks for"
        return []
    wanted = [Requirement(line) for line in lines]
    settings = [{**environment, "extra": extra} for extra in ("", *extras)]
    return [
        one
        for one in wanted
        if one.marker is None or any(one.marker.evaluate(setting) for setting in settings)
    ]


def walk(name: str, environment: lock.Environment) -> tuple[set[str], set[str]]:
    """Follow what is asked for from the project on; gives what was reached and what is amiss."""
    pinned = lock.pinned(name, environment)
    amiss: set[str] = set()
    seen: dict[str, set[str]] = {}
    waiting = asked_by_the_project(name)
    while waiting:
        wanted = waiting.pop()
        member = canonicalize_name(wanted.name)
        if member not in pinned:
            amiss.add(f"{wanted} is not in the lock")
        elif not wanted.specifier.contains(pinned[member], prereleases=True):
            amiss.add(f"{wanted} is locked at {pinned[member]}")
        elif member not in seen or not wanted.extras <= seen[member]:
            seen[member] = seen.get(member, set()) | wanted.extras
            waiting += asked_by(member, seen[member], environment)
    return set(seen), amiss


@pytest.mark.parametrize("name", lock.FILES)
def test_all_that_anything_asks_for_is_in_the_lock_on_every_python_and_system(name: str) -> None:
    found = environments()
    assert len(found) == 24
    reached: set[str] = set()
    for environment in found:
        members, amiss = walk(name, environment)
        assert amiss == set(), environment
        assert members == set(lock.pinned(name, environment)), "nobody asks for what is left over"
        reached |= members
    assert reached == {canonicalize_name(wanted.name) for wanted, _ in lock.read(name)}


def test_extras_are_followed() -> None:
    [environment, *_] = environments()
    plain = {one.name for one in asked_by("sqlalchemy", [], environment)}
    with_extra = {one.name for one in asked_by("sqlalchemy", ["asyncio"], environment)}
    assert with_extra - plain == {"greenlet"}


@pytest.mark.parametrize("name", lock.FILES)
def test_requirements_are_pinned_by_digest_and_name_no_address(name: str) -> None:
    assert not INDEX_ADDRESS.search((ROOT / name).read_text(encoding="utf-8"))
    lines = lock.read(name)
    assert len(lines) > 20
    for wanted, digests in lines:
        assert re.fullmatch(r"==[^\s,*]+", str(wanted.specifier)), wanted
        assert wanted.extras == set(), f"{wanted}: an old pip resolves an extra"
        assert wanted.url is None, wanted
        assert digests, f"{wanted} has no digest"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in digests), wanted


def test_the_two_requirements_files_agree() -> None:
    runtime, development = lock.read(lock.RUNTIME), lock.read(lock.DEVELOPMENT)
    shared = {wanted.name for wanted, _ in runtime}
    assert [line for line in development if line[0].name in shared] == runtime


def imported(paths: Iterable[Path]) -> set[str]:
    """Name the distributions whose modules these files import."""
    modules: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add(str(node.module).partition(".")[0])
    ours = {path.stem for path in ROOT.iterdir()}
    owners = packages_distributions()
    return {
        canonicalize_name(owner)
        for module in modules - sys.stdlib_module_names - ours
        for owner in owners[module]
    }


def test_the_project_asks_for_what_its_code_imports() -> None:
    folders = {
        lock.RUNTIME: ("app", "seeds", "migrations", "build_backend"),
        lock.DEVELOPMENT: ("tests",),
    }
    for name, places in folders.items():
        used = imported(path for place in places for path in (ROOT / place).rglob("*.py"))
        asked = {canonicalize_name(one.name) for one in asked_by_the_project(name)}
        assert len(used) > 10
        assert used - asked == set(), name
