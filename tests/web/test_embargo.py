"""That the jury has decided is no news for outsiders before it is announced.

A round is read in its deliberation by everybody who has no office in it, then decided, then given
a time of announcement, and read again at the same moment: no letter of any page has changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Account, Round
from app.models.engine import writing
from app.services import accounts, announcements, decisions, nominations, rounds
from app.services.work import Work
from tests.addresses import at
from tests.conftest import isolated
from tests.factories import decision
from tests.web.access import client_for, readable
from tests.web.access_world import Stage
from tests.web.acts import seen_on
from tests.web.test_leaks import plain

OUTSIDERS = ("public", "nominator", "stranger", "administrator", "elsewhere")
PLACE = "deliberation"


@contextmanager
def taken_back(stage: Stage) -> Iterator[Session]:
    """Give a session of the stage whose commits are gone afterwards."""
    token = writing.set(True)
    with stage.app.app_context(), isolated(stage.app):
        yield db.session
        db.session.close()
    writing.reset(token)


def chair_of(stage: Stage, session: Session) -> Work:
    now = stage.app.config["CLOCK"].now
    account = session.get_one(Account, stage.accounts["chair"])
    return Work(session, accounts.actor_for(session, account, now.date()), now)


def round_of(stage: Stage, session: Session) -> Round:
    return rounds.by_slug(session, stage.places[PLACE].slug)


def decide(stage: Stage, session: Session) -> None:
    place = stage.places[PLACE]
    made = [nominations.by_id(session, number) for number in (place.first, place.second)]
    work = chair_of(stage, session)
    decisions.finalise(work, round_of(stage, session), decision(made, version=place.decided))
    session.commit()


def set_the_embargo(stage: Stage, session: Session) -> None:
    work = chair_of(stage, session)
    at = work.now + timedelta(days=30)
    announcements.announce(work, round_of(stage, session), at)
    session.commit()


def read(stage: Stage, role: str) -> dict[str, str]:
    """Ask for every page that somebody can reach, of the round and others; refusals are pages."""
    client = client_for(stage, role)
    found = {}
    for phase in (PLACE, None):
        for address in readable(stage, role, phase):
            with client.get(address) as answer:
                found[address] = f"{answer.status}\n{answer.get_data(as_text=True)}"
    return found


def compared(pages: dict[str, str]) -> dict[str, str]:
    return {address: plain(page) for address, page in pages.items()}


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_page_of_an_outsider_tells_that_the_jury_has_decided(stage: Stage, role: str) -> None:
    with taken_back(stage) as session:
        judged = read(stage, role)
        decide(stage, session)
        decided = read(stage, role)
        set_the_embargo(stage, session)
        under_embargo = read(stage, role)
    slug = stage.places[PLACE].slug
    assert judged[f"{at(slug)}"].startswith("200 ")
    assert f'<a href="{at(slug)}">' in judged["/priser/prisen"]
    for later in (decided, under_embargo):
        assert compared(later) == compared(judged)


def withdraw(stage: Stage) -> str:
    """Withdraw what wins, as its nominator; gives the answer, and where it leads."""
    place = stage.places[PLACE]
    client = client_for(stage, "nominator")
    url = f"/forslag/{place.first}/trekk"
    with client.get(url) as shown:
        sent = {"reason": "Kommunen har ombestemt seg.", "seen": seen_on(shown.text)}
    with client.post(url, data=sent) as answer:
        return f"{answer.status} {answer.location}"


def test_withdrawing_does_not_tell_either(stage: Stage) -> None:
    with taken_back(stage):
        told_before = withdraw(stage)
        judged = read(stage, "nominator")
    with taken_back(stage) as session:
        decide(stage, session)
        told_after = withdraw(stage)
        decided = read(stage, "nominator")
        set_the_embargo(stage, session)
        under_embargo = read(stage, "nominator")
    assert told_before.startswith("303 ")
    assert told_after == told_before
    for later in (decided, under_embargo):
        assert compared(later) == compared(judged)


def test_who_announces_is_told_of_a_late_withdrawal(stage: Stage) -> None:
    slug = stage.places[PLACE].slug
    with taken_back(stage) as session:
        decide(stage, session)
        withdraw(stage)
        pages = [
            client_for(stage, role).get(address).get_data(as_text=True)
            for role, address in (
                ("chair", f"{at(slug)}/kunngjoring"),
                ("secretariat", f"{at(slug)}/styring"),
            )
        ]
    told = "Trukket etter at avgjørelsen ble forseglet: Prøvedal kommune."
    assert [page.count(told) for page in pages] == [1, 1]


def test_what_is_compared_would_tell_of_an_announcement(stage: Stage) -> None:
    """The comparison can see a difference: the same round, once the embargo has ended."""
    clock = stage.app.config["CLOCK"]
    with taken_back(stage) as session:
        judged = read(stage, "public")
        decide(stage, session)
        set_the_embargo(stage, session)
        before, clock.now = clock.now, clock.now + timedelta(days=30)
        try:
            announced = read(stage, "public")
        finally:
            clock.now = before
    differing = {address for address in judged if judged[address] != announced[address]}
    assert {"/", "/tidligere", f"{at(stage.places[PLACE].slug)}"} <= differing


def test_the_chair_is_told(stage: Stage) -> None:
    with taken_back(stage) as session:
        judged = read(stage, "chair")
        decide(stage, session)
        client = client_for(stage, "chair")
        page = client.get("/oversikt").get_data(as_text=True)
    # Another round of hers was decided all along.
    told = "Avgjort, ikke kunngjort"
    assert [one.count(told) for one in (judged["/oversikt"], page)] == [1, 2]
