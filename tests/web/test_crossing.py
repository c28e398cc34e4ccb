"""Nothing crosses from one prize to another: no page, list, count or choice of theirs is ours.

Both prizes have rounds in the same phases. Those of the other prize alone ask for everything of the
first, as the table of endpoints has it, and those of each read their own pages.
"""

import html
from collections.abc import Iterator

import pytest
from flask import url_for
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import isolated
from tests.web.access import client_for, follows_the_phase, method, values
from tests.web.access_matrix import MATRIX
from tests.web.access_sent import SENT
from tests.web.access_world import CROSSING, Place, Stage
from tests.web.acts import ACTS
from tests.web.test_access_matrix import sign_of
from tests.whole import by_turns

pytestmark = pytest.mark.sweep

SHARED = ("open", "scoring", "announced")
"""The phases that are asked in: before the jury, while it scores, and when everybody may read."""
OF_ALL = frozenset(
    {
        "accounts.sign_in",
        "bundles.fetch_public",
        "bundles.program",
        "bundles.show",
        "pages.accessibility",
        "pages.contact",
        "pages.method",
        "pages.privacy",
        "prizes.front",
        "prizes.history",
        "prizes.show",
        "prizes.years",
        "public_questions.show",
        "rounds.calendar",
        "rounds.form",
        "rounds.form_document",
        "rounds.scores_table",
        "rounds.show",
        "rounds.weights_table",
        "subscriptions.show",
    }
)
"""Pages for everybody, which speak of all prizes."""
OURS = ("Hemmelig", "juror_b", "juror_c", "deputy_b", "nominator kommune", "/priser/prisen")
"""What stands on pages of the first prize alone; last its address."""
THEIRS = ("Fremmed", "other_juror", "other_writer", "En annen pris", "/priser/en-annen-pris")
"""What stands on pages of the other prize alone; last its name and its address."""
OFFERED = frozenset({"/priser/prisen", "En annen pris", "/priser/en-annen-pris"})
"""What a nominator is offered where her own work is listed: every call that is open."""
BODIES = frozenset({"nominator kommune", "other_writer"})
"""The organisations of both, by their names."""
READ_IN = ("open", "deliberation")
"""The phases in which pages are read through: what is hidden in others is hidden in these."""
ANYBODY = frozenset(
    {"nominations.start", "nominations.create", "public_questions.ask", "subscriptions.ask"}
)
"""Whoever writes for an organisation may write to any call that is open, and anybody may ask."""


def client_of_other(stage: Stage, role: str) -> FlaskClient:
    made = stage.app.test_client()
    made.reviewing = False  # type: ignore[attr-defined]
    return made.sign_in(stage.crossing[role])  # type: ignore[attr-defined, no-any-return]


def asked(
    stage: Stage, places: dict[str, Place], phases: tuple[str, ...], how: str
) -> Iterator[tuple[str, str, str]]:
    """Give each endpoint with its address in each of some phases."""
    for endpoint in sorted(MATRIX):
        if method(stage.app, endpoint) != how:
            continue
        for phase in phases if follows_the_phase(stage.app, endpoint) else phases[:1]:
            found = values(stage, endpoint, phase, places[phase])
            if found is not None:
                with stage.app.test_request_context():
                    yield endpoint, phase, url_for(endpoint, **found)


def of_a_prize(stage: Stage, endpoint: str) -> bool:
    """Say whether an address names something of one prize."""
    named = {"slug", "nomination_id", "appointment_id", "prize_slug"}
    rules = stage.app.url_map.iter_rules(endpoint)
    return any(not named.isdisjoint(rule.arguments) for rule in rules)


@pytest.mark.parametrize("role", CROSSING)
def test_nothing_of_the_first_prize_is_open_to_those_of_another(stage: Stage, role: str) -> None:
    client, wrong, tried = client_of_other(stage, role), [], 0
    phases = by_turns(SHARED, list(CROSSING).index(role))
    with stage.app.app_context(), isolated(stage.app):
        for endpoint, phase, address in asked(stage, stage.places, phases, "GET"):
            if endpoint in OF_ALL or endpoint in ANYBODY or not of_a_prize(stage, endpoint):
                continue
            tried += 1
            with client.get(address) as answer:
                text = read(answer)
            told = [mark for mark in OURS if mark in text]
            # The address that was asked for stands in the form that changes the language.
            if sign_of(answer) not in "349" or [mark for mark in told if mark != "/priser/prisen"]:
                wrong.append((endpoint, phase, sign_of(answer), told))
    assert tried > 80
    assert wrong == []


@pytest.mark.parametrize("role", CROSSING)
def test_those_of_another_prize_do_nothing_in_the_first(stage: Stage, role: str) -> None:
    client, wrong, tried = client_of_other(stage, role), [], 0
    phases = by_turns(SHARED, list(CROSSING).index(role))
    for endpoint, phase, address in asked(stage, stage.places, phases, "POST"):
        if endpoint in ANYBODY or not of_a_prize(stage, endpoint):
            continue
        tried += 1
        with stage.app.app_context(), isolated(stage.app):
            data = SENT[endpoint](stage, stage.places[phase], role)
            data |= {"seen": "0"} if endpoint in ACTS else {}
            with client.post(address, data=data) as answer:
                if sign_of(answer) not in "349":
                    wrong.append((endpoint, phase, sign_of(answer)))
    assert tried > 60
    assert wrong == []


def read(answer: TestResponse) -> str:
    """Give what an answer says; a workbook to fill in is the same for everybody."""
    is_text = answer.mimetype.startswith("text/") or answer.mimetype == "application/json"
    return html.unescape(answer.get_data(as_text=True)) if is_text else ""


def told(stage: Stage, client: FlaskClient, of: dict[str, Place]) -> dict[str, set[str]]:
    """Read every page that somebody may read, and say what of either prize each tells."""
    found = {}
    with stage.app.app_context(), isolated(stage.app):
        for endpoint, _phase, address in asked(stage, of, READ_IN, "GET"):
            if endpoint in OF_ALL or endpoint in ANYBODY:
                continue
            with client.get(address) as answer:
                text = read(answer)
            if answer.status_code == 200:
                found[address] = {mark for mark in (*OURS, *THEIRS) if mark in text}
    return found


def parted(
    found: dict[str, set[str]], own: tuple[str, ...]
) -> tuple[set[str], dict[str, set[str]]]:
    """Give what is told of her own prize, and by page what is told of the other.

    Where a nominator's own work is listed she is offered every call that is open; organisations are
    of no prize, and every secretariat confirms them and chooses institutions among them.
    """
    lists = {"oversikt": OFFERED, "forslag": OFFERED, "organisasjoner": BODIES, "juryer": BODIES}
    foreign = {
        address: marks - set(own) - lists.get(address.split("/")[1], frozenset())
        for address, marks in found.items()
    }
    mine = set().union(*found.values()) & set(own)
    return mine, {address: marks for address, marks in foreign.items() if marks}


@pytest.mark.parametrize("role", CROSSING)
def test_their_own_pages_tell_nothing_of_the_first_prize(stage: Stage, role: str) -> None:
    client = client_of_other(stage, role)
    mine, foreign = parted(told(stage, client, stage.others), THEIRS)
    assert mine >= {"Fremmed", "/priser/en-annen-pris"}
    assert foreign == {}


@pytest.mark.parametrize("role", CROSSING)
def test_the_pages_of_the_first_prize_tell_nothing_of_another(stage: Stage, role: str) -> None:
    mine, foreign = parted(told(stage, client_for(stage, role), stage.places), OURS)
    assert mine >= {"Hemmelig", "/priser/prisen"}
    assert foreign == {}
