"""One word for one thing, in each language, and sentences that begin as sentences do."""

import re

import pytest

from tests.spelling.sources import LANGUAGES, catalogues, seeds

pytestmark = pytest.mark.without_database

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
REJECTED = {
    "nb": {
        r"erklær(e|er|te|t|es)": "bindinger sier vi fra om, og for et forslag svarer vi",
        r"svar(e|er|t|te|et|ene)? for": "svare om: å svare for er å ha ansvar",
        r"(?<!å )forsegle": "bydeform: forsegl",
        r"sammenlikn\w*": "sammenligne",
        r"sjekksum\w*|fingeravtrykk\w*|hash\w*": "kontrollsum",
        r"utgave\w*|revisjon(er|en|ene)?": "versjon; det som er endret, er endringer",
        r"startverdi\w*|frø": "starttall",
        r"setet?|ledige?": "plass, tom plass",
        r"feilet": "kom ikke fram, gikk galt",
        r"beslutningsdyktig\w*": "hvor mange som må levere",
        r"på minuttet|spille ut|hver enkelt|det er til i (dag|morgen)": "er ikke godt norsk",
        r"(for)?stod": "sto, forsto, som ga og ble",
        r"kollegaer|kollegaene": "kolleger, kollegene",
        r"journal(en)?": "hendelsesloggen",
    },
    "nn": {
        r"svar(e|er|a|et|t)? for": "svare om: å svare for er å ha ansvar",
        r"blei": "vart",
        r"derfor": "difor",
        r"også": "òg",
        r"trekk(e|er|ast)": "trekkje, trekkjer, trekkjast",
        r"u?samde?": "einig, einige, ueinig",
        r"begyn\w*": "byrje, byrjar, byrja",
        r"trekning\w*": "trekking, som i trekkje",
        r"omtrent": "om lag",
        r"forskjell\w*|eksemp\w+|kun|hvis|viss": "skilnad, døme, berre, dersom",
        r"henne": "ho, også som objekt om ting",
        r"(om|fått) han": "skriv kva det er",
        r"innen(?! Psykisk helse)": "innan",
        r"slump|reint tilfelle": "tilfeldigheiter",
        r"tilbake:": "førre, om det som er før",
        r"forsegle": "bydeform: forsegl",
        r"journal(en)?": "hendingsloggen",
    },
    "en": {
        r"disqualif\w+": "recused",
        r"answer(s|ed)? for": "about: to answer for is to be responsible",
        r"stored?": "saved",
        r"jury members?": "juror",
        r"digests?|fingerprints?": "checksum",
        r"releases?": "version",
        r"in in": "in from, in through",
        r"e-mails?": "email",
        r"(have|has|to) declared? for": "declare a conflict of interest",
        r"\w+'s?": "’",
    },
}
"""By language, what is not written, and what is written instead."""

CONFLICT = re.compile(r"\bties?\b", re.IGNORECASE)
EQUAL = ("likt", "uavgjort")
"""In a source that says this, a tie is of equal scores; elsewhere it would be a conflict."""

COUNTS = "num|number|done|given|more|all|both|quorum|enough|handed|sealed|words|limit|points|year"
DIGIT_FIRST = re.compile(rf"(?:^|(?<!kl|nr|no)[.!?] )(?:\d|%\((?:{COUNTS})\))[^.!?]*[.!?](?: |$)")
LABELS = {"%(words)s av %(limit)s ord. %(num)s ord for mye"}
"""Counts beside a field, no sentences."""


def said(language: str) -> list[tuple[str, str]]:
    """Give every text in a language, each with its source; of the data what is in all three."""
    every = (*catalogues(), *seeds())
    return [(text.where, text.said) for text in every if text.language == language]


@pytest.mark.parametrize("language", REJECTED)
def test_one_word_stands_for_one_thing(language: str) -> None:
    found = [
        f"{hit[0]} (instead: {instead}) in: {form}"
        for pattern, instead in REJECTED[language].items()
        for _, form in said(language)
        if (
            hit := re.search(
                rf"(?<!\w)(?:{pattern})(?!\w)", PLACEHOLDER.sub("", form), re.IGNORECASE
            )
        )
    ]
    assert found == []


def test_a_tie_is_of_equal_scores() -> None:
    ties = [(source, form) for source, form in said("en") if CONFLICT.search(form)]
    assert len(ties) > 2
    assert [
        form for source, form in ties if not any(word in source.casefold() for word in EQUAL)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_begins_with_a_digit(language: str) -> None:
    found = {form for source, form in said(language) if DIGIT_FIRST.search(form)}
    labels = {form for source, form in said(language) if source in LABELS}
    assert found - labels == set()
