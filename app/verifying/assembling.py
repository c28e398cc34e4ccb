"""``verify.py``: the verifier and the ranking, put together into one file.

What checks stands in it as it stands here, one module after the other, to be read from the top.
The modules of the ranking stand behind it as texts, word by word, each under its name.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import app.ranking
import app.verifying

FLAT = (
    *("findings", "canonical", "container", "ed25519", "bundles", "chaining", "counting"),
    *("schulze", "ranking", "checking", "command"),
)
"""The modules that are written out, each behind those that it asks."""
ROOT = Path(app.verifying.__file__).parent.parent.parent
ENTRY = "app.verifying.recounting"
HEAD = '''#!/usr/bin/env python3
"""Checks a bundle of a decision that was made in Hederspris.

    python verify.py BUNDLE.zip [--key FINGERPRINT]

It needs Python 3.11 or later and, to compute the ranking anew, NumPy; no network and nothing else.
docs/verification.md of the product describes the format, so that anybody can write another.

First comes what checks: the container, the signature, the record, whose sheets count, the ballots.
Behind it stand the modules that rank, word by word as in the product. They are run from here.
"""
'''
TAIL = '''

# --- The ranking: modules of the product, as they are --------------------------------------------


class _Modules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules that stand in this file, and nothing else."""

    def find_spec(self, name, path=None, target=None):
        if name not in SOURCES:
            return None
        is_package = any(other.startswith(name + ".") for other in SOURCES)
        return importlib.util.spec_from_loader(name, self, is_package=is_package)

    def exec_module(self, module):
        name = module.__name__
        exec(compile(SOURCES[name], f"<{name} in verify.py>", "exec"), module.__dict__)


SOURCES = {}
'''
END = """
if __name__ == "__main__":
    sys.meta_path.insert(0, _Modules())
    sys.exit(run(sys.argv[1:], Path(__file__).read_bytes()))
"""


@cache
def verifier() -> bytes:
    """Put the file together."""
    imports: set[str] = {"import importlib.abc", "import importlib.util"}
    bodies: list[str] = []
    for name in FLAT:
        source = _source_of(f"app.verifying.{name}")
        bodies.append(f"\n\n# --- {name} {'-' * (92 - len(name))}\n\n{_flattened(source, imports)}")
    modules = [f"\nSOURCES[\"{name}\"] = r'''{_source_of(name)}'''\n" for name in sorted(_needed())]
    ordered = "\n".join(sorted(imports))
    return "".join([HEAD, "\n", ordered, *bodies, TAIL, *modules, END]).encode()


def _path_of(name: str) -> Path:
    path = ROOT / Path(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _source_of(name: str) -> str:
    if name in {"app", "app.verifying"}:
        return ""
    source = _path_of(name).read_text(encoding="utf-8")
    if "'''" in source:
        raise ValueError(f"{name}: three quotes end the text that it stands in")
    return source


def _needed() -> set[str]:
    """Name the modules that the ranking asks for, with the packages that they are in."""
    left, found = [ENTRY], {"app"}
    while left:
        name = left.pop()
        if name in found:
            continue
        found.add(name)
        parents = name.split(".")
        left += [".".join(parents[:end]) for end in range(1, len(parents))]
        left += _imported(_source_of(name))
    return found


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app."):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if _path_of(whole).exists() else str(node.module)


def _flattened(source: str, imports: set[str]) -> str:
    """Give a module without its imports; those that are no module's of ours are noted."""
    lines = source.splitlines()
    gone: set[int] = set()
    for node in ast.parse(source).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            gone |= set(range(node.lineno - 1, node.end_lineno or node.lineno))
            if not (isinstance(node, ast.ImportFrom) and str(node.module).startswith("app.")):
                imports.add(ast.unparse(node))
    kept = [line for at, line in enumerate(lines) if at not in gone]
    return "\n".join(kept).strip() + "\n"
