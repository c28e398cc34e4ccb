"""The addresses of prizes, and the languages that their texts are owed in."""

import pytest

from app.rules.prizes import SlugFault, lacking, missing, owed_language, slug_fault, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Statens pris for boligsosialt arbeid", "statens-pris-for-boligsosialt-arbeid"),
        ("Ærespris på Røros", "aerespris-pa-roros"),
        ("  Årets «Grønne» grep!  ", "arets-gronne-grep"),
        ("Čáhci-bálkkašupmi", "cahci-balkkasupmi"),
        ("Prix de l’été", "prix-de-l-ete"),
        ("Pris " * 20, "pris-" * 11 + "pris"),
        ("x" * 80, "x" * 60),
        ("奖", ""),
        ("", ""),
    ],
)
def test_an_address_is_suggested_from_the_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug
    assert slug == "" or slug_fault(slug) is None


@pytest.mark.parametrize(
    ("slug", "fault"),
    [
        ("boligsosialt-arbeid", None),
        ("pris-2026", None),
        ("p", None),
        ("", SlugFault.FORM),
        ("Pris", SlugFault.FORM),
        ("pris--en", SlugFault.FORM),
        ("-pris", SlugFault.FORM),
        ("pris-", SlugFault.FORM),
        ("grønn", SlugFault.FORM),
        ("a/b", SlugFault.FORM),
        ("ny", SlugFault.RESERVED),
        ("nye", None),
        ("x" * 60, None),
        ("x" * 61, SlugFault.LONG),
    ],
)
def test_what_can_be_an_address(slug: str, fault: SlugFault | None) -> None:
    assert slug_fault(slug) == fault


def test_what_lacks_is_named_by_language() -> None:
    assert lacking({"nb": "Prisen", "nn": " "}) == ["nn", "en"]
    assert lacking({"nb": "Prisen", "nn": "Prisen", "en": "The prize"}) == []


def test_one_norwegian_language_is_owed_and_no_other() -> None:
    nynorsk = {"name": {"nn": "Prisen"}, "about": {"nn": "Om", "en": "About"}}
    assert owed_language(nynorsk) == "nn"
    assert missing(nynorsk) == []
    half = {"name": {"nb": "Prisen", "nn": "Prisen"}, "about": {"nn": "Om"}, "purpose": {}}
    assert missing(half) == [("purpose", "nn")]
    english = {"name": {"en": "The prize"}, "about": {"en": "About"}}
    assert missing(english) == [("name", "nb"), ("about", "nb")]
