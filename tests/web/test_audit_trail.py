"""The audit trail as its readers see it: in words, with ways on, and checked by the auditor."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select, update

from app.models import AuditEvent, Decision, ScoreRevision, ScoreSheet
from app.services import audit, subjects
from app.words import audit as words
from app.words import subjects as named
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World
from tests.services.helpers import recorded_kinds
from tests.services.recorded import judged
from tests.tampering import triggers_aside

TRAIL = "/priser/prisen/2026/hendelseslogg"
LINE = re.compile(r'<th scope="row">(.*?)</th>')
KEY = re.compile(r"\b[a-z]+[:.][a-z0-9_]+\b|%\(|\bNone\b|\0")
"""What a key looks like, such as sheet:68 or round.moved, or a place that was not filled."""
NOUNS = (
    "account", "appointment", "ballot", "decision", "grant", "installation", "invitation",
    "jury", "key", "meeting", "nomination", "notice", "organisation", "prize", "register",
    "round", "seat", "sheet", "stage",
)  # fmt: skip


def get(app: Flask, world: World, name: str, url: str, *, post: bool = False) -> str:
    world.session.commit()
    client = client_of(app, world.people[name].id)
    answer = client.post(url) if post else client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.get_data(as_text=True)


def lines(text: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", line) for line in LINE.findall(text)]


def everything(app: Flask, world: World, name: str, url: str) -> list[str]:
    """Read all pages of a trail, the oldest event first."""
    found: list[str] = []
    number = 1
    while True:
        text = get(app, world, name, f"{url}?side={number}")
        found += lines(text)
        if 'rel="next"' not in text:
            return found[::-1]
        number += 1


def test_the_trail_of_a_round_says_who_did_what_to_what(app: Flask, world: World) -> None:
    judged(world)
    said = everything(app, world, "auditor", TRAIL)
    for sentence in (
        "secretariat planla Prisrunden 2026",
        "nominator sendte inn forslag 1, Prøvedal kommune",
        "secretariat tok forslag 1, Prøvedal kommune opp til vurdering",
        "secretariat avviste forslag 3, Prøvedal kommune",
        "juror_b leverte vurderingsskjemaet fra B for forslag 1, Prøvedal kommune",
        "juror_b endret vurderingsskjemaet fra B for forslag 2, Prøvedal kommune",
        "deputy_c trådte inn for forslag 2, Prøvedal kommune",
        "secretariat flyttet Prisrunden 2026: åpne for poeng",
        "chair forseglet avgjørelsen",
        "chair satte tidspunktet for kunngjøringen av avgjørelsen",
    ):
        assert said.count(sentence) >= 1, sentence
    assert [sentence for sentence in said if KEY.search(sentence)] == []


def test_the_trail_of_the_installation_says_it_too(app: Flask, world: World) -> None:
    judged(world)
    said = everything(app, world, "auditor", "/hendelseslogg")
    assert "Systemet ga auditor rollen revisor" in said
    assert "Systemet lot nominator handle for nominator kommune" in said
    assert "secretariat oppnevnte deputy_b til juryen" in said
    assert [sentence for sentence in said if KEY.search(sentence)] == []


def test_a_draft_is_neither_numbered_nor_named(app: Flask, world: World) -> None:
    award_round = world.open()
    world.draft(award_round)
    said = lines(get(app, world, "secretariat", TRAIL))
    assert said[0] == "nominator begynte på et forslag som ikke er sendt inn"


def test_what_an_event_is_about_is_led_to_where_it_is_open(app: Flask, world: World) -> None:
    judged(world)
    sheet = world.session.scalars(select(ScoreSheet).order_by(ScoreSheet.id).limit(1)).one()
    first = f"/priser/prisen/2026/rangering/{sheet.nomination_id}"
    texts = "".join(get(app, world, "auditor", f"{TRAIL}?side={n}") for n in (1, 2))
    links = set(re.findall(r'<th scope="row">[^<]*<a href="([^"]+)"', texts))
    assert {first, "/priser/prisen/2026/avgjorelse", "/priser/prisen/2026/kunngjoring"} <= links
    for link in links:
        get(app, world, "auditor", link)


def test_before_the_scores_are_open_no_sheet_is_led_to(app: Flask, world: World) -> None:
    _, made = world.at("scoring")
    world.seal("juror_b", made[0], 4, 4)
    text = get(app, world, "auditor", TRAIL)
    assert "leverte vurderingsskjemaet" in text
    assert "/rangering/" not in text


@pytest.fixture
def in_words(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("there", [True, False], ids=["there", "gone"])
def test_every_kind_of_event_and_of_subject_has_words(
    world: World, in_words: None, language: str, there: bool
) -> None:
    judged(world)
    kinds = recorded_kinds() | words.EARLIER.keys()
    assert set(named.CALLED) == set(NOUNS)
    assert len(kinds) > 40
    said = set()
    key = 1 if there else 10**6
    data = {"appointment": key, "seat": key, "role": "auditor", "move": "archive"}
    events = [
        AuditEvent(kind=kind, subject=f"{noun}:{key}", actor_id=key, data=data)
        for kind in sorted(kinds)
        for noun in NOUNS
    ]
    known = subjects.known(world.session, events)
    with force_locale(language):
        for event in events:
            sentence = str(words.happened(event, known))
            assert KEY.search(sentence) is None, (event.kind, event.subject, sentence)
            said.add(sentence)
    assert len(said) > len(kinds)


def test_a_kind_that_nothing_knows_is_still_told_in_words(world: World, in_words: None) -> None:
    event = AuditEvent(kind="thing.done", subject="thing:1", actor_id=None, data={})
    sentence = words.happened(event, subjects.known(world.session, [event]))
    assert str(sentence) == "Systemet gjorde noe med noe som systemet ikke kjenner lenger"


# --- the auditor's check ------------------------------------------------------------------


def test_the_auditor_checks_a_round_and_reads_that_all_is_well(app: Flask, world: World) -> None:
    award_round = judged(world)
    count = audit.length(world.session, award_round.id)
    world.session.commit()
    text = get(app, world, "auditor", TRAIL, post=True)
    assert f"Alt stemmer: {count} hendelser er kontrollert." in text
    head = audit.heads(world.session, world.clock.now, {award_round.id})[1]
    assert head in text
    assert audit.length(world.session, award_round.id) == count


def test_the_installation_is_checked_by_itself(app: Flask, world: World) -> None:
    award_round = judged(world)
    text = get(app, world, "auditor", "/hendelseslogg", post=True)
    count = audit.length(world.session, None)
    assert f"Alt stemmer: {count} hendelser er kontrollert." in text
    assert f"installation {count} " in text
    assert award_round.slug not in text.partition("Noter disse")[2].partition("</section>")[0]


def test_what_was_changed_is_named_in_words_and_exactly(app: Flask, world: World) -> None:
    judged(world)
    last = world.session.scalars(
        select(ScoreRevision).order_by(ScoreRevision.id.desc()).limit(1)
    ).one()
    with triggers_aside(world.session):
        world.session.execute(
            update(ScoreRevision).where(ScoreRevision.id == last.id).values(grounds="Andre ord.")
        )
    text = get(app, world, "auditor", TRAIL, post=True)
    assert "Kontrollen fant 1 avvik." in text
    assert (
        "Noe er ikke slik hendelse 43 forteller. Det gjelder vurderingsskjemaet fra B for "
        "forslag 2, Prøvedal kommune."
    ) in text
    exact = f"score revision 2 of sheet {last.sheet_id} is not as it was recorded in event 43"
    assert exact in text
    assert "Alt stemmer" not in text
    assert "Alt stemmer: " in get(app, world, "auditor", "/hendelseslogg", post=True)


def test_a_trail_too_long_to_wait_for_is_checked_elsewhere(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.plan()
    assert "Kontroller hendelsesloggen" in get(app, world, "auditor", TRAIL)
    monkeypatch.setattr("app.web.audit.check.MOST", 4)
    for post in (False, True):
        page = get(app, world, "auditor", TRAIL, post=post)
        assert "Kontroller hendelsesloggen" not in page
        assert "er kontrollert" not in page
        assert "må kontrolleres fra kommandolinjen" in page


def test_only_the_auditor_is_offered_the_check(app: Flask, world: World) -> None:
    world.plan()
    assert "Kontroller hendelsesloggen" not in get(app, world, "secretariat", TRAIL)
    assert "Kontroller hendelsesloggen" not in get(app, world, "administrator", "/hendelseslogg")
    assert "Kontroller hendelsesloggen" in get(app, world, "auditor", "/hendelseslogg")


def test_the_seal_of_the_decision_is_looked_into_whenever_it_is_read(
    app: Flask, world: World
) -> None:
    award_round, _ = world.at("decided")
    address = f"{at(award_round.slug)}/avgjorelse"
    assert "regnet ut på nytt nå, og stemmer." in get(app, world, "auditor", address)
    with triggers_aside(world.session):
        world.session.execute(
            update(Decision)
            .where(Decision.round_id == award_round.id)
            .values(reason_for_other="En annen grunn.")
        )
    assert "Kontrollsummen stemmer ikke" in get(app, world, "auditor", address)
