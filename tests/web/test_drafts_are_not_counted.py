"""Whether there is a draft is nobody's business but its writers': its number answers as none does.

Of every address and every form that names a nomination, as everybody else.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import url_for
from flask.testing import FlaskClient

from tests.conftest import isolated
from tests.web.access import arguments, client_for, method, values
from tests.web.access_matrix import MATRIX
from tests.web.access_sent import SENT
from tests.web.access_world import ROLES, Stage
from tests.web.test_leaks import plain
from tests.whole import by_turns

pytestmark = pytest.mark.sweep

NOBODYS = 987_654
PHASES = ("open", "scoring", "announced")
"""The call, while the jury scores, and when everybody sees all."""
OTHERS = [role for role in ROLES if role not in {"nominator", "editor", "reader"}]
"""All but those who write it, and those whom they let in."""
NAMED_IN_FORMS = {
    "decisions.save": ("winners",),
    "impartiality.rule": ("nomination",),
}
"""The fields of forms that hold the number of a nomination. Those of declarations carry it in their
names."""


def requests(stage: Stage, phase: str, role: str, number: int) -> Iterator[tuple[str, str, Any]]:
    """Give all that can be asked of a nomination: how, where, and what is sent."""
    place = stage.places[phase]
    with stage.app.test_request_context():
        for endpoint in sorted(MATRIX):
            how = method(stage.app, endpoint)
            data = SENT[endpoint](stage, place, role) if how == "POST" else None
            found = values(stage, endpoint, phase) or {"nomination_id": number, "key": "second"}
            if "nomination_id" in arguments(stage.app, endpoint):
                yield how, url_for(endpoint, **{**found, "nomination_id": number}), data
            elif endpoint in NAMED_IN_FORMS:
                named = dict.fromkeys(NAMED_IN_FORMS[endpoint], number)
                yield how, url_for(endpoint, **found), {**(data or {}), **named}
            elif endpoint == "impartiality.declare":
                url = url_for(endpoint, **found)
                yield how, url, {f"answer-{number}": "no_conflict"}
                yield how, url, {"late": number, "late-answer": "automatic"}
            elif endpoint == "ranking.show":
                yield how, url_for(endpoint, a=number, b=place.first, **found), None


def answers(
    stage: Stage, client: FlaskClient, phase: str, role: str, number: int
) -> dict[tuple[str, str, str], tuple[int, str]]:
    """Give the answers, with the numbers taken out of what was asked and of what is said."""
    numbers = re.compile(rf"(?<!\d)({stage.places[phase].draft}|{NOBODYS})(?!\d)")
    got = {}
    for how, url, data in requests(stage, phase, role, number):
        with isolated(stage.app), client.open(url, method=how, data=data) as answer:
            said = plain(answer.get_data(as_text=True))
        asked = how, numbers.sub("N", url), numbers.sub("N", str(data))
        got[asked] = answer.status_code, numbers.sub("N", said)
    return got


@pytest.mark.parametrize("role", OTHERS)
def test_a_draft_answers_as_what_there_is_not(stage: Stage, role: str) -> None:
    client = client_for(stage, role)
    asked = 0
    with stage.app.app_context():
        for phase in by_turns(PHASES, OTHERS.index(role)):
            draft = stage.places[phase].draft
            assert draft
            of_draft = answers(stage, client, phase, role, draft)
            of_none = answers(stage, client, phase, role, NOBODYS)
            told = [one for one in of_draft if of_draft[one] != of_none[one]]
            assert told == [], phase
            asked += len(of_draft)
    assert asked > 20
