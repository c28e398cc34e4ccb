"""A final that is decided by ballots, from page to page: who votes, and who sees what."""

import re

from flask import Flask
from werkzeug.test import TestResponse

from app.models import BallotRevision, Nomination, Round
from app.rules.ballots import StageBasis
from app.services import announcements, ballots, decisions, phases
from tests.addresses import at
from tests.balloting import ballot, to_deliberation, to_voting, vote
from tests.clients import ReviewingClient, client_of
from tests.factories import STATEMENT, World, decision
from tests.web.test_shortlists import act, renamed, text


def client(app: Flask, world: World, name: str) -> ReviewingClient:
    return client_of(app, world.people[name].id)


def written(made: list[Nomination], *ranks: str, **more: str) -> dict[str, str]:
    return {f"rank-{one.id}": rank for one, rank in zip(made, ranks, strict=False)} | more


def fields(answer: TestResponse) -> list[str]:
    return re.findall(r'name="rank-\d+" value="([^"]*)"', answer.text)


def voting(world: World) -> tuple[Round, list[Nomination], str]:
    award_round, made = to_voting(world)
    renamed(world, made)
    return award_round, made, f"{at(award_round.slug)}/stemmeseddel"


def test_the_basis_is_chosen_on_the_set_up_until_the_jury_begins(app: Flask, world: World) -> None:
    award_round = world.plan()
    office, slug = client(app, world, "secretariat"), at(award_round.slug)
    shown = office.get(f"{slug}/oppsett/trinn").text
    base = re.findall(r'name="base" value="([^"]+)"', shown)[1]
    refused = office.post(f"{slug}/oppsett/finalen", data={"basis": "loddtrekning", "base": base})
    assert refused.status_code == 422
    assert "Velg ett av svarene." in text(refused)
    sent = {"basis": "ballot", "base": base}
    assert office.post(f"{slug}/oppsett/finalen", data=sent).status_code == 303
    world.session.expire_all()
    assert award_round.stages[-1].decided_by is StageBasis.BALLOT
    again = office.post(f"{slug}/oppsett/finalen", data={"basis": "scores", "base": base})
    assert again.status_code == 409
    assert "Noen andre har valgt noe annet" in text(again)
    world.open_planned(award_round)
    world.judge(award_round)
    late = office.post(f"{slug}/oppsett/finalen", data={"basis": "scores"})
    assert late.status_code == 409
    assert "Juryen har begynt å vurdere" in text(late)
    assert award_round.stages[-1].decided_by is StageBasis.BALLOT


def test_a_ballot_is_saved_refused_in_words_and_handed_in(app: Flask, world: World) -> None:
    _, made, page = voting(world)
    juror = client(app, world, "juror_b")
    saved = juror.post(f"{page}/lagre", data=written(made, "2", "x"))
    assert saved.status_code == 200
    assert fields(juror.get(page)) == ["2", "x", ""]
    sent = written(made, "2", "x", "9", act="seal", version=str(saved.json["version"]))
    refused = juror.post(page, data=sent)
    assert refused.status_code == 422
    told = text(refused)
    assert "Skriv plassen til Åsbyen som ett helt tall, for eksempel 1." in told
    assert "Plassen til Lillevik må være fra 1 til 3." in told
    assert fields(refused) == ["2", "x", "9"]
    version = re.findall(r'name="version" value="(\d+)"', refused.text)[0]
    gap = juror.post(page, data=written(made, "1", "1", "", act="seal", version=version))
    assert "Gi Lillevik en plass." in text(gap)
    version = re.findall(r'name="version" value="(\d+)"', gap.text)[0]
    skipped = juror.post(page, data=written(made, "2", "3", "3", act="seal", version=version))
    assert skipped.status_code == 422
    assert "Ingen har plass 1." in text(skipped)
    version = re.findall(r'name="version" value="(\d+)"', skipped.text)[0]
    whole = written(made, "1", "1", "3", act="seal", version=version)
    assert juror.post(page, data=whole).status_code == 303
    assert juror.post(page, data=whole).status_code == 303  # a double click
    assert len(world.session.query(BallotRevision).all()) == 1
    assert "Stemmeseddelen din er levert" in text(juror.get(page))
    other = juror.post(page, data=written(made, "3", "2", "1", act="seal", version=version))
    assert other.status_code == 409
    assert "Stemmeseddelen er alt levert" in text(other)
    assert juror.post(f"{page}/lagre", data=written(made, "3", version="9")).status_code == 409


def test_two_ranks_for_one_name_are_none(app: Flask, world: World) -> None:
    _, made, page = voting(world)
    sent = {f"rank-{made[0].id}": ["1", "2"], "act": "seal"}
    refused = client(app, world, "juror_b").post(page, data=sent)
    assert "Skriv plassen til Fjordvik som ett helt tall" in text(refused)
    assert fields(refused) == ["1 2", "", ""]


def test_abstaining_and_changing_take_a_reason(app: Flask, world: World) -> None:
    _, made, page = voting(world)
    juror = client(app, world, "juror_b")
    refused = juror.post(page, data={"act": "abstain", "abstention": " "})
    assert refused.status_code == 422
    assert "Skriv hvorfor du avstår." in text(refused)
    version = re.findall(r'name="version" value="(\d+)"', refused.text)[0]
    sent = {"act": "abstain", "abstention": "Kjenner dem ikke.", "version": version}
    assert juror.post(page, data=sent).status_code == 303
    assert "Du avsto, med denne grunnen: Kjenner dem ikke." in text(juror.get(page))
    version = re.findall(r'name="version" value="(\d+)"', juror.get(f"{page}/endre").text)[0]
    change = written(made, "1", "2", "3", act="seal", version=version)
    owed = juror.post(f"{page}/endre", data=change)
    assert owed.status_code == 422
    assert "Skriv hvorfor du endrer stemmeseddelen." in text(owed)
    assert fields(owed) == ["1", "2", "3"]
    assert juror.post(f"{page}/endre", data=change | {"reason": "Leste mer."}).status_code == 303
    assert "Grunn: Leste mer." in text(juror.get(page))


def test_who_may_vote(app: Flask, world: World) -> None:
    award_round, made = to_voting(world, recused=["juror_b"])
    slug, sent = at(award_round.slug), written(made, "1", "2", "3", act="seal")
    told = {}
    for name in world.people:
        who = client(app, world, name)
        asked = who.get(f"{slug}/stemmeseddel"), who.post(f"{slug}/stemmeseddel", data=sent)
        told[name] = tuple(answer.status_code for answer in asked)
    barred = {"juror_b": (200, 403), "deputy_c": (200, 403)}  # told why, and takes no part
    voters = dict.fromkeys(("chair", "juror_c", "deputy_b"), (200, 303))
    others = dict.fromkeys(world.people.keys() - barred.keys() - voters.keys(), (403, 403))
    assert told == barred | voters | others
    assert len(others) == 5


def test_who_sees_the_result_and_when(app: Flask, world: World) -> None:
    award_round, made = to_voting(world, recused=["juror_b"])
    renamed(world, made)
    for name in ("chair", "deputy_b", "juror_c"):
        vote(world, award_round, name, made, 2, 1, 3)
    page = f"{at(award_round.slug)}/rangering"
    insiders = ("chair", "juror_c", "juror_b", "secretariat")
    asked = [client(app, world, name).get(page) for name in insiders]
    assert [answer.status_code for answer in asked] == [409] * 4
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    people = (*insiders, "deputy_b", "deputy_c", "administrator", "nominator", "auditor")
    codes = [client(app, world, name).get(page).status_code for name in people]
    assert codes == [200, 200, 403, 200, 403, 403, 403, 403, 409]
    told = text(client(app, world, "chair").get(page))
    assert "Åsbyen ligger først etter juryens rangering." in told
    assert "Stemmesedler som teller: 3." in told
    assert "Åsbyen foretrekkes foran Fjordvik av 3 av 3." in told
    assert "Sjanse" not in told
    assert "Åsbyen" not in text(client(app, world, "juror_b").get(page))


def test_what_is_seen_before_the_deliberation_is_the_same_whatever_was_voted(
    app: Flask, world: World
) -> None:
    award_round, made, _ = voting(world)
    vote(world, award_round, "juror_b", made, 1, 2, 3)
    slug = at(award_round.slug)
    pages = (
        "framdrift",
        "styring",
        "vurdering",
        "rangering",
        "stemmeseddel",
        "flytt/open_deliberation",
    )

    def seen() -> list[str]:
        asked = [
            text(client(app, world, name).get(f"{slug}/{page}"))
            for name in ("chair", "secretariat", "juror_c", "auditor")
            for page in pages
        ]
        return [re.sub(r"kl\. \d\d\.\d\d", "", one) for one in asked]

    before = seen()
    held = ballots.open_ballot(world.work("juror_b"), award_round).ballot
    assert held is not None
    other = ballot(made, 3, 2, 1, version=held.version)
    ballots.revise(world.work("juror_b"), award_round, other, "Ombestemte meg.")
    assert seen() == before


def test_opening_the_deliberation_names_whose_ballot_lacks(app: Flask, world: World) -> None:
    award_round, made, _ = voting(world)
    for name in ("chair", "juror_b"):
        vote(world, award_round, name, made, 1, 2, 3)
    before = f"{at(award_round.slug)}/flytt/open_deliberation"
    office = client(app, world, "secretariat")
    told = text(office.get(before))
    assert "Én stemmeseddel stenges ute" in told
    assert "juror_c (C): stemmeseddelen mangler." in told
    assert "poeng" not in told.lower()
    assert act(office, before).status_code == 303
    closed = text(client(app, world, "juror_c").get(f"{at(award_round.slug)}/stemmeseddel"))
    assert "Du leverte ingen stemmeseddel før drøftingen ble åpnet." in closed


def test_the_decision_and_what_is_public_speak_of_no_scores(app: Flask, world: World) -> None:
    award_round, made = to_deliberation(world)
    renamed(world, made)
    slug, chair = at(award_round.slug), client(app, world, "chair")
    form = text(chair.get(f"{slug}/avgjorelse"))
    assert "Forslagene står i rekkefølgen etter juryens rangering." in form
    assert form.index("1. Åsbyen") < form.index("2. Fjordvik") < form.index("3. Lillevik")
    sent = {
        "act": "finalise",
        "version": "0",
        "rulebook": "1",
        "winners": str(made[0].id),
        "citation": "For arbeidet.",
        "statement": STATEMENT,
    }
    refused = chair.post(f"{slug}/avgjorelse", data=sent)
    assert refused.status_code == 422
    assert "Skriv hvorfor juryen velger noe annet enn førsteplassen" in text(refused)
    decisions.save(world.work("chair"), award_round, decision([made[1], made[0]], version=1))
    before = text(chair.get(f"{slug}/avgjorelse/forsegl?regler=1"))
    assert "alle stemmesedlene fryses slik de er nå" in before
    decisions.finalise(world.work("chair"), award_round, decision([made[1], made[0]], version=2))
    sealed = text(chair.get(f"{slug}/avgjorelse"))
    assert "Schulzes metode, versjon 1" in sealed
    assert "Stemmesedler som teller 3" in sealed
    for told in (form, before, sealed):
        assert "poeng" not in told.lower()
        assert "snitt" not in told.lower()
    announcements.announce(world.work("chair"), award_round, None)
    world.pass_time(minutes=1)
    public = text(app.test_client().get(slug))
    assert "Åsbyen" in public
    assert "poeng" not in public.lower()
