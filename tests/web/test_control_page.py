"""The secretariat's page of a round: whatever may want attention is told, and leads somewhere."""

import pytest
from flask import Flask
from flask_babel import force_locale

from app.services import attention
from app.services.attention import Matter
from app.web.phases.page import REMEDIES
from app.words.rounds.attention import said
from tests.factories import World


@pytest.mark.parametrize("matter", Matter)
def test_each_matter_is_told_and_leads_somewhere(app: Flask, world: World, matter: Matter) -> None:
    award_round, _ = world.at("scoring")
    seen = attention.overview(world.work("secretariat"), award_round)
    with force_locale("nb"):
        told, label = said(matter, award_round, seen), str(REMEDIES[matter].label)
    assert told.title.endswith(".")
    assert told.text
    assert told.mark in {"warn", "declare", "recused", "none"}
    assert REMEDIES[matter].endpoint in app.view_functions
    assert label
