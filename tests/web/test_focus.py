"""After a form is sent the reader is led to what was said of it, or to a page of its own."""

from urllib.parse import urlsplit

import pytest
from flask import url_for

from tests.conftest import isolated
from tests.factories import PHASES
from tests.web.access import client_for, follows_the_phase, values
from tests.web.access_matrix import MATRIX, expected
from tests.web.access_sent import SENT
from tests.web.access_world import ROLES, Stage
from tests.web.acts import ACTS, seen_before

pytestmark = pytest.mark.sweep

ELSEWHERE = {
    "accounts.set_language": "the page as it was, in another language",
    "nominations.create": "the first part of the form",
    "nominations.declare_aids": "the whole nomination, to be looked over",
    "nominations.save": "the next part of the form",
    "nominations.submit": "the receipt",
}
"""Forms that lead to another page, at whose head one begins to read."""
DONE = sorted(
    endpoint
    for endpoint in SENT.keys() - ELSEWHERE.keys()
    if any("r" in signs for signs in MATRIX[endpoint].values())
)
"""Forms that lead on, for somebody in some phase."""


def is_led(address: str, page: str) -> bool:
    """Say whether the page puts the focus where something is said, without a script."""
    anchor = urlsplit(address).fragment
    if anchor:
        return f'id="{anchor}" tabindex="-1"' in page
    # A button of a dialogue, which has the focus when that is opened, is no place of the page.
    return page.count(' tabindex="-1" autofocus') == 1


@pytest.mark.parametrize("endpoint", DONE)
def test_the_focus_goes_to_what_is_said(stage: Stage, endpoint: str) -> None:
    lost, led = [], 0
    # What names no round and no nomination is the same in every phase.
    phases = PHASES if follows_the_phase(stage.app, endpoint) else PHASES[:1]
    for role in ROLES:
        for phase in phases:
            found = values(stage, endpoint, phase)
            place = PHASES.index(phase)
            if found is None or expected(endpoint, role, place, "POST") != "r":
                continue
            client = client_for(stage, role)
            with stage.app.app_context(), isolated(stage.app):
                with stage.app.test_request_context():
                    address = url_for(endpoint, **found)
                data = SENT[endpoint](stage, stage.places[phase], role)
                if endpoint in ACTS:
                    data |= {"seen": seen_before(client, endpoint, address, data)}
                answer = client.post(address, data=data)
                page = client.get(answer.location).get_data(as_text=True)
            led += 1
            if not is_led(answer.location, page):
                lost.append((phase, role, answer.location))
            break  # where it leads is the same in the phases after the first
    assert lost == []
    assert led > 0
