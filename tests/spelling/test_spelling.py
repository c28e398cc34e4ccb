"""Every word of every text is in hunspell's dictionary, or in the list beside this file.

The lists hold words that are right and that the dictionaries lack: compounds, names, terms. A word
that no text has any more is taken out of them.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterable
from functools import cache

import pytest

from config import ROOT
from tests.conftest import leave_out
from tests.spelling.sources import LANGUAGES, Text, catalogues, names, seeds, small, words

pytestmark = pytest.mark.without_database

DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
Speller = Callable[[str, Iterable[str]], set[str]]
"""Given a language and words, names those that the language does not have."""


@pytest.fixture(scope="module")
def speller() -> Speller:
    """Ask hunspell, with all words at once: a process takes longer to start than to answer."""
    program = shutil.which("hunspell") or ""
    found = _run([program, "-D"], "").stderr if program else ""
    if missing := [name for name in DICTIONARIES.values() if f"/{name}\n" not in found]:
        leave_out("hunspell", f"no dictionary {', '.join(missing)}, the spelling was not checked")

    def unknown(language: str, asked: Iterable[str]) -> set[str]:
        command = [program, "-d", DICTIONARIES[language], "-i", "utf-8", "-l"]
        said = _run(command, "\n".join(sorted(set(asked))))
        assert said.returncode == 0, said.stderr
        return set(said.stdout.split())

    return unknown


def _run(command: list[str], given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - hunspell, and our own words


@cache
def allowed(language: str) -> tuple[str, ...]:
    """Read the words that are right although the dictionary lacks them."""
    return tuple((ROOT / "tests" / "spelling" / f"{language}.txt").read_text("utf-8").split())


def misspelt(texts: Iterable[Text], speller: Speller, *, named: Iterable[str] = ()) -> list[str]:
    """Name every wrong word, with its language and where it stands."""
    asked = {text: list(words(text.said)) for text in texts}
    every = {word for some in asked.values() for word in some}
    right = {
        language: (every | {small(word) for word in every})
        - speller(language, every | {small(word) for word in every})
        | set(allowed(language))
        for language in LANGUAGES
    }
    found: dict[str, None] = {}
    for text, some in asked.items():
        wrong = {
            language: [w for w in some if w not in named and not {w, small(w)} & right[language]]
            for language in ([text.language] if text.language else ["nb", "nn"])
        }
        # Where no language is given, it is the one of the two that knows more of the words.
        language = min(wrong, key=lambda one: len(wrong[one]))
        found |= {f"{word} ({language}) in: {text.where}": None for word in wrong[language]}
    return list(found)


def test_the_texts_of_the_product_are_spelt_right(speller: Speller) -> None:
    assert misspelt(catalogues(), speller) == []


def test_the_texts_in_seeds_are_spelt_right(speller: Speller) -> None:
    """What has a capital inside a sentence is a name there: people and places are invented."""
    named = {name for text in seeds() for name in names(text.said)}
    assert misspelt(seeds(), speller, named=named) == []


def test_a_misspelt_word_is_found(speller: Speller) -> None:
    texts = [
        Text("nb", "Hvem har ansvaret?", "Hvem har <b>annsvaret</b>? %(namn)s"),
        Text("nn", "Hvem har ansvaret?", "Hvem har ansvaret?"),
        Text("en", "Hvem har ansvaret?", "Who is responsable?"),
        Text(None, "seeds/demo", "Eg veit ikkje kven som har annsvaret, men det er her."),
    ]
    assert misspelt(texts, speller) == [
        "annsvaret (nb) in: Hvem har ansvaret?",
        "Hvem (nn) in: Hvem har ansvaret?",
        "responsable (en) in: Hvem har ansvaret?",
        "annsvaret (nn) in: seeds/demo",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_allowed_words_are_in_order_and_in_use(language: str) -> None:
    used = {word for text in (*catalogues(), *seeds()) for word in words(text.said)}
    used |= {small(word) for word in used}
    assert list(allowed(language)) == sorted(set(allowed(language)))
    assert [word for word in allowed(language) if word not in used] == []
