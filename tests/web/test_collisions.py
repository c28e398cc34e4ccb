"""Two versions of one sheet: what is stored is shown beside what was written here."""

import re
from dataclasses import replace

from flask import Flask

from app.rules.evidence import Evidence, EvidenceMark
from app.services import scores
from tests.clients import client_of
from tests.factories import World, sheet


def test_what_is_stored_is_shown_with_what_it_rests_on(app: Flask, world: World) -> None:
    _award_round, made = world.at("scoring")
    client = client_of(app, world.people["juror_b"].id)
    address = f"/vurdering/{made[0].id}"
    held = {"x": Evidence(EvidenceMark.DOCUMENTED, "2. Historien")}
    scores.save_draft(world.work("juror_b"), made[0], replace(sheet(3, 4), evidence=held))
    sent = {"score-x": "5", "score-y": "4", "grounds": "Hemmelig grunn", "act": "save"}
    mine = {"evidence-x": "plausible", "place-x": "", "version": "0"}
    answer = client.post(address, data={**sent, **mine})
    assert answer.status_code == 409
    (shown,) = re.findall(
        r'(?s)<section class="notice notice--warn collision".*?</section>', answer.text
    )
    assert re.findall(r'<ul class="evidence small">(.*?)</ul>', shown) == [
        "<li>Krit. x: dokumentert, i 2. Historien</li>"
    ]
    assert "Begrunnelsen som er lagret" not in shown
    same = {"evidence-x": "documented", "place-x": "2. Historien", "version": "0"}
    assert "Belegget som er lagret" not in client.post(address, data={**sent, **same}).text
