"""What was stored, however it came there, is shown: no page stumbles over it for good."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.models import Nomination, Round
from app.rules.forms import QuestionKind
from app.services import announcements, nominations, phases, screening
from tests.addresses import at
from tests.clients import client_of
from tests.conftest import SettableClock
from tests.factories import World
from tests.web import recorded
from tests.web.fuzz import every_kind

ADDRESSES = ["http://[", "http://℀.com", "https://www.kommune.no]", "https://a.no:99999/", "//[]:x"]
TOO_LARGE = 10**40
"""What no digest can be made of: it stays in the draft."""
OTHERS: list[Any] = [
    7,
    TOO_LARGE,
    True,
    "tekst",
    "2026-99-99",
    ["a", 3, ["b"]],
    {"name": 4, "email": {"a": 1}},
    {},
    [],
    "javascript:alert(1)",
]
BROKEN = [*ADDRESSES, *OTHERS]


class Broken:
    """A round whose nominations hold answers that no form would let through."""

    def __init__(self, app: Flask, session: Session, clock: SettableClock) -> None:
        self.app = app
        self.world = World(session, clock)
        with patch("tests.factories._form", every_kind):
            self.round: Round = self.world.open()
        self.drafts = [self.draft(value) for value in BROKEN]
        self.made = [self.draft(value) for value in BROKEN if value != TOO_LARGE]
        with patch("app.services.nominations.submitting.find_faults", return_value=[]):
            for nomination in self.made:
                nominations.submit(self.world.work("nominator"), nomination)

    def draft(self, value: Any) -> Nomination:
        """Write a draft that answers every question alike."""
        draft = self.world.draft(self.round)
        draft.answers = {**draft.answers, **{kind.value: value for kind in QuestionKind}}
        self.world.session.commit()
        return draft

    def read(self, name: str | None, *paths: str) -> Iterator[str]:
        """Read pages as somebody; each must be there."""
        account = self.world.people[name].id if name else None
        client = client_of(self.app, account)
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 200, (name, path)
            yield answer.get_data(as_text=True)

    def judge(self) -> None:
        """Take the round to judging, with all admitted."""
        self.world.pass_time(days=11)
        secretariat = self.world.work("secretariat")
        for nomination in self.made:
            screening.admit(secretariat, nomination, residents_checked=True)
        phases.move(secretariat, self.round, "begin_judging")
        self.world.score(self.round, self.made)


@pytest.fixture
def broken(app: Flask, session: Session, clock: SettableClock) -> Broken:
    return Broken(app, session, clock)


def test_the_nominator_reads_what_she_wrote(broken: Broken) -> None:
    for nomination in broken.drafts:
        start = f"/forslag/{nomination.id}"
        list(broken.read("nominator", f"{start}/del/second?check=1", f"{start}/se-over"))
    for nomination in broken.made:
        start = f"/forslag/{nomination.id}"
        kvittering = f"{start}/kvittering"
        list(broken.read("nominator", f"{start}/se-over", kvittering, f"{kvittering}?format=json"))
    list(broken.read("nominator", "/forslag", "/oversikt"))


def test_what_is_broken_is_told_when_it_is_handed_in_and_not_before(broken: Broken) -> None:
    client = client_of(broken.app, broken.world.people["nominator"].id)
    draft = broken.drafts[BROKEN.index("https://www.kommune.no]")]
    answer = client.post(f"/forslag/{draft.id}/send-inn")
    assert answer.status_code == 422
    assert "Kopier hele adressen fra nettleseren." in answer.get_data(as_text=True)
    assert draft.answers["url"] == "https://www.kommune.no]"


def test_the_secretariat_and_the_jury_read_what_was_handed_in(broken: Broken) -> None:
    screen = [f"/forslag/{one.id}/gjennomgang" for one in broken.made]
    inbox = f"{at(broken.round.slug)}/forslag"
    broken.world.pass_time(days=11)
    list(broken.read("secretariat", inbox, *screen))
    broken.judge()
    list(broken.read("secretariat", inbox, *screen))
    sheets = [f"/vurdering/{one.id}" for one in broken.made]
    shown = list(broken.read("juror_b", f"{at(broken.round.slug)}/vurdering", *sheets))
    for value, page in zip(ADDRESSES, shown[1:], strict=False):
        assert value in page
        assert f'href="{value}"' not in page
    assert 'href="javascript:' not in "".join(shown)


def test_everybody_reads_the_result(broken: Broken) -> None:
    broken.judge()
    broken.world.deliberate(broken.round, broken.made)
    start = f"{at(broken.round.slug)}"
    sheets = [f"{start}/rangering/{one.id}" for one in broken.made]
    list(broken.read("chair", f"{start}/rangering", f"{start}/avgjorelse", *sheets))
    broken.world.finalise(broken.round, broken.made)
    announcements.announce(broken.world.work("chair"), broken.round, None)
    list(broken.read(None, start, "/", "/priser/prisen/tidligere"))


def test_a_record_with_a_broken_source_and_date_is_shown(
    app: Flask, session: Session, world: World
) -> None:
    for held in recorded.enter(session):
        for source in ADDRESSES:
            award_round = session.query(Round).filter_by(slug=held.slug).one()
            award_round.history = {"source": source, "award_date": "snart", "note": {"nb": "Sagt."}}
            session.commit()
            for path in ("/", "/priser/prisen/tidligere", f"{at(held.slug)}"):
                page = client_of(app, None).get(path)
                assert page.status_code == 200
                assert "Kilden på" not in page.get_data(as_text=True)
    assert world.prize
