"""What a recused person gets is the same whether the hidden scores are high or low, and whether
the hidden sheets are there or not: page, list, figure, message and error, to the letter.

Beside the crawl of ``test_leaks.py``, which turns the secrets of a round in every phase.
"""

import pytest
from flask import Flask

from app.models import Round
from app.rules.disclosure import SeesOthers
from app.services import impartiality, phases
from tests.clients import client_of
from tests.factories import World
from tests.memory import Memory
from tests.web.hiding import (
    READERS,
    ROUND,
    SCORES,
    another,
    answers,
    differing,
    hide,
    judge,
    look,
    page,
    seats,
)
from tests.web.test_leaks import plain

pytestmark = pytest.mark.sweep

OWN = "i snitt 3,6"
Read = dict[str, dict[str, list[str]]]
"""By reader, and by how the others have handed in: all that she got."""


def same(read: dict[str, list[str]]) -> dict[str, list[tuple[str, str]]]:
    return {how: differing(read["high"], got) for how, got in read.items()}


@pytest.mark.parametrize("sees", SeesOthers)
def test_while_the_jury_scores_hidden_sheets_are_alike_or_not_there(
    app: Flask, sees: SeesOthers
) -> None:
    """No total of a juror, no average, no row without reviews tells who judges, or how."""
    memory, read = Memory(), Read()
    for how in SCORES:
        with another(app, memory) as world:
            award_round, made = judge(world, sees)
            hide(world, award_round, made[0], how)
            look(world, award_round, made[0], how)
            for reader in READERS:
                got = answers(app, world, reader, made, "scoring")
                read.setdefault(reader, {})[how] = got
            assert leader(world, award_round) == seats(world)["juror_c"]
    assert {reader: same(read[reader]) for reader in READERS} == {
        reader: {how: [] for how in SCORES} for reader in READERS
    }
    for reader, got in read.items():
        told = " ".join(got["high"])
        # Her own average alone, of what she gave the two that she judges; the rules name methods.
        shown = [one for one in got["high"] if "/regler 200 " not in one]
        assert sum(one.casefold().count("snitt") for one in shown) == told.count(OWN), reader
        assert "Hemmelig high" not in told
    assert [answered(read[reader]["high"]) for reader in READERS] == [12, 13]


def answered(read: list[str]) -> int:
    """Count the pages that were given."""
    return sum(one.split(" ")[1] == "200" for one in read)


def leader(world: World, award_round: Round) -> int:
    today = world.work("secretariat").today
    found = impartiality.of_comparison(world.session, award_round, today).leader
    return found.id if found else 0


def test_in_deliberation_what_is_hidden_moves_no_place_total_or_average(app: Flask) -> None:
    """Who may see it gets something else each time: else the others would show nothing."""
    memory, read, seen = Memory(), Read(), set()
    for how in ("high", "low", "few"):
        with another(app, memory) as world:
            award_round, made = judge(world, SeesOthers.DELIBERATION)
            hide(world, award_round, made[0], how)
            phases.move(world.work("secretariat"), award_round, "open_deliberation")
            for reader in READERS:
                got = answers(app, world, reader, made, "deliberation")
                read.setdefault(reader, {})[how] = got
            client = client_of(app, world.people["juror_c"].id)
            seen.add(plain(client.get(f"{ROUND}/rangering").text))
            assert leader(world, award_round) == seats(world)["juror_c"]
    assert {reader: same(read[reader]) for reader in READERS} == {
        reader: {how: [] for how in ("high", "low", "few")} for reader in READERS
    }
    assert len(seen) == 3
    for reader in READERS:
        ranked = page(read[reader]["high"], f"{ROUND}/rangering")
        assert ranked.split(" ")[1] == "200"
        assert "Prøvedal" in ranked
    assert [answered(read[reader]["high"]) for reader in READERS] == [15, 23]
