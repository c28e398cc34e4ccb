"""Screening a nomination: a fault is told where it can be put right, and only there."""

import pytest
from flask import Flask

from app.services import screening
from tests.clients import client_of
from tests.factories import World


@pytest.mark.parametrize("act", ["ta-opp", "avvis"])
def test_what_is_missing_is_told_while_the_nomination_waits(
    app: Flask, world: World, act: str
) -> None:
    award_round = world.open()
    (nomination,) = world.submit(award_round, 1)
    world.pass_time(days=11)
    world.session.commit()
    client = client_of(app, world.people["secretariat"].id)
    assert client.post(f"/forslag/{nomination.id}/{act}").status_code == 422


@pytest.mark.parametrize("act", ["ta-opp", "avvis"])
def test_what_is_missing_is_no_matter_when_it_has_been_screened(
    app: Flask, world: World, act: str
) -> None:
    award_round = world.open()
    (nomination,) = world.submit(award_round, 1)
    world.pass_time(days=11)
    secretariat = world.work("secretariat")
    if act == "avvis":
        screening.admit(secretariat, nomination, residents_checked=True)
    else:
        screening.reject(secretariat, nomination, "Kandidaten er ikke en kommune.")
    world.session.commit()
    answer = client_of(app, world.people["secretariat"].id).post(f"/forslag/{nomination.id}/{act}")
    assert answer.status_code == 409
    assert "Forslaget er alt behandlet" in answer.get_data(as_text=True)
