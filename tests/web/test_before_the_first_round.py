"""What those read who have come before there is anything for them to do."""

import re

from flask import Flask

from app.rules.nominators import NominatorKind
from app.services import joining, nominators
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World

ALONE = "Foreløpig skriver du alene."


def read(app: Flask, world: World, name: str, path: str) -> str:
    answer = client_of(app, world.people[name].id).get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_juror_is_told_that_there_is_no_round_and_not_that_she_has_no_role(
    app: Flask, world: World
) -> None:
    world.session.commit()
    for name in ("chair", "juror_b", "deputy_b"):
        page = read(app, world, name, "/oversikt")
        assert "Juryen har ingen runde ennå</h1>" in page
        assert "ingen roller" not in page


def test_the_secretariat_reads_each_place_of_its_prize_by_its_name(
    app: Flask, world: World
) -> None:
    world.session.commit()
    page = read(app, world, "secretariat", "/oversikt")
    titles = dict(re.findall(r'<h2 class="title-3" id="(prisen-prisen-\d)">([^<]+)</h2>', page))
    assert titles == {"prisen-prisen-1": "Prisen", "prisen-prisen-2": "Juryer"}


def test_every_step_leads_back_to_the_check_list(app: Flask, world: World) -> None:
    award_round = world.plan()
    world.session.commit()
    setup = f"{at(award_round.slug)}/oppsett"
    listed = read(app, world, "secretariat", setup)
    steps = re.findall(rf'<h3 class="worklist__name"><a href="({setup}/\w+)"', listed)
    assert len(steps) == 11
    for step in steps:
        assert f'<p class="over"><a href="{setup}">' in read(app, world, "secretariat", step)


def test_who_writes_alone_is_led_to_where_colleagues_are_invited(app: Flask, world: World) -> None:
    award_round = world.open()
    draft = world.draft(award_round)
    world.session.commit()
    page = read(app, world, "nominator", f"/forslag/{draft.id}/del/first")
    assert ALONE in page
    assert f'href="/forslag/{draft.id}/kolleger"' in page
    shared = read(app, world, "nominator", f"/forslag/{draft.id}/kolleger")
    assert f'href="/organisasjoner/{draft.organisation_id}' in shared


def test_a_private_person_lets_others_into_the_nomination_alone(app: Flask, world: World) -> None:
    award_round = world.open()
    nominators.set_nominators(
        world.work("secretariat"), award_round, list(NominatorKind), signatory_required=False
    )
    world.people["kari"] = world.account("kari")
    made = joining.as_person(world.work("kari"))
    made.organisation.name = "kari kommune"  # as the world finds those that it drafts for
    draft = world.draft(award_round, name="kari")
    world.session.commit()
    page = read(app, world, "kari", f"/forslag/{draft.id}/del/first")
    shared = read(app, world, "kari", f"/forslag/{draft.id}/kolleger")
    assert f'href="/forslag/{draft.id}/kolleger"' in page
    assert "/organisasjoner/" not in page + shared


def test_words_for_the_levels_are_offered_only_where_there_are_some(
    app: Flask, world: World
) -> None:
    award_round = world.open()
    made = world.judge(award_round, 1)
    world.score(award_round, made)
    world.session.commit()
    address = f"/vurdering/{made[0].id}"
    assert "Vis ordene for alle nivåer" in read(app, world, "chair", address)
    for criterion in award_round.criteria:
        criterion.levels = {}
    world.session.commit()
    assert "Vis ordene for alle nivåer" not in read(app, world, "chair", address)
