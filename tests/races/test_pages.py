"""The same races over HTTP: what each of two windows gets back, and what is stored."""

import html
import re
from collections.abc import Mapping
from threading import Barrier, Thread
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.models import Decision, Nomination, NominationVersion, Round, RoundMove, ScoreSheet
from app.rules.calendar import end_of
from app.services import phases
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import STATEMENT
from tests.races.conftest import PATIENCE, Arena
from tests.web.acts import seen_on

_VERSION = re.compile(r'name="version" value="([^"]*)"')
Post = tuple[str, str, Mapping[str, Any]]
SHEET = {"score-x": "4", "score-y": "5", "grounds": "Grunn fra første vindu", "notes": ""}
SEAL = {"act": "seal"}


def window(arena: Arena, name: str) -> ReviewingClient:
    """Open a window of somebody's, signed in."""
    return client_of(arena.app, arena.id_of(name))


def version(client: ReviewingClient, url: str) -> str:
    """Open a page, and give the version that its form goes on from."""
    found = _VERSION.search(client.get(url).get_data(as_text=True))
    assert found is not None, f"no form on {url}"
    return html.unescape(found[1])


def at_once(arena: Arena, *posts: Post) -> list[TestResponse]:
    """Send several forms at the same moment: who sends, to where, what."""
    clients = [window(arena, name) for name, _, _ in posts]
    barrier = Barrier(len(posts), timeout=PATIENCE)
    answers: list[Any] = [None] * len(posts)

    def run(place: int) -> None:
        _, url, data = posts[place]
        barrier.wait()
        answers[place] = clients[place].post(url, data=data)

    threads = [Thread(target=run, args=(place,), daemon=True) for place in range(len(posts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "somebody waits for ever"
    arena.session.expire_all()
    return answers


def statuses(answers: list[TestResponse]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def sheet_of(arena: Arena, name: str, nomination_id: int) -> ScoreSheet:
    seats = {"chair": 0, "juror_b": 1, "juror_c": 2}
    member = arena.world.jury.seats[seats[name]].appointments[0].id
    return arena.session.scalars(
        select(ScoreSheet).filter_by(nomination_id=nomination_id, appointment_id=member)
    ).one()


def decision(winner: int, nominee: int, **more: Any) -> dict[str, Any]:
    return {
        "winners": [winner],
        "nominees": [nominee],
        "citation": "For varig arbeid.",
        "statement": STATEMENT,
        "version": "0",
        **more,
    }


def slug_of(arena: Arena, round_id: int) -> str:
    return arena.session.get_one(Round, round_id).slug


def test_one_of_two_who_seal_a_decision_at_once_is_told_that_it_is_sealed(arena: Arena) -> None:
    round_id, (one, other) = arena.at("deliberation")
    url = f"{at(slug_of(arena, round_id))}/avgjorelse"
    sent = decision(one, other, act="finalise")
    before = window(arena, "chair").post(url, data=sent, follow_redirects=True)
    act = {"regler": "1", "seen": seen_on(before.get_data(as_text=True))}
    post = ("chair", f"{url}/forsegl", act)
    answers = at_once(arena, post, post)
    assert statuses(answers) == [303, 409]
    found = arena.session.scalars(select(Decision).filter_by(round_id=round_id)).all()
    assert [decision.sealed_at is not None for decision in found] == [True]


def test_a_double_click_on_send_in_leads_to_one_receipt(arena: Arena) -> None:
    _, [draft] = arena.settle(*arena.open())
    url = f"/forslag/{draft}/send-inn"
    answers = at_once(arena, ("nominator", url, {}), ("nominator", url, {}))
    assert statuses(answers) == [303, 303]
    receipt = f"/forslag/{draft}/kvittering"
    assert [answer.headers["Location"] for answer in answers] == [receipt, receipt]
    versions = arena.session.scalars(select(NominationVersion).filter_by(nomination_id=draft)).all()
    assert len(versions) == 1
    page = window(arena, "nominator").get(receipt).get_data(as_text=True)
    assert "-0001" in page


def test_a_double_click_on_seal_seals_once(arena: Arena) -> None:
    _, (one, _) = arena.at("scoring")
    post = ("juror_b", f"/vurdering/{one}", {**SHEET, **SEAL, "version": "0"})
    assert statuses(at_once(arena, post, post)) == [303, 303]
    found = sheet_of(arena, "juror_b", one)
    assert [revision.scores for revision in found.revisions] == [{"x": "4", "y": "5"}]


def test_a_second_window_with_the_same_sheet_is_shown_both_texts(arena: Arena) -> None:
    _, (one, _) = arena.at("scoring")
    url = f"/vurdering/{one}"
    first, second = window(arena, "juror_b"), window(arena, "juror_b")
    start = version(first, url)
    assert version(second, url) == start
    stored = first.post(url, data={**SHEET, "act": "draft", "version": start})
    assert stored.status_code == 303
    sent = {**SHEET, "grounds": "Grunn fra andre vindu", "version": start}
    for act in ("draft", "seal"):
        answer = second.post(url, data={**sent, "act": act})
        assert answer.status_code == 409
        page = answer.get_data(as_text=True)
        assert "Grunn fra første vindu" in page
        assert "Grunn fra andre vindu" in page
        arena.session.expire_all()
        found = sheet_of(arena, "juror_b", one)
        assert (found.draft_grounds, found.sealed_at) == ("Grunn fra første vindu", None)
        arena.session.commit()
    again = _VERSION.search(page)
    assert again is not None
    chosen = second.post(url, data={**sent, **SEAL, "version": again[1]})
    assert chosen.status_code == 303
    arena.session.expire_all()
    assert sheet_of(arena, "juror_b", one).revisions[0].grounds == "Grunn fra andre vindu"


def test_a_second_window_with_the_same_text_is_shown_both(arena: Arena) -> None:
    _, [draft] = arena.settle(*arena.open())
    url = f"/forslag/{draft}/del/second"
    first, second = window(arena, "nominator"), window(arena, "nominator")
    start = version(first, url)
    assert version(second, url) == start
    hers = {"answer-story": "Teksten fra første vindu", "version": start, "go": "stay"}
    assert first.post(url, data=hers).status_code == 303
    answer = second.post(url, data={**hers, "answer-story": "Teksten fra andre vindu"})
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    # What differs is marked in both.
    assert "Teksten fra <mark>første</mark> vindu" in page
    assert "Teksten fra <mark>andre</mark> vindu" in page
    arena.session.expire_all()
    found = arena.session.get_one(Nomination, draft)
    assert found.answers["story"] == "Teksten fra første vindu"


def test_a_second_window_with_the_same_decision_is_shown_both(arena: Arena) -> None:
    round_id, (one, other) = arena.at("deliberation")
    url = f"{at(slug_of(arena, round_id))}/avgjorelse"
    first, second = window(arena, "chair"), window(arena, "chair")
    start = version(first, url)
    sent = decision(one, other, act="draft", version=start, citation="Fra første vindu.")
    assert first.post(url, data=sent).status_code == 303
    for act in ("draft", "finalise"):
        answer = second.post(url, data={**sent, "citation": "Fra andre vindu.", "act": act})
        assert answer.status_code == 409
        page = answer.get_data(as_text=True)
        assert "Fra første vindu." in page
        assert "Fra andre vindu." in page
    arena.session.expire_all()
    found = arena.session.scalars(select(Decision).filter_by(round_id=round_id)).one()
    assert (found.citation, found.sealed_at) == ({"nb": "Fra første vindu."}, None)


def close_scoring(arena: Arena, but: str = "juror_b") -> tuple[str, int]:
    """Take a round to where its scoring can end, though somebody has handed in nothing."""
    round_id, made = arena.at("scoring")
    for name in {"chair", "juror_b", "juror_c"} - {but}:
        for key in made:
            arena.world.seal(name, arena.session.get_one(Nomination, key), 4, 4)
    slug = slug_of(arena, round_id)
    arena.session.commit()
    return slug, made[0]


def test_a_sheet_sent_after_the_scoring_has_closed_is_refused_and_kept(arena: Arena) -> None:
    for number, act in enumerate(("seal", "draft")):
        slug, one = close_scoring(arena)
        client = window(arena, "juror_b")
        start = version(client, f"/vurdering/{one}")
        award_round = arena.session.scalars(select(Round).filter_by(slug=slug)).one()
        phases.move(arena.world.work("secretariat"), award_round, "open_deliberation")
        arena.session.commit()
        grounds = f"For sent, {number}"
        sent = {**SHEET, "grounds": grounds, "act": act, "version": start}
        assert client.post(f"/vurdering/{one}", data=sent).status_code == 409
        arena.session.expire_all()
        found = sheet_of(arena, "juror_b", one)
        assert (found.draft_grounds, found.draft_scores) == (grounds, {"x": "4", "y": "5"})
        assert (found.sealed_at, found.revisions) == (None, [])


def test_a_sheet_and_the_end_of_the_scoring_at_once(arena: Arena) -> None:
    slug, one = close_scoring(arena)
    url = f"{at(slug)}/flytt/open_deliberation"
    shown = window(arena, "secretariat").get(url).get_data(as_text=True)
    answers = at_once(
        arena,
        ("juror_b", f"/vurdering/{one}", {**SHEET, **SEAL, "version": "0"}),
        ("secretariat", url, {"seen": seen_on(shown)}),
    )
    found = sheet_of(arena, "juror_b", one)
    how = [answer.status_code for answer in answers], len(found.revisions)
    # When the sheet came first, the secretariat is shown anew whom the step cuts off.
    assert how in [([303, 409], 1), ([409, 303], 0)]
    assert found.draft_grounds == "Grunn fra første vindu"


def test_a_text_sent_after_the_deadline_is_refused_and_kept(arena: Arena) -> None:
    round_id, [draft] = arena.settle(*arena.open())
    url = f"/forslag/{draft}/del/second"
    client = window(arena, "nominator")
    sent = {"answer-story": "Kom for sent", "version": version(client, url)}
    deadline = arena.session.get_one(Round, round_id).deadline_at
    assert deadline is not None
    arena.session.commit()
    arena.clock.now = end_of(deadline)
    assert client.post(url, data=sent).status_code == 409
    assert client.post(f"/forslag/{draft}/send-inn").status_code == 409
    arena.session.expire_all()
    found = arena.session.get_one(Nomination, draft)
    assert (found.answers["story"], found.state, found.reference) == (
        *("Kom for sent", "draft"),
        None,
    )


def test_a_double_click_on_a_move_moves_once(arena: Arena) -> None:
    round_id, _ = arena.at("planned")
    url = f"{at(slug_of(arena, round_id))}/flytt/publish_call"
    shown = window(arena, "secretariat").get(url).get_data(as_text=True)
    post = ("secretariat", url, {"seen": seen_on(shown)})
    assert statuses(at_once(arena, post, post)) == [303, 409]
    moves = arena.session.scalars(select(RoundMove.name).filter_by(round_id=round_id)).all()
    assert moves == ["publish_call"]


def test_one_of_two_officers_who_settle_a_nomination_at_once_is_told(arena: Arena) -> None:
    _, (one, _) = arena.at("screening")
    answers = at_once(
        arena,
        ("secretariat", f"/forslag/{one}/ta-opp", {"residents_checked": "y", "residents": "y"}),
        ("secretariat", f"/forslag/{one}/avvis", {"reason": "Utenfor formålet."}),
    )
    assert statuses(answers) == [303, 409]
    found = arena.session.get_one(Nomination, one)
    assert [move.target for move in found.moves] == ["submitted", found.state.value]
