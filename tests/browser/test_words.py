"""The page counts words as the server does, whatever stands between them."""

import json

from playwright.sync_api import Browser

from app.rules.counting import count_characters
from app.rules.forms import count_words
from app.rules.texts import clean
from config import ROOT
from tests.word_cases import CASES

SCRIPT = ROOT / "app" / "static" / "js" / "count.js"
CHARACTERS = json.loads((ROOT / "tests/data/counting.json").read_text("utf-8"))["characters"]
HALVES = range(0xD800, 0xE000)
"""What no page can send by itself."""


def counted(chromium: Browser, texts: list[str], what: str = "countWords") -> list[int]:
    """Count as the page does."""
    script = SCRIPT.read_text("utf-8").replace("export function", "function")
    page = chromium.new_page()
    found = page.evaluate(f"texts => {{ {script}; return texts.map({what}); }}", texts)
    page.close()
    return list(found)


def test_the_page_counts_the_cases_of_the_rules(chromium: Browser) -> None:
    assert counted(chromium, [text for text, _ in CASES]) == [words for _, words in CASES]


def test_words_are_counted_alike_whatever_stands_between_them(chromium: Browser) -> None:
    between = [chr(code) for code in range(0x10000) if code not in HALVES]
    pairs = (*between, "\r\n", "\n\n", " \u2028 ", "👩\u200d👧", "")
    texts = [f"en{one}to" for one in pairs] + [f"en {one} to" for one in pairs]
    there = counted(chromium, texts)
    assert len(there) == len(texts)
    apart = [
        (text, page, server)
        for text, page in zip(texts, there, strict=True)
        if page != (server := count_words(clean(text)))
    ]
    assert apart == []


def test_the_page_counts_the_characters_of_the_table(chromium: Browser) -> None:
    there = counted(chromium, [text for text, _ in CHARACTERS], "countCharacters")
    assert there == [number for _, number in CHARACTERS]


def test_characters_are_counted_alike_wherever_each_stands(chromium: Browser) -> None:
    codes = [code for code in range(0x30000) if code not in HALVES]
    texts = [f"e{chr(code)}o" for code in codes] + [f"{chr(code)}\u200d🚀\r\n" for code in codes]
    there = counted(chromium, texts, "countCharacters")
    apart = [
        (text, page, server)
        for text, page in zip(texts, there, strict=True)
        if page != (server := count_characters(text))
    ]
    assert apart == []
