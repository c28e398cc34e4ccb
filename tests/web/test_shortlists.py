"""A round with a shortlist, from page to page; and that nobody outside the jury can tell."""

import html
import re

from flask import Flask
from werkzeug.test import TestResponse

from app.models import Nomination, Round
from app.rules.impartiality import Answer
from app.rules.stages import FINAL_ONLY
from app.services import phases
from tests import visiting
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import STATEMENT, World
from tests.web.acts import seen_on
from tests.web.test_leaks import plain


def text(answer: TestResponse) -> str:
    shown = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return html.unescape(" ".join(shown.split())).replace("\u00a0", " ")


def act(client: ReviewingClient, address: str, **sent: str) -> TestResponse:
    """Do an act as it is shown on its page."""
    return client.post(address, data=sent | {"seen": seen_on(client.get(address).text)})


def renamed(world: World, made: list[Nomination]) -> None:
    """Let each nomination have a candidate of its own name."""
    for name, nomination in zip(("Fjordvik", "Åsbyen", "Lillevik", "Storvik"), made, strict=False):
        nomination.candidates[0].name = name
    world.session.flush()


def named(world: World) -> tuple[Round, list[Nomination]]:
    award_round, made = world.deliberate_shortlist()
    renamed(world, made)
    world.name(award_round, made[:2])
    return award_round, made


def test_a_shortlist_is_chosen_on_the_set_up(app: Flask, world: World) -> None:
    award_round = world.plan()
    office = client_of(app, world.people["secretariat"].id)
    page = f"{at(award_round.slug)}/oppsett/trinn"
    base = re.search(r'name="base" value="([^"]+)"', office.get(page).text)
    assert base is not None
    sent = {"act": "add", "kind": "shortlist", "base": base[1]}
    assert office.post(page, data=sent | {"kind": "none"}).status_code == 422
    assert "Juryen vurderer alle forslagene én gang" in text(office.get(page))
    assert office.post(page, data=sent).status_code == 303
    shown = text(office.get(page))
    assert "1. Kortliste" in shown
    assert "De er de nominerte. Det blir kjent når vinneren kunngjøres" in shown
    again = office.post(page, data=sent | {"kind": "visit"})
    assert again.status_code == 409
    assert "Kortliste, Finale" in text(again)


def test_a_list_is_composed_by_buttons_and_says_what_it_leads_to(app: Flask, world: World) -> None:
    award_round = world.plan()
    office = client_of(app, world.people["secretariat"].id)
    page = f"{at(award_round.slug)}/oppsett/trinn"

    def press(act: str, status: int = 303, **sent: str) -> str:
        base = re.search(r'name="base" value="([^"]+)"', office.get(page).text)
        assert base is not None
        answer = office.post(page, data={"act": act, "base": base[1], **sent})
        assert answer.status_code == status
        return text(answer)

    press("add", kind="visit")
    press("add", kind="shortlist")
    press("up-1")
    press("name", named_in="1", named_when="at_once")
    own = {"q-1-0-nb": "Hva så dere?", "q-1-1-nn": "Kva såg de?"}
    assert "Spørsmålet må stå på bokmål" in press("ask-1", 422, **own)
    press("ask-1", **own | {"q-1-1-nb": "Hva hørte dere?"})
    assert [
        (one.kind.value, one.nominees.value, len(one.questions)) for one in award_round.plan
    ] == [
        ("shortlist", "not_here", 0),
        ("visit", "at_once", 2),
        ("final", "not_here", 0),
    ]
    assert "Det kunngjøres med en gang" in text(office.get(page))
    for act in ("up-0", "down-1", "remove-2", "remove-x", "up", "name", "ask-0", ""):
        press(act, 422, **{"named_in": "9", "q-0-0-nb": "Hva?"})
    press("remove-1")
    press("remove-0")
    world.session.expire_all()
    assert award_round.plan == FINAL_ONLY


def test_the_whole_round_from_deliberation_to_announcement(app: Flask, world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    renamed(world, made)
    slug = at(award_round.slug)
    chair, juror, office = (
        client_of(app, world.people[name].id) for name in ("chair", "juror_b", "secretariat")
    )
    assert "Velg hvem som går videre" in text(chair.get(f"{slug}/rangering"))
    assert chair.get(f"{slug}/avgjorelse").status_code == 409
    assert "Juryleder avgjør hvem som går videre" in text(office.get(f"{slug}/styring"))
    choosing = text(chair.get(f"{slug}/kortliste"))
    assert choosing.index("1. Fjordvik, ") < choosing.index("2. Åsbyen, ")
    few = chair.get(f"{slug}/kortliste/avgjor?valgt={made[0].id}")
    assert few.status_code == 422
    assert "Velg minst to forslag." in text(few)
    past = f"{slug}/kortliste/avgjor?valgt={made[0].id}&valgt={made[2].id}"
    assert "Hvorfor går noen foran andre i rangeringen?" in text(chair.get(past))
    owed = act(chair, past, reason=" ")
    assert owed.status_code == 422
    assert "Skriv grunnen." in text(owed)
    before = f"{slug}/kortliste/avgjor?valgt={made[0].id}&valgt={made[1].id}"
    told = text(chair.get(before))
    assert "Videre går 2 forslag Fjordvik Åsbyen" in told
    assert "Ikke videre går 2 forslag Lillevik Storvik" in told
    assert "Hvorfor går noen foran" not in told
    assert act(chair, before).status_code == 303
    assert "Til finalen går Fjordvik og Åsbyen." in text(office.get(f"{slug}/styring"))
    assert "Det er avgjort hvem som går videre" in text(juror.get(f"{slug}/vurdering"))
    assert act(office, f"{slug}/flytt/open_declaring").status_code == 303
    assert act(office, f"{slug}/flytt/open_scoring").status_code == 303
    desk = text(juror.get(f"{slug}/vurdering"))
    assert "Fjordvik" in desk
    assert "Lillevik" not in desk
    world.session.expire_all()
    world.seal_all(made[:2])
    assert act(office, f"{slug}/flytt/open_deliberation").status_code == 303
    form = text(chair.get(f"{slug}/avgjorelse"))
    assert "Nominert er de som juryen har valgt i et tidligere trinn: Fjordvik og Åsbyen." in form
    sent = {"act": "finalise", "version": "0", "rulebook": "1", "winners": str(made[0].id)}
    sent |= {"citation": "For arbeidet.", "statement": STATEMENT}
    assert chair.post(f"{slug}/avgjorelse", data=sent).status_code == 303
    sealing = f"{slug}/avgjorelse/forsegl?regler=1"
    assert "Vinner: Fjordvik. Nominert: Åsbyen." in text(chair.get(sealing))
    assert act(chair, sealing).status_code == 303
    sealed = text(chair.get(f"{slug}/avgjorelse"))
    assert "Gikk videre: Fjordvik og Åsbyen. Gikk ikke videre: Lillevik og Storvik." in sealed
    assert act(chair, f"{slug}/kunngjoring/na").status_code == 303
    public = text(app.test_client().get(slug))
    assert "Fjordvik" in public
    assert "Åsbyen" in public
    assert "Lillevik" not in public


def test_no_page_of_outsiders_changes_when_some_are_named(app: Flask, world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    slug = at(award_round.slug)
    addresses = ["/", "/oversikt", "/forslag", slug, "/priser/prisen", "/priser/prisen/tidligere"]
    for one in made:
        addresses += [f"/forslag/{one.id}/kvittering", f"/forslag/{one.id}/trekk"]
    roles = ("public", "nominator", "stranger", "administrator")

    def read() -> dict[tuple[str, str], str]:
        world.session.expire_all()
        found = {}
        for role in roles:
            client = (
                app.test_client() if role == "public" else client_of(app, world.people[role].id)
            )
            for address in addresses:
                answer = client.get(address)
                found[role, address] = f"{answer.status} {plain(answer.text)}"
        return found

    before = read()
    world.name(award_round, made[:2])
    assert read() == before
    world.open_final(award_round)
    assert read() == before
    for page in ("kvittering", "trekk"):
        assert before["nominator", f"/forslag/{made[0].id}/{page}"].startswith("200 OK")


def test_nominators_read_the_same_of_one_who_went_on_and_one_who_did_not(
    app: Flask, world: World
) -> None:
    _, made = named(world)
    nominator = client_of(app, world.people["nominator"].id)
    for page in ("kvittering", "trekk"):
        said = []
        for one in (made[0], made[3]):
            one.candidates[0].name = "Samme"
            shown = text(nominator.get(f"/forslag/{one.id}/{page}"))
            said.append(re.sub(r"Hemmelig tittel \d|2026-\d+|[0-9a-f]{8,}|/forslag/\d+", "", shown))
        assert said[0] == said[1]
        assert "Nominert" not in said[0]


def test_a_recused_juror_reads_nothing_new_of_the_final(app: Flask, world: World) -> None:
    award_round, made = world.deliberate_shortlist()
    renamed(world, made)
    world.name(award_round, made[:2])
    phases.move(world.work("secretariat"), award_round, "open_declaring")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    juror = client_of(app, world.people["juror_b"].id)
    assert juror.get(f"/vurdering/{made[0].id}").status_code in {403, 404}
    assert juror.get(f"{at(award_round.slug)}/kortliste").status_code == 403
    assert juror.get(f"{at(award_round.slug)}/rangering").status_code == 409


def test_a_sheet_of_the_final_starts_from_her_own_earlier_one_and_says_so(
    app: Flask, world: World
) -> None:
    award_round, made = world.deliberate_shortlist()
    world.name(award_round, made[:2])
    world.open_final(award_round)
    juror = client_of(app, world.people["juror_b"].id)
    shown = juror.get(f"/vurdering/{made[0].id}")
    assert "er hentet fra det du leverte" in text(shown)
    assert re.findall(r'name="score-(\w)" value="(\d)"[^>]* checked', shown.text) == [
        ("x", "5"),
        ("y", "4"),
    ]
    assert "Hemmelig grunn</textarea>" in shown.text
    assert "Privat notat</textarea>" not in shown.text
    sent = {"act": "seal", "version": "0", "score-x": "6", "score-y": "4", "grounds": "Bedre."}
    assert juror.post(f"/vurdering/{made[0].id}", data=sent).status_code == 303
    assert "er hentet fra" not in text(juror.get(f"/vurdering/{made[0].id}"))
    deputy = client_of(app, world.people["deputy_b"].id)
    assert deputy.get(f"/vurdering/{made[1].id}").status_code == 403


def test_nominators_read_that_theirs_is_nominated_once_that_is_announced(
    app: Flask, world: World
) -> None:
    award_round, made = visiting.visiting(world)
    renamed(world, made)
    client = client_of(app, world.people["nominator"].id)
    assert "ominert." not in text(client.get("/forslag"))
    world.name(award_round, made[:2])
    phases.move(world.work("secretariat"), award_round, "open_declaring")
    own, other = (text(client.get(f"/forslag/{one.id}/se-over")) for one in (made[1], made[2]))
    assert "Nominert Referanse" in own
    assert "Forslaget er nominert. " in own
    assert "Nominert" not in other
    assert "De nominerte er kunngjort, og forslaget er ikke blant dem." in other
    listed = text(client.get("/forslag"))
    assert (listed.count("Nominert"), listed.count("Forslaget er nominert.")) == (2, 2)
    assert listed.count("forslaget er ikke blant dem.") == 2
