"""Choosing municipalities: what stands in the field is what is sent, and the server reads it."""

import re
from dataclasses import dataclass
from html import unescape

import pytest
from flask import Flask

from app.models import Nomination
from app.services import organisations
from tests.clients import ReviewingClient, client_of
from tests.factories import World


@dataclass
class Draft:
    """A draft whose candidate is Prøvedal, on the page where it is chosen."""

    world: World
    client: ReviewingClient
    nomination: Nomination

    def __post_init__(self) -> None:
        self.address = f"/forslag/{self.nomination.id}/del/first"

    def page(self, query: str = "") -> str:
        return self.client.get(self.address + query).get_data(as_text=True)

    def send(self, *written: str, to: str = "", go: str = "stay") -> int:
        version = re.search(r'name="version" value="([^"]*)"', self.page())
        assert version is not None
        data = {"candidate": list(written), "version": unescape(version[1]), "go": go}
        status = self.client.post(self.address + to, data=data).status_code
        self.world.session.expire_all()
        return status

    @property
    def candidates(self) -> list[tuple[str, bool]]:
        return [(one.name, one.is_unclear) for one in self.nomination.candidates]


@pytest.fixture
def draft(app: Flask, world: World) -> Draft:
    nomination = world.draft(world.open())
    return Draft(world, client_of(app, world.people["nominator"].id), nomination)


@pytest.mark.parametrize("written", ["Ååsen", "ååsen kommune", "Aaaasen", "Áhku", "AHKU,"])
def test_a_municipality_is_chosen_by_any_of_its_names(draft: Draft, written: str) -> None:
    place = organisations.find_municipality(draft.world.session, "0002", 2024)
    assert place is not None
    place.sami_name = "Áhku"
    draft.world.session.flush()
    assert draft.send(written) == 303
    assert draft.candidates == [("Ååsen kommune", False)]
    assert re.findall(r'name="candidate" value="([^"]*)"', draft.page()) == ["Ååsen"]


def test_what_names_no_municipality_is_kept_and_stands_in_the_way(draft: Draft) -> None:
    assert draft.send("Volda", to="/lagre") == 200  # while she is writing
    assert draft.candidates == [("Volda", True)]
    page = draft.page()
    assert re.findall(r'name="candidate" value="([^"]*)"', page) == ["Volda"]
    said = "Ingen kommune heter «Volda». Skriv navnet slik det står i listen"
    assert page.count(said) == 2  # at the field, and in the summary that leads to it
    assert 'href="#candidate-1"' in page
    refused = draft.client.post(f"/forslag/{draft.nomination.id}/send-inn")
    assert refused.status_code == 422
    assert said in refused.get_data(as_text=True)


def test_each_line_says_what_is_wrong_with_it(draft: Draft) -> None:
    for number, name in (("0002", "Herøy (A)"), ("0003", "Herøy (B)")):
        place = organisations.find_municipality(draft.world.session, number, 2024)
        assert place is not None
        place.name, place.display_name = "Herøy", name
    draft.world.session.flush()
    assert draft.send("prøvedal", "", "heroy", "Herøy (B)") == 303
    assert draft.candidates == [
        ("Prøvedal kommune", False),
        ("heroy", True),
        ("Herøy (B) kommune", False),
    ]
    page = draft.page()
    said = "Flere kommuner heter «heroy»: Herøy (A) og Herøy (B). Velg én av dem."
    assert f'id="candidate-2-error">{said}' in page
    assert 'href="#candidate-2"' in page
    assert "candidate-1-error" not in page


def test_one_more_line_has_the_focus(draft: Draft) -> None:
    version = re.search(r'name="version" value="([^"]*)"', draft.page())
    assert version is not None
    data = {"candidate": ["Prøvedal"], "version": unescape(version[1]), "go": "add-municipality"}
    answer = draft.client.post(draft.address, data=data)
    assert answer.location.endswith("?municipality=2#candidate-2")
    assert 'id="candidate-2" name="candidate" value=""' in draft.page("?municipality=2")


def test_the_nominators_own_municipality_stands_first(draft: Draft) -> None:
    def listed() -> list[tuple[str, str]]:
        return re.findall(r'<option value="([^"]*)" data-about="([^"]*)"', draft.page())

    county = "Prøvefylke"
    assert listed() == [("Prøvedal", county), ("Ærvik", county), ("Ååsen", county)]
    body = draft.nomination.organisation
    assert body is not None
    body.municipality = organisations.find_municipality(draft.world.session, "0003", 2024)
    draft.world.session.flush()
    assert listed() == [("Ærvik", "Deres egen kommune"), ("Prøvedal", county), ("Ååsen", county)]
