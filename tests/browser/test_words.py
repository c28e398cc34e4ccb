"""The page counts words as the server does, whatever stands between them."""

import re

from playwright.sync_api import Browser

from app.rules.forms import count_words
from app.rules.texts import clean
from config import ROOT

SCRIPT = ROOT / "app" / "static" / "js" / "words.js"
HALVES = range(0xD800, 0xE000)
"""What no page can send by itself."""


def test_words_are_counted_alike_whatever_stands_between_them(chromium: Browser) -> None:
    found = re.search(r"function count\(text\) \{.*?\n\}", SCRIPT.read_text("utf-8"), re.DOTALL)
    assert found is not None
    between = [chr(code) for code in range(0x10000) if code not in HALVES]
    texts = [f"en{one}to" for one in (*between, "\r\n", "\n\n", " \u2028 ", "👩\u200d👧", "")]
    page = chromium.new_page()
    counted = page.evaluate(f"texts => {{ {found[0]}; return texts.map(count); }}", texts)
    page.close()
    assert len(counted) == len(texts)
    apart = [
        (text, there, here)
        for text, there in zip(texts, counted, strict=True)
        if there != (here := count_words(clean(text)))
    ]
    assert apart == []
