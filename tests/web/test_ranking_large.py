"""The ranking of a large round: the page does not grow with it, and any two can be compared."""

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from app.models import Nomination, Round
from app.services import phases
from tests.addresses import at
from tests.benchmarks.bench_pages import fill
from tests.clients import client_of
from tests.factories import World

Large = tuple[World, Round]


@pytest.fixture
def large(world: World, request: pytest.FixtureRequest) -> Large:
    """Give a round in deliberation with so many nominations, many of them with equal averages."""
    award_round = fill(world, getattr(request, "param", 150), seed=1)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    return world, award_round


def read(app: Flask, large: Large, query: str = "") -> str:
    world, award_round = large
    chair = client_of(app, world.people["chair"].id)
    answer = chair.get(f"{at(award_round.slug)}/rangering{query}")
    assert answer.status_code == 200
    return " ".join(unescape(answer.get_data(as_text=True)).split())


def compared(page: str) -> list[str]:
    """Name the two that are compared."""
    names = re.search(r'<dl class="sides">.*?</dl>', page)
    assert names
    one, _, other = re.findall(r"<dt>(.*?)</dt>", names[0])
    return [one, other]


@pytest.mark.parametrize("large", [150, 250], indirect=True)
def test_the_page_does_not_grow_with_the_round(app: Flask, large: Large) -> None:
    page = read(app, large)
    opening, below = page.split('id="rekke"')
    assert opening.count("likt snitt") <= 5 + 1
    assert "steder til." in opening
    assert below.count("<option") == 0
    order = below.partition("</table>")[0]
    assert order.count('<th scope="row" class="name">') == 50
    ties = re.search(r'aria-labelledby="likt">.*?</section>', below)
    assert ties
    assert ties[0].count("<li>") == 50


def test_the_ties_further_down_have_pages(app: Flask, large: Large) -> None:
    first, second = (read(app, large, query) for query in ("", "?side=2"))
    assert re.findall(r'href="([^"]*side=[^"]*)"', first)[0] == (
        f"{at(large[1].slug)}/rangering?side=2#likt"
    )
    assert "Viser 1–50 av" in first
    assert "Viser 51–" in second


def test_two_are_found_by_name_and_by_number(app: Flask, large: Large) -> None:
    world, award_round = large
    rows = world.session.execute(
        select(Nomination.id, Nomination.number).where(Nomination.round_id == award_round.id)
    )
    # Named by their ids, of which PostgreSQL gives none twice.
    by_number = {number: key for key, number in rows}
    a, b, c = by_number[40], by_number[45], by_number[41]
    page = read(app, large, f"?finn-a=kandidat+{a}&finn-b=45")
    assert compared(page) == [f"Kandidat {a}", f"Kandidat {b}"]
    kept = re.findall(r'<input type="hidden" name="([ab])" value="(\d+)">', page)
    assert kept == [("a", str(a)), ("b", str(b))]
    page = read(app, large, f"?a={a}&b={b}&finn-b=kandidat+{c}")
    assert compared(page) == [f"Kandidat {a}", f"Kandidat {c}"]


def test_what_is_not_found_is_said(app: Flask, large: Large) -> None:
    page = read(app, large, "?a=30&b=35&finn-a=finnes+ikke")
    assert "Ingen i rangeringen passer til «finnes ikke»." in page
