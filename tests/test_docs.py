"""What the documents lead to is there: files, folders, modules and other documents."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.verifying import bundles
from config import ROOT

pytestmark = pytest.mark.without_database

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
)
SEEN_FROM = {
    "docs/look.md": ("templates", "app/static", "app/static/css", "app/static/js"),
    "docs/ranking.md": ("app/ranking",),
}
"""Documents about one folder write its files as seen from there."""
TOLD_BY_THEIR_TIME = {"CHANGELOG.md"}
"""What was so when it was written may name what is no longer there."""
ENDINGS = "css html js json jsonc md mo po py sh toml txt yaml yml csv svg png example"
FILE = re.compile(rf"[\w.@<>*/-]*[\w>*]\.({'|'.join(ENDINGS.split())})")
FOLDER = re.compile(r"[\w.@<>*-]+(/[\w.@<>*-]+)*/?")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
NOT_OURS = (".venv/", "http:", "https:", "/", "~")
MADE = {
    *(".env", "instance/", "scores.csv", "weights.csv", "ratings.csv", "hederspris.css"),
    *(bundles.MANIFEST, bundles.SIGNATURE, *bundles.PARTS[bundles.FULL]),
    *bundles.PARTS[bundles.PUBLIC],
}
"""What is not in the repository, but made or brought by whoever follows the document."""


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


@cache
def ours() -> frozenset[str]:
    """Give every file and folder of the repository, folders with their stroke."""
    found = set()
    for top in ROOT.iterdir():
        if top.name in {".git", ".venv", "instance", "node_modules"} or top.name.endswith("_cache"):
            continue
        for path in (top, *(top.rglob("*") if top.is_dir() else ())):
            name = path.relative_to(ROOT).as_posix()
            found.add(f"{name}/" if path.is_dir() else name)
    return frozenset(found)


def is_there(name: str, document: str) -> bool:
    """Say whether there is such a file or folder; ``*`` and ``<noun>`` stand for any name."""
    pattern = re.sub(
        r"<\w+>|\\\*", r"[^/]+", re.escape(name).replace(r"\<", "<").replace(r"\>", ">")
    )
    bases = ["", *(f"{folder}/" for folder in SEEN_FROM.get(document, ()))]
    anywhere = "(.*/)?" if "/" not in name else ""
    wanted = re.compile(f"({'|'.join(map(re.escape, bases))}){anywhere}{pattern}/?")
    return any(wanted.fullmatch(one) for one in ours())


def named(document: str) -> Iterator[str]:
    """Give every path that a document names: in the text, in commands and in drawn trees."""
    text = read(document)
    for language, block in FENCE.findall(text):
        if not language:
            yield from tree(block)
        elif language == "sh":
            yield from (word for line in block.splitlines() for word in paths_in(line))
    for span in SPAN.findall(FENCE.sub("", text)):
        yield from paths_in(span)


def tree(block: str) -> Iterator[str]:
    for line in block.splitlines():
        first, gap, _about = line.partition("  ")
        if gap and first and FOLDER.fullmatch(first):
            yield first


def paths_in(text: str) -> Iterator[str]:
    """Give what in a line of code is a path: it has one of our endings, or a folder of ours."""
    words = text.split()
    for before, word in zip(["", *words], words, strict=False):
        bare = word.partition("::")[0].rstrip(",;")
        if bare.startswith(NOT_OURS) or bare in MADE:
            continue
        if before == "-m" and re.fullmatch(r"(app|tests|seeds)(\.\w+)+", bare):
            path = bare.replace(".", "/")
            yield f"{path}/__main__.py" if (ROOT / path).is_dir() else f"{path}.py"
            continue
        folder = FOLDER.fullmatch(bare) and f"{bare.partition('/')[0]}/" in ours() and "/" in bare
        if folder or (FILE.fullmatch(bare) and not bare.startswith("*.")):
            yield bare


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if one not in TOLD_BY_THEIR_TIME])
def test_every_path_in_a_document_is_there(document: str) -> None:
    assert [name for name in named(document) if not is_there(name, document)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(document: str) -> None:
    folder = (ROOT / document).parent
    links = [link.partition("#")[0] for link in LINK.findall(FENCE.sub("", read(document)))]
    lost = [
        link
        for link in links
        if link and not re.match(r"\w+:", link) and not Path(folder, link).exists()
    ]
    assert lost == []


def test_paths_are_found_where_they_are_named() -> None:
    assert len(DOCUMENTS) > 15
    found = {document: set(named(document)) for document in DOCUMENTS}
    assert {"config.py", "app/rules/", "templates/<noun>/"} <= found["README.md"]
    assert {"app/web/transaction.py", "app/rules/access.py"} <= found["docs/architecture.md"]
    assert {"cells.py", "tests/ranking/test_chances.py"} <= found["docs/ranking.md"]
    assert sum(map(len, found.values())) > 150


def test_every_file_of_the_ranking_is_in_its_table() -> None:
    folder = ROOT / "app" / "ranking"
    files = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if path.name != "__init__.py"
    }
    assert len(files) > 20
    assert files - set(named("docs/ranking.md")) == set()


def test_what_is_not_there_is_missed() -> None:
    for name in (
        "app/views.py",
        "app/views/",
        "no_such_file.py",
        "app/<noun>.rb",
        "rules/access.py",
    ):
        assert not is_there(name, "README.md"), name
    for name in ("app/rules/access.py", "app/rules/", "app/rules", "access.py", "app/web/<noun>/"):
        assert is_there(name, "README.md"), name
    assert is_there("parts/marks.html", "docs/look.md")
