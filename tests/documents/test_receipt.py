"""The receipt as a document: accessible, fit for an archive, and its digests can be checked."""

import hashlib
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
import typst
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import object_session

from app.documents import receipts as documents
from app.documents.typesetting import FONTS, DocumentRefusedError, showable, typeset
from app.models import NominationVersion, Round
from app.services import digests, nominations, rounds, supports
from app.services.nominations import receipts
from app.words.nominations import readings
from app.words.nominations.receipts import Receipt, digest_lines
from tests.documents import pdf
from tests.factories import World

STORY = "Gáivuotna ja Čáhcesuolu: đŋšŧž.\nÆre være åsen."
CHECKS = [
    "archivable",
    "accessible",
    "marked",
    "tagged",
    "language",
    "title",
    "title shown",
    "output intent",
    "fonts embedded",
]
"""What ``pdf.faults`` looks for, in its order."""


def handed_in(world: World, story: str = STORY) -> tuple[Round, NominationVersion]:
    award_round = world.open()
    draft = world.draft(award_round, title="Nattbussen")
    work = world.work("nominator")
    base = nominations.base_of(draft, ["story"])
    nominations.save(work, draft, {"story": story}, base=base)
    asked = supports.ask(work, draft, name="Eva", email="e@x.no", body="Laget", language="nb")
    words = {"name": "Eva Dunfjeld", "body": "Laget", "role": "Leder", "text": "Vi støtter dette."}
    supports.give(world.session, asked, world.clock.now, **words)
    return award_round, nominations.submit(work, draft)


def make(app: Flask, award_round: Round, version: NominationVersion, language: str) -> bytes:
    session = object_session(version)
    assert session is not None
    nomination = nominations.by_id(session, version.nomination_id)
    form = rounds.form(session, award_round)
    with app.test_request_context(), force_locale(language):
        given = Receipt(
            nomination,
            award_round,
            version,
            readings.of_version(form, version),
            "nominator",
            digest_lines(form, receipts.parts(version)),
        )
        return documents.receipt(given)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nb", "Kvittering for forslag 2026-0001"),
        ("nn", "Kvittering for forslag 2026-0001"),
        ("en", "Receipt for nomination 2026-0001"),
    ],
)
def test_it_is_accessible_and_archivable_in_each_language(
    app: Flask, world: World, language: str, title: str
) -> None:
    made = make(app, *handed_in(world), language)
    assert pdf.faults(made) == []
    assert pdf.language(made).partition("-")[0] == language
    assert pdf.title(made) == title
    assert pdf.headings(made)[:4] == ["/H1", "/H2", "/H2", "/H2"]


def test_every_digest_on_it_is_what_anybody_gets(app: Flask, world: World) -> None:
    award_round, version = handed_in(world)
    shown = pdf.text(make(app, award_round, version, "nb"))
    support = (
        '[{"body":"Laget","language":"nb","name":"Eva Dunfjeld","role":"Leder",'
        '"text":"Vi støtter dette."}]'
    )
    for exact in ("Nattbussen", STORY, support):
        assert shown.count(hashlib.sha256(exact.encode()).hexdigest()) == 1
    whole = digests.text(version.digest, version.content)
    assert shown.count(hashlib.sha256(whole).hexdigest()) == 1


def test_it_holds_what_was_handed_in_with_sami_letters(app: Flask, world: World) -> None:
    shown = pdf.text(make(app, *handed_in(world), "nb"))
    for words in (*STORY.split(), "Nattbussen", "EvaDunfjeld", "Vi", "støtter", "2026-0001"):
        assert words in shown


def test_the_same_content_gives_the_same_bytes(app: Flask, world: World) -> None:
    award_round, version = handed_in(world)
    first = make(app, award_round, version, "nb")
    world.pass_time(days=3)
    assert make(app, award_round, version, "nb") == first


HOSTILE = [
    "😀 👩🏽‍🚒",
    "שלום عالم",
    "漢字",
    "\u202eomvendt\u202c",
    "a\u0301\u0300",
    "\u00ad\u200b\ufeff",
    "\ue000\uf8ff",
    "#set page(width: 1cm) $x$ *fet* _kursiv_ `rå` <merke> @ref \\ //",
    "<script>alert(1)</script>",
    "=1+1",
    "ord " * 40,
    "x" * 3000,
    "a\tb\u2028c\u2029d",
    "ﬁ ﬀ ½ ² ™ → ≤ ∑",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_somebody_wrote_stands_in_a_document(text: str) -> None:
    answer = {"label": text, "language": "nb", "paragraphs": [text]}
    made = typeset("receipt", _plain(parts=[{"title": text, "answers": [answer]}]), **NOW)
    assert pdf.faults(made) == []


def test_what_the_fonts_lack_stands_with_its_number(app: Flask, world: World) -> None:
    award_round, version = handed_in(world, "Smil 😀 her")
    shown = pdf.text(make(app, award_round, version, "nb"))
    assert "Smil[U+1F600]her" in shown
    assert "Tegnsomikkefinnesiskriften" in shown


def test_every_character_that_is_said_to_be_covered_is() -> None:
    every = "".join(
        chr(one)
        for line in (FONTS / "covered.txt").read_text(encoding="ascii").splitlines()
        for one in range(int(line.partition("-")[0], 16), int(line.rpartition("-")[2], 16) + 1)
    )
    assert showable(every) == every
    assert set("áčđŋšŧžÁČĐŊŠŦŽæøåÆØÅ«»–…") <= set(every)
    made = typeset("receipt", _plain(lede=every), **NOW)
    assert pdf.faults(made) == []


def test_what_can_not_be_both_is_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.documents.typesetting.showable", lambda value: value)
    with pytest.raises(DocumentRefusedError, match="could not be displayed"):
        typeset("receipt", _plain(lede="漢字"), **NOW)


NOW = {"language": "nb", "made_at": datetime(2026, 5, 1, tzinfo=UTC)}


def _plain(**changes: object) -> dict[str, object]:
    words = ("title", "over", "author", "foot", "lede", "digests_title", "summed", "recipe_title")
    data: dict[str, object] = dict.fromkeys((*words, "text_title", "replaced"), "ord")
    lists = {"facts_head": ["a", "b"], "facts": [], "digests_head": ["a", "b"], "digests": []}
    return data | lists | {"recipe": ["ett"], "parts": []} | changes


# --- the checker itself ------------------------------------------------------------------------


def test_an_untagged_document_fails_every_check() -> None:
    bad = typst.compile(b"= Uten merker", format="pdf", pdf_tags=False)
    with pikepdf.open(BytesIO(bad)) as opened:
        for font in pdf._fonts(opened):
            for name in pdf._FONT_FILES:
                if name in font.FontDescriptor:
                    del font.FontDescriptor[name]
        del opened.Root.Lang
        stripped = BytesIO()
        opened.save(stripped)
    assert pdf.faults(stripped.getvalue()) == CHECKS


def test_a_document_that_lacks_one_thing_fails_by_its_name() -> None:
    good = typeset("receipt", _plain(), **NOW)
    for name, fault in (
        ("/StructTreeRoot", "tagged"),
        ("/MarkInfo", "marked"),
        ("/Lang", "language"),
        ("/OutputIntents", "output intent"),
        ("/ViewerPreferences", "title shown"),
    ):
        with pikepdf.open(BytesIO(good)) as opened:
            del opened.Root[name]
            without = BytesIO()
            opened.save(without)
        assert pdf.faults(without.getvalue()) == [fault]
