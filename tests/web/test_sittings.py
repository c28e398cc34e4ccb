"""The forms for who leads and who is away: what they refuse, what they keep, who sees them."""

from flask import Flask

from app.models import Absence, ChairElection
from app.rules.impartiality import Answer
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World
from tests.web.acts import seen_on


def test_an_election_is_entered_with_who_took_part_and_by_the_secretariat_alone(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("scoring")
    world.declare(award_round, "chair", made[0], Answer.AUTOMATIC)
    world.session.commit()
    page = f"{at(award_round.slug)}/habilitet"
    chair, juror_b, juror_c = (seat.appointments[0].id for seat in world.jury.seats)
    office = client_of(app, world.people["secretariat"].id)
    shown = office.get(page).text
    assert "chair kan ikke lede det som gjelder hele vurderingen" in shown
    assert "Ingen er meldt borte." in shown

    empty = office.post(f"{page}/leder", data={"act": "elect", "reason": " "})
    assert empty.status_code == 422
    for said in (
        "Velg hva det gjelder.",
        "Velg hvem som er valgt.",
        "Skriv hvordan, så det står i loggen.",
    ):
        assert said in empty.text
    right = {
        "act": "elect",
        "about": str(made[0].id),
        "who": str(juror_b),
        "reason": "Valgt i møtet.",
        "took_part": [str(juror_b), str(juror_c)],
    }
    refused = {
        "took_part": ([], "Kryss av hvem som var med på valget."),
        "who": (str(chair), "Den du har valgt, kan ikke lede dette"),
        "about": (str(made[1].id), "Juryens leder kan lede dette selv."),
    }
    for field, (value, said) in refused.items():
        answer = office.post(f"{page}/leder", data={**right, field: value})
        assert (answer.status_code, said in answer.text) == (422, True)
        assert "Valgt i møtet." in answer.text
    stranger = office.post(f"{page}/leder", data={**right, "took_part": [str(chair)]})
    assert "Noen du har krysset av, kan ikke være med på dette valget" in stranger.text
    assert world.session.query(ChairElection).count() == 0

    assert office.post(f"{page}/leder", data=right).status_code == 303
    for reader in ("secretariat", "juror_b"):
        shown = client_of(app, world.people[reader].id).get(page).text
        assert "Med på valget: juror_b og juror_c." in shown
    ended = {"act": "relieve", "about": str(made[0].id), "reason": ""}
    for name in ("chair", "juror_b", "juror_c"):
        other = client_of(app, world.people[name].id)
        assert other.post(f"{page}/leder", data={**ended, "reason": "Nei."}).status_code == 403
    assert office.post(f"{page}/leder", data=ended).status_code == 422
    assert office.post(f"{page}/leder", data={**ended, "reason": "Slutt."}).status_code == 303
    assert "er valgt til å lede" not in office.get(page).text


def test_an_absence_is_noted_once_what_follows_has_been_shown(app: Flask, world: World) -> None:
    award_round, _made = world.at("scoring")
    world.session.commit()
    page = f"{at(award_round.slug)}/habilitet"
    chair, juror_b = (world.jury.seats[place].appointments[0].id for place in (0, 1))
    office = client_of(app, world.people["secretariat"].id)
    empty = office.post(f"{page}/fravaer", data={"act": "away", "reason": "Reise."})
    assert (empty.status_code, "Velg hvem det gjelder." in empty.text) == (422, True)
    assert "Reise." in empty.text
    wordless = office.post(f"{page}/fravaer", data={"act": "away", "who": str(chair)})
    assert "Skriv grunnen, så den står i loggen." in wordless.text
    away = {"act": "away", "who": str(chair), "reason": "Reise."}
    before = office.post(f"{page}/fravaer", data=away)
    assert before.status_code == 200
    assert "Plassen blir tom for 2 forslag: Prøvedal kommune og Prøvedal kommune." in before.text
    assert "Juryen er likevel vedtaksfør for alle forslagene." in before.text
    assert "chair leder juryen. Juryen må velge en fungerende leder." in before.text
    sent = {**away, "seen": seen_on(before.text)}
    assert office.post(f"{page}/fravaer", data=sent).status_code == 303
    assert "chair er borte i dette trinnet." in office.get(page).text
    again = office.post(f"{page}/fravaer", data=away)
    assert (again.status_code, "Det står alt i loggen" in again.text) == (422, True)
    lower = office.post(f"{page}/fravaer", data={**away, "who": str(juror_b)})
    assert "Da er for få plasser besatt" not in lower.text  # her deputy steps in
    for name in ("chair", "juror_b"):
        other = client_of(app, world.people[name].id)
        assert other.post(f"{page}/fravaer", data={**away, "act": "back"}).status_code == 403
    assert world.session.query(Absence).count() == 1
