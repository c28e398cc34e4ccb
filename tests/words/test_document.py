"""A document says what the pages say, with the same sentences and without any request.

A page of minutes is written of a round that has been judged and decided, in each language, from
what the services give and what ``app.words`` makes of it. Each line names a page of the product
on which the same must stand, word for word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import html5lib
import pytest
from flask import Flask, has_request_context
from flask_babel import force_locale

from app.models import Round
from app.services import accounts, attention, decisions, digests, jury, nominations, ranking, rounds
from app.services.work import Work
from app.words import formats, terms
from app.words.jury import juries
from app.words.nominations import answers
from app.words.nominations import status as nomination_words
from app.words.ranking import names as ranking_names
from app.words.ranking import reasons
from app.words.ranking import says as ranking_words
from app.words.results import decisions as decision_words
from app.words.results import frozen
from app.words.rounds import calls, timeline
from app.words.rounds import glance as round_words
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World

LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True)
class Line:
    """One line of the minutes, and the page on which the same stands."""

    text: str
    page: str
    reader: str = "chair"


def minutes(chair: Work, secretariat: Work, award_round: Round) -> list[Line]:
    """Write the minutes, from top to bottom."""
    return [
        *_head(chair, award_round),
        *_standing(secretariat, award_round),
        *_nominations(chair, secretariat, award_round),
        *_ranking(chair, award_round),
        *_decision(chair, award_round),
    ]


def _head(chair: Work, award_round: Round) -> Iterator[Line]:
    page = f"{at(award_round.slug)}"
    yield Line(round_words.title(award_round), page)
    yield Line(calls.planned_for(award_round, chair.now), page)
    for step in calls.timeline(award_round, chair.now):
        yield Line(step.title, page)
        yield Line(step.when, page)
    found = juries.of_round(
        jury.of_round(chair.session, award_round), award_round, chair.now.date()
    )
    assert found is not None
    for seat in found.seats:
        yield from (Line(text, page) for text in (seat.institution, seat.members, seat.deputies))


def _standing(secretariat: Work, award_round: Round) -> Iterator[Line]:
    page = f"{at(award_round.slug)}/styring"
    seen = attention.overview(secretariat, award_round)
    yield Line(round_words.lede(award_round, seen, secretariat.now), page, "secretariat")
    for figure, what, remark in round_words.tally(award_round, seen):
        yield from (Line(str(text), page, "secretariat") for text in (figure, what, remark))
    for step in timeline.steps(award_round, seen, secretariat.now):
        yield Line(step.title, page, "secretariat")
        yield Line(step.when, page, "secretariat")


def _nominations(chair: Work, secretariat: Work, award_round: Round) -> Iterator[Line]:
    form = rounds.form(chair.session, award_round)
    for nomination in nominations.admitted(secretariat.session, award_round):
        inbox, sheet = f"{at(award_round.slug)}/forslag", f"/vurdering/{nomination.id}"
        screened = f"/forslag/{nomination.id}/gjennomgang"
        yield Line(nomination.reference or "", screened, "secretariat")
        yield Line(terms.term(nomination.state), inbox, "secretariat")
        yield Line(nomination_words.title_of(nomination), inbox, "secretariat")
        yield Line(formats.listed([c.name for c in nomination.candidates]), sheet)
        for section in answers.sections(form, nomination.versions[-1]):
            for answer in section.answers:
                yield Line(formats.in_language(answer.label), screened, "secretariat")
                yield from (Line(text, sheet) for text in (*answer.prose, *answer.lines))


def _ranking(chair: Work, award_round: Round) -> Iterator[Line]:
    table = ranking.for_actor(chair, award_round)
    page = f"{at(award_round.slug)}/rangering"
    yield Line(ranking_words.says(table), page)
    for reason in reasons.reasons(table):
        yield Line(reason.title, page)
        yield Line(reason.text, page)
    for row in table.rows:
        own = f"{page}/{row.nomination.id}"
        yield Line(ranking_names.name_of(row), own)
        yield Line(formats.decimal(row.line.fair), page)


def _decision(chair: Work, award_round: Round) -> Iterator[Line]:
    page = f"{at(award_round.slug)}/avgjorelse"
    decision = decisions.for_reader(chair, award_round)
    assert decision is not None
    assert decision.sealed_at is not None
    judged = nominations.admitted(chair.session, award_round)
    yield Line(formats.moment(decision.sealed_at), page)
    yield Line(digests.checksum(decision.digest), page)
    for names in decision_words.named(decision).values():
        yield from (Line(name, page) for name in names)
    for text in (decision.citation, decision.statement):
        yield from (Line(part, page) for part in formats.paragraphs(formats.in_language(text)))
    for ground in decision.grounds:
        yield Line(formats.in_language(ground["title"]), page)
        yield Line(formats.in_language(ground["text"]), page)
    for place in decision_words.places(decision, judged):
        yield Line(f"{place.place} {place.name} {formats.decimal(place.score)}", page)
    sealed = frozen.frozen(decision, judged)
    assert sealed is not None
    for label, told in sealed.facts:
        yield Line(label, page)
        yield Line(told, page)


def plain(text: str) -> str:
    """Give a text with one blank where it has several, or one that does not break."""
    return re.sub(r"\s+", " ", text).strip()


def read(app: Flask, world: World, address: str, reader: str) -> str:
    """Give the text of a page as somebody reads it."""
    client = client_of(app, world.people[reader].id)
    client.reviewing = False  # "None" is a word of English
    answer = client.get(address)
    assert answer.status_code == 200, (address, reader)
    page = html5lib.parse(answer.get_data(as_text=True), namespaceHTMLElements=False)
    cells = (" ".join(cell.itertext()) for cell in page.iter("tr"))
    return plain("".join(page.find("body").itertext()) + " " + " ".join(cells))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_minutes_says_what_the_pages_say(app: Flask, world: World, language: str) -> None:
    award_round, _ = world.at("decided")
    for reader in ("chair", "secretariat"):
        accounts.set_language(world.session, world.people[reader].id, language)
    world.session.commit()
    assert not has_request_context()
    with force_locale(language):
        written = minutes(world.work("chair"), world.work("secretariat"), award_round)
    said = [line for line in written if line.text]
    assert len(said) > 60
    pages = {key: read(app, world, *key) for key in {(line.page, line.reader) for line in said}}
    assert len(pages) >= 8
    missing = [line for line in said if plain(line.text) not in pages[line.page, line.reader]]
    assert not missing, "\n".join(map(str, missing))


def test_the_minutes_are_in_three_languages(app: Flask, world: World) -> None:
    award_round, _ = world.at("decided")
    documents = []
    for language in LANGUAGES:
        with force_locale(language):
            lines = minutes(world.work("chair"), world.work("secretariat"), award_round)
        documents.append([line.text for line in lines])
    bokmaal, nynorsk, english = documents
    assert len(bokmaal) == len(nynorsk) == len(english)
    assert "Avgjørelsen er forseglet. Juryleder har ikke satt tidspunkt for kunngjøringen." in (
        bokmaal
    )
    assert sum(one != other for one, other in zip(bokmaal, nynorsk, strict=True)) > 10
    assert sum(one != other for one, other in zip(bokmaal, english, strict=True)) > 20
