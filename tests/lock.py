"""The lock as pip reads it: which release of what, on which Python and system."""

import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from config import ROOT

RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
FILES = (RUNTIME, DEVELOPMENT)

Environment = dict[str, str]


def read(name: str) -> list[tuple[Requirement, list[str]]]:
    """Give each line of a file with its digests."""
    text = (ROOT / name).read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", " ", text)
    lines = [line.strip() for line in joined.splitlines()]
    split = [re.split(r"\s+--hash=", line) for line in lines if line and line[0] != "#"]
    return [(Requirement(wanted), digests) for wanted, *digests in split]


def pinned(name: str, environment: Environment | None = None) -> dict[str, str]:
    """Give the releases that pip installs from a file; without an environment, in this one."""
    held = [
        wanted
        for wanted, _ in read(name)
        if wanted.marker is None or wanted.marker.evaluate(environment)
    ]
    versions = {canonicalize_name(one.name): str(one.specifier)[2:] for one in held}
    assert len(versions) == len(held), "the same distribution twice in one environment"
    return versions
