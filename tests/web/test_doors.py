"""The doors: whatever a page offers can be gone to, by whoever it is offered to.

Every link that a page offers is followed, as every role, with a round in every phase and another
prize alive beside it. A link that is refused is a fault of the page that offers it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from flask import url_for
from flask.testing import FlaskClient

from app.rules.access import JURY, Permission, Role
from app.web import doors
from app.words.errands import Goal
from tests.addresses import at
from tests.conftest import isolated
from tests.factories import PHASES
from tests.web.access import client_for
from tests.web.access_world import ROLES, Stage
from tests.whole import THREE, WHOLE

pytestmark = pytest.mark.sweep

HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
MENU = re.compile(r"<nav\b[^>]*\bmenu__places\b[^>]*>(.*?)</nav>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")

MOST = 600
"""A role that can go to more pages than this goes round in circles."""


@dataclass(frozen=True)
class Links:
    """Where a page leads, and what its menu holds."""

    found: list[str] = field(default_factory=list)
    menu: list[str] = field(default_factory=list)


def read(client: FlaskClient, address: str) -> tuple[int, Links]:
    """Get a page, and what it offers; a redirection within the product is followed."""
    answer = client.get(address, follow_redirects=True)
    if answer.mimetype != "text/html":
        return answer.status_code, Links()
    page = answer.get_data(as_text=True)
    said = " ".join(MENU.findall(page))
    menu = [unescape(word).strip() for word in TAG.split(said) if word.strip()]
    return answer.status_code, Links([unescape(href) for href in HREF.findall(page)], menu)


def ours(address: str, at: str) -> str:
    """Give an address within the product without its fragment; nothing for any other."""
    bare, _fragment = urldefrag(address)
    parts = urlsplit(bare)
    if parts.scheme or parts.netloc:
        return ""
    if bare.startswith("?"):
        return urlsplit(at).path + bare
    return bare


def shape(address: str) -> str:
    """Tell pages of one kind apart only where another answer may be due."""
    parts = urlsplit(address)
    return f"{parts.path}?{'&'.join(sorted(p.partition('=')[0] for p in parts.query.split('&')))}"


@pytest.mark.parametrize("role", ROLES)
def test_whatever_is_offered_is_open(stage: Stage, role: str) -> None:
    client = client_for(stage, role)
    seen: dict[str, str] = {}
    waiting = [("/", "start"), *((at, "start") for at in entrances(stage, role))]
    refused = []
    with stage.app.app_context(), isolated(stage.app):
        while waiting:
            address, offered_on = waiting.pop()
            if shape(address) in seen or is_left_out(stage, address):
                continue
            seen[shape(address)] = offered_on
            assert len(seen) < MOST
            status, links = read(client, address)
            if status != 200 and offered_on != "start":
                refused.append(f"{address} ({status}), offered on {offered_on}")
            waiting += [(to, address) for one in links.found if (to := ours(one, address))]
    assert len(seen) > 10
    assert refused == []


def is_left_out(stage: Stage, address: str) -> bool:
    """Say whether an address is of a round that the short form goes past."""
    return any(
        address.startswith(at(place.slug))
        for phase, place in stage.places.items()
        if phase not in THREE
    )


def entrances(stage: Stage, role: str) -> Iterator[str]:
    """Give where somebody may come in: every round, and what she may have been sent a link to.

    Not all of it is open to her; the page that says so offers ways on too.
    """
    with stage.app.test_request_context():
        if ROLES[role] is not None:
            yield url_for("overview.show")
            yield url_for("nominations.mine")
        for place in stage.places.values():
            yield url_for("rounds.show", slug=place.slug)
            yield url_for("nominations.start", slug=place.slug)
            for door in doors.OF_OFFICE:
                yield url_for(door.endpoint, slug=place.slug)
        for slug in stage.elsewhere if WHOLE else stage.elsewhere[:1]:
            yield url_for("rounds.show", slug=slug)
            for door in doors.OF_OFFICE:
                yield url_for(door.endpoint, slug=slug)


@pytest.mark.parametrize("role", [role for role, name in ROLES.items() if name])
def test_the_menu_stands_still_between_the_phases(stage: Stage, role: str) -> None:
    """The trail of a round is open in every phase, and its error page has the menu too."""
    client = client_for(stage, role)
    menus: dict[str, list[str]] = {}
    with stage.app.app_context(), isolated(stage.app):
        for phase in PHASES:
            with stage.app.test_request_context():
                address = url_for("rulebooks.show", slug=stage.places[phase].slug)
            status, links = read(client, address)
            year = 2026 + PHASES.index(phase)
            menus[phase] = [word.replace(str(year), "ÅR") for word in links.menu if word[0] != ","]
            if status == 200:
                assert f"Prisrunden {year}" in links.menu
    assert len({tuple(menu) for menu in menus.values()}) == 1, menus
    assert menus["open"]


def test_the_menu_goes_by_the_part_one_has_in_this_round(stage: Stage) -> None:
    """Whoever runs another prize finds her own round in the menu, on every page of ours."""
    client = client_for(stage, "elsewhere")
    with stage.app.app_context(), isolated(stage.app):
        with stage.app.test_request_context():
            address = url_for("nominations.start", slug=stage.places["open"].slug)
        status, links = read(client, address)
    assert status == 200
    assert all(at(stage.places["open"].slug) not in one for one in menu_links(links))
    assert any(at(stage.elsewhere[0]) in one for one in links.found)


def menu_links(links: Links) -> list[str]:
    names = {str(door.endpoint) for door in doors.OF_OFFICE if door.menu}
    assert names
    return [one for one in links.found if "/styring" in one or "/vurdering" in one]


def test_every_door_has_its_words_and_its_permission() -> None:
    for door in doors.OF_OFFICE:
        assert door.opens, door.endpoint
        assert all(isinstance(permission, Permission) for permission in door.opens)
        assert door.menu <= JURY | {Role.SECRETARIAT, Role.AUDITOR}
    endpoints = [door.endpoint for door in doors.OF_OFFICE]
    assert len(endpoints) == len(set(endpoints))


def test_every_goal_of_an_errand_has_its_door() -> None:
    assert set(doors.GOALS) == set(Goal)


def test_every_door_leads_to_a_route_that_there_is(stage: Stage) -> None:
    known: set[Any] = {rule.endpoint for rule in stage.app.url_map.iter_rules()}
    every = [*doors.OF_OFFICE, doors.NEW_NOMINATION, *doors.SIGNED_IN, *doors.SIGNED_OUT]
    assert {door.endpoint for door in every} <= known
