"""Candidates of every kind: chosen for a round, filled in, and read."""

import re
from html import unescape

from flask import Flask

from app.models import Round
from app.services import nominations, phases
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from tests.clients import client_of
from tests.factories import World


def test_candidates_of_every_kind_are_filled_in_and_read(
    app: Flask, world: World, award_round: Round
) -> None:
    secretariat = client_of(app, world.people["secretariat"].id)
    page = f"/priser/prisen/{award_round.year}/oppsett/kandidater"
    version = re.search(r'name="version" value="([^"]*)"', secretariat.get(page).get_data(True))
    assert version is not None
    everything = {
        "kinds": ["municipality", "organisation", "place", "work", "person"],
        "most": "6",
        "own": "yes",
        "person.affiliation": "required",
        "version": version[1],
    }
    assert secretariat.post(page, data=everything).status_code == 303
    phases.move(world.work("secretariat"), award_round, "publish_call")
    world.pass_time(hours=2)
    draft = nominations.start(world.work("nominator"), award_round, world.body_of("nominator"))
    client = client_of(app, world.people["nominator"].id)
    address = f"/forslag/{draft.id}/del/first"
    shown = client.get(address).get_data(as_text=True)
    assert re.findall(r"<summary>([^<]*)</summary>", shown)[:4] == [
        "Kandidaten er en annen virksomhet enn en kommune",
        "Kandidaten er et sted eller et område",
        "Kandidaten er et bygg eller et prosjekt",
        "Kandidaten er en person",
    ]
    sent = {
        "answer-title": "Alt",
        "candidate": "Prøvedal",
        "other-name": "Stiftelsen",
        "other-number": "974 760 673",
        "place-name": "Torget",
        "place-where": "Ås",
        "work-name": "Skolen",
        "work-where": "Ærvik",
        "work-1-party-name": ["Ås arkitekter", ""],
        "work-1-party-role": ["Arkitekt", ""],
        "work-1-party-number": ["", ""],
        "person-name": "Kari",
        "person-affiliation": "",
    }
    base = re.search(r'name="version" value="([^"]*)"', shown)
    assert base is not None
    client.post(address, data={**sent, "version": unescape(base[1])})
    text = client.get(f"{address}?check=1").get_data(as_text=True)
    assert 'href="#place-1-where"' in text
    assert "Ingen kommune heter «Ås»" in text
    assert 'href="#person-1-affiliation"' in text
    assert 'value="Ås arkitekter"' in text
    base = re.search(r'name="version" value="([^"]*)"', text)
    assert base is not None
    mended = sent | {"place-where": "Ååsen", "person-affiliation": "Stiftelsen", "go": "next"}
    client.post(address, data={**mended, "version": unescape(base[1])})
    world.session.expire_all()
    assert draft.candidate_names == (
        "Prøvedal kommune / Stiftelsen / Torget, Ååsen / Skolen, Ærvik / Kari"
    )
    rest = {"story": "Fortalt.", "writing_aids": {"used": "none"}}
    base = nominations.base_of(draft, list(rest))
    nominations.save(world.work("nominator"), draft, rest, base=base)
    version_made = nominations.submit(world.work("nominator"), draft)
    assert [one["kind"] for one in version_made.content[CANDIDATES]] == everything["kinds"]
    receipt = client.get(f"/forslag/{draft.id}/kvittering").get_data(as_text=True)
    assert "Torget, Ååsen, Skolen, Ærvik, Kari" in receipt
    assert "Arkitekt, Ås arkitekter" in receipt


def test_what_can_be_nominated_is_locked_with_the_call_and_says_so(
    app: Flask, world: World, award_round: Round
) -> None:
    client = client_of(app, world.people["secretariat"].id)
    page = f"/priser/prisen/{award_round.year}/oppsett/kandidater"
    wrong = client.post(page, data={"most": "11", "own": "no"})
    text = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    assert "Velg minst ett slag." in text
    assert "Skriv et tall fra 1 til 10." in text
    assert 'value="11"' in text
    sent = {"kinds": "person", "most": "1", "own": "no", "version": "en annens"}
    stale = client.post(page, data=sent)
    assert stale.status_code == 409
    assert "Lagret nå: Det kan foreslås kommune og virksomhet." in stale.get_data(as_text=True)
    phases.move(world.work("secretariat"), award_round, "publish_call")
    assert client.post(page, data=sent).status_code == 409
    assert "kan dette ikke endres" in client.get(page).get_data(as_text=True)


def test_one_may_not_propose_oneself_where_the_round_says_so(world: World) -> None:
    award_round = world.plan()
    award_round.allows_own = False
    phases.move(world.work("secretariat"), award_round, "publish_call")
    world.pass_time(hours=2)
    draft = world.draft(award_round)
    base = nominations.base_of(draft, [CANDIDATES])
    own = [CandidateInput(name="NOMINATOR kommune"), CandidateInput(name="Andre")]
    nominations.save(world.work("nominator"), draft, {}, base=base, candidates=own)
    found = nominations.find_faults(world.session, draft)
    assert [(fault.kind, fault.written) for fault in found] == [
        ("own_proposal", "NOMINATOR kommune")
    ]
